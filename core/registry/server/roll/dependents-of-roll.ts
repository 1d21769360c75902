// What happened later to elders whom a roll added or changed: acts of the registry itself, and of every room above through the catalogue.
import type { Context } from '@songhe/kernel/context'
import type { Dependent } from '@songhe/kernel/sheets/sheet'
import { sql } from 'kysely'
import { FACT_KINDS } from '../facts/fact-kinds.ts'
import { shownName } from '../people/person-rows.ts'

interface LaterAct {
  person: string
  what: string
}

export async function dependentsOfRoll(ctx: Context, id: string): Promise<Dependent[]> {
  const { district } = ctx.principal
  const begun = await sql<{ since: Date | null }>`
    select min(recorded_at) as since from registry.source where district = ${district} and import = ${id}`.execute(ctx.db)
  const since = begun.rows[0]?.since
  if (!since) return []
  const touched = await sql<{ id: string }>`
    select id from registry.person where district = ${district} and import = ${id}
    union select f.person from registry.fact f join registry.source s on s.district = f.district and s.id = f.source
      where s.district = ${district} and s.import = ${id}
    union select person from registry.payee where district = ${district} and import = ${id}
    union select person from registry.roll_change where district = ${district} and import = ${id}`.execute(ctx.db)
  const people = touched.rows.map((row) => row.id)
  const acts: LaterAct[] = await laterHere(ctx, id)
  for (const room of ctx.catalogue.dependents) acts.push(...(await room.person(ctx, people, since)))
  return named(ctx, acts)
}

/** On added elders: whatever another act wrote. On facts of the roll: their correction or end by hand. */
async function laterHere(ctx: Context, id: string): Promise<LaterAct[]> {
  const { district } = ctx.principal
  const titles = JSON.stringify(Object.fromEntries(FACT_KINDS.map(({ kind, title }) => [kind, title])))
  const found = await sql<LaterAct>`
    with added as (select id, state from registry.person where district = ${district} and import = ${id}),
    mine as (select id from registry.source where district = ${district} and import = ${id})
    select id as person, case state when 'merged' then '已与另一份档案合并' else '已迁出' end as what from added where state in ('merged', 'closed')
    union all
    select f.person, '后来登记的' || coalesce(${titles}::jsonb ->> f.kind, '情况') from registry.fact f
      where f.district = ${district} and f.person in (select id from added) and f.closed_at is null and f.source not in (select id from mine)
    union all
    select f.person, '已更正或终止的' || coalesce(${titles}::jsonb ->> f.kind, '情况') from registry.fact f
      where f.district = ${district} and f.source in (select id from mine) and f.closed_at is not null
        and exists (select from registry.fact n where n.district = ${district} and n.replaces = f.id and (n.source <> f.source or f.closed_by is null))
    union all
    select e.person, '经历：' || case e.kind when 'death' then '去世' when 'move-out' then '迁出' when 'move-in' then '迁入' when 'visit' then '走访'
        when 'merge' then '合并' when 'correction' then '更正' else '备注' end
      from registry.life_event e where e.district = ${district} and e.person in (select id from added)
    union all
    select p.person, '后来登记的收款账户' from registry.payee p
      where p.district = ${district} and p.person in (select id from added) and p.closed_at is null
        and p.import is distinct from ${id}
    union all
    select c.person, '联系人' from registry.contact c where c.district = ${district} and c.person in (select id from added) and c.closed_at is null`.execute(
    ctx.db,
  )
  return found.rows
}

async function named(ctx: Context, acts: readonly LaterAct[]): Promise<Dependent[]> {
  if (acts.length === 0) return []
  const found = await sql<{ id: string; name: string; name_masked: string }>`
    select id, name, name_masked from registry.person where district = ${ctx.principal.district} and id = any(${acts.map(({ person }) => person)}::uuid[])`.execute(
    ctx.db,
  )
  const names = new Map(found.rows.map((row) => [row.id, shownName(ctx, row)]))
  return acts.map(({ person, what }) => ({ name: names.get(person) ?? '', what }))
}
