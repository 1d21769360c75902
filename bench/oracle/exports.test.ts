// A run computed again from what two commands write, by a script that knows nothing of the product; later facts do not change what was exported.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { maskCitizenId } from '@songhe/basics/masking'
import { seal } from '@songhe/kernel/secrets'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capability } from '../../core/benefits/server/capability.ts'
import { CLERK, type MonthWorld, monthWorld } from '../../core/benefits/server/month/testing-month.ts'
import { lateDeath, lateFact } from '../../core/benefits/server/settle/testing-settle.ts'
import { generateElders } from './generated-elders.ts'
import { plantElders } from './plant-elders.ts'

const NUMBER = '500199194005060017'
const MONTH = '2026-10'
const SEED = Number(process.env['ORACLE_SEED'] ?? 20_261_124)
const elders = generateElders(240, [MONTH], SEED)
const folder = mkdtempSync(path.join(tmpdir(), 'songhe-exports-'))
const [facts, shown] = [path.join(folder, '事实.csv'), path.join(folder, '明细.json')]
let months: MonthWorld

beforeAll(async () => {
  months = await monthWorld()
  await plantElders(months, elders)
  await months.world.owner('update registry.person set citizen_id = $1 where id = $2', [seal(NUMBER), elders[0]!.id])
  await months.approve(MONTH)
  const alive = elders.filter((elder) => elder.diedOn === null && elder.leftOn === null)
  await lateDeath(months, alive[0]!.id, '2026-09-03')
  await lateFact(months, alive[1]!.id, { kind: 'disability.grade', value: '1', from: '2026-01-01' })
  await command('roll export run', MONTH, facts)
  writeFileSync(shown, JSON.stringify(await command('month show', MONTH)))
}, 60_000)
afterAll(() => months?.world.close())

async function command(name: string, ...args: string[]): Promise<unknown> {
  let data: unknown
  const found = capability.commands!.find((one) => one.name === name)!
  await months.as(CLERK, (ctx) => found.run(ctx, args, { json: true, say() {}, fail() {}, data: (value) => void (data = value) }))
  return data
}

const recompute = (from = facts) =>
  JSON.parse(
    execFileSync(process.execPath, [path.join(import.meta.dirname, '../recompute-run.ts'), from, shown, 'kaizhou'], {
      encoding: 'utf8',
    }),
  )

test('every payable line of a run comes out to the fen from the two exports alone, whatever was learned after the run', async () => {
  const told = recompute()
  expect(told).toMatchObject({ month: MONTH, different: [] })
  const [run] = await months.world.owner(`select persons, lines, total_fen::int as fen from benefits.run`)
  expect({ persons: told.persons, lines: told.lines, fen: told.fen }).toEqual(run)
  expect(told.lines).toBeGreaterThan(200)
})

test('the script would tell: one fact changed by hand is one difference', () => {
  const [head, ...rows] = readFileSync(facts, 'utf8').trim().split('\r\n')
  const paid = new Set(
    (JSON.parse(readFileSync(shown, 'utf8')).lines as { person: string; programme: string }[])
      .filter((one) => one.programme === 'old-age-allowance')
      .map((one) => one.person),
  )
  const at = rows.findIndex((row) => paid.has(row.split(',')[0]!))
  const cells = rows[at]!.split(',')
  cells[head!.split(',').indexOf('birth')] = '1990-01-01'
  const spoiled = path.join(folder, '改过.csv')
  writeFileSync(spoiled, [head, ...rows.with(at, cells.join(','))].join('\r\n'))
  expect(recompute(spoiled).different).toContainEqual(
    expect.objectContaining({ person: cells[0], programme: 'old-age-allowance', should: 0 }),
  )
})

test('an elder is told apart by a masked ID number, the whole one does not leave', () => {
  const written = readFileSync(facts, 'utf8')
  expect(written).toContain(`${elders[0]!.id},${maskCitizenId(NUMBER)},`)
  expect(written).not.toContain(NUMBER)
})
