// `npm run torture [-- --tier b] [--only D1,M5] [--seed 7]`: each trial first against the product broken on purpose, then against the product. Ends with `N passed, N failed`.
// `npm run torture -- --page` writes docs/how-we-try-to-break-it.md from the last full run.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openArena } from './arena.ts'
import { pageOf } from './page.ts'
import type { Finding, Tier, Trial } from './trial.ts'
import { trials } from './trials.ts'

export interface Result {
  id: string
  tier: Tier
  seed: number
  held: boolean
  seconds: number
  finding: Finding
  /** What the broken product was found out by; without one the trial has proven nothing. */
  controlFaults: number
  trouble: string
}

/** torture/results.json: the last full run. */
export interface Results {
  tier: Tier
  seed: number
  at: string
  machine: string
  minutes: number
  results: Result[]
  leftOut: { id: string; lack: string }[]
}

const ORDER: Tier[] = ['a', 'b', 'c']
const RESULTS = path.join(import.meta.dirname, 'results.json')
const PAGE = path.join(import.meta.dirname, '../docs/how-we-try-to-break-it.md')

const { values } = parseArgs({
  options: {
    tier: { type: 'string', default: 'a' },
    only: { type: 'string' },
    seed: { type: 'string' },
    page: { type: 'boolean' },
  },
})
if (values.page) {
  writeFileSync(PAGE, pageOf(JSON.parse(readFileSync(RESULTS, 'utf8')), trials))
  console.log(`written: ${path.relative(process.cwd(), PAGE)}`)
  process.exit(0)
}
const tier = ORDER.find((known) => known === values.tier)
if (!tier) {
  console.error(`There is no tier ${values.tier}; there are a, b and c.`)
  process.exit(2)
}
const seed = values.seed ? Number(values.seed) : Math.floor(Math.random() * 2 ** 31)
const only = values.only?.split(',')
const chosen = trials.filter(
  (trial) => ORDER.indexOf(trial.tier) <= ORDER.indexOf(tier) && (only === undefined || only.includes(trial.id)),
)

const started = performance.now()
const results: Result[] = []
const leftOut: Results['leftOut'] = []
for (const trial of chosen) {
  const lack = trial.lacks?.()
  if (lack) {
    leftOut.push({ id: trial.id, lack })
    console.log(`LEFT OUT ${trial.id} ${trial.title}: ${lack}`)
    continue
  }
  const result = await tried(trial, tier, seed)
  results.push(result)
  const figures = Object.entries(result.finding.figures).map(([what, value]) => `${what} ${value}`)
  console.log(`${result.held ? 'held  ' : 'FAILED'} ${trial.id} ${trial.title} (${result.seconds} s, seed ${seed})`)
  console.log(`       ${figures.join(', ')}; the broken product: ${result.controlFaults} faults found`)
  for (const fault of [...result.finding.faults.slice(0, 20), ...(result.trouble ? [result.trouble] : [])])
    console.log(`       ! ${fault}`)
}
if (!only) {
  const minutes = Math.round((performance.now() - started) / 6_000) / 10
  const kept: Results = { tier, seed, at: new Date().toISOString(), machine: machine(), minutes, results, leftOut }
  writeFileSync(RESULTS, `${JSON.stringify(kept, null, 2)}\n`)
}
const held = results.filter((result) => result.held).length
console.log(`\n${held} passed, ${results.length - held} failed${leftOut.length > 0 ? `, ${leftOut.length} left out` : ''}`)
process.exit(held === results.length ? 0 : 1)

function machine(): string {
  const [first, ...rest] = cpus()
  return `${rest.length + 1} × ${first?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`
}

async function tried(trial: Trial, tier: Tier, seed: number): Promise<Result> {
  const started = performance.now()
  const broken = await inArena(trial.id, tier, seed, trial.control.run)
  const whole = await inArena(trial.id, tier, seed, trial.run)
  const seen = broken.finding.faults.length > 0
  return {
    id: trial.id,
    tier,
    seed,
    held: seen && !broken.trouble && !whole.trouble && whole.finding.faults.length === 0,
    seconds: Math.round((performance.now() - started) / 100) / 10,
    finding: whole.finding,
    controlFaults: broken.finding.faults.length,
    trouble: [broken.trouble && `control: ${broken.trouble}`, whole.trouble, !seen && `not seen red: ${trial.control.breaks}`]
      .filter(Boolean)
      .join('; '),
  }
}

async function inArena(id: string, tier: Tier, seed: number, run: Trial['run']): Promise<{ finding: Finding; trouble: string }> {
  const arena = openArena(id, tier, seed)
  try {
    return { finding: await run(arena), trouble: '' }
  } catch (error) {
    return { finding: { figures: {}, faults: [] }, trouble: (error as Error).stack ?? String(error) }
  } finally {
    arena.close()
  }
}
