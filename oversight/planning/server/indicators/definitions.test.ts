// How an indicator is counted, and what a document tells where nothing counts it.
import { newId } from '@songhe/basics/ids'
import type { TestWorld } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clerkOf, desk, indicatorCalled, planningWorld, printedFile, tableOptions, YUBEI } from '../testing-planning.ts'
import { defineIndicator } from './define-indicator.ts'
import { observeIndicator } from './observe-indicator.ts'
import { showIndicator } from './show-indicator.ts'

let world: TestWorld
beforeAll(async () => {
  world = await planningWorld()
  await desk(world, YUBEI).hand('indicator-table', printedFile('yubei-indicators'), tableOptions.yubei, '渝北指标.csv')
})
afterAll(() => world.close())

const fileOf = async (district: number, title: string) => {
  const { id } = await indicatorCalled(world, district, title)
  return world.as(clerkOf(district), (ctx) => showIndicator(ctx, { params: { id } }))
}

test('a definition says what is wrong with it: formula, source, split, two bases; the old version stays', async () => {
  const { id } = await indicatorCalled(world, YUBEI, '机构养老床位数')
  const define = (body: Record<string, unknown>) =>
    world.as(clerkOf(YUBEI), (ctx) =>
      defineIndicator(ctx, {
        params: { id },
        body: {
          id: newId(),
          words: '测试用的算法',
          countsNot: '',
          places: 2,
          unit: '',
          base: '',
          reason: '测试理由',
          inputs: {},
          formula: '',
          ...body,
        } as never,
      }),
    )
  await expect(define({ formula: '床 /', inputs: { 床: { measure: 'facilities.beds' } } })).rejects.toThrow('公式第')
  await expect(define({ formula: '床', inputs: { 床: { measure: 'care.visits' } } })).rejects.toThrow('没有“care.visits”这个来源')
  await expect(define({ formula: '床', inputs: { 床: { measure: 'facilities.beds', splits: ['golden'] } } })).rejects.toThrow(
    '没有这些分项：golden',
  )
  await expect(define({ formula: '床', inputs: { 床: { constant: '5' } } })).rejects.toThrow('没有写出处')
  await expect(
    define({
      formula: '甲 / 乙',
      inputs: { 甲: { measure: 'registry.elders-registered' }, 乙: { measure: 'registry.elders-resident' } },
    }),
  ).rejects.toThrow('两种口径不能放在一个算式里')
  expect(await define({ formula: '床', inputs: { 床: { measure: 'facilities.home-beds' } } })).toMatchObject({ version: 1 })
  expect(await define({ formula: '床 * 1', inputs: { 床: { measure: 'facilities.home-beds' } } })).toMatchObject({ version: 2 })
  // Defined, but nothing was added up yet: still no number, and never a zero.
  const file = await fileOf(YUBEI, '机构养老床位数')
  expect([file.value, file.state, file.definitions]).toEqual([null, 'no-source', 2])
})

test('an observation needs a document, keeps what it corrects, and never speaks of tomorrow [WX-107]', async () => {
  const { id } = await indicatorCalled(world, YUBEI, '老年人养老服务满意率')
  const observe = (body: Record<string, unknown>) =>
    world.as(clerkOf(YUBEI), (ctx) =>
      observeIndicator(ctx, {
        params: { id },
        body: {
          id: newId(),
          day: '2026-06-30',
          value: '91.5',
          unit: '%',
          document: '满意度调查报告',
          note: '',
          ...body,
        } as never,
      }),
    )
  await expect(observe({ day: '2027-01-01' })).rejects.toThrow('晚于今天')
  await expect(observe({ unit: '人次' })).rejects.toThrow('不能和它比')
  const first = await observe({})
  await observe({ value: '92', corrects: first.id })
  const file = await fileOf(YUBEI, '老年人养老服务满意率')
  expect(file).toMatchObject({ value: '92', source: 'document', sourceSaid: '文件：满意度调查报告' })
  expect(file.observations).toHaveLength(1)
  await expect(observe({ corrects: first.id })).rejects.toThrow('已经更正过')
})
