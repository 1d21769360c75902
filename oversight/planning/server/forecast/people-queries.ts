// The register's elders on a day, by sex, age and town: registered here, or residing here, as the facts in force say; who has no such fact is not counted.
import type { Day } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { OLDEST, type People } from './project.ts'
import type { TownCount } from './town-shares.ts'

interface Counted {
  sex: 'male' | 'female'
  age: number
  town: number
  count: number
}

export async function registeredPeople(ctx: Context, on: Day, from: number): Promise<{ people: People; towns: TownCount[] }> {
  const rows = await countPeople(ctx, { kind: 'person.registered-here', on, from })
  const people = { male: Array<number>(OLDEST + 1).fill(0), female: Array<number>(OLDEST + 1).fill(0) }
  for (const { sex, age, count } of rows) people[sex][age] = people[sex][age]! + count
  return { people, towns: byTown(rows) }
}

export const residentsByTown = async (ctx: Context, on: Day, from: number): Promise<TownCount[]> =>
  byTown(await countPeople(ctx, { kind: 'person.resides-here', on, from }))

async function countPeople(ctx: Context, { kind, on, from }: { kind: string; on: Day; from: number }): Promise<Counted[]> {
  const found = await sql<Counted>`
    with place as (
      select a.key, case a.kind when 'village' then p.parent else a.key end as town
      from registry.area a join registry.area_period p on p.area = a.key and p.valid_from <= ${on} and (p.valid_to is null or p.valid_to > ${on})),
    elder as (
      select person.sex, least(extract(year from age(${on}::date, person.birth))::int, ${OLDEST}) as age, place.town
      from registry.person person join place on place.key = person.area
      join registry.fact_winning fact on fact.district = person.district and fact.person = person.id and fact.kind = ${kind} and fact.value = 'true'
        and fact.valid_from <= ${on} and (fact.valid_to is null or fact.valid_to > ${on})
      where person.district = ${ctx.principal.district} and person.state = 'active' and person.died_on is null and person.left_on is null)
    select sex, age, town, count(*)::int as count from elder where age >= ${from} group by sex, age, town order by sex, age, town`.execute(
    ctx.db,
  )
  return found.rows
}

function byTown(rows: readonly Counted[]): TownCount[] {
  const counts = new Map<number, number>()
  for (const { town, count } of rows) counts.set(town, (counts.get(town) ?? 0) + count)
  return [...counts].map(([area, count]) => ({ area, count })).sort((a, b) => a.area - b.area)
}
