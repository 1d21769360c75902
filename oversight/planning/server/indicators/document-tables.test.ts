// The documents' tables come in as they are printed: every trap that concerns a number survives, and nothing is repaired.
import { newId } from '@songhe/basics/ids'
import type { TestWorld } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  clerkOf,
  desk,
  DIANJIANG,
  indicatorCalled,
  indicatorsOf,
  KAIZHOU,
  planningWorld,
  printedFile,
  reviewerOf,
  SHAPINGBA,
  tableOptions,
  WUXI,
  YUBEI,
} from '../testing-planning.ts'
import { decideFlag } from './decide-flag.ts'
import { listFlags } from './flags.ts'
import { observeIndicator } from './observe-indicator.ts'
import { registerIndicator } from './register-indicator.ts'
import { showIndicator } from './show-indicator.ts'

let world: TestWorld
beforeAll(async () => {
  world = await planningWorld()
  await desk(world, YUBEI).hand('document-numbers', printedFile('baseline-facts'), { role: '现状' }, '现状.csv')
  await desk(world, YUBEI).hand('indicator-table', printedFile('yubei-indicators'), tableOptions.yubei, '渝北指标.csv')
  await desk(world, YUBEI).hand('document-targets', printedFile('yubei-targets'), { document: 'yubei' }, '渝北正文.csv')
  await desk(world, WUXI).hand('indicator-table', printedFile('wuxi-indicators'), tableOptions.wuxi, '巫溪指标.csv')
  await desk(world, WUXI).hand('document-targets', printedFile('wuxi-targets'), { document: 'wuxi' }, '巫溪正文.csv')
  await desk(world, KAIZHOU).hand('document-targets', printedFile('kaizhou-targets'), { document: 'kaizhou' }, '开州.csv')
  await desk(world, SHAPINGBA).hand('document-targets', printedFile('shapingba-targets'), { document: 'shapingba' }, '沙坪坝.csv')
  await desk(world, DIANJIANG).hand('document-targets', printedFile('dianjiang-targets'), { document: 'dianjiang' }, '垫江.csv')
})
afterAll(() => world.close())

const fileOf = async (district: number, title: string) => {
  const { id } = await indicatorCalled(world, district, title)
  return world.as(clerkOf(district), (ctx) => showIndicator(ctx, { params: { id } }))
}
const flagsOf = async (district: number, kind?: string) =>
  (
    await world.as(clerkOf(district), (ctx) =>
      listFlags(ctx, { query: { page: 1, size: 200, open: false, ...(kind && { kind }) } }),
    )
  ).rows
const kindsOf = async (district: number, title: string) =>
  (await fileOf(district, title)).flagLines.map(({ kind }) => kind).sort()
const decide = async (district: number, id: string, body: Record<string, unknown>, who = reviewerOf(district)) =>
  world.as(who, (ctx) => decideFlag(ctx, { params: { id }, body: { id: newId(), reason: '测试理由', ...body } as never }))

test("all rows of both indicator tables and of the five documents' targets come in; what is no plan is told apart", async () => {
  const count = async (district: number) => [
    (await indicatorsOf(world, district)).length,
    (await indicatorsOf(world, district, 'rule')).length,
    (await indicatorsOf(world, district, 'forecast')).length,
  ]
  expect(await count(YUBEI)).toEqual([25 + 11, 1, 10])
  expect(await count(WUXI)).toEqual([22 + 2, 0, 0])
  expect(await count(KAIZHOU)).toEqual([26 - 2 - 4, 2, 0])
  expect(await count(SHAPINGBA)).toEqual([21 - 4, 4, 0])
  expect(await count(DIANJIANG)).toEqual([14 - 2, 2, 0])
  const binding = (await indicatorsOf(world, YUBEI)).filter((row) => row.binding === 'binding')
  expect(binding.length).toBe(10)
  expect((await indicatorsOf(world, WUXI)).filter((row) => row.binding === 'binding').length).toBe(5)
})

test('the same file again changes nothing, another number for a printed cell is refused with its column, and undo takes back exactly one file', async () => {
  const own = desk(world, YUBEI)
  expect(await own.hand('document-targets', printedFile('yubei-targets'), { document: 'yubei' }, '再传.csv')).toMatchObject({
    added: 0,
    unchanged: 31,
  })
  const { id } = await own.upload(
    'indicator-table',
    Buffer.from('序号,指标,基期值,目标值,属性\n6,老年助餐点,15个,120个,预期性\n'),
    '改数.csv',
  )
  expect(await own.check(id, tableOptions.yubei)).toMatchObject({ accepted: 0, rejected: 1 })
  expect((await own.problems(id))[0]).toMatchObject({
    column: '目标值',
    reason: expect.stringContaining('已登记为“100个”。文件印的数不改'),
  })
  const extra = await own.hand(
    'document-targets',
    [
      ['条款', '事项', '数值', '单位', '年份'],
      ['第四章', '试验事项', '5', '家', '2030'],
    ],
    { document: 'yubei' },
  )
  expect((await indicatorsOf(world, YUBEI)).length).toBe(37)
  await own.undo(extra.id)
  expect((await indicatorsOf(world, YUBEI)).length).toBe(36)
})

test('a row that says nothing readable is refused with row, column and reason', async () => {
  const own = desk(world, YUBEI)
  const { id } = await own.upload(
    'document-targets',
    Buffer.from(
      '条款,事项,比较,数值,数值上限,单位,年份\n甲,一,=,很多,,个,2030\n甲,二,between,5,,家,2030\n甲,三,between,5,3,家,2030\n甲,四,约等,5,,家,2030\n甲,五,=,5,,家,明年\n甲,六,=,,,,2030\n',
    ),
    '坏.csv',
  )
  expect(await own.check(id, { document: 'yubei' })).toMatchObject({ accepted: 0, rejected: 6 })
  expect((await own.problems(id)).map(({ row, column }) => `${row} ${column}`)).toEqual([
    '2 数值',
    '3 数值上限',
    '4 数值上限',
    '5 比较',
    '6 年份',
    '7 数值',
  ])
  const foreign = await own.upload('document-targets', Buffer.from('条款,事项,数值,单位,年份\n甲,一,5,个,2030\n'), '别区.csv')
  await own.check(foreign.id, { document: 'wuxi' })
  expect((await own.problems(foreign.id))[0]!.reason).toContain('别的区县的文件')
})

test('T-01: beds per 1,000 keep what is printed, and the base must be named by an officer', async () => {
  const file = await fileOf(WUXI, '每千名老年人养老床位数')
  expect(file.printed.map(({ printed, day }) => `${printed} ${day}`)).toContain('33.4 2021-12-31')
  expect(file.flagLines.map(({ kind }) => kind)).toContain('base-unknown')
  expect(file.unitInferred).toBe(true)
})

test('T-02: a percent target on a density is kept, flagged, and never compared [WX-011]', async () => {
  const file = await fileOf(WUXI, '每千名老年人养老床位数')
  const percent = file.printed.find(({ unit }) => unit === '%')!
  expect(percent).toMatchObject({ printed: '100%', usable: false })
  expect(file.targetPrinted).toBe('≥40')
  expect(file.flagLines.filter(({ kind }) => kind === 'percent-on-density')).toHaveLength(1)
})

test('T-03: two thresholds for the lottery share; the stricter leads until an officer who did not import it decides', async () => {
  const file = await fileOf(WUXI, '财政（福彩公益金）投入比例')
  expect(file.targetPrinted).toBe('≥80%')
  const flag = file.flagLines.find(({ kind }) => kind === 'two-values')!
  expect(flag.said).toContain('较严')
  expect(flag.values.map(({ said }) => said.slice(0, 4))).toEqual(['≥80%', '≥50%'])
  const loose = flag.values[1]!.id
  await expect(decide(WUXI, flag.id, { verdict: 'choose', value: loose }, clerkOf(WUXI))).rejects.toThrow('导入的人不能自己定')
  await decide(WUXI, flag.id, { verdict: 'choose', value: loose })
  const after = await fileOf(WUXI, '财政（福彩公益金）投入比例')
  expect(after.targetPrinted).toBe('≥50%')
  expect(after.printed.map(({ printed }) => printed).sort()).toEqual(['80%', '≥50%', '≥80%'])
  expect(after.flagLines.find(({ id }) => id === flag.id)).toMatchObject({
    verdict: 'choose',
    decidedBy: '复核5',
    reason: '测试理由',
  })
})

test('T-04: the unit of 40 is a reading, the dates of both prints stay', async () => {
  const file = await fileOf(WUXI, '护理型养老床位占比')
  expect(file).toMatchObject({ unit: '%', unitInferred: true, baselinePrinted: '40' })
  expect(
    file.printed
      .filter(({ role }) => role === 'target')
      .map(({ printed, clause }) => `${printed} ${clause}`)
      .sort(),
  ).toEqual(['60% 二（三）', '≥60 附件'])
})

test('T-06, T-07: one indicator, two dated targets', async () => {
  const beds = await fileOf(YUBEI, '政府运营的养老床位占比')
  expect([...new Set(beds.printed.filter(({ role }) => role === 'target').map(({ day }) => day))].sort()).toEqual([
    '2022-12-31',
    '2025-12-31',
  ])
  expect(beds.direction).toBe('down')
  const training = await fileOf(YUBEI, '养老护理人员培训')
  expect(
    training.printed
      .filter(({ role }) => role === 'target')
      .map(({ day, unit }) => `${day} ${unit}`)
      .sort(),
  ).toEqual(['2022-12-31 人次', '2025-12-31 人次'])
})

test('T-08, T-09, T-46: other words for one thing are put together, each print keeps its own place', async () => {
  const family = await fileOf(YUBEI, '家庭养老床位建设数')
  expect(
    family.printed
      .filter(({ role }) => role === 'target')
      .map(({ clause }) => clause)
      .sort(),
  ).toEqual(['第三章 三', '第三章 四'])
  expect((await fileOf(YUBEI, '设置失智照护床位的养老机构')).printed.filter(({ role }) => role === 'target')).toHaveLength(2)
})

test('T-10: 17 and 15 meal points stand side by side with their places, and both stay [YB-047]', async () => {
  const file = await fileOf(YUBEI, '老年助餐点')
  expect(file.baselinePrinted).toBe('15个')
  const flag = file.flagLines.find(({ kind }) => kind === 'two-values')!
  expect(flag.said).toContain('17个')
  await decide(YUBEI, flag.id, { verdict: 'accept' })
  expect((await fileOf(YUBEI, '老年助餐点')).baselinePrinted).toBe('15个')
})

test('T-13: 50万 and over 50万 are two operators of one indicator, decided by a person', async () => {
  const file = await fileOf(YUBEI, '居家养老服务人次')
  expect(
    file.printed
      .filter(({ role }) => role === 'target')
      .map(({ operator, value }) => `${operator} ${value}`)
      .sort(),
  ).toEqual(['= 500000', '> 500000'])
})

test('T-17, T-18, T-19, T-63: 3.65, 30.92% and nearly 5,000 stay as printed', async () => {
  const forecasts = await indicatorsOf(world, YUBEI, 'forecast')
  expect(forecasts.find(({ title }) => title === '高龄老人（预测）')!.targetPrinted).toBe('3.65万人')
  expect(forecasts.find(({ title }) => title.startsWith('护理型床位配置'))!.targetPrinted).toBe('约5000张')
  expect((await fileOf(YUBEI, '护理型养老床位占比')).baselinePrinted).toBe('30.92%')
  expect((await fileOf(YUBEI, '镇街养老服务中心覆盖率')).baselinePrinted).toBe('50.00%')
})

test('T-20: a target printed twice is one target with two sources, also where the second has no date', async () => {
  for (const title of [
    '街道（社区）级老年大学教学点覆盖率',
    '居家养老服务覆盖率',
    '养老服务从业人员持证上岗率',
    '养老机构（中心）带站（点）社会化运营率',
  ])
    expect((await fileOf(KAIZHOU, title)).printed.map(({ clause }) => clause).length).toBe(2)
  expect(await kindsOf(KAIZHOU, '养老机构（中心）带站（点）社会化运营率')).not.toContain('no-date')
})

test('T-21: a year that was read from the same sentence says so and waits for confirmation', async () => {
  const file = await fileOf(KAIZHOU, '养老机构护理型床位占比')
  expect(file.printed[0]).toMatchObject({ day: '2024-12-31', dayInferred: true })
  const flag = file.flagLines.find(({ kind }) => kind === 'date-inferred')!
  await decide(KAIZHOU, flag.id, { verdict: 'set', set: '2025-12-31' })
  expect((await fileOf(KAIZHOU, '养老机构护理型床位占比')).printed[0]).toMatchObject({
    day: '2025-12-31',
    dayInferred: false,
    dayPrinted: '2024年底前',
  })
})

test('T-22, T-24, T-34: different bases and different objects stay different indicators', async () => {
  expect((await fileOf(KAIZHOU, '机构从业人员持证上岗率')).targetPrinted).toBe('≥70%')
  expect((await fileOf(KAIZHOU, '养老服务从业人员持证上岗率')).targetPrinted).toBe('100%')
  const ranges = (await indicatorsOf(world, KAIZHOU)).filter(({ targetPrinted }) => targetPrinted === '1–2家')
  expect(ranges.map(({ direction }) => direction)).toEqual(['between', 'between'])
  const yubei = (await indicatorsOf(world, YUBEI)).map(({ title }) => title)
  expect(yubei).toContain('城市社区居家养老服务设施社会化运营率')
  expect(yubei).toContain('街道“中心带站”运营率')
})

test('T-23: a quantity that may be stock or goal, and a target without a date, wait for a person', async () => {
  expect(await kindsOf(KAIZHOU, '农村敬老院改造提升')).toEqual(['no-date', 'quantity-unknown'])
  const file = await fileOf(KAIZHOU, '农村敬老院改造提升')
  expect(file.state).toBe('no-source')
  const noDate = file.flagLines.find(({ kind }) => kind === 'no-date')!
  await expect(decide(KAIZHOU, noDate.id, { verdict: 'set', set: '明年' })).rejects.toThrow('不是日期')
  await decide(KAIZHOU, noDate.id, { verdict: 'set', set: '2027-12-31' })
  expect((await fileOf(KAIZHOU, '农村敬老院改造提升')).printed[0]).toMatchObject({ day: '2027-12-31', printed: '42个' })
})

test('T-30: a value without a unit is legal, is never compared, and takes a unit only by decision [WX-108] [WX-113]', async () => {
  const { id } = await indicatorCalled(world, WUXI, '老年大学覆盖面')
  const observe = () =>
    world.as(clerkOf(WUXI), (ctx) =>
      observeIndicator(ctx, {
        params: { id },
        body: { id: newId(), day: '2026-06-30', value: '1', unit: '', document: '统计报表', note: '' },
      }),
    )
  await observe()
  const open = await fileOf(WUXI, '老年大学覆盖面')
  expect([open.unit, open.state, open.value]).toEqual(['', 'undecided', '1'])
  await decide(WUXI, open.flagLines.find(({ kind }) => kind === 'unit-unknown')!.id, { verdict: 'set', set: '所' })
  const told = await fileOf(WUXI, '老年大学覆盖面')
  expect([told.unit, told.unitInferred, told.state]).toEqual(['所', true, 'historic'])
})

test('T-31: a target equal to its base is a promise to hold', async () => {
  expect((await fileOf(WUXI, '老年人健康管理率')).direction).toBe('hold')
  expect((await fileOf(YUBEI, '区级老年大学')).direction).toBe('hold')
})

test('T-35: deadlines that had passed on the day of the import wait as old ones; one of them is confirmed, another put away', async () => {
  const historic = await flagsOf(SHAPINGBA, 'historic')
  expect(historic.length).toBeGreaterThan(8)
  const { id } = await indicatorCalled(world, SHAPINGBA, '护理型床位比例')
  await world.as(clerkOf(SHAPINGBA), (ctx) =>
    observeIndicator(ctx, {
      params: { id },
      body: { id: newId(), day: '2026-06-30', value: '48.2', unit: '%', document: '统计报表', note: '' },
    }),
  )
  expect((await fileOf(SHAPINGBA, '护理型床位比例')).state).toBe('historic')
  const flag = (await fileOf(SHAPINGBA, '护理型床位比例')).flagLines[0]!
  await decide(SHAPINGBA, flag.id, { verdict: 'binding' })
  expect((await fileOf(SHAPINGBA, '护理型床位比例')).state).toBe('missed')
  const other = (await flagsOf(SHAPINGBA, 'historic')).find(({ indicatorTitle }) => indicatorTitle === '养老服务有效床位数')!
  await decide(SHAPINGBA, other.id, { verdict: 'past' })
  expect((await fileOf(SHAPINGBA, '养老服务有效床位数')).printed[0]).toMatchObject({ standing: 'past', printed: '7800张' })
})

test('T-28, T-36: land per person and densities ask whose people are counted', async () => {
  const rules = await indicatorsOf(world, SHAPINGBA, 'rule')
  expect(rules.find(({ title }) => title === '人均养老用地')).toMatchObject({ targetPrinted: '≥0.2平方米/人', base: '' })
  expect(await kindsOf(YUBEI, '老年志愿者注册人数占老年人口比例')).toContain('base-unknown')
})

test('T-48: the head of the base column calls it a target; what counts is its place [WX-097]', async () => {
  const own = desk(world, WUXI)
  const { id } = await own.upload(
    'indicator-table',
    Buffer.from('序号,指标,2021年目标值,指标性质,2025年完成值,责任单位\n1,试验指标,20%,预期性,23%,县民政局\n'),
    '附件.csv',
  )
  expect(await own.check(id, tableOptions.wuxi)).toMatchObject({ accepted: 1 })
  await own.commit(id)
  const file = await fileOf(WUXI, '试验指标')
  expect([file.baselinePrinted, file.targetPrinted]).toEqual(['20%', '23%'])
  await own.undo(id)
})

test('units of two kinds on one indicator are flagged and not compared; by hand a document must be known', async () => {
  const own = desk(world, YUBEI)
  const done = await own.hand(
    'document-targets',
    [
      ['条款', '事项', '数值', '单位', '年份'],
      ['第九章', '养老护理人员培训', '600', '人', '2030'],
    ],
    { document: 'yubei' },
  )
  const file = await fileOf(YUBEI, '养老护理人员培训')
  expect(file.flagLines.map(({ kind }) => kind)).toContain('unit-mismatch')
  expect(file.printed.find(({ printed }) => printed === '600人')).toMatchObject({ usable: false })
  await own.undo(done.id)
  const register = (document: string) =>
    world.as(clerkOf(YUBEI), (ctx) =>
      registerIndicator(ctx, {
        body: {
          id: newId(),
          title: '另一指标',
          document,
          clause: '一',
          category: '',
          binding: '',
          baseline: '',
          baselineTime: '',
          target: '≥3家',
          targetTime: '2030年',
        },
      }),
    )
  await expect(register('没有的文件')).rejects.toThrow('政策文件库里没有')
  expect((await register('yubei')).outcome).toBe('created')
  expect((await fileOf(YUBEI, '另一指标')).targetDay).toBe('2030-12-31')
})
