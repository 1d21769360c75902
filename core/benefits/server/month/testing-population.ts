// For speed tests and the bench: a district full of elders with facts and running streams, made inside the database.
import { newId } from '@songhe/basics/ids'
import type { TestWorld } from '@songhe/kernel/testing'
import { DISTRICT, VILLAGE } from '../cases/testing-room.ts'

/** `count` persons, five programmes: everyone has a stream of the old-age allowance, one in nine of the disability subsidies, and so on. */
export async function plantPopulation({ owner }: TestWorld, count: number) {
  await owner(`insert into registry.person (district, id, area, name, name_masked, sex, birth)
    select ${DISTRICT}, gen_random_uuid(), ${VILLAGE}, '测某' || n, '测*', 'female', date '1966-01-01' - (n % 14600) from generate_series(1, ${count}) n`)
  const source = newId()
  await owner(
    `insert into registry.source (district, id, kind, label, reported_on) values (${DISTRICT}, '${source}', 'aid', '名册', '2026-01-01')`,
  )
  await owner(`insert into registry.fact (district, id, person, area, kind, value, valid_from, source)
    select p.district, gen_random_uuid(), p.id, p.area, f.kind, f.value, '2025-01-01', '${source}'
    from (select *, row_number() over () as n from registry.person where district = ${DISTRICT}) p
    cross join lateral (values ('person.registered-here', 'true'), ('aid.minimum-allowance', (n % 7 = 0)::text), ('aid.low-income', (n % 7 = 1)::text),
      ('aid.destitute', (n % 29 = 0)::text), ('aid.destitute-care', case when n % 29 = 0 then '半护理' end),
      ('disability.grade', case when n % 9 = 0 then (1 + n % 4)::text end), ('ability.level', case when n % 5 = 0 then (n % 5)::text end)) f (kind, value)
    where f.value is not null`)
  await owner(`insert into benefits.entitlement (district, id, person, area, programme, start_month)
    select p.district, gen_random_uuid(), p.id, p.area, s.programme, '2026-01'
    from (select *, row_number() over (order by id) as n from registry.person where district = ${DISTRICT}) p
    cross join lateral (values ('old-age-allowance', true), ('disability-nursing', n % 9 = 0), ('disability-living', n % 9 = 0), ('service-subsidy', n % 7 < 2),
      ('destitute-care', n % 29 = 0)) s (programme, has) where s.has`)
  await owner('analyze registry.person; analyze registry.fact; analyze benefits.entitlement')
}
