// Computes a run again from its two exports alone: node bench/recompute-run.ts <facts.csv of roll export run> <month show --json> <district>.
// It reads nothing of the product: the amounts are those of the oracle, copied by hand from the documents.
import { readFileSync } from 'node:fs'
import { amountsOf, type Facts } from './oracle/amounts-of.ts'
import { type District, PRINTED, type Programme } from './oracle/printed-amounts.ts'

interface Line {
  person: string
  programme: Programme
  kind: string
  forMonth: string
  fen: number
}

const [facts = '', month = '', district = ''] = process.argv.slice(2)
if (!(district in PRINTED.oldAge))
  throw new Error(`usage: node bench/recompute-run.ts <facts.csv> <month.json> <${Object.keys(PRINTED.oldAge).join('|')}>`)

const [head = [], ...rows] = readFileSync(facts, 'utf8')
  .replace(/^\uFEFF/, '')
  .trim()
  .split('\r\n')
  .map((line) => line.split(','))
const shown = JSON.parse(readFileSync(month, 'utf8')) as { run: { month: string }; lines: Line[] }

const due = new Map<string, number>()
for (const row of rows) {
  const cell = (name: string) => row[head.indexOf(name)] || null
  const flag = (name: string) => (cell(name) === null ? null : cell(name) === 'true')
  const number = (name: string) => (cell(name) === null ? null : Number(cell(name)))
  const known: Facts = {
    registeredHere: flag('person.registered-here'),
    destitute: flag('aid.destitute'),
    care: cell('aid.destitute-care'),
    minimumAllowance: flag('aid.minimum-allowance'),
    lowIncome: flag('aid.low-income'),
    disabilityGrade: number('disability.grade'),
    abilityLevel: number('ability.level'),
    injuryNursing: flag('insurance.injury-nursing'),
  }
  const person = { birth: cell('birth')!, diedOn: cell('died_on'), facts: known }
  for (const [programme, fen] of Object.entries(amountsOf(person, shown.run.month, district as District)))
    due.set(`${cell('person')} ${programme}`, fen)
}

const lines = shown.lines.filter((line) => line.kind === 'month' && line.forMonth === shown.run.month)
const different = lines.flatMap(({ person, programme, fen }) => {
  const should = due.get(`${person} ${programme}`) ?? 0
  return should === fen ? [] : [{ person, programme, fen, should }]
})
const paid = new Set(lines.map(({ person, programme }) => `${person} ${programme}`))
console.log(
  JSON.stringify({
    month: shown.run.month,
    persons: rows.length,
    lines: lines.length,
    fen: lines.reduce((sum, line) => sum + line.fen, 0),
    different,
    /** Due by the facts and not paid: nobody was granted it, or it was on hold. */
    notPaid: [...due.keys()].filter((key) => !paid.has(key)).length,
  }),
)
