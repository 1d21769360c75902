// P1 and P19: deciding a population in memory, compute only, beside a loop that a person wrote by hand for exactly these two tables.
import { type Columns, toColumns } from '@songhe/rules'
import { median } from './database-of-bench.ts'
import type { Figure } from './figure.ts'
import { ALLOWANCE, CARE, inventedColumns, MONTHS } from './elders-in-columns.ts'

export async function columnsBesideLoop(rows?: number): Promise<Figure[]> {
  if (rows) return [(await measured(rows)).figure]
  const [small, large] = [await measured(200_000), await measured(1_000_000)]
  return [small.figure, large.figure, growth(small.nanoseconds, large.nanoseconds)]
}

const growth = (small: number, large: number): Figure => ({
  goal: 'P19',
  what: 'cost of a decision at 1,000,000 elders beside that at 200,000',
  figure: `${(large / small).toFixed(2)} x; process at most ${Math.round(process.resourceUsage().maxRSS / 1e3)} MB`,
  beside: `${small.toFixed(1)} ns at 200,000`,
  bar: '1.15 x, 350 MB',
})

async function measured(rows: number): Promise<{ figure: Figure; nanoseconds: number }> {
  const columns = inventedColumns(rows)
  const tables = [ALLOWANCE, CARE].map((table) => toColumns(table, columns))
  const answers = tables.map((table) => table.decision())
  const byColumns = () => {
    let sum = 0
    for (const on of MONTHS)
      tables.forEach((table, i) => {
        const into = answers[i]!
        table.run(on, into)
        const [cases, fen] = [into.rowCase, into.outputs.月标准!]
        for (let person = 0; person < rows; person++) if (cases[person]! > 0) sum += fen[person]!
      })
    return sum
  }
  const byHand = () => MONTHS.reduce((sum, on) => sum + handMonth(columns, on), 0)
  if (byColumns() !== byHand()) throw new Error(`the two ways differ: ${byColumns()} and ${byHand()} fen`)
  const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] }
  for (let round = 0; round < 7; round++) {
    times.ours.push(clocked(byColumns))
    times.theirs.push(clocked(byHand))
  }
  const decisions = rows * MONTHS.length
  const [ours, theirs] = [median(times.ours), median(times.theirs)]
  const nanoseconds = (ours * 1e6) / decisions
  return {
    nanoseconds,
    figure: {
      goal: 'P1',
      what: `${rows} elders x 12 months, two tables, summed`,
      figure: `${ours.toFixed(0)} ms = ${nanoseconds.toFixed(1)} ns a decision = ${(ours / theirs).toFixed(2)} x the loop`,
      beside: `typed-array loop by hand, same sum: ${theirs.toFixed(0)} ms`,
      bar: '4 x (stretch 2 x)',
    },
  }
}

function clocked(act: () => number): number {
  const started = performance.now()
  act()
  return performance.now() - started
}

/** @returns fen of one month: what a programmer would write for these rules and no others */
function handMonth(columns: Columns, on: string): number {
  const births = columns.by.get('person.birth')!.values
  const levels = columns.by.get('ability.level')!.values
  const others = columns.by.get('other.subsidy')!.values
  const day = Number(on.replaceAll('-', ''))
  const [eighty, ninety, hundred] = [day - 800_000, day - 900_000, day - 1_000_000]
  let sum = 0
  for (let i = 0; i < births.length; i++) {
    const birth = births[i]!
    if (birth <= eighty) sum += birth <= hundred ? 50_000 : birth <= ninety ? 20_000 : 5_000
    const level = levels[i]!
    if (level > 0 && others[i]! === 0) sum += level === 1 ? 20_000 : 30_000
  }
  return sum
}
