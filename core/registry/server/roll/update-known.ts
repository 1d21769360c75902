// Elders whom the district already knows: facts, account, telephone and address of the row are taken where they differ; empty cells change nothing.
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import { blindIndex, seal } from '@songhe/kernel/secrets'
import { sql } from 'kysely'
import type { BulkFact } from '../bulk/bulk-register.ts'
import type { KnownPerson } from '../bulk/known-by-number.ts'
import { type FactDraft, storeFacts } from '../facts/store-facts.ts'
import { foldPhone } from '../people/prepare-person.ts'
import type { RollPerson } from './read-roll-row.ts'

interface Roll {
  import: string
  source: string
  /** Whose roll it is; an earlier statement of the same speaker is compared too, even where a better source wins. */
  label: string
}

type Met = readonly { person: RollPerson; known: KnownPerson }[]

/** @returns how many of these elders changed */
export async function updateKnown(ctx: Context, roll: Roll, met: Met): Promise<number> {
  if (met.length === 0) return 0
  const facts = await differingFacts(
    ctx,
    { source: roll.source, speaker: { kind: 'import', label: roll.label } },
    met.map(({ person, known }) => ({ known, facts: person.facts ?? [] })),
  )
  await storeFacts(ctx, facts)
  const paid = await newAccounts(ctx, roll, met)
  const reached = await newDetails(ctx, roll, met)
  return new Set([...facts.map(({ person }) => person), ...paid, ...reached]).size
}

/** Statements that say something new: not what stands already, and not what this speaker said before. */
export async function differingFacts(
  ctx: Context,
  { source, speaker }: { source: string; speaker: { kind: string; label: string } },
  stated: readonly { known: Pick<KnownPerson, 'id' | 'area'>; facts: readonly Pick<BulkFact, 'kind' | 'value' | 'from'>[] }[],
): Promise<FactDraft[]> {
  const ids = stated.map(({ known }) => known.id)
  const stands = await sql<{ person: string; kind: string; value: string; from: string; to: string | null }>`
    select f.person, f.kind, f.value, f.valid_from as "from", f.valid_to as "to"
    from registry.fact f join registry.source s on s.district = f.district and s.id = f.source
    where f.district = ${ctx.principal.district} and f.person = any(${ids}::uuid[]) and f.closed_at is null
      and (f.wins or (s.kind = ${speaker.kind} and s.label = ${speaker.label}))`.execute(ctx.db)
  const said = Map.groupBy(stands.rows, ({ person, kind, value }) => `${person} ${kind} ${value}`)
  return stated.flatMap(({ known, facts }) =>
    facts
      .filter(
        ({ kind, value, from }) =>
          !said.get(`${known.id} ${kind} ${value}`)?.some((fact) => fact.from <= from && (fact.to === null || fact.to > from)),
      )
      .map(({ kind, value, from }) => ({ id: newId(), person: known.id, area: known.area, kind, value, from, source })),
  )
}

async function newAccounts(ctx: Context, roll: Roll, met: Met): Promise<string[]> {
  const rows = met.flatMap(({ person, known }) =>
    person.payee
      ? [
          {
            id: newId(),
            person: known.id,
            area: known.area,
            holder: person.payee.holder,
            relation: person.payee.relation,
            ground: person.payee.ground,
            bank: person.payee.bank,
            account: seal(person.payee.account).toString('hex'),
            index: blindIndex('account', person.payee.account).toString('hex'),
            tail: person.payee.account.slice(-4),
            from: person.payee.from,
          },
        ]
      : [],
  )
  if (rows.length === 0) return []
  const { district } = ctx.principal
  const different = await sql<{ id: string; person: string }>`
    select r.id, r.person from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, person uuid, holder text, index text)
    where not exists (select from registry.payee p where p.district = ${district} and p.person = r.person and p.closed_at is null
      and p.account_index = decode(r.index, 'hex') and p.holder = r.holder)`.execute(ctx.db)
  const wanted = new Set(different.rows.map(({ id }) => id))
  const fresh = rows.filter(({ id }) => wanted.has(id))
  const people = fresh.map(({ person }) => person)
  await sql`update registry.payee set closed_at = clock_timestamp(), closed_by = ${roll.import}
    where district = ${district} and person = any(${people}::uuid[]) and closed_at is null`.execute(ctx.db)
  await sql`insert into registry.payee (district, id, person, area, holder, relation, ground, bank, account, account_index, account_tail, valid_from, import, set_by)
    select ${district}, id, person, area, holder, relation, ground, bank, decode(account, 'hex'), decode(index, 'hex'), tail, "from", ${roll.import}, ${ctx.principal.staff}
    from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as r(id uuid, person uuid, area int, holder text, relation text, ground text, bank text,
      account text, index text, tail text, "from" date)`.execute(ctx.db)
  return people
}

async function newDetails(ctx: Context, roll: Roll, met: Met): Promise<string[]> {
  const rows = met.flatMap(({ person, known }) => {
    const phone = foldPhone(person.phone ?? '')
    return phone || person.address
      ? [
          {
            person: known.id,
            phone: phone ? seal(phone).toString('hex') : null,
            index: phone ? blindIndex('phone', phone).toString('hex') : null,
            address: person.address || null,
          },
        ]
      : []
  })
  if (rows.length === 0) return []
  const changed = await sql<{ person: string }>`
    with wanted as (
      select p.id, p.area, p.phone, p.phone_index, p.address, coalesce(decode(r.phone, 'hex'), p.phone) as new_phone,
        coalesce(decode(r.index, 'hex'), p.phone_index) as new_index, coalesce(r.address, p.address) as new_address
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(person uuid, phone text, index text, address text)
      join registry.person p on p.district = ${ctx.principal.district} and p.id = r.person
      where (r.index is not null and p.phone_index is distinct from decode(r.index, 'hex')) or (r.address is not null and p.address <> r.address)),
    before as (
      insert into registry.roll_change (district, import, person, area, phone, phone_index, address, new_phone_index, new_address)
      select ${ctx.principal.district}, ${roll.import}, id, area, phone, phone_index, address, new_index, new_address from wanted)
    update registry.person p set phone = w.new_phone, phone_index = w.new_index, address = w.new_address, version = p.version + 1
    from wanted w where p.district = ${ctx.principal.district} and p.id = w.id returning p.id as person`.execute(ctx.db)
  return changed.rows.map(({ person }) => person)
}
