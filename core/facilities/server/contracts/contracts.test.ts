// Operation contracts: won by the score or by a reason, one a site at a time, with assets, reports that fall due, and an end.
import { newId } from '@songhe/basics/ids'
import type { TestWorld } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoCreditCode } from '../demo/plant-operators.ts'
import { registerOperator } from '../operators/operators.ts'
import { registerFacility } from '../register/register-facility.ts'
import { showFacility } from '../register/show-facility.ts'
import { CLERK, DIANJIANG, facilitiesWorld, placeIn, type Place, siteBody } from '../testing-facilities.ts'
import { owedReports, stateOf } from './contract-rows.ts'
import { endContract, listContracts, showContract, signContract } from './contracts.ts'
import { recordAsset, recordReport } from './reports-and-assets.ts'
import { decideSelection, listSelections, openSelection } from './selections.ts'

let world: TestWorld
let town: Place
let street: Place
let [filed, firm] = ['', '']
beforeAll(async () => {
  world = await facilitiesWorld()
  town = await placeIn(world, DIANJIANG, 'town')
  street = await placeIn(world, DIANJIANG, 'street')
  const operator = async (name: string, number: number, filedHome: boolean) =>
    (
      await world.as(CLERK, (ctx) =>
        registerOperator(ctx, {
          body: { id: newId(), name, creditCode: demoCreditCode('91', number), legalPerson: '', brand: '', filedHome },
        }),
      )
    ).operator
  filed = await operator('甲养老院', 1, true)
  firm = await operator('乙物业公司', 2, false)
})
afterAll(() => world.close())

let sites = 0
const site = async (kind: string, area: number) =>
  (await world.as(CLERK, (ctx) => registerFacility(ctx, { body: siteBody({ kind, area, name: `设施${++sites}` }) }))).id
type Sign = Parameters<typeof signContract>[1]['body']
const sign = (body: Partial<Sign> & Pick<Sign, 'facilities'>) =>
  world.as(CLERK, (ctx) =>
    signContract(ctx, {
      body: {
        id: newId(),
        number: '合同',
        operator: filed,
        entrustedBy: '镇政府',
        mode: 'public-private',
        modeReason: '',
        dutyGroups: '',
        signedOn: '2025-12-20',
        from: '2026-01-01',
        to: '2028-12-31',
        reportMonths: 6,
        exceptionReason: '',
        ...body,
      },
    }),
  )

test('a street centre is run by a filed institution, or by another with a reason that stays [DJ-025]', async () => {
  const facilities = [await site('street-centre', street.key)]
  await expect(sign({ facilities, operator: firm })).rejects.toMatchObject({
    kind: 'refused',
    details: { citation: { document: '垫江府办〔2020〕8号', clause: '二(三)' } },
  })
  expect(await sign({ facilities, operator: firm, exceptionReason: '备案手续办理中' })).toMatchObject({ outcome: 'created' })
})

test('not yet marketable: entrusting the home for the destitute needs its reason, and stands as the way of running with its source [DJ-028]', async () => {
  const facilities = [await site('town-centre', town.key)]
  await expect(sign({ facilities, mode: 'village-home' })).rejects.toMatchObject({ kind: 'invalid' })
  await sign({ facilities, mode: 'village-home', modeReason: '本镇尚无社会主体愿意承接', number: '委托-1' })
  const shown = await world.as(CLERK, (ctx) => showFacility(ctx, { params: { id: facilities[0]! } }))
  expect(shown.facts.find(({ kind }) => kind === 'facility.operation-mode')).toMatchObject({
    text: '委托敬老院',
    source: '运营合同 委托-1',
    reason: '本镇尚无社会主体愿意承接',
  })
  expect(shown.operator).toMatchObject({ name: '甲养老院' })
})

test('one contract a site at a time', async () => {
  const facilities = [await site('village-home', town.key)]
  await sign({ facilities, number: '一号' })
  await expect(sign({ facilities, from: '2028-12-31', to: '2030-12-31' })).rejects.toMatchObject({
    message: expect.stringContaining('一号'),
  })
  expect(await sign({ facilities, from: '2029-01-01', to: '2030-12-31', number: '二号' })).toMatchObject({ outcome: 'created' })
})

test('selection: not more winners than announced, a better score passed over needs a reason, and only a winner may sign, with its duty to those in need [KZ-033] [WX-012]', async () => {
  const id = newId()
  await world.as(CLERK, (ctx) =>
    openSelection(ctx, {
      body: { id, title: '公办机构运营比选', method: '竞争性比选', noticeOn: '2025-10-01', winnersWanted: 1 },
    }),
  )
  const bid = (operator: string, score: number, won: boolean) => ({ operator, score, won })
  const decide = (bids: ReturnType<typeof bid>[], orderReason = '') =>
    world.as(CLERK, (ctx) =>
      decideSelection(ctx, {
        params: { id },
        body: { id: newId(), bids, decidedOn: '2025-11-01', result: '按评审得分确定', orderReason },
      }),
    )
  await expect(decide([bid(filed, 90, true), bid(firm, 80, true)])).rejects.toMatchObject({
    message: expect.stringContaining('最多选 1 家'),
  })
  await expect(decide([bid(filed, 80, true), bid(firm, 90, false)])).rejects.toMatchObject({ kind: 'refused' })
  await decide([bid(filed, 90, true), bid(firm, 80, false)])
  const [row] = (await world.as(CLERK, (ctx) => listSelections(ctx, { query: { page: 1, size: 10 } }))).rows
  expect(row).toMatchObject({ state: 'decided', winners: ['甲养老院'] })
  const facilities = [await site('village-home', town.key)]
  await expect(sign({ facilities, operator: firm, selection: id })).rejects.toMatchObject({
    message: expect.stringContaining('没有在所选的比选里中选'),
  })
  const signed = await sign({ facilities, selection: id, dutyGroups: '失能、失智、高龄、计划生育特殊家庭老人' })
  const shown = await world.as(CLERK, (ctx) => showContract(ctx, { params: { id: signed.id } }))
  expect(shown).toMatchObject({
    selection: '公办机构运营比选',
    dutyGroups: expect.stringContaining('失智'),
    bids: [{ won: true }, { won: false }],
  })
})

test('assets, regular reports and sudden events: what is owed by period, what came late, what is a day over the limit [SPB-027]', async () => {
  const { id } = await sign({ facilities: [await site('village-home', town.key)], number: '报告' })
  const report = (body: object) =>
    world.as(CLERK, (ctx) =>
      recordReport(ctx, {
        params: { id },
        body: { id: newId(), kind: 'regular', receivedOn: '2026-07-20', summary: '上半年资产与运营报告', ...body },
      }),
    )
  const shown = () => world.as(CLERK, (ctx) => showContract(ctx, { params: { id } }))
  expect((await shown()).owed).toEqual([{ period: '2026-06-30', late: true }])
  expect(
    (await world.as(CLERK, (ctx) => listContracts(ctx, { query: { page: 1, size: 50, state: 'current', late: true } }))).rows.map(
      (row) => row.number,
    ),
  ).toContain('报告')
  await report({ period: '2026-06-30' })
  await expect(report({ period: '2026-06-30' })).rejects.toMatchObject({ kind: 'conflict' })
  await report({
    kind: 'major-event',
    happenedAt: '2026-08-01T20:00:00+08:00',
    receivedOn: '2026-08-02',
    summary: '厨房失火已扑灭',
  })
  await report({
    kind: 'major-event',
    happenedAt: '2026-08-01T20:00:00+08:00',
    receivedOn: '2026-08-03',
    summary: '走失老人已找回',
  })
  await world.as(CLERK, (ctx) =>
    recordAsset(ctx, {
      params: { id },
      body: { id: newId(), name: '护理床', quantity: 20, unit: '张', value: 400_000, state: 'in-use' },
    }),
  )
  const file = await shown()
  expect(file).toMatchObject({ owed: [], lateReports: 0, assets: [{ name: '护理床', quantity: 20, value: 400_000 }] })
  expect(file.reports.map(({ summary, late }) => [summary, late])).toEqual([
    ['走失老人已找回', true],
    ['厨房失火已扑灭', false],
    ['上半年资产与运营报告', true],
  ])
})

test('reporting periods follow the contract to its end and stop where it stops', () => {
  const base = { from: '2026-01-01', to: '2027-02-15', endedOn: null, reportMonths: 6, reported: [] }
  expect(owedReports(base, '2027-12-31', 15).map(({ period }) => period)).toEqual(['2026-06-30', '2026-12-31', '2027-02-15'])
  expect(owedReports({ ...base, endedOn: '2026-08-10' }, '2027-12-31', 15).map(({ period }) => period)).toEqual([
    '2026-06-30',
    '2026-08-10',
  ])
  expect(owedReports(base, '2026-07-15', 15)).toEqual([{ period: '2026-06-30', late: false }])
  expect(owedReports(base, '2026-07-16', 15)).toEqual([{ period: '2026-06-30', late: true }])
  expect(stateOf(base, '2026-11-16', 90)).toBe('running')
  expect(stateOf(base, '2026-11-17', 90)).toBe('soon')
  expect(stateOf(base, '2027-02-16', 90)).toBe('overdue')
})

test('an ended contract frees its site', async () => {
  const facilities = [await site('village-home', town.key)]
  const { id } = await sign({ facilities })
  const end = (day: string) =>
    world.as(CLERK, (ctx) => endContract(ctx, { params: { id }, body: { id: newId(), day, reason: '双方协商解除' } }))
  expect(await end('2026-10-31')).toMatchObject({ outcome: 'created' })
  expect(await end('2026-10-31')).toMatchObject({ outcome: 'exists' })
  expect(await sign({ facilities, from: '2026-11-01' })).toMatchObject({ outcome: 'created' })
})
