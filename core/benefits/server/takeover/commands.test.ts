// An old list as a file through the kernel's import: preview, check, commit, compare, undo, as the page and the command line do it.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { undoImport } from '@songhe/kernel/sheets/undo-import'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCheck } from '../cases/check-entitlements.ts'
import { CLERK, monthWorld, type MonthWorld } from '../month/testing-month.ts'
import { takeoverCommands } from './commands.ts'
import { elderWithNumber } from './testing-takeover.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'songhe-takeover-'))
let month: MonthWorld
beforeAll(async () => {
  month = await monthWorld()
})
afterAll(() => month.world.close())

async function command(words: string, ...args: string[]) {
  const said: string[] = []
  // biome-ignore lint: each command answers in its own shape
  let data: any
  const found = takeoverCommands.find(({ name }) => name === words)!
  await month.as(CLERK, (ctx) =>
    found.run(ctx, args, { json: true, say: (text) => void said.push(text), data: (value) => void (data = value), fail() {} }),
  )
  return { said: said.join('\n'), data }
}

test('the office hands in its own file with its own headings; bad rows come back, good ones are taken, the file is known the second time, undo stops what it added', async () => {
  const { person, citizenId } = await elderWithNumber(month, { name: '张某英' })
  const other = await elderWithNumber(month, { name: '李某', birth: '1930-01-02' })
  const place = path.join(folder, '高龄津贴发放表.csv')
  const lines = [
    '开州区高龄津贴发放表',
    '享受人,身份证号码,补贴类别,享受起始月,发放标准,已发至,社保卡号,文号',
    `张某英,${citizenId},高龄补贴,2024年3月,100,202610,6200 0011 2233 4455,开民发〔2024〕11号`,
    `李某,${other.citizenId},尊老金,2023-01,100,2026-10,,`,
    '王某,500199193107055618,高龄补贴,2024-03,100,2026-10,,',
  ]
  writeFileSync(place, lines.join('\n'))
  expect((await command('takeover import', 'streams', place)).data).toMatchObject({
    outcome: 'returned',
    import: { accepted: 2, rejected: 1 },
  })
  const taken = await command('takeover import', 'streams', place, 'partly')
  expect(taken.data).toMatchObject({ outcome: 'committed', import: { rowsIn: 3, added: 2, rejected: 1 } })
  expect(taken.said).toContain('请先导入名册')
  expect(readFileSync(path.join(folder, '高龄津贴发放表-退回.csv'), 'utf8')).toContain('错误原因')
  expect(
    await month.world.owner(
      'select start_month, takeover_fen::int as fen, last_paid_month, decision_number from benefits.entitlement where person = $1',
      [person],
    ),
  ).toEqual([{ start_month: '2024-03', fen: 10_000, last_paid_month: '2026-10', decision_number: '开民发〔2024〕11号' }])
  await month.as(CLERK, (ctx) => runCheck(ctx, async () => {}))
  const totals = await command('takeover compare')
  expect(totals.data.lists.map((one: { lines: number }) => one.lines)).toEqual([2, 0, 0])
  expect((await command('takeover compare', 'paid-owed')).said).toContain('“80-89”行的标准')
  await month.compute('2026-10', 'shadow')
  expect((await command('takeover compare', 'shadow')).said).toContain('金额不同\t1 笔\t相差 100.00')
  const id = taken.data.import.id
  await month.as(CLERK, (ctx) => undoImport(ctx, { params: { id }, body: { reason: '传错了文件' } }))
  await month.world.work()
  expect(await month.world.owner('select distinct state from benefits.entitlement')).toEqual([{ state: 'stopped' }])
  expect(await month.world.owner('select state from kernel.sheet_import where id = $1', [id])).toEqual([{ state: 'undone' }])
})

test('what is asked for wrongly is told with an example', async () => {
  await expect(command('takeover import', 'streams', path.join(folder, '没有.xlsx'))).rejects.toThrow('没有找到文件')
  await expect(command('takeover compare', '全部')).rejects.toThrow('没有“全部”这张清单')
})
