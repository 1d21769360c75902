// Money of two persons, booked once; bound money pays what it is bound to; shares say base, numerator, denominator, and stay open where no base is printed.
import { newId } from '@songhe/basics/ids'
import type { Somebody, TestWorld } from '@songhe/kernel/testing'
import { balances } from '@songhe/ledger/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NOW, office } from '../../../../core/facilities/server/testing-facilities.ts'
import { DIANJIANG, printed, reviewer, SHAPINGBA, workWorld, WUXI, YUBEI } from '../testing-work.ts'
import { listApplications, moveApplication, recordApplication } from './applications.ts'
import { decideEntry, recordEntry } from './entries.ts'
import { listEntries } from './list-entries.ts'
import { funds } from './routes.ts'
import { decideShareRule, listShares, percentOf, setShareBase } from './shares.ts'
import { addBudgetLine, listSources, openSource } from './sources.ts'

let world: TestWorld
beforeAll(async () => {
  world = await workWorld()
}, 60_000)
afterAll(() => world.close())

const finance = (district: number): Somebody => ({ roles: ['finance'], staff: '财务员', district })
const desks = new Map<number, ReturnType<typeof office>>()
const deskAt = (district: number) => {
  const desk = desks.get(district) ?? office(world, finance(district))
  desks.set(district, desk)
  return desk
}
const rulesOf = (district: number) => deskAt(district).hand('fund-share-rules', printed('fund-share-rules.csv'), {}, '占比.csv')
const source = async (district: number, more: object) => {
  const id = newId()
  await world.as(finance(district), (ctx) =>
    openSource(ctx, { body: { id, name: `来源${id}`, kind: 'lottery', level: 'district', drawnBy: '', ...more } as never }),
  )
  return id
}
let voucher = 0
const record = async (district: number, entry: object) => {
  const id = newId()
  const body = { id, day: '2026-06-01', voucher: `凭证-${++voucher}`, words: '试验收支', donor: '', wish: '', ...entry }
  await world.as(finance(district), (ctx) => recordEntry(ctx, { body: body as never }))
  return id
}
const decide = (district: number, id: string, verdict: string, who = reviewer(district)) =>
  world.as(who, (ctx) => decideEntry(ctx, { params: { id }, body: { id: newId(), verdict, reason: '凭证齐全无误' } as never }))
const enter = async (district: number, entry: object) => {
  const id = await record(district, entry)
  await decide(district, id, 'approved')
  return id
}
const shares = async (district: number, year = 2026) =>
  (await world.as(finance(district), (ctx) => listShares(ctx, { query: { year } }))).rows
const entries = (district: number, more: object) =>
  world.as(finance(district), (ctx) =>
    listEntries(ctx, { query: { page: 1, size: 50, state: 'all', direction: 'all', part: 'counted', ...more } as never }),
  )

test('two persons over every entry: booked once a second one has approved it, taken back by a counter-entry, one voucher once', async () => {
  const kept = await source(DIANJIANG, { keptHere: true })
  const income = await record(DIANJIANG, { source: kept, direction: 'income', fen: 1_000_000 })
  const left = async () =>
    (await world.as(finance(DIANJIANG), (ctx) => listSources(ctx, { query: { year: 2026 } }))).rows.find(({ id }) => id === kept)!
  expect(await left()).toMatchObject({ income: 0, left: 0 })
  await expect(decide(DIANJIANG, income, 'approved', { ...finance(DIANJIANG), roles: ['reviewer'] })).rejects.toThrow(
    '须由另一个人审核',
  )
  await decide(DIANJIANG, income, 'approved')
  expect(await left()).toMatchObject({ income: 1_000_000, left: 1_000_000 })
  const spent = await enter(DIANJIANG, { source: kept, direction: 'spending', purpose: 'facility', fen: 400_000 })
  expect(await left()).toMatchObject({ spent: 400_000, left: 600_000 })
  await expect(decide(DIANJIANG, income, 'reversed')).rejects.toThrow('还差 4,000.00 元')
  await decide(DIANJIANG, spent, 'reversed')
  expect(await left()).toMatchObject({ spent: 0, left: 1_000_000 })
  await expect(decide(DIANJIANG, spent, 'approved')).rejects.toThrow('不能这样办')
  await expect(enter(DIANJIANG, { source: kept, direction: 'spending', purpose: 'facility', fen: 1_000_001 })).rejects.toThrow(
    '还差 0.01 元',
  )
  await expect(record(DIANJIANG, { source: kept, direction: 'income', fen: 5, voucher: '凭证-1' })).rejects.toThrow('已经登记过')
  await expect(record(DIANJIANG, { source: kept, direction: 'spending', fen: 5 })).rejects.toThrow('必须写明用途')
  const books = await world.as(finance(DIANJIANG), balances)
  expect(books.reduce((sum, { fen }) => sum + fen, 0)).toBe(0)
  for (const { name, sql } of funds.invariants) expect([name, await world.owner(sql)]).toEqual([name, []])
})

test('a donation pays what the donor wished and nothing else', async () => {
  const gifts = await source(YUBEI, { kind: 'donation', level: 'social' })
  await expect(record(YUBEI, { source: gifts, direction: 'income', fen: 500_000 })).rejects.toThrow('捐赠人')
  await enter(YUBEI, {
    source: gifts,
    direction: 'income',
    fen: 500_000,
    donor: '不具名',
    purpose: 'purchase',
    wish: '老年人助餐',
  })
  await expect(enter(YUBEI, { source: gifts, direction: 'spending', purpose: 'facility', fen: 100_000 })).rejects.toThrow(
    '可用于“设施建设”的钱不够',
  )
  await enter(YUBEI, { source: gifts, direction: 'spending', purpose: 'purchase', fen: 300_000 })
  expect((await entries(YUBEI, { source: gifts, direction: 'income' })).rows).toMatchObject([
    { wish: '老年人助餐', donor: '不具名', state: 'approved' },
  ])
})

test('80 % of all lottery money and 60 % of the part the federation draws, each over its own base, opening into the entries [SPB-082] [SPB-083]', async () => {
  expect(await rulesOf(SHAPINGBA)).toMatchObject({ added: 2, rejected: 5 })
  const [all, drawn] = [await source(SHAPINGBA, {}), await source(SHAPINGBA, { drawnBy: 'federation' })]
  expect((await shares(SHAPINGBA)).map(({ verdict, percent }) => [verdict, percent])).toEqual([
    ['no-base-figure', null],
    ['no-base-figure', null],
  ])
  await enter(SHAPINGBA, { source: all, direction: 'income', fen: 8_000_000 })
  await enter(SHAPINGBA, { source: drawn, direction: 'income', fen: 2_000_000 })
  for (const [purpose, fen] of [
    ['facility', 5_000_000],
    ['operation', 2_000_000],
    ['purchase', 999_999],
  ] as const)
    await enter(SHAPINGBA, { source: all, direction: 'spending', purpose, fen })
  await enter(SHAPINGBA, { source: drawn, direction: 'spending', purpose: 'disabled-places', fen: 1_300_000 })
  const [eighty, sixty] = await shares(SHAPINGBA)
  expect(eighty).toMatchObject({
    base: 'lottery-all',
    counted: 7_999_999,
    baseFen: 10_000_000,
    percent: '80.00',
    floor: 80,
    verdict: 'short',
  })
  expect(eighty!.said).toBe(
    '设施建设、运营补贴、购买服务 79,999.99 元 ÷ 福彩公益金全部 100,000.00 元 = 80.00%，要求不低于 80%，没有达到。',
  )
  expect(sixty).toMatchObject({
    base: 'lottery-federation',
    counted: 1_300_000,
    baseFen: 2_000_000,
    percent: '65.00',
    verdict: 'met',
  })
  const open = await entries(SHAPINGBA, { rule: eighty!.rule, year: 2026 })
  expect(open.rows.reduce((sum, { fen }) => sum + fen, 0)).toBe(eighty!.counted)
  expect((await entries(SHAPINGBA, { rule: sixty!.rule, year: 2026, part: 'base' })).rows.map(({ fen }) => fen)).toEqual([
    2_000_000,
  ])
  expect(percentOf(1, 3)).toBe('33.33')
  expect(await shares(SHAPINGBA, 2019)).toEqual([])
})

test('the part kept by the county is its own base; lottery money that nobody placed leaves it open [DJ-056]', async () => {
  await rulesOf(DIANJIANG)
  expect(await shares(DIANJIANG)).toMatchObject([
    { base: 'lottery-kept', baseFen: 1_000_000, counted: 0, percent: '0.00', verdict: 'short' },
  ])
  const unplaced = await source(DIANJIANG, {})
  await enter(DIANJIANG, { source: unplaced, direction: 'income', fen: 700 })
  expect(await shares(DIANJIANG)).toMatchObject([
    { verdict: 'no-base-figure', percent: null, said: expect.stringContaining('没有写明是否本级留存') },
  ])
})

test('50 % in the text against 80 % in the annex: both stand, the stricter is looked at until an officer decides; the base that the annex does not print stays open (T-03) [WX-082]', async () => {
  await rulesOf(WUXI)
  const kept = await source(WUXI, { keptHere: true })
  await enter(WUXI, { source: kept, direction: 'income', fen: 1_000_000 })
  await enter(WUXI, { source: kept, direction: 'spending', purpose: 'facility', fen: 600_000 })
  const [text, annex] = await shares(WUXI)
  expect(text).toMatchObject({
    clause: '四（十三）(2)',
    floor: 50,
    judgedBy: 80,
    percent: '60.00',
    conflict: true,
    verdict: 'short',
  })
  expect(text!.said).toContain('另有 80% 的写法，认定前按较高的看')
  expect(annex).toMatchObject({ clause: '附件13', base: 'open', percent: null, counted: null, verdict: 'base-open' })
  const settle = (rule: string, more: object) =>
    world.as(reviewer(WUXI), (ctx) =>
      decideShareRule(ctx, { params: { id: rule }, body: { id: newId(), reason: '按县政府专题会议', ...more } as never }),
    )
  await settle(text!.rule, { standing: 'leads' })
  await settle(annex!.rule, { standing: 'set-aside' })
  expect(await shares(WUXI)).toMatchObject([{ judgedBy: 50, conflict: false, verdict: 'met' }, { verdict: 'set-aside' }])
})

test('N-22: the share of the regional product is open until the product is entered with its source [YB-181]', async () => {
  await rulesOf(YUBEI)
  const gdp = async () => (await shares(YUBEI)).find(({ base }) => base === 'gdp')!
  expect(await gdp()).toMatchObject({ verdict: 'no-base-figure', percent: null, said: expect.stringContaining('不当作零') })
  const body = { id: newId(), base: 'gdp' as const, year: 2026, fen: 2_000_000_00, ground: '统计公报（试验数）' }
  await world.as(finance(YUBEI), (ctx) => setShareBase(ctx, { body }))
  expect(await gdp()).toMatchObject({
    counted: 300_000,
    baseFen: 200_000_000,
    percent: '0.15',
    verdict: 'met',
    baseGround: '统计公报（试验数）',
  })
})

test('budget lines stand beside what was spent; a bond project goes through its stages and is granted with its amount [SPB-081] [DJ-060]', async () => {
  const budget = await source(WUXI, { kind: 'budget' })
  await world.as(finance(WUXI), (ctx) =>
    addBudgetLine(ctx, {
      body: { id: newId(), source: budget, year: 2026, purpose: 'training', fen: 90_000, ground: '年度预算' },
    }),
  )
  const { rows } = await world.as(finance(WUXI), (ctx) => listSources(ctx, { query: { year: 2026 } }))
  expect(rows.find(({ id }) => id === budget)).toMatchObject({ budget: 90_000, spent: 0 })
  const id = newId()
  await world.as(finance(WUXI), (ctx) =>
    recordApplication(ctx, {
      body: { id, kind: 'bond', title: '养老项目债券', askedFen: 5_000_000_00, papers: '', document: '' },
    }),
  )
  const move = (stage: string, grantedFen?: number) =>
    world.as(finance(WUXI), (ctx) =>
      moveApplication(ctx, {
        params: { id },
        body: {
          id: newId(),
          stage,
          day: NOW.toISOString().slice(0, 10),
          papers: '可研已批',
          ...(grantedFen && { grantedFen }),
        } as never,
      }),
    )
  await move('submitted')
  await expect(move('granted')).rejects.toThrow('批复时必须填写')
  await move('granted', 3_000_000_00)
  await expect(move('refused')).rejects.toThrow('已经办结')
  expect(
    (await world.as(finance(WUXI), (ctx) => listApplications(ctx, { query: { page: 1, size: 9, kind: 'bond' } }))).rows,
  ).toMatchObject([{ stage: 'granted', grantedFen: 300_000_000, papers: '可研已批' }])
})
