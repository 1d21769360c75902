// What the registry can count: elders by where they are registered or live, by age, and by what marks them.
import type { Context } from '@songhe/kernel/context'
import { dayIn, type Measure, type MeasureQuestion, type Moment } from '@songhe/kernel/measure'
import { type RawBuilder, sql } from 'kysely'
import { FACT_KINDS } from './facts/fact-kinds.ts'
import { personCards } from './people/person-cards.ts'

const BANDS: Readonly<Record<string, string>> = {
  '60-64': '60–64 岁',
  '65-69': '65–69 岁',
  '70-79': '70–79 岁',
  '80-89': '80–89 岁',
  '90-99': '90–99 岁',
  '100': '100 岁以上',
}

const band = (
  to: Moment,
) => sql`(select case when years < 65 then '60-64' when years < 70 then '65-69' when years < 80 then '70-79' when years < 90 then '80-89'
  when years < 100 then '90-99' else '100' end from (select extract(year from age(${dayIn(to)}, p.birth)) as years) old)`

/** On the roll, alive and not moved away on the day; at an earlier state of knowledge, as far as it was known then. */
function standing({ to, knownAt }: MeasureQuestion): RawBuilder<unknown> {
  const day = dayIn(to)
  if (!knownAt)
    return sql`p.state in ('active', 'closed') and (p.died_on is null or p.died_on > ${day}) and (p.left_on is null or p.left_on > ${day})`
  const event = (kind: string) =>
    sql`registry.life_event e where e.district = p.district and e.person = p.id and e.kind = ${kind}`
  const gone = (kind: string, column: RawBuilder<unknown>) => sql`not (
    (${column} <= ${day} and not exists (select from ${event(kind)} and e.day = ${column} and e.recorded_at > ${knownAt}))
    or exists (select from ${event(kind)} and e.day <= ${day} and e.recorded_at <= ${knownAt}
      and exists (select from registry.life_event r where r.district = e.district and r.id = e.reversed_by and r.recorded_at > ${knownAt})))`
  return sql`p.created_at <= ${knownAt} and coalesce(${gone('death', sql`p.died_on`)}, true) and coalesce(${gone('move-out', sql`p.left_on`)}, true)
    and (p.state in ('active', 'closed')
      or (p.state = 'merged' and exists (select from registry.life_event m where m.district = p.district and m.kind = 'merge'
        and m.detail ->> 'merged' = p.id::text and m.recorded_at > ${knownAt}))
      or (p.state = 'withdrawn' and exists (select from kernel.sheet_import i where i.district = p.district and i.id = p.import and i.undone_at > ${knownAt})))`
}

const holds = ({
  to,
  knownAt,
}: MeasureQuestion) => sql`f.valid_from <= ${dayIn(to)} and (f.valid_to is null or f.valid_to > ${dayIn(to)})
  and f.wins and ${knownAt ? sql`f.recorded_at <= ${knownAt} and (f.closed_at is null or f.closed_at > ${knownAt})` : sql`f.closed_at is null`}`

const elders = (asked: MeasureQuestion, split: RawBuilder<unknown>, fact: RawBuilder<unknown>) => sql`
  select p.area, ${split} as split, p.id::text as object, ${dayIn(asked.to)} as day, 1::numeric as value
  from registry.person p join registry.fact f on f.district = p.district and f.person = p.id and ${fact} and ${holds(asked)}
  where p.district = ${asked.district} and p.birth <= (${dayIn(asked.to)} - interval '60 years')::date and ${standing(asked)}`

async function names(ctx: Context, objects: readonly string[]): Promise<Map<string, string>> {
  return new Map([...(await personCards(ctx, objects))].map(([id, { name, place }]) => [id, `${name} ${place}`]))
}

const people = { unit: '人', timing: 'stock', opens: '/people/:id', remembers: true, names } as const

const traits = FACT_KINDS.filter(({ trait, health }) => trait && !health)
const ability = FACT_KINDS.find(({ kind }) => kind === 'ability.level')!

export const measures: readonly Measure[] = [
  {
    ...people,
    key: 'registry.elders-registered',
    title: '户籍老人',
    base: 'registered',
    note: '当天满 60 周岁、在世、户籍在本区县的人，不论住在哪里。',
    splits: BANDS,
    records: (asked) => elders(asked, band(asked.to), sql`f.kind = 'person.registered-here' and f.value = 'true'`),
  },
  {
    ...people,
    key: 'registry.elders-resident',
    title: '常住老人',
    base: 'resident',
    note: '当天满 60 周岁、在世、现住本区县的人，不论户籍在哪里。',
    splits: BANDS,
    records: (asked) => elders(asked, band(asked.to), sql`f.kind = 'person.resides-here' and f.value = 'true'`),
  },
  {
    ...people,
    key: 'registry.elders-with-trait',
    title: '有特征的老人',
    note: '当天满 60 周岁、在世、名册上有这一特征的人；一人有几项的，每项各算一次。',
    splits: Object.fromEntries(traits.map(({ kind, trait }) => [kind, trait!])),
    records: (asked) =>
      elders(asked, sql`f.kind`, sql`f.kind = any(${traits.map(({ kind }) => kind)}::text[]) and f.value not in ('false', '0')`),
  },
  {
    ...people,
    key: 'registry.elders-assessed',
    title: '评估过能力的老人',
    note: '当天满 60 周岁、在世、有能力评估结论的人，按结论分。',
    splits: ability.options!,
    permission: 'registry.health',
    records: (asked) => elders(asked, sql`f.value`, sql`f.kind = 'ability.level'`),
  },
]
