// The tables that the documents print, through the product's own import: twice changes nothing, undo takes them back, and their numbers reproduce.
import { fileURLToPath } from 'node:url'
import { newId } from '@songhe/basics/ids'
import { parsedTable, publishedTables } from '@songhe/policy/door'
import { judge } from '@songhe/rules'
import type { TestWorld } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listPacks } from '../../../policy/server/packs/list-packs.ts'
import { listGaps } from '../chain/gaps.ts'
import { kindTitle } from '../../contract/kinds.ts'
import { confirmObservation, listObservations } from '../observations/observations.ts'
import { requiredSites } from '../chain/gaps.ts'
import { CLERK, DIANJIANG, facilitiesWorld, KAIZHOU, office, publishPacks } from '../testing-facilities.ts'

const printed = (name: string) => fileURLToPath(new URL(`../../../../packs/printed/${name}`, import.meta.url))
const YUBEI = 3
const WUXI = 5
let world: TestWorld
const desks = new Map<number, ReturnType<typeof office>>()
const at = (district: number) => {
  const desk = desks.get(district) ?? office(world, { ...CLERK, district })
  desks.set(district, desk)
  return desk
}
const numbers = (district: number, more: object = {}) =>
  world.as({ ...CLERK, district }, (ctx) =>
    listObservations(ctx, { query: { page: 1, size: 200, facilitiesOnly: false, open: false, ...more } }),
  )

beforeAll(async () => {
  world = await facilitiesWorld()
})
afterAll(() => world.close())

test('present-day facts of all documents come in by district with document and clause; the same file again changes nothing', async () => {
  const counts: Record<number, number> = { [YUBEI]: 31, [WUXI]: 28, [DIANJIANG]: 1, [KAIZHOU]: 5 }
  for (const [key, count] of Object.entries(counts)) {
    const district = Number(key)
    const first = await at(district).hand('document-numbers', printed('baseline-facts.csv'), {}, '现状.csv')
    expect(first).toMatchObject({ rowsIn: 65, added: count, rejected: 65 - count })
    const foreign = (await at(district).problems(first.id)).filter(({ reason }) => reason.includes('别的区县'))
    expect(foreign).toHaveLength(65 - count)
    const again = await at(district).hand('document-numbers', printed('baseline-facts.csv'), {}, '再来一次.csv')
    expect(again).toMatchObject({ added: 0, changed: 0, unchanged: count })
  }
  const rows = (await numbers(YUBEI)).rows
  expect(rows.find(({ subject }) => subject === '养老总床位数')).toMatchObject({
    printed: '6700',
    unit: '张',
    clause: '第一章 一',
    role: 'stock',
  })
  expect(rows.find(({ subject }) => subject === '60岁及以上户籍老年人口')).toMatchObject({ printed: '20.82', unit: '万人' })
})

test('a number that the document prints otherwise is a conflict, never an update', async () => {
  const { id } = await at(KAIZHOU).upload(
    'document-numbers',
    Buffer.from('doc,clause,subject,quantity,unit\nkaizhou,三（二）2,养老服务中心,41,个'),
    '改数.csv',
  )
  expect(await at(KAIZHOU).check(id)).toMatchObject({ accepted: 0, rejected: 1 })
  expect(await at(KAIZHOU).problems(id)).toMatchObject([{ column: '数值', reason: expect.stringContaining('已登记为 40个') }])
})

test('facility quantities of Kaizhou come in beside: the five already known are unchanged, an officer says whether they are stock or goal, undo takes them back [KZ-024]', async () => {
  const options = { document: '开州府办发〔2024〕35号', role: '没有写明' }
  const done = await at(KAIZHOU).hand('document-numbers', printed('kaizhou-quantities.csv'), options, '开州.csv')
  expect(done).toMatchObject({ rowsIn: 26, added: 22, unchanged: 4, rejected: 0 })
  expect(await at(KAIZHOU).hand('document-numbers', printed('kaizhou-quantities.csv'), options, '开州2.csv')).toMatchObject({
    added: 0,
    unchanged: 26,
  })
  const open = await numbers(KAIZHOU, { open: true })
  const goal = open.rows.find(({ subject }) => subject === '农村敬老院改造提升')!
  expect(goal).toMatchObject({
    printed: '42',
    role: 'stock-or-plan',
    confirmedRole: null,
    kinds: ['敬老院'],
    counted: 0,
    upgraded: 0,
  })
  const act = { id: newId(), role: 'plan' as const, reason: '按开州府办发〔2019〕86号为建设目标' }
  await world.as({ ...CLERK, district: KAIZHOU }, (ctx) => confirmObservation(ctx, { params: { id: goal.id }, body: act }))
  expect((await numbers(KAIZHOU)).rows.find(({ id }) => id === goal.id)).toMatchObject({
    confirmedRole: 'plan',
    confirmedBy: '经办员',
  })
  await at(KAIZHOU).undo(done.id)
  expect((await numbers(KAIZHOU)).total).toBe(5)
})

test('N-57: 586 facilities of Kaizhou, N-58: 29 places of education, from stored numbers with document and date [KZ-024]', async () => {
  await at(KAIZHOU).hand(
    'document-numbers',
    printed('kaizhou-quantities.csv'),
    { document: '开州府办发〔2024〕35号', role: '没有写明' },
    '开州3.csv',
  )
  const { rows } = await numbers(KAIZHOU)
  const sum = (subjects: string[]) =>
    subjects.reduce((total, subject) => {
      const row = rows.find((one) => one.subject === subject)!
      expect(row.documentTitle).toBe('开州府办发〔2024〕35号')
      return total + row.quantity!
    }, 0)
  expect(sum(['农村敬老院', '养老服务中心', '片区特困失能照护中心', '社区养老服务站', '村级互助养老点'])).toBe(586)
  expect(rows.find(({ subject }) => subject === '农村敬老院')).toMatchObject({ dated: '2024-05-30' })
  expect(sum(['建设社区老年教育办学场所的镇', '建设社区老年教育办学场所的街道'])).toBe(29)
})

test('standards and yearly rates come in as drafts; what the packs already say is unchanged, twice changes nothing, undo discards an open draft', async () => {
  const options = { document: '垫江府办〔2020〕8号' }
  const desk = at(DIANJIANG)
  const standards = await desk.hand('facility-standards', printed('dianjiang-facility-standards.csv'), options, '标准.csv')
  expect(standards).toMatchObject({ rowsIn: 4, added: 4, rejected: 0 })
  const rates = await desk.hand('facility-rates', printed('dianjiang-operating-subsidy.csv'), options, '年标准.csv')
  expect(rates).toMatchObject({ rowsIn: 4, added: 4, rejected: 0 })
  const drafts = async () =>
    (await world.as(CLERK, (ctx) => listPacks(ctx, { query: { page: 1, size: 50 } }))).rows.filter(({ draft }) => draft)
  expect((await drafts()).map(({ pack }) => pack).sort()).toEqual([
    'facility-bed-advice',
    'facility-rate',
    'facility-services',
    'facility-standard',
  ])
  expect(await desk.hand('facility-rates', printed('dianjiang-operating-subsidy.csv'), options, '年标准2.csv')).toMatchObject({
    added: 0,
    unchanged: 4,
  })
  await desk.undo(rates.id)
  await desk.undo(standards.id)
  expect(await drafts()).toEqual([])

  // What ships as packs says the same as the sheets: published first, the sheet finds nothing new.
  await publishPacks(world, DIANJIANG, ['facility-standard', 'facility-services', 'facility-bed-advice', 'facility-rate'])
  expect(await desk.hand('facility-standards', printed('dianjiang-facility-standards.csv'), options, '标准3.csv')).toMatchObject({
    added: 0,
    unchanged: 4,
  })
  expect(await desk.hand('facility-rates', printed('dianjiang-operating-subsidy.csv'), options, '年标准3.csv')).toMatchObject({
    added: 0,
    unchanged: 4,
  })
})

test('a rate for a kind nobody knows, a standard on a draft document and one without a document are refused with row and column', async () => {
  const desk = at(DIANJIANG)
  const bad = await desk.upload(
    'facility-rates',
    Buffer.from('facility_type,amount_yuan_per_year\n养老乐园,100\n社区养老服务站,-3'),
    '坏.csv',
  )
  await desk.check(bad.id, { document: '垫江府办〔2020〕8号' })
  expect((await desk.problems(bad.id)).map(({ row, column }) => `${row} ${column}`)).toEqual(['2 设施类别', '3 年标准（元）'])
  await desk.check(bad.id, { document: '没有的文号' })
  expect((await desk.problems(bad.id))[0]).toMatchObject({ row: 2, reason: '政策文件库里没有“没有的文号”。' })
})

/** What is required of Dianjiang by its areas, and the yearly rate of each kind from the published table. */
async function fullBuild() {
  return world.as(CLERK, async (ctx) => {
    const on = '2026-11-25'
    const required = await requiredSites(ctx, on)
    const [rates] = (await publishedTables(ctx, { on, kind: 'facility-rate' })).map(({ table }) => parsedTable(table))
    const fenOf = (kind: string) => {
      const outcome = judge(rates!, { 'facility.kind': kindTitle(kind) }, { on })
      return outcome.outcome === 'row' ? Number(outcome.output.年标准) : 0
    }
    const count = (kind: string) => required.filter((one) => one.kind === kind).length
    return { required, fenOf, count, gaps: await listGaps(ctx, { query: { page: 1, size: 1, level: 'all' } }) }
  })
}

test('N-50, N-51, N-56, R-05: one centre for each of 26 towns and streets, one station or point for each of 301 communities and villages [DJ-014]', async () => {
  const { required, count, gaps } = await fullBuild()
  const towns = required.filter(({ area, townKey }) => area === townKey)
  expect(towns).toHaveLength(26)
  expect([count('street-centre'), count('town-centre')]).toEqual([2, 24])
  expect([
    towns.filter(({ town }) => town.endsWith('乡')).length,
    towns.filter(({ town }) => town.endsWith('镇')).length,
  ]).toEqual([2, 22])
  expect([count('station'), count('village-point'), count('station') + count('village-point')]).toEqual([79, 222, 301])
  expect(gaps.covered.map(({ numerator, denominator }) => `${numerator}/${denominator}`)).toEqual([
    '0/2',
    '0/24',
    '0/79',
    '0/222',
  ])
  expect(gaps).toMatchObject({ total: 327, on: '2026-11-25' })
})

test('N-54, N-55, R-06: yearly operation subsidy at full build from the published rates and the area list', async () => {
  const { required, count, fenOf } = await fullBuild()
  const centres = count('street-centre') * fenOf('street-centre') + count('town-centre') * fenOf('town-centre')
  expect(centres).toBe(2_700_000_00)
  const sites = count('station') + count('village-point')
  expect([sites * fenOf('village-point'), sites * fenOf('station')]).toEqual([903_000_00, 9_030_000_00])
  const streets = required.filter(({ area, townKey, town }) => area !== townKey && town.endsWith('街道')).length
  expect(streets).toBe(33)
  expect(streets * fenOf('station') + (sites - streets) * fenOf('village-point')).toBe(1_794_000_00)
  const byCommittee = count('station') * fenOf('station') + count('village-point') * fenOf('village-point')
  expect([byCommittee, byCommittee + centres]).toEqual([3_036_000_00, 5_736_000_00])
})
