// Writes statements and settles who wins, for one fact or a hundred thousand: read the open ones once, decide in memory, write in sets.
import type { Day } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { resolve, type Statement } from './resolve.ts'

export interface FactDraft {
  id: string
  person: string
  area: number
  kind: string
  value: string
  from: Day
  to?: Day | null | undefined
  source: string
  detail?: Record<string, unknown> | undefined
  replaces?: string
  /** For kinds that are kept on consent only. */
  consent?: string
}

/** Inserts (a known id changes nothing) and settles the touched kinds of the touched people only. */
export async function storeFacts(ctx: Context, drafts: readonly FactDraft[]): Promise<number> {
  if (drafts.length === 0) return 0
  const rows = drafts.map((draft) => ({
    ...draft,
    to: draft.to ?? null,
    detail: draft.detail ?? null,
    replaces: draft.replaces ?? null,
    consent: draft.consent ?? null,
  }))
  const done = await sql`
    insert into registry.fact (district, id, person, area, kind, value, valid_from, valid_to, source, detail, replaces, consent, wins)
    select ${ctx.principal.district}, id, person, area, kind, value, "from", "to", source, detail, replaces, consent, false
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, person uuid, area int, kind text, value text, "from" date, "to" date, source uuid, detail jsonb, replaces uuid, consent uuid)
    on conflict (district, id) do nothing`.execute(ctx.db)
  await settle(ctx, drafts)
  return Number(done.numAffectedRows ?? 0)
}

interface OpenFact extends Statement {
  person: string
  kind: string
  wins: boolean
}

/** Recomputes the winners of these pairs. Idempotent. */
export async function settle(ctx: Context, pairs: readonly { person: string; kind: string }[]) {
  const wanted = [...new Map(pairs.map(({ person, kind }) => [`${person} ${kind}`, { person, kind }])).values()]
  const { district } = ctx.principal
  const open = await sql<OpenFact>`
    select f.id, f.person, f.kind, f.wins, f.valid_from as "from", f.valid_to as "to", f.source, s.rank, s.reported_on as "reportedOn",
      s.kind || ' ' || s.label as speaker, (extract(epoch from f.recorded_at) * 1000000)::float8 as "order"
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(person uuid, kind text)
    join registry.fact f on f.district = ${district} and f.person = w.person and f.kind = w.kind and f.closed_at is null
    join registry.source s on s.district = f.district and s.id = f.source`.execute(ctx.db)
  const groups = Map.groupBy(open.rows, (fact) => `${fact.person} ${fact.kind}`)
  const kept: { id: string; wins: boolean }[] = []
  const closed: { id: string; by: string | null; pieces: { id: string; from: Day; to: Day | null; wins: boolean }[] }[] = []
  for (const group of groups.values())
    for (const verdict of resolve(group)) {
      const fact = group.find((candidate) => candidate.id === verdict.id)!
      const [only] = verdict.pieces
      if (verdict.pieces.length === 1 && only!.from === fact.from && only!.to === fact.to) {
        if (only!.wins !== fact.wins) kept.push({ id: fact.id, wins: only!.wins })
      } else closed.push({ id: fact.id, by: verdict.by, pieces: verdict.pieces.map((piece) => ({ id: newId(), ...piece })) })
    }
  // Losers first: for a moment nothing wins, never two.
  for (const wins of [false, true]) {
    const ids = kept.filter((fact) => fact.wins === wins).map((fact) => fact.id)
    if (ids.length)
      await sql`update registry.fact set wins = ${wins} where district = ${district} and id = any(${ids}::uuid[])`.execute(ctx.db)
  }
  if (closed.length) await cut(ctx, closed)
  await carryBirth(ctx, wanted)
}

async function cut(ctx: Context, closed: readonly { id: string; by: string | null; pieces: readonly unknown[] }[]) {
  const { district } = ctx.principal
  const body = JSON.stringify(closed)
  await sql`insert into registry.fact (district, id, person, area, kind, value, valid_from, valid_to, source, detail, wins, replaces, recorded_at, consent)
    select f.district, p.id, f.person, f.area, f.kind, f.value, p."from", p."to", f.source, f.detail, p.wins, f.id, f.recorded_at, f.consent
    from jsonb_to_recordset(${body}::jsonb) as c(id uuid, pieces jsonb)
    cross join lateral jsonb_to_recordset(c.pieces) as p(id uuid, "from" date, "to" date, wins boolean)
    join registry.fact f on f.district = ${district} and f.id = c.id`.execute(ctx.db)
  await sql`update registry.fact f set closed_at = clock_timestamp(), closed_by = c.by, wins = false
    from jsonb_to_recordset(${body}::jsonb) as c(id uuid, by uuid) where f.district = ${district} and f.id = c.id`.execute(ctx.db)
}

/** The birthday is also a column, because everything is sorted and judged by it. */
async function carryBirth(ctx: Context, pairs: readonly { person: string; kind: string }[]) {
  const people = pairs.filter((pair) => pair.kind === 'person.birth').map((pair) => pair.person)
  if (people.length === 0) return
  await sql`update registry.person p set birth = f.value::date, version = p.version + 1 from registry.fact_winning f
    where p.district = ${ctx.principal.district} and p.id = any(${people}::uuid[]) and f.district = p.district and f.person = p.id
      and f.kind = 'person.birth' and f.valid_to is null and f.value::date <> p.birth`.execute(ctx.db)
}

/**
 * Takes back everything a source said: its open facts close, and what they had cut or superseded counts again.
 * @returns facts closed
 */
export async function withdrawSource(ctx: Context, source: string): Promise<number> {
  const { district } = ctx.principal
  const touched = await sql<{ person: string; kind: string }>`
    update registry.fact set closed_at = clock_timestamp(), wins = false
    where district = ${district} and source = ${source} and closed_at is null returning person, kind`.execute(ctx.db)
  // What somebody else had already superseded stays closed, even when that somebody is taken back later.
  await sql`update registry.fact set closed_by = null where district = ${district} and source = ${source} and closed_by is not null`.execute(
    ctx.db,
  )
  const reopened = await sql<{ person: string; kind: string }>`
    with recursive root as (
      select id, person, kind from registry.fact where district = ${district} and closed_by = ${source}),
    piece(id) as (
      select f.id from registry.fact f join root on f.replaces = root.id where f.district = ${district}
      union select f.id from registry.fact f join piece on f.replaces = piece.id where f.district = ${district}),
    shut as (
      update registry.fact set closed_at = coalesce(closed_at, clock_timestamp()), wins = false, closed_by = null
      where district = ${district} and id in (select id from piece) and id not in (select id from root)),
    again as (
      update registry.fact set closed_at = null, closed_by = null where district = ${district} and id in (select id from root)
        and id not in (select id from piece))
    select person, kind from root`.execute(ctx.db)
  await settle(ctx, [...touched.rows, ...reopened.rows])
  return touched.rows.length
}
