// Writes what a line of a document adds: the indicator if it is new, its printed values, and what an officer must decide.
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { Placed, PrintedLine } from './printed-book.ts'

/** @returns how many rows of values were added */
export async function storePrinted(
  ctx: Context,
  line: PrintedLine,
  { indicator, isNew, added, findings }: Placed,
  act: { import: string | null },
): Promise<number> {
  const { district, name, staff } = ctx.principal
  if (isNew)
    await sql`insert into planning.indicator (district, id, title, title_folded, category, kind, binding, direction, unit, unit_inferred, responsible, document, clause,
        number, import, recorded_by, recorded_staff)
      values (${district}, ${indicator.id}, ${indicator.title}, ${indicator.folded}, ${line.category}, ${line.kind}, ${line.binding}, ${directionOf(line)},
        ${indicator.unit}, ${line.unitRead !== '' && line.values.every(({ read }) => read.unit === '')}, ${line.responsible}, ${line.document}, ${line.clause}, ${line.number},
        ${act.import}, ${name}, ${staff})`.execute(ctx.db)
  else if (line.binding)
    await sql`update planning.indicator set binding = case when binding = '' then ${line.binding} else binding end,
        category = case when category = '' then ${line.category} else category end
      where district = ${district} and id = ${indicator.id}`.execute(ctx.db)
  for (const value of added) {
    const { cell } = value
    await sql`insert into planning.printed_value (district, id, indicator, role, printed, operator, value, value_max, unit, day, day_precision, day_printed, day_inferred,
        certainty, standing, usable, document, clause, number, import, recorded_by)
      values (${district}, ${value.id}, ${indicator.id}, ${value.role}, ${value.printed}, ${value.operator}, ${value.value}, ${cell.read.valueMax}, ${value.unit},
        ${value.day}, ${cell.time.precision}, ${cell.timePrinted}, ${cell.timeInferred}, ${cell.certainty}, ${value.standing}, ${value.usable}, ${value.document},
        ${value.clause}, ${value.number}, ${act.import}, ${name})`.execute(ctx.db)
    if (value.standing === 'historic' && line.kind === 'indicator')
      await raise(
        ctx,
        { kind: 'historic', said: `“${cell.printed}”的期限是 ${value.day}，导入时已经过了。` },
        indicator.id,
        value.id,
        act,
      )
  }
  for (const finding of findings.filter(({ kind }) => kind)) await raise(ctx, finding, indicator.id, finding.value ?? null, act)
  return added.length
}

export async function raise(
  ctx: Context,
  { kind, said }: { kind: string; said: string },
  indicator: string | null,
  value: string | null,
  act: { import: string | null },
) {
  const { district, name, staff } = ctx.principal
  await sql`insert into planning.flag (district, id, indicator, printed_value, kind, said, import, raised_by, raised_staff)
    values (${district}, ${newId()}, ${indicator}, ${value}, ${kind}, ${said}, ${act.import}, ${name}, ${staff})`.execute(ctx.db)
}

/** A target equal to its baseline is a promise to hold, not an error. */
function directionOf({ values }: PrintedLine): 'up' | 'down' | 'hold' | 'between' {
  const target = values.find(({ role }) => role === 'target')
  const baseline = values.find(({ role }) => role === 'baseline')
  if (target?.read.operator === 'between') return 'between'
  if (target && ['<=', '<'].includes(target.read.operator)) return 'down'
  return target?.read.value && baseline?.read.value && Number(target.read.value) === Number(baseline.read.value) ? 'hold' : 'up'
}
