// Pairs of rows that one person could meet at once, and bands of numbers that no row covers.
import { AGE } from './read-facts.ts'
import type { Row, Table } from './tree.ts'
import { type Band, comparePoints, intersect, isEmpty, type ValueSet, valueSet } from './value-set.ts'

export interface Overlap {
  first: Row
  second: Row
  /** False where a cell computes or looks at another column, so that nothing is proven either way. */
  certain: boolean
}

export function overlaps(table: Table): Overlap[] {
  const sets = table.rows.map((row) => setsOf(table, row))
  const found: Overlap[] = []
  for (let i = 0; i < table.rows.length; i++) {
    for (let j = i + 1; j < table.rows.length; j++) {
      const shared = sets[i]!.map((set, column) => intersect(set, sets[j]![column]!))
      if (shared.some(isEmpty)) continue
      found.push({ first: table.rows[i]!, second: table.rows[j]!, certain: shared.every((set) => set.kind !== 'unclear') })
    }
  }
  return found
}

const setsOf = (table: Table, row: Row): ValueSet[] =>
  row.cells.map((cell, i) => valueSet(cell.test, table.inputs[i]!.name, table.inputs[i]!.fact === AGE))

export interface Gap {
  column: string
  after: string
  before: string
  rows: string[]
}

/** Holes between the bands of one column, among rows that are otherwise the same. */
export function gaps(table: Table): Gap[] {
  return table.inputs.flatMap((input, column) => {
    if (input.type !== 'number' && input.type !== 'money' && input.type !== 'date') return []
    const groups = new Map<string, Row[]>()
    for (const row of table.rows) {
      const others = row.cells.filter((_, i) => i !== column).map((cell) => cell.text.replace(/\s/g, ''))
      const key = JSON.stringify(others)
      groups.set(key, [...(groups.get(key) ?? []), row])
    }
    return [...groups.values()].flatMap((rows) => holes(table, rows, column))
  })
}

function holes(table: Table, rows: Row[], column: number): Gap[] {
  const sets = rows.map((row) => setsOf(table, row)[column]!)
  if (rows.length < 2 || !sets.every((set) => set.kind === 'bands')) return []
  const bands = sets.flatMap((set) => set.bands).sort(byLow)
  const whole = bands.every((band) =>
    [band.low, band.high].every((at) => !at || (/^-?\d+$/.test(at.text) && at.value.kind === 'number')),
  )
  const found: Gap[] = []
  let reach = bands[0]!
  for (const band of bands.slice(1)) {
    if (!reach.high) break
    if (band.low && apart(reach, band, whole))
      found.push({
        column: table.inputs[column]!.name,
        after: reach.high.text,
        before: band.low.text,
        rows: rows.map((row) => row.id),
      })
    if (!band.high || comparePoints(band.high, reach.high) >= 0) reach = band
  }
  return found
}

const byLow = (a: Band, b: Band) => (!a.low ? -1 : !b.low ? 1 : comparePoints(a.low, b.low))

function apart(before: Band, after: Band, whole: boolean): boolean {
  const order = comparePoints(after.low!, before.high!)
  if (order < 0) return false
  if (order === 0) return before.highOpen && after.lowOpen
  const next = whole && !before.highOpen && !after.lowOpen
  return !(next && Number(after.low!.text) - Number(before.high!.text) === 1)
}
