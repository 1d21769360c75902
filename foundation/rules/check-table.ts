// Is a parsed table fit for publication? Errors hinder it, warnings ask the author to look once more.
import { inferTypes, TYPE_NAMES } from './infer-types.ts'
import { gaps, overlaps } from './overlap.ts'
import { problemAt, type RuleProblem } from './rule-problem.ts'
import type { FactType, Table } from './tree.ts'

/** Facts that exist, by name. */
export type Dictionary = Readonly<Record<string, { type: FactType; title?: string }>>

export function checkTable(table: Table, dictionary: Dictionary): RuleProblem[] {
  const known = new Map<string, FactType>()
  const problems: RuleProblem[] = []
  for (const input of table.inputs) {
    const fact = Object.hasOwn(dictionary, input.fact) ? dictionary[input.fact] : undefined
    // A column that is consistent in itself but of another type is one error, not one in each cell.
    if (fact && (!input.type || input.type === fact.type)) known.set(input.name, fact.type)
    if (!fact)
      problems.push(problemAt({ column: input.name }, `没有“${input.fact}”这个事项。`, '请核对事项名，或先登记这项资料。'))
    if (fact && input.type && fact.type !== input.type)
      problems.push(
        problemAt(
          { column: input.name },
          `“${input.fact}”是${TYPE_NAMES[fact.type]}，本表按${TYPE_NAMES[input.type]}写。`,
          '请按事项的类型改写这一列。',
        ),
      )
  }
  problems.push(...inferTypes(table, known).problems)
  problems.push(...duplicates(table))
  if (table.hit === 'unique') problems.push(...overlapProblems(table))
  if (table.hit !== 'collect-sum') problems.push(...gapWarnings(table))
  return problems
}

function duplicates(table: Table): RuleProblem[] {
  const seen = new Set<string>()
  return table.rows.flatMap((row) => {
    if (!seen.has(row.id)) return seen.add(row.id) && []
    return [problemAt({ row: row.id }, `编号“${row.id}”用了不止一次（第 ${row.index} 行）。`, '请给每一行不同的编号。')]
  })
}

function overlapProblems(table: Table): RuleProblem[] {
  return overlaps(table).map(({ first, second, certain }) =>
    certain
      ? problemAt(
          { row: second.id },
          `与“${first.id}”重叠：同一个人可能同时符合两行，而本表最多一行（hit: unique）。`,
          '请把两行的条件写成互不相交，或改用 hit: first。',
        )
      : problemAt(
          { row: second.id, level: 'warning' },
          `看不出与“${first.id}”是否互不相交，因为条件里有计算或别的列。真遇到重叠时，系统不按本表发放。`,
          '请尽量用区间和并列写出互不相交的条件。',
        ),
  )
}

const gapWarnings = (table: Table): RuleProblem[] =>
  gaps(table).map((gap) =>
    problemAt(
      { column: gap.column, level: 'warning' },
      `${gap.after} 与 ${gap.before} 之间没有对应的行（${gap.rows.join('、')}）。`,
      '如果文件就是这样规定的，可以不改。',
    ),
  )
