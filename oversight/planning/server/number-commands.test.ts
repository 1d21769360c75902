import type { TestWorld } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { numberCommands } from './number-commands.ts'
import { clerkOf, desk, DIANJIANG, planningWorld, printedFile, tableOptions, YUBEI } from './testing-planning.ts'

let world: TestWorld
beforeAll(async () => {
  world = await planningWorld()
  await desk(world, YUBEI).hand('indicator-table', printedFile('yubei-indicators'), tableOptions.yubei)
  await desk(world, DIANJIANG).hand('coverage-plan', printedFile('dianjiang-coverage-plan'), {
    document: 'dianjiang',
    clause: '附件2',
  })
})
afterAll(() => world.close())

/** What the line said, and what it would have given as data. */
async function run(district: number, name: string, ...args: string[]) {
  const said: string[] = []
  let data: unknown
  const command = numberCommands.find((one) => one.name === name)!
  await world.as(clerkOf(district), (ctx) =>
    command.run(ctx, args, { json: false, say: (text) => void said.push(text), data: (value) => void (data = value), fail() {} }),
  )
  return { said, data }
}

test('indicators list and show say target, value and state; no source is a dash, never a zero', async () => {
  const { said } = await run(YUBEI, 'indicators list', '助餐')
  expect(said).toEqual(['老年助餐点\t100个\t—\t无来源', '共 1 项，数据截至 还没有汇总。'])
  expect((await run(YUBEI, 'indicators show', '老年助餐点')).said).toContain(
    '目标\t100个\t2025\t渝北区“十四五”养老事业发展规划（征求意见稿） 第三章 四',
  )
  await expect(run(YUBEI, 'indicators show', '养老')).rejects.toThrow(/项指标的名称里有“养老”/)
  await expect(run(YUBEI, 'indicators freeze', '老年助餐点')).rejects.toThrow('没有写报表名称')
  await expect(run(YUBEI, 'indicators freeze', '老年助餐点', '三季度')).rejects.toThrow('没有来源，不能报出')
})

test('coverage tells the plan by year, and after a roll-up what is short', async () => {
  expect((await run(DIANJIANG, 'coverage')).said[0]).toBe('原有\t中心计划 5/26 19.23%\t实有 — \t站点计划 151/301 50.17%\t实有 — ')
  expect((await run(DIANJIANG, 'indicators roll-up', '1')).data).toEqual({ cells: expect.any(Number) })
  expect((await run(DIANJIANG, 'coverage')).said).toContain('桂溪街道\t还差养老服务中心 1 个\t2020-12-31，晚 2155 天')
  expect((await run(DIANJIANG, 'indicators checks')).said[0]).toBe('N-50\t计划的中心\t26个\t没有印\tderived\t')
})
