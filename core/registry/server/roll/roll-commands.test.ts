// The roll on the command line: what comes out of it is what the page would have done, and a file that others can read.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sheetsCapability } from '@songhe/kernel/sheets/capability'
import { readCsv } from '@songhe/kernel/sheets/csv'
import { markOf } from '@songhe/kernel/sheets/excel'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capability } from '../capability.ts'
import { plantAreas } from '../testing/plant-areas.ts'
import { numberOf } from '../testing/roll-world.ts'

let world: TestWorld
const folder = mkdtempSync(path.join(tmpdir(), 'songhe-roll-'))
beforeAll(async () => {
  world = await testDatabase([sheetsCapability, capability])
  await plantAreas(world)
})
afterAll(() => world.close())

async function command(words: string, ...args: string[]): Promise<{ said: string[]; data: unknown }> {
  const said: string[] = []
  let data: unknown
  const found = capability.commands!.find(({ name }) => name === words)!
  await world.as({ roles: ['clerk'] }, (ctx) =>
    found.run(ctx, args, { json: true, say: (text) => void said.push(text), data: (value) => void (data = value), fail() {} }),
  )
  return { said, data }
}

test('a roll is imported from a file, its returned rows lie beside it, and the same file twice changes nothing', async () => {
  const place = path.join(folder, '名册.csv')
  const good = `${numberOf('1940-05-06')},王秀英,一镇,一村,是`
  writeFileSync(place, `身份证号,姓名,镇街,村社,低保\n${good}\n5.00199E+17,李桂珍,一镇,一村,否\n`)
  expect((await command('roll import', place)).data).toMatchObject({ outcome: 'returned', import: { accepted: 1, rejected: 1 } })
  const taken = await command('roll import', place, 'partly')
  expect(taken.data).toMatchObject({ outcome: 'committed', import: { rowsIn: 2, added: 1, rejected: 1 } })
  expect(taken.said.join()).toContain('第 3 行')
  expect(readFileSync(path.join(folder, '名册-退回.csv'), 'utf8')).toContain('错误原因')
  const clean = path.join(folder, '改好.csv')
  writeFileSync(clean, `身份证号,姓名,镇街,村社,低保\n${good}\n`)
  expect((await command('roll import', clean)).data).toMatchObject({ import: { added: 0, changed: 0, unchanged: 1 } })
  expect((await command('roll import', clean)).data).toMatchObject({ outcome: 'same-file' })
})

test('the roll of a day comes out with every fact of that day and no whole ID number', async () => {
  const place = path.join(folder, '导出.csv')
  await command('roll export', place, '2099-01-01')
  const lines: string[][] = []
  for await (const { cells } of readCsv(readFileSync(place))) lines.push(cells)
  const [head, row] = lines as [string[], string[]]
  expect(lines).toHaveLength(2)
  expect(row[head.indexOf('aid.minimum-allowance')]).toBe('true')
  expect(row[head.indexOf('birth')]).toBe('1940-05-06')
  expect(row[head.indexOf('citizen_id')]).toMatch(/^\d{6}\*+/)
  await command('roll export', path.join(folder, '从前.csv'), '2020-01-01')
  const before = readFileSync(path.join(folder, '从前.csv'), 'utf8').trim().split('\n')
  expect(before[1]!.split(',')[head.indexOf('aid.minimum-allowance')]).toBe('')
})

test('the template is a workbook of ours', async () => {
  const place = path.join(folder, '模板.xlsx')
  await command('roll template', place)
  expect(await markOf(readFileSync(place))).toMatch(/^roll:/)
})
