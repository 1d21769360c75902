// Lines N-01 to N-62 and: each from stored inputs, with what is printed, what is computed, and how the two stand.
import { readFileSync } from 'node:fs'
import type { TestWorld } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rollUpMonths } from '../measures/roll-up.ts'
import {
  clerkOf,
  desk,
  DIANJIANG,
  KAIZHOU,
  planningWorld,
  printedFile,
  SHAPINGBA,
  tableOptions,
  WUXI,
  YUBEI,
} from '../testing-planning.ts'
import { listChecks } from './list-checks.ts'

let world: TestWorld
beforeAll(async () => {
  world = await planningWorld()
  for (const district of [YUBEI, WUXI, DIANJIANG, KAIZHOU]) {
    const own = desk(world, district)
    const file = await own.upload('document-numbers', Buffer.from(ownRows(district)), '现状.csv')
    await own.check(file.id, { role: '现状' })
    await own.commit(file.id)
  }
  await desk(world, YUBEI).hand('indicator-table', printedFile('yubei-indicators'), tableOptions.yubei)
  await desk(world, WUXI).hand('indicator-table', printedFile('wuxi-indicators'), tableOptions.wuxi)
  await desk(world, DIANJIANG).hand('coverage-plan', printedFile('dianjiang-coverage-plan'), {
    document: 'dianjiang',
    clause: '附件2',
  })
  for (const [district, name] of [
    [YUBEI, 'yubei'],
    [WUXI, 'wuxi'],
    [DIANJIANG, 'dianjiang'],
    [KAIZHOU, 'kaizhou'],
    [SHAPINGBA, 'shapingba'],
  ] as const) {
    await desk(world, district).hand('document-targets', printedFile(`${name}-targets`), { document: name })
    await world.as(clerkOf(district), (ctx) => rollUpMonths(ctx, ['2026-11']))
  }
})
afterAll(() => world.close())

/** number, title, computed, printed, status. */
const LINES: Readonly<Record<number, readonly (readonly [string, string, string | null, string, string])[]>> = {
  [YUBEI]: [
    ['N-01', '失能、半失能老年人', '4.14', '4.14万人', 'ok'],
    ['N-02', '自理老年人', '20.23', '20.23万人', 'ok'],
    ['N-03', '80 岁以上老年人', '3.66', '3.65万人', 'trunc'],
    ['N-04', '60–69 岁老年人', '13.40', '', 'derived'],
    ['N-04', '70–79 岁老年人', '7.31', '', 'derived'],
    ['N-04', '三段占比合计', '100', '', 'derived'],
    ['N-05', '户籍人口（现在）', '108.6', '', 'derived'],
    ['N-05', '户籍人口（2025 年）', '110.5', '', 'derived'],
    ['N-06', '老年人增加', '3.55', '', 'derived'],
    ['N-06', '老年人增长', '17.05', '', 'derived'],
    ['N-06', '按每年 3.20% 增长五年', '24.37', '24.37万人', 'ok'],
    ['N-07', '护理型床位需求', '4800', '约5000张', 'ok'],
    ['N-08', '2020 年护理型床位', '2071.64', '', 'derived'],
    ['N-08', '2020 年护理型床位占比（按 2072 张）', '30.93', '30.92%', 'trunc'],
    ['N-09', '2020 年政府运营的床位', '3015', '', 'derived'],
    ['N-09', '2025 年政府运营床位的上限', '3200', '', 'derived'],
    ['N-10', '2020 年其他床位', '3685', '', 'derived'],
    ['N-10', '2025 年其他床位的下限', '4800', '', 'derived'],
    ['N-11', '各类养老机构', '49', '', 'derived'],
    ['N-12', '项目完成后的敬老院', '19', '', 'derived'],
    ['N-13', '覆盖率反推的镇街数', '28', '', 'derived'],
    ['N-14', '建成后的覆盖率（按 28 个镇街）', '89.3', '100%', 'differs'],
    ['N-15', '2020 年每千名户籍老人床位', '32.18', '', 'derived'],
    ['N-15', '2025 年每千名户籍老人床位', '32.83', '', 'derived'],
    ['N-16', '床位增加', '1300', '', 'derived'],
    ['N-16', '项目床位', '2331', '', 'derived'],
    ['N-17', '2025 年每百名失能老人护理型床位', '11.6', '', 'derived'],
    ['N-18', '家庭医生签约的老年人占比', '24.55', '100%', 'differs'],
    ['N-19', '住 60 人的机构要配的社工', '1', '', 'derived'],
    ['N-19', '住 150 人的机构要配的社工', '2', '', 'derived'],
    ['N-20', '2025 年老年志愿者', '36555', '', 'derived'],
    ['N-21', '“十三五”每年投入', '8835.2', '', 'derived'],
    ['N-22', '每年养老财政投入', null, '', 'open'],
    ['N-23', '康养项目用地', '40000', '', 'derived'],
    ['N-23', '康养项目每床用地', '40', '', 'derived'],
    ['N-24', '老院区每床面积', '80.8', '', 'derived'],
    ['N-24', '老院区改建占比', '21.3', '', 'derived'],
    ['N-25', '医养项目用地', '103667', '', 'derived'],
    ['N-25', '医养项目容积率', '1.83', '', 'derived'],
    ['N-25', '医养项目每床面积', '190', '', 'derived'],
    ['R-03', '有中心的镇街占全部镇街（30 个）', '46.67', '50.00%', 'differs'],
    ['R-03', '除去另行管理的 8 个街道', '50.00', '50.00%', 'ok'],
    ['R-04', '常住老人比户籍老人多', '72.6', '', 'derived'],
    ['R-04', '每千名常住老人床位', '18.64', '', 'derived'],
  ],
  [WUXI]: [
    ['N-30', '常住人口（按 60 岁占比）', '388768', '', 'derived'],
    ['N-30', '常住人口（按 65 岁占比）', '388694', '', 'derived'],
    ['N-31', '2010 年 60 岁以上占比', '16.70', '', 'derived'],
    ['N-31', '2010 年 65 岁以上占比', '10.99', '', 'derived'],
    ['N-32', '养老机构合计', '47', '47家', 'ok'],
    ['N-33', '床位合计', '2340', '2340张', 'ok'],
    ['N-34', '公办床位占比', '46.41', '46.41%', 'ok'],
    ['N-35', '民办床位占比', '53.59', '53.58%', 'trunc'],
    ['N-36', '2020 年护理型床位占比', '43', '43%', 'ok'],
    ['N-37', '每千名 65 岁以上常住老人床位', '33.17', '33.4张', 'differs'],
    ['N-37', '每千名 60 岁以上常住老人床位', '25.93', '33.4张', 'differs'],
    ['N-38', '每千名 65 岁以上 40 张要多少床', '2822', '', 'derived'],
    ['N-38', '每千名 60 岁以上 40 张要多少床', '3610', '', 'derived'],
    ['N-39', '护理型床位占比（附件印 2021 年）', '43', '40', 'differs'],
    ['N-40', '2025 年托位', '1749', '', 'derived'],
    ['N-40', '2021 年托位', '466', '', 'derived'],
    ['N-41', '老年志愿者（基期）', '10828', '', 'derived'],
    ['N-41', '老年志愿者（目标）', '13535', '', 'derived'],
    ['N-42', '参与教育活动的老人（基期）', '18047', '', 'derived'],
    ['N-42', '参与教育活动的老人（目标）', '20754', '', 'derived'],
    ['N-43', '社工（基期，60 岁以上）', '90', '', 'derived'],
    ['N-43', '社工（目标，60 岁以上）', '361', '', 'derived'],
    ['N-43', '社工（基期，65 岁以上）', '71', '', 'derived'],
    ['N-43', '社工（目标，65 岁以上）', '282', '', 'derived'],
    ['N-44', '乡镇（街道）数', '32', '32个', 'ok'],
    ['R-01', '60 岁以上占比（普查人口）', '23.21', '23.21%', 'ok'],
    ['R-01', '65 岁以上占比（普查人口）', '18.15', '18.15%', 'ok'],
    ['R-02', '区划里的乡镇、街道', '32', '32个', 'ok'],
  ],
  [DIANJIANG]: [
    ['N-50', '计划的中心', '26', '', 'derived'],
    ['N-51', '计划的站点', '301', '', 'derived'],
    ['N-51', '站点和村社区之差', '0', '', 'derived'],
    ['N-52', '中心覆盖率（原有）', '19.23', '', 'derived'],
    ['N-52', '中心覆盖率（2020 年底）', '50.00', '', 'derived'],
    ['N-52', '中心覆盖率（2021 年底）', '76.92', '', 'derived'],
    ['N-52', '中心覆盖率（2022 年底）', '100.00', '', 'derived'],
    ['N-53', '站点覆盖率（原有）', '50.17', '', 'derived'],
    ['N-53', '站点覆盖率（2020 年底）', '76.08', '', 'derived'],
    ['N-53', '站点覆盖率（2021 年底）', '89.04', '', 'derived'],
    ['N-53', '站点覆盖率（2022 年底）', '100.00', '', 'derived'],
    ['N-54', '中心全部建成后每年运营补贴', '2700000', '', 'derived'],
    ['N-55', '站点每年运营补贴（最少）', '903000', '', 'derived'],
    ['N-55', '站点每年运营补贴（最多）', '9030000', '', 'derived'],
    ['N-56', '区划里的镇街', '26', '26个', 'ok'],
    ['R-05', '区划里的村和社区', '301', '', 'derived'],
    ['R-05', '其中社区', '79', '', 'derived'],
    ['R-06', '全部建成后每年运营补贴', '5736000', '', 'derived'],
  ],
  [KAIZHOU]: [
    ['N-57', '要完成的设施', '586', '', 'derived'],
    ['N-58', '社区老年教育场所', '29', '', 'derived'],
    ['R-08', '区划里的镇街', '40', '40个', 'ok'],
    // The area list that ships with the product has 423 villages and 112 communities; by the urban class of its code 安居村 would be a community (422, 113).
    ['R-08', '互助点比村多', '0', '', 'derived'],
    ['R-08', '站最多覆盖的社区', '69.64', '', 'derived'],
  ],
  [SHAPINGBA]: [
    ['N-59', '2022 年社会运营床位下限', '4680', '', 'derived'],
    ['N-59', '2022 年护理型床位下限', '3900', '', 'derived'],
    ['N-60', '月服务费 3200 元的保证金上限', '19200', '', 'derived'],
    ['N-61', '三年培养引进的院长', '9', '', 'derived'],
  ],
}

test.each(Object.entries(LINES).map(([district, lines]) => [Number(district), lines] as const))(
  'district %i: N-01 to N-61 and R-01 to R-08 reproduce from stored inputs, with what is printed beside them',
  async (district, lines) => {
    const { rows } = await world.as(clerkOf(district), (ctx) => listChecks(ctx))
    expect(rows.map(({ no, title, computed, printed, status }) => [no, title, computed, printed, status])).toEqual(lines)
    // Numerator, denominator, place and day stand with every line.
    for (const { inputs } of rows)
      for (const input of inputs) expect(input.said !== '' && input.value !== '', JSON.stringify(input)).toBe(true)
  },
)

test('T-05, T-17, T-18: a share is computed, never typed: the printed one stays beside it and says how far it is off [WX-004] [WX-005] [YB-027]', async () => {
  const { rows } = await world.as(clerkOf(WUXI), (ctx) => listChecks(ctx))
  const share = rows.find(({ no }) => no === 'N-35')!
  expect(share).toMatchObject({ computed: '53.59', printed: '53.58%', status: 'trunc', note: '印的两个占比合计 99.99%。' })
  expect(share.inputs.map(({ name, value, clause }) => `${name} ${value} ${clause}`)).toEqual([
    '民办 1254张 一（一）2',
    '床位 2340张 一（一）2',
  ])
})

test('R-07: in every town of Dianjiang what stands and what was planned for 2020 covers its communities', async () => {
  const rows = await world.owner(
    `select l.place_printed as town, sum(l.count)::int as planned, (select count(*)::int from registry.area_period v join registry.area a on a.key = v.area and a.committee = 'residents'
       where v.parent = l.area and v.valid_to is null) as communities
     from planning.coverage_line l where l.kind = 'station' and l.phase in ('existing', '2020') group by l.area, l.place_printed`,
  )
  expect(rows.length).toBe(26)
  expect(rows.filter(({ planned, communities }) => planned < communities)).toEqual([])
  expect(rows.find(({ town }) => town === '桂阳街道')).toMatchObject({ planned: 12, communities: 10 })
})

function ownRows(district: number): string {
  const name = { [YUBEI]: 'yubei', [WUXI]: 'wuxi', [DIANJIANG]: 'dianjiang', [KAIZHOU]: 'kaizhou' }[district]!
  const [head = '', ...lines] = readFileSync(printedFile('baseline-facts'), 'utf8').trim().split('\n')
  return [head, ...lines.filter((line) => line.split(',')[1] === name)].join('\n')
}
