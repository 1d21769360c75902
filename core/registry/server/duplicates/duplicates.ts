// Two records that may be one person, side by side; a human merges them or says they are two.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { maskAccount } from '@songhe/basics/masking'
import { offsetOf } from '@songhe/basics/paging'
import { conflict, invalid, notFound } from '@songhe/basics/problem'
import { announce } from '@songhe/kernel/announce'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { settle } from '../facts/store-facts.ts'
import { eventKnown, insertEvent } from '../life/events.ts'
import { getPerson, PERSON_COLUMNS, type PersonRecord, personRows, shownPhone } from '../people/person-rows.ts'

interface Pair {
  one: string
  other: string
  reason: string
  found_at: Date
  verdict: string | null
}

/** Undecided, and both records still stand: an undone import or another merge settles a pair by itself. */
export const openPairs = (district: number) =>
  sql`join registry.person a on a.district = d.district and a.id = d.one and a.state = 'active'
    join registry.person b on b.district = d.district and b.id = d.other and b.state = 'active'
    where d.district = ${district} and d.verdict is null`

export async function listDuplicates(
  ctx: Context,
  { query }: InputOf<typeof contract.listDuplicates>,
): Promise<ReplyOf<typeof contract.listDuplicates>> {
  const { district } = ctx.principal
  const both = sql`from registry.duplicate d ${openPairs(district)}
    ${query.person ? sql`and (d.one = ${query.person} or d.other = ${query.person})` : sql``}`
  const total = await sql<{ n: number }>`select count(*)::int as n ${both}`.execute(ctx.db)
  const pairs =
    await sql<Pair>`select d.one, d.other, d.reason, d.found_at ${both} order by d.found_at, d.one limit ${query.size} offset ${offsetOf(query)}`.execute(
      ctx.db,
    )
  const ids = pairs.rows.flatMap((pair) => [pair.one, pair.other])
  const records = await sql<PersonRecord & { facts: number; tail: string | null }>`
    select ${PERSON_COLUMNS}, (select k.account_tail from registry.payee k where k.district = p.district and k.person = p.id and k.closed_at is null) as tail, (select count(*)::int from registry.fact f where f.district = p.district and f.person = p.id and f.closed_at is null) as facts
    from registry.person p where p.district = ${district} and p.id = any(${ids}::uuid[])`.execute(ctx.db)
  const rows = await personRows(ctx, records.rows)
  const sides = new Map(
    rows.map((row, i) => {
      const record = records.rows[i]!
      return [
        row.id,
        {
          ...row,
          phone: shownPhone(record.phone),
          account: record.tail === null ? '' : maskAccount(record.tail),
          facts: record.facts,
          registeredAt: record.created_at.toISOString(),
        },
      ]
    }),
  )
  return {
    total: total.rows[0]!.n,
    rows: pairs.rows.map((pair) => ({
      one: sides.get(pair.one)!,
      other: sides.get(pair.other)!,
      reason: pair.reason,
      foundAt: pair.found_at.toISOString(),
    })),
  }
}

/** The loser's statements, contacts and events pass to the keeper; its own rows close with their history, the record stays to be read. */
export async function mergePersons(
  ctx: Context,
  { body }: InputOf<typeof contract.mergePersons>,
): Promise<ReplyOf<typeof contract.mergePersons>> {
  const { district } = ctx.principal
  if (await eventKnown(ctx, body.id)) return { id: body.id, outcome: 'exists' }
  if (body.keep !== body.one && body.keep !== body.other) throw invalid('保留的档案不在这一对里。')
  const pair = await getPair(ctx, body.one, body.other)
  const keep = await getPerson(ctx, body.keep, true)
  const gone = await getPerson(ctx, body.keep === body.one ? body.other : body.one, true)
  if (gone.state === 'merged' && gone.merged_into === keep.id) return { id: body.id, outcome: 'exists' }
  if (keep.state === 'merged' || gone.state === 'merged') throw conflict('其中一份档案已经合并过。', { next: '请刷新后再看。' })
  if (keep.died_on !== gone.died_on)
    throw conflict('两份档案的去世登记不一致，不能合并。', { next: '请先核实并登记或撤销去世，再合并。' })
  const moved = await sql<{ kind: string }>`
    insert into registry.fact (district, id, person, area, kind, value, valid_from, valid_to, source, detail, wins, replaces, recorded_at, consent)
    select district, gen_random_uuid(), ${keep.id}, ${keep.area}, kind, value, valid_from, valid_to, source, detail, false, id, recorded_at, consent
    from registry.fact where district = ${district} and person = ${gone.id} and closed_at is null returning kind`.execute(ctx.db)
  await sql`update registry.fact set closed_at = clock_timestamp(), wins = false where district = ${district} and person = ${gone.id} and closed_at is null`.execute(
    ctx.db,
  )
  await settle(
    ctx,
    moved.rows.map(({ kind }) => ({ person: keep.id, kind })),
  )
  await sql`update registry.consent set person = ${keep.id}, area = ${keep.area} where district = ${district} and person = ${gone.id}`.execute(
    ctx.db,
  )
  await sql`update registry.contact set person = ${keep.id}, area = ${keep.area} where district = ${district} and person = ${gone.id} and closed_at is null`.execute(
    ctx.db,
  )
  // An account goes along only to a record that has none, and waits for a second person like any other that one person set.
  await sql`with gone as (update registry.payee set closed_at = clock_timestamp()
      where district = ${district} and person = ${gone.id} and closed_at is null returning *)
    insert into registry.payee (district, id, person, area, holder, relation, ground, bank, account, account_index, account_tail, verified_on, valid_from, set_by)
    select district, gen_random_uuid(), ${keep.id}, ${keep.area}, holder, relation, ground, bank, account, account_index, account_tail, verified_on, valid_from,
      ${ctx.principal.staff} from gone
    where not exists (select from registry.payee k where k.district = gone.district and k.person = ${keep.id} and k.closed_at is null)`.execute(
    ctx.db,
  )
  await sql`delete from registry.person_gram where district = ${district} and person = ${gone.id}`.execute(ctx.db)
  await sql`update registry.person set state = 'merged', merged_into = ${keep.id}, version = version + 1 where district = ${district} and id = ${gone.id}`.execute(
    ctx.db,
  )
  // The keeper may lack what only the other record had.
  await sql`update registry.person k set citizen_id = g.citizen_id, citizen_id_index = g.citizen_id_index, citizen_id_tail = g.citizen_id_tail
    from registry.person g where k.district = ${district} and k.id = ${keep.id} and k.citizen_id is null and g.district = k.district and g.id = ${gone.id}`.execute(
    ctx.db,
  )
  await sql`update registry.person k set phone = g.phone, phone_index = g.phone_index
    from registry.person g where k.district = ${district} and k.id = ${keep.id} and k.phone is null and g.district = k.district and g.id = ${gone.id}`.execute(
    ctx.db,
  )
  await insertEvent(ctx, {
    id: body.id,
    person: keep.id,
    area: keep.area,
    kind: 'merge',
    day: today(ctx),
    detail: { merged: gone.id, reason: body.reason },
  })
  await decide(ctx, pair, 'merged')
  await handOver(ctx, gone.id, keep)
  await announce(ctx, 'person-merged', { keep: keep.id, merged: gone.id })
  await audit(ctx, {
    event: 'person.merged',
    object: `person:${gone.id}`,
    person: keep.id,
    reason: body.reason,
    details: { merged: gone.id },
  })
  return { id: body.id, outcome: 'created' }
}

export async function markDifferent(
  ctx: Context,
  { body }: InputOf<typeof contract.markDifferent>,
): Promise<ReplyOf<typeof contract.markDifferent>> {
  const pair = await getPair(ctx, body.one, body.other)
  if (pair.verdict === 'different') return { id: body.id, outcome: 'exists' }
  if (pair.verdict) throw conflict('这一对档案已经合并，不能再标为不同的人。')
  await decide(ctx, pair, 'different')
  for (const person of [pair.one, pair.other])
    await audit(ctx, { event: 'person.marked-different', object: `person:${person}`, person, reason: body.reason })
  return { id: body.id, outcome: 'created' }
}

/** Whoever looked like the merged record now looks like the one that was kept. */
const handOver = (ctx: Context, gone: string, keep: PersonRecord) =>
  sql`insert into registry.duplicate (district, one, other, area, reason)
    select district, least(third, ${keep.id}::uuid), greatest(third, ${keep.id}::uuid), ${keep.area}, reason from (
      select d.district, case when d.one = ${gone}::uuid then d.other else d.one end as third, d.reason from registry.duplicate d
      where d.district = ${ctx.principal.district} and d.verdict is null and (d.one = ${gone} or d.other = ${gone})) open
    where third <> ${keep.id}::uuid on conflict (district, one, other) do nothing`.execute(ctx.db)

async function getPair(ctx: Context, a: string, b: string): Promise<Pair> {
  const [one, other] = a < b ? [a, b] : [b, a]
  const found = await sql<Pair>`select one, other, reason, found_at, verdict from registry.duplicate
    where district = ${ctx.principal.district} and one = ${one} and other = ${other} for update`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这一对疑似重复档案')
  return found.rows[0]
}

const decide = (ctx: Context, pair: Pair, verdict: 'merged' | 'different') =>
  sql`update registry.duplicate set verdict = ${verdict}, decided_by = ${ctx.principal.name}, decided_at = clock_timestamp()
    where district = ${ctx.principal.district} and one = ${pair.one} and other = ${pair.other}`.execute(ctx.db)
