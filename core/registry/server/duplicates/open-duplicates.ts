// Same name, same birthday, same town: perhaps one person twice. Only a human decides, so a row is opened and nothing else happens.
import type { Day } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'

export async function openDuplicates(
  ctx: Context,
  person: { id: string; name: string; birth: Day; area: number },
): Promise<number> {
  const { district } = ctx.principal
  const done = await sql`
    insert into registry.duplicate (district, one, other, area, reason)
    select ${district}, least(p.id, ${person.id}::uuid), greatest(p.id, ${person.id}::uuid), ${person.area}, '姓名、出生日期、镇街都相同'
    from registry.person p join registry.person_gram g on g.district = p.district and g.person = p.id
    where g.district = ${district} and g.gram = ${`=${person.name.replaceAll('·', '')}`} and p.birth = ${person.birth} and p.state = 'active' and p.id <> ${person.id}
      and p.area = any(${await sameTown(ctx, person.area)}::int[])
    on conflict (district, one, other) do nothing`.execute(ctx.db)
  return Number(done.numAffectedRows ?? 0)
}

async function sameTown(ctx: Context, area: number): Promise<number[]> {
  const on = today(ctx)
  const found = await sql<{ area: number }>`
    with own as (
      select case when a.kind = 'town' then a.key else p.parent end as town
      from registry.area a join registry.area_period p on p.area = a.key and p.valid_from <= ${on} and (p.valid_to is null or p.valid_to > ${on})
      where a.key = ${area})
    select town as area from own union
    select p.area from registry.area_period p join own on p.parent = own.town where p.valid_from <= ${on} and (p.valid_to is null or p.valid_to > ${on})`.execute(
    ctx.db,
  )
  return found.rows.map((row) => row.area)
}
