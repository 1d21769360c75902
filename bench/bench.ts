// `npm run bench [-- p4 p11 ...] [--rows N]`: the performance goals, each beside a reference taken in the same run. It fails nothing; it prints.
import { parseArgs } from 'node:util'
import { databaseOfBench } from './database-of-bench.ts'
import type { Figure } from './figure.ts'
import { columnsBesideLoop } from './p1-columns.ts'
import { enginesBesideColumns } from './p2-engines.ts'
import { sliderOfALaboratory } from './p-lab.ts'
import { facilitiesOfADistrict } from './p-facilities.ts'
import { largestMonth } from './p4-month.ts'
import { explainedPersons } from './p5-explain.ts'
import { nameSearch } from './p11-search.ts'
import { wholeRoll } from './p12-roll.ts'
import { cellsOfAMillion } from './p13-indicators.ts'
import { leaderFromCells } from './p14-leader.ts'

const MEASURES: Record<string, (rows: number | undefined) => Promise<Figure[]>> = {
  p1: columnsBesideLoop,
  p2: enginesBesideColumns,
  p4: largestMonth,
  p5: explainedPersons,
  p11: nameSearch,
  p12: wholeRoll,
  p13: cellsOfAMillion,
  p14: leaderFromCells,
  facilities: facilitiesOfADistrict,
  lab: sliderOfALaboratory,
}

const { values, positionals } = parseArgs({ options: { rows: { type: 'string' } }, allowPositionals: true })
const wanted = positionals.length > 0 ? positionals : Object.keys(MEASURES)
const unknown = wanted.filter((key) => !MEASURES[key])
if (unknown.length > 0) {
  console.error(`There is no measure called ${unknown.join(', ')}; there are: ${Object.keys(MEASURES).join(', ')}.`)
  process.exit(2)
}

const stop = await databaseOfBench()
try {
  const figures: Figure[] = []
  for (const key of wanted) {
    console.log(`${key} …`)
    figures.push(...(await MEASURES[key]!(values.rows ? Number(values.rows) : undefined)))
  }
  for (const { goal, what, figure, beside, bar } of figures)
    console.log(`\n${goal}  ${what}\n    figure  ${figure}\n    bar     ${bar}\n    beside  ${beside}`)
} finally {
  await stop()
}
