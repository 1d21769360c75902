// One wide row per person on a day, built in one pass over the winning facts; the frozen snapshot of a run and every trial stand on it.
import { type Day, isDay } from '@songhe/basics/day'
import type { Catalogue, FactLine } from '@songhe/kernel/capability'

/** Column of a fact in a wide row: `aid.minimum-allowance` -> `aid_minimum_allowance`. */
export const columnOf = (fact: string): string => fact.replaceAll(/[^a-z0-9]+/g, '_')
export const sourceColumnOf = (fact: string): string => `${columnOf(fact)}_source`

/**
 * SQL text (no parameters) of one row per person of the district who is, or on `on` was, on the register:
 * person, area, birth, died_on, then for each fact its typed value and `<fact>_source` (null = unknown, or a column of the person).
 * The caller's scope (row level security) decides who is seen.
 */
export function populationSql(
  catalogue: Pick<Catalogue, 'facts'>,
  factNames: readonly string[],
  on: Day,
  district: number,
): string {
  if (!isDay(on)) throw new Error(`not a day: ${on}`)
  const names = [...new Set(factNames)].sort()
  const kinds = new Map(
    [...names.filter((name) => !DERIVED[name] || OVERRIDES.has(name))].map((name) => [name, kindOf(catalogue, name)]),
  )
  const gathered = [...kinds].flatMap(([name, kind]) => [
    `max(fact.value collate "C") filter (where fact.kind = ${literal(kind)}) as ${columnOf(name)}`,
    `(max(fact.source::text collate "C") filter (where fact.kind = ${literal(kind)}))::uuid as ${sourceColumnOf(name)}`,
  ])
  const shown = names.flatMap((name) => {
    const column = columnOf(name)
    const derived = DERIVED[name]?.(on)
    if (derived && !OVERRIDES.has(name)) return [`${derived} as ${column}`, `null::uuid as ${sourceColumnOf(name)}`]
    const value = cast(typeOf(catalogue, name), `known.${column}`)
    return [`${derived ? `coalesce(${value}, ${derived})` : value} as ${column}`, `known.${sourceColumnOf(name)}`]
  })
  const known = gathered.length
    ? `left join (select fact.person, ${gathered.join(', ')}
    from registry.fact_winning fact
    where fact.district = ${Number(district)} and fact.kind in (${[...kinds.values()].map(literal).join(', ')})
      and fact.valid_from <= date '${on}' and (fact.valid_to is null or fact.valid_to > date '${on}')
    group by fact.person) known on known.person = elder.id`
    : ''
  return `select elder.id as person, elder.area, elder.birth, elder.died_on${shown.map((line) => `, ${line}`).join('')}
  from registry.person elder ${known}
  where elder.district = ${Number(district)} and (elder.state = 'active' or (elder.state = 'closed' and elder.left_on > date '${on}'))`
}

/** Facts that follow from the person's own record. */
const DERIVED: Record<string, (on: Day) => string> = {
  'person.birth': () => 'elder.birth',
  'person.age': (on) =>
    `((${on.replaceAll('-', '')} - (extract(year from elder.birth) * 10000 + extract(month from elder.birth) * 100 + extract(day from elder.birth))::int) / 10000)::numeric`,
  'person.alive': (on) => `(elder.died_on is null or elder.died_on > date '${on}')`,
  'person.registered-here': (on) => `(elder.left_on is null or elder.left_on > date '${on}')`,
  'person.resides-here': (on) => `(elder.left_on is null or elder.left_on > date '${on}')`,
}
/** Derived facts that a recorded fact of the same name overrules (someone lives here and is registered elsewhere). */
const OVERRIDES = new Set(['person.registered-here', 'person.resides-here'])

export const isDerived = (name: string): boolean => name in DERIVED

function typeOf(catalogue: Pick<Catalogue, 'facts'>, name: string): FactLine['type'] {
  return catalogue.facts.get(name)?.type ?? (OVERRIDES.has(name) ? 'boolean' : 'text')
}

function kindOf(catalogue: Pick<Catalogue, 'facts'>, name: string): string {
  const line = catalogue.facts.get(name)
  if (!line && !DERIVED[name]) throw new Error(`no room offers the fact ${name}`)
  return line?.kind ?? name
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
const MONTH_DAYS = String.raw`^\d{4}-((0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)$`
const LEAP_DAY = String.raw`^(\d{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)-02-29$`

/** A value that does not read as its type is unknown, never an error in the middle of a month. */
function cast(type: FactLine['type'], column: string): string {
  if (type === 'boolean') return `case ${column} when 'true' then true when 'false' then false end`
  if (type === 'number') return `case when ${column} ~ '^-?[0-9]{1,12}([.][0-9]{1,6})?$' then ${column}::numeric end`
  if (type === 'date') return `case when ${column} ~ '${MONTH_DAYS}' or ${column} ~ '${LEAP_DAY}' then ${column}::date end`
  return column
}
