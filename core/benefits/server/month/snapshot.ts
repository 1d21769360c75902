// Freezes what is known of everyone with a stream on the judging day: the wide rows that are judged, and their copy kept for ever.
// Same values as populationSql of policy (a test holds them equal); here value and source travel as one text, which halves the pass over the facts.
import type { Day, Month } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { columnOf } from '@songhe/policy/door'
import { sql } from 'kysely'
import { aliveSince, judgingDay } from './month-rules.ts'

export const SNAPSHOT_FACTS = [
  'person.registered-here',
  'person.resides-here',
  'person.alive',
  'aid.destitute',
  'aid.destitute-care',
  'aid.minimum-allowance',
  'aid.low-income',
  'disability.grade',
  'disability.kind',
  'ability.level',
  'living.alone',
  'living.empty-nest',
  'living.left-behind',
  'family.special',
  'honour.entitled-group',
  'insurance.pension',
  'insurance.medical',
  'insurance.medical-aid',
  'insurance.long-term-care',
  'insurance.injury-nursing',
]

const COLUMNS = [
  'person',
  'area',
  'birth',
  'died_on',
  'person_age',
  ...SNAPSHOT_FACTS.flatMap((fact) => [columnOf(fact), `${columnOf(fact)}_source`]),
]

/** Temporary tables run_stream (streams of the month) and run_wide (one row per person with one), and the rows of benefits.snapshot. */
export async function freeze(ctx: Context, run: string, month: Month) {
  const { district } = ctx.principal
  const on = judgingDay(month)
  await sql
    .raw(
      `create temporary table run_stream on commit drop as
      select distinct on (person, programme) id, person, programme, area, state, hold_reason, case when takeover_fen is not null then last_paid_month end as paid_before
      from benefits.entitlement
      where district = ${district} and start_month <= '${month}' and (end_month is null or end_month >= '${month}')
        and (state <> 'stopped' or end_month is not null)
      order by person, programme, array_position(array['running', 'held', 'stopped'], state), start_month desc`,
    )
    .execute(ctx.db)
  await sql.raw(`create temporary table run_wide on commit drop as ${wideSql(ctx, month, on)}`).execute(ctx.db)
  await sql
    .raw(
      `insert into benefits.snapshot (district, run, ${COLUMNS.join(', ')})
      select ${district}, '${run}', ${COLUMNS.join(', ')} from run_wide order by person`,
    )
    .execute(ctx.db)
}

/** The person's own record stands in where no fact says otherwise. */
const STAYS = (on: Day) => `(p.left_on is null or p.left_on > date '${on}')`

function wideSql(ctx: Context, month: Month, on: Day): string {
  const { district } = ctx.principal
  const known = SNAPSHOT_FACTS.filter((fact) => fact !== 'person.alive')
  const packed = known.map(
    (fact) => `max((f.source::text || f.value) collate "C") filter (where f.kind = '${fact}') as ${columnOf(fact)}`,
  )
  const shown = SNAPSHOT_FACTS.flatMap((fact) => {
    const column = columnOf(fact)
    // Who died in the month was alive on its first day and is judged as alive.
    if (fact === 'person.alive')
      return [`(p.died_on is null or p.died_on >= date '${aliveSince(month)}') as ${column}`, `null::uuid as ${column}_source`]
    const value = typed(ctx.catalogue.facts.get(fact)?.type ?? 'boolean', `substr(k.${column}, 37)`)
    const own = fact === 'person.registered-here' || fact === 'person.resides-here'
    return [`${own ? `coalesce(${value}, ${STAYS(on)})` : value} as ${column}`, `left(k.${column}, 36)::uuid as ${column}_source`]
  })
  const digits = on.replaceAll('-', '')
  return `select p.id as person, p.area, p.birth, p.died_on,
      ((${digits} - (extract(year from p.birth) * 10000 + extract(month from p.birth) * 100 + extract(day from p.birth))::int) / 10000)::numeric as person_age, ${shown.join(', ')}
    from registry.person p left join (
      select f.person, ${packed.join(', ')} from registry.fact_winning f
      where f.district = ${district} and f.kind in (${known.map((fact) => `'${fact}'`).join(', ')})
        and f.valid_from <= date '${on}' and (f.valid_to is null or f.valid_to > date '${on}')
      group by f.person) k on k.person = p.id
    where p.district = ${district} and (p.state = 'active' or (p.state = 'closed' and p.left_on > date '${on}'))
      and p.id in (select person from run_stream)`
}

/** A value that does not read as its type is unknown, never an error in the middle of a month. */
function typed(type: string, text: string): string {
  if (type === 'boolean') return `case ${text} when 'true' then true when 'false' then false end`
  if (type === 'number') return `case when ${text} ~ '^-?[0-9]{1,12}([.][0-9]{1,6})?$' then ${text}::numeric end`
  return text
}
