// When a table can change its answer while the facts stay: at which birthdays, and whether the calendar itself is asked.
import { decimal } from './evaluate.ts'
import { looksAtAge } from './judge.ts'
import { once } from './once.ts'
import { BIRTH } from './read-facts.ts'
import { type Expr, inputsOf, partsOf, type Table } from './tree.ts'

export const OLDEST = 130

/** Ages at which some cell can turn: every number written beside an age, and the year after it; all ages where an age is computed with. */
export const ageThresholds = once((table: Table): readonly number[] => {
  const found = new Set<number>()
  const everything = () => {
    for (let age = 1; age <= OLDEST; age++) found.add(age)
  }
  const visit = (expr: Expr): void => {
    if (!looksAtAge(expr, table)) return
    if (['compare', 'within', 'one-of'].includes(expr.kind)) {
      for (const part of partsOf(expr)) {
        if (part.kind === 'number') addAround(part.value, found)
        else if (looksAtAge(part, table) ? part.kind !== 'age' && part.kind !== 'input' : inputsOf(part).size > 0) everything()
      }
    } else if (['and', 'or', 'not', 'if', 'age'].includes(expr.kind)) partsOf(expr).forEach(visit)
    else everything()
  }
  for (const row of table.rows) {
    for (const cell of row.cells) if (cell.test) visit(cell.test)
    for (const cell of row.outputs) if (cell.value) visit(cell.value)
  }
  return [...found].sort((a, b) => a - b)
})

function addAround(text: string, found: Set<number>): void {
  const value = decimal(text)
  if (value.abs().gt(OLDEST)) return
  found.add(value.ceil().toNumber())
  found.add(value.floor().toNumber() + 1)
}

/** True where a day beside the birthdays can change the answer: `today()`, or the age of something other than the elder. */
export const asksTheCalendar = once((table: Table): boolean => {
  const births = new Set(table.inputs.filter(({ fact }) => fact === BIRTH).map(({ name }) => name))
  const asks = (expr: Expr): boolean => {
    if (expr.kind === 'today') return true
    if (expr.kind === 'age') return expr.of.kind !== 'input' || !births.has(expr.of.name)
    return partsOf(expr).some(asks)
  }
  return table.rows.some(
    (row) => row.cells.some(({ test }) => test && asks(test)) || row.outputs.some(({ value }) => value && asks(value)),
  )
})
