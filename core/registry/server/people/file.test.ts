// What the page of one elder shows beside facts: the household, surveys, stays, papers, and what a post does not see.
import { checkCharacter } from '@songhe/basics/citizen-id'
import { newId } from '@songhe/basics/ids'
import { type Somebody, type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capability } from '../capability.ts'
import { recordFact } from '../facts/record-fact.ts'
import { leaveHousehold, setHousehold } from '../family/household.ts'
import { relocate } from '../life/record-move.ts'
import { recordSurvey } from '../survey/record-survey.ts'
import { withdrawConsent } from '../survey/withdraw-consent.ts'
import { surveySummary } from '../survey/survey-summary.ts'
import { plantAreas } from '../testing/plant-areas.ts'
import { listPeople } from './list-people.ts'
import { registerPerson } from './register-person.ts'
import { showPerson } from './show-person.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testDatabase([capability], new Date('2026-11-24T02:00:00Z'))
  await plantAreas(world)
})
afterAll(() => world.close())

let serial = 500
async function elder(name: string, area = 1011) {
  const first17 = `50019919400601${(serial += 2)}`
  const body = {
    id: newId(),
    name,
    citizenId: first17 + checkCharacter(first17),
    area,
    address: '3组',
    phone: '',
    source: { kind: 'police' as const, label: '公安人口库', reportedOn: '2026-11-03' },
    facts: [],
  }
  await world.as({}, (ctx) => registerPerson(ctx, { body }))
  return body.id
}
const show = (id: string, who: Somebody = {}) => world.as(who, (ctx) => showPerson(ctx, { params: { id } }))
const live = (id: string, members: string[], from = '2026-01-01', act = newId()) =>
  world.as({}, (ctx) => setHousehold(ctx, { params: { id }, body: { id: act, members, kind: '与配偶', from } }))
const household = async (id: string) => (await show(id)).household?.members.map((member) => member.name) ?? null

test('elders who live together are one household from a day, a third joins it, and who leaves is missed by the others [SPB-072]', async () => {
  const [wife, husband, sister] = [await elder('同住妻'), await elder('同住夫'), await elder('同住姐')]
  const act = newId()
  expect(await live(wife, [husband], '2026-01-01', act)).toMatchObject({ outcome: 'created' })
  expect(await live(wife, [husband], '2026-01-01', act)).toMatchObject({ outcome: 'exists' })
  expect(await show(wife)).toMatchObject({
    household: { kind: '与配偶', since: '2026-01-01', members: [{ name: '同住夫', age: 86 }] },
  })
  await live(sister, [husband], '2026-03-01')
  expect(await household(wife)).toEqual(expect.arrayContaining(['同住夫', '同住姐']))
  const leave = { params: { id: sister }, body: { id: newId(), day: '2026-10-01', reason: '搬去女儿家' } }
  expect(await world.as({}, (ctx) => leaveHousehold(ctx, leave))).toMatchObject({ outcome: 'created' })
  expect(await world.as({}, (ctx) => leaveHousehold(ctx, leave))).toMatchObject({ outcome: 'exists' })
  expect(await household(wife)).toEqual(['同住夫'])
  expect(await household(sister)).toBeNull()
  await expect(live(wife, [wife])).rejects.toMatchObject({ kind: 'invalid' })
})

const AGREED = { by: '调查一', relation: '本人' }
const survey = (id: string, day: string, answers: Record<string, string>, act = newId()) =>
  world.as({}, (ctx) =>
    recordSurvey(ctx, {
      params: { id },
      body: { id: act, day, way: 'home-visit', by: `一村上门 ${day}`, consent: AGREED, answers },
    }),
  )

test('a survey is kept whole with its day and the one who asked, the later counts and the earlier stays to be read [SPB-072]', async () => {
  const id = await elder('调查一')
  const act = newId()
  const first = { 'survey.needs': '助餐、助浴', 'survey.spending': '20000' }
  expect(await survey(id, '2025-05-01', first, act)).toMatchObject({ outcome: 'created' })
  expect(await survey(id, '2025-05-01', first, act)).toMatchObject({ outcome: 'exists' })
  await survey(id, '2026-06-01', { 'survey.needs': '助浴', 'survey.used': '助浴', 'survey.spending': '35050' })
  const { surveys, facts, history } = await show(id)
  expect((await show(id, { roles: ['finance'] })).surveys).toEqual([])
  expect(surveys).toMatchObject([
    {
      day: '2026-06-01',
      by: '一村上门 2026-06-01',
      answers: [
        { title: '需要的服务', text: '助浴' },
        { title: '正在使用的服务', text: '助浴' },
        { title: '每月养老服务支出', text: '350.50 元' },
      ],
    },
    { day: '2025-05-01', answers: [{ text: '助餐、助浴' }, { text: '200.00 元' }] },
  ])
  expect([...facts, ...history].filter(({ kind }) => kind.startsWith('survey.'))).toEqual([])
  await expect(survey(id, '2026-07-01', { 'survey.needs': '遛狗' })).rejects.toMatchObject({ kind: 'invalid' })
  await expect(survey(id, '2026-07-01', { 'aid.destitute': 'true' })).rejects.toMatchObject({ kind: 'invalid' })
  await expect(survey(id, '2026-12-01', { 'survey.needs': '助餐' })).rejects.toMatchObject({ kind: 'invalid' })
})

test('answers are kept on a recorded consent; taken back they are neither shown nor counted, and nothing else says them', async () => {
  const id = await elder('撤回一')
  await survey(id, '2025-05-01', { 'survey.needs': '助餐' })
  await survey(id, '2026-06-01', { 'survey.needs': '助浴' })
  const [latest, earlier] = (await show(id)).surveys
  expect([latest!.agreed, earlier!.agreed]).toEqual(['调查一', '调查一'])
  const withdraw = (consent: string, day: string) =>
    world.as({}, (ctx) => withdrawConsent(ctx, { params: { id, consent }, body: { id: newId(), day, reason: '本人来电撤回' } }))
  await expect(withdraw(latest!.consent, '2026-05-01')).rejects.toMatchObject({ kind: 'invalid' })
  expect(await withdraw(latest!.consent, '2026-06-02')).toMatchObject({ outcome: 'created', answers: 1 })
  expect(await withdraw(latest!.consent, '2026-06-02')).toMatchObject({ outcome: 'exists' })
  expect((await show(id)).surveys.map(({ day, answers }) => [day, answers[0]!.text])).toEqual([['2025-05-01', '助餐']])
  await expect(
    world.owner(`update registry.fact set consent = null where person = $1 and closed_at is null`, [id]),
  ).rejects.toThrow('fact_on_consent')
  await expect(world.owner(`update registry.fact set kind = 'gossip.heard' where person = $1`, [id])).rejects.toThrow(
    'fact_has_basis',
  )
})

test('surveys add up by service, each number opens its names, and a town counts its own [SPB-072]', async () => {
  const [one, two] = [await elder('汇总一', 1021), await elder('汇总二', 1022)]
  await elder('汇总三', 1022)
  await survey(one, '2026-05-01', { 'survey.needs': '日间照料、助餐', 'survey.used': '助餐', 'survey.willing': '10000' })
  await survey(two, '2026-05-01', { 'survey.needs': '日间照料', 'survey.willing': '30000' })
  const sums = await world.as({}, (ctx) => surveySummary(ctx, { query: { area: 102 } }))
  expect(sums).toMatchObject({ elders: 3, surveyed: 2 })
  expect(sums.services.filter((row) => row.need > 0)).toEqual([
    { service: '助餐', need: 1, used: 1, gap: 0 },
    { service: '日间照料', need: 2, used: 0, gap: 2 },
  ])
  expect(sums.medians.find((row) => row.kind === 'survey.willing')).toMatchObject({ answers: 2, fen: 10_000 })
  const named = async (query: object) =>
    (await world.as({}, (ctx) => listPeople(ctx, { query: { page: 1, size: 20, state: 'living', area: 102, ...query } }))).rows
      .map((row) => row.name)
      .sort()
  expect(await named({ service: '日间照料', serviceState: 'gap' })).toEqual(['汇总一', '汇总二'])
  expect(await named({ service: '助餐', serviceState: 'gap' })).toEqual([])
  expect(await named({ surveyed: 'no' })).toEqual(['汇总三'])
})

test('stays follow each other without a gap, the first without a beginning', async () => {
  const id = await elder('搬家', 1011)
  for (const [day, area, residenceArea] of [
    ['2025-02-01', 1012, 1021],
    ['2026-04-01', 1022, null],
  ] as const)
    await world.as({ staff: '熊晓琴' }, (ctx) =>
      relocate(ctx, { params: { id }, body: { id: newId(), day, area, residenceArea } }),
    )
  expect((await show(id)).residences).toEqual([
    { from: '2026-04-01', to: null, registered: '二镇四社区', residence: '同户籍', by: '熊晓琴' },
    { from: '2025-02-01', to: '2026-04-01', registered: '一镇二村', residence: '二镇三村', by: '熊晓琴' },
    { from: null, to: '2025-02-01', registered: '一镇一村', residence: '同户籍', by: '' },
  ])
})

test('a level of ability shows the paper it stands on, and to nobody whose post has no need of it', async () => {
  const id = await elder('失能一')
  const body = {
    id: newId(),
    kind: 'ability.level',
    value: '3',
    from: '2026-03-01',
    to: '2028-03-01',
    detail: { report: 'KZ-2026-018', body: '演示评估机构' },
    source: { kind: 'health' as const, label: '评估报告', reportedOn: '2026-03-02' },
  }
  await world.as({}, (ctx) => recordFact(ctx, { params: { id }, body }))
  const file = await show(id, { roles: ['town-officer'] })
  expect(file.facts.find((fact) => fact.kind === 'ability.level')).toMatchObject({
    text: '重度失能',
    paper: '评估报告编号 KZ-2026-018，演示评估机构，有效至 2028-03-01',
  })
  expect(file.traits).toEqual(['重度失能'])
  const seen = await show(id, { roles: ['finance'] })
  expect(seen).toMatchObject({ traits: [], hidden: ['残疾、能力评估和需求调查'] })
  expect(seen.facts.some((fact) => fact.kind === 'ability.level')).toBe(false)
})

test('a list filtered by what an elder needs or has is refused to a post that does not see it', async () => {
  const ask = (query: object) =>
    world.as({ roles: ['finance'] }, (ctx) => listPeople(ctx, { query: { page: 1, size: 20, state: 'living', ...query } }))
  for (const query of [{ service: '助餐' }, { surveyed: 'yes' }, { trait: 'ability.level' }, { trait: 'disability.grade' }])
    await expect(ask(query)).rejects.toMatchObject({ kind: 'forbidden' })
  expect((await ask({ trait: 'aid.destitute' })).total).toBe(0)
})
