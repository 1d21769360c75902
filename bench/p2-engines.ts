// P2: the same two rules for the same elders by other rule engines, each called once per elder, in one run. The engines live in bench/peers and are installed when first asked for.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Columns, toColumns, valueAt } from '@songhe/rules'
import type { Figure } from './figure.ts'
import { ALLOWANCE, CARE, inventedColumns, MONTHS } from './elders-in-columns.ts'

interface Elder {
  age: number
  level: number
  other: boolean
}
/** @returns yuan of both rules */
type Engine = (elder: Elder) => number | Promise<number>

const PEERS = path.join(import.meta.dirname, 'peers')
const BARS: Record<string, number> = { CEL: 20, 'zen-engine, decision tables': 300, 'json-rules-engine': 600 }
const ROWS = 200_000
const MILLISECONDS = 2_000

export async function enginesBesideColumns(): Promise<Figure[]> {
  const columns = inventedColumns(ROWS)
  const elders = eldersOf(columns, MONTHS[0]!)
  const ours = columnsRate(columns)
  const figures: Figure[] = []
  for (const [name, engine] of Object.entries(await engines())) {
    await holdsEqual(name, engine, elders)
    const rate = await rateOf(engine, elders)
    figures.push({
      goal: 'P2',
      what: `two rules for one elder: columns beside ${name}`,
      figure: `${Math.round(ours).toLocaleString('en')} decisions per second = ${Math.round(ours / rate)} x`,
      beside: `${name}: ${Math.round(rate).toLocaleString('en')} decisions per second, ages given`,
      bar: `${BARS[name]} x`,
    })
  }
  return figures
}

function eldersOf(columns: Columns, on: string): Elder[] {
  const day = Number(on.replaceAll('-', ''))
  const births = columns.by.get('person.birth')!.values
  return Array.from({ length: 2_000 }, (_, i) => ({
    age: Math.floor((day - births[i]!) / 10_000),
    level: Number(valueAt(columns, 'ability.level', i)),
    other: valueAt(columns, 'other.subsidy', i) as boolean,
  }))
}

/** Decisions (one elder, one month, both tables) per second. */
function columnsRate(columns: Columns): number {
  const tables = [ALLOWANCE, CARE].map((table) => toColumns(table, columns))
  const into = tables.map((table) => table.decision())
  let decisions = 0
  const started = performance.now()
  while (performance.now() - started < MILLISECONDS)
    for (const on of MONTHS) {
      tables.forEach((table, i) => table.run(on, into[i]!))
      decisions += columns.length
    }
  return decisions / ((performance.now() - started) / 1000)
}

async function rateOf(engine: Engine, elders: readonly Elder[]): Promise<number> {
  let decisions = 0
  const started = performance.now()
  while (performance.now() - started < MILLISECONDS) {
    const answer = engine(elders[decisions % elders.length]!)
    if (typeof answer !== 'number') await answer
    decisions++
  }
  return decisions / ((performance.now() - started) / 1000)
}

/** What the hand-written rule says; an engine that says otherwise is not measured. */
const wanted = ({ age, level, other }: Elder) =>
  (age >= 100 ? 500 : age >= 90 ? 200 : age >= 80 ? 50 : 0) + (other ? 0 : level === 1 ? 200 : level === 2 ? 300 : 0)

async function holdsEqual(name: string, engine: Engine, elders: readonly Elder[]) {
  for (const elder of elders) {
    const answer = await engine(elder)
    if (answer !== wanted(elder)) throw new Error(`${name} says ${answer} for ${JSON.stringify(elder)}`)
  }
}

async function engines(): Promise<Record<string, Engine>> {
  if (!existsSync(path.join(PEERS, 'node_modules'))) {
    const done = spawnSync('npm', ['install', '--no-save', '--no-package-lock', '--no-audit', '--no-fund'], {
      cwd: PEERS,
      stdio: 'inherit',
    })
    if (done.status !== 0) throw new Error('the other engines could not be installed')
  }
  const from = createRequire(path.join(PEERS, 'package.json'))
  return { CEL: cel(from), 'zen-engine, decision tables': zen(from), 'json-rules-engine': jsonRules(from) }
}

function cel(from: NodeJS.Require): Engine {
  const { celEnv, parse, plan } = from('@bufbuild/cel')
  const text = `(age >= 100.0 ? 500.0 : age >= 90.0 ? 200.0 : age >= 80.0 ? 50.0 : 0.0)
    + (other ? 0.0 : level == 1.0 ? 200.0 : level == 2.0 ? 300.0 : 0.0)`
  const program = plan(celEnv(), parse(text))
  return (elder) => Number(program(elder))
}

function zen(from: NodeJS.Require): Engine {
  const { ZenEngine } = from('@gorules/zen-engine')
  const table = (fields: string[], rules: string[][]) => ({
    hitPolicy: 'first',
    inputs: fields.map((field) => ({ id: field, name: field, field })),
    outputs: [{ id: 'amount', name: 'amount', field: 'amount' }],
    rules: rules.map((cells, i) => ({
      _id: String(i),
      ...Object.fromEntries(fields.map((field, at) => [field, cells[at]])),
      amount: cells.at(-1),
    })),
  })
  const contents = [
    table(
      ['age'],
      [
        ['[80..89]', '50'],
        ['[90..99]', '200'],
        ['>= 100', '500'],
        ['', '0'],
      ],
    ),
    table(
      ['level', 'other'],
      [
        ['1', 'false', '200'],
        ['2', 'false', '300'],
        ['', '', '0'],
      ],
    ),
  ]
  const engine = new ZenEngine()
  const decisions = contents.map((content) =>
    engine.createDecision({
      nodes: [
        { id: 'in', name: 'in', type: 'inputNode', position: { x: 0, y: 0 } },
        { id: 'table', name: 'table', type: 'decisionTableNode', position: { x: 0, y: 0 }, content },
        { id: 'out', name: 'out', type: 'outputNode', position: { x: 0, y: 0 } },
      ],
      edges: [
        { id: '1', sourceId: 'in', targetId: 'table', type: 'edge' },
        { id: '2', sourceId: 'table', targetId: 'out', type: 'edge' },
      ],
    }),
  )
  return async (elder) => {
    const answers = await Promise.all(decisions.map((decision) => decision.evaluate(elder)))
    return answers.reduce((sum, { result }) => sum + Number(result.amount), 0)
  }
}

function jsonRules(from: NodeJS.Require): Engine {
  const { Engine } = from('json-rules-engine')
  const engine = new Engine([], { allowUndefinedFacts: false })
  const rule = (amount: number, ...all: [string, string, unknown][]) =>
    engine.addRule({
      conditions: { all: all.map(([fact, operator, value]) => ({ fact, operator, value })) },
      event: { type: 'paid', params: { amount } },
    })
  rule(50, ['age', 'greaterThanInclusive', 80], ['age', 'lessThan', 90])
  rule(200, ['age', 'greaterThanInclusive', 90], ['age', 'lessThan', 100])
  rule(500, ['age', 'greaterThanInclusive', 100])
  rule(200, ['level', 'equal', 1], ['other', 'equal', false])
  rule(300, ['level', 'equal', 2], ['other', 'equal', false])
  return async (elder) => {
    const { events } = await engine.run(elder)
    return events.reduce((sum: number, event: { params: { amount: number } }) => sum + event.params.amount, 0)
  }
}
