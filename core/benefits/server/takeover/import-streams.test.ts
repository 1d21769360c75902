// Running entitlements from an old list: who is found, what is refused, what is written, what undo brings back.
import { newId } from '@songhe/basics/ids'
import { announce } from '@songhe/kernel/announce'
import { open } from '@songhe/kernel/secrets'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CLERK, monthWorld, type MonthWorld } from '../month/testing-month.ts'
import { openAdjustments } from './open-adjustments.ts'
import { runningEntitlements } from './running-entitlements.ts'
import { elderWithNumber, handIn } from './testing-takeover.ts'
import { approveAdjustment } from '../month/streams.ts'

let month: MonthWorld
beforeAll(async () => {
  month = await monthWorld()
})
afterAll(() => month.world.close())

const rowOf = (citizenId: string, more: Record<string, string> = {}) => ({
  citizenId,
  name: '张某英',
  programme: '尊老金',
  startMonth: '2024-03',
  amount: '20000',
  lastPaidMonth: '2026-10',
  ...more,
})
const streams = (person: string) =>
  month.world.owner(
    `select programme, start_month, takeover_fen::int as fen, last_paid_month, decision_number, state from benefits.entitlement where person = $1 order by created_at`,
    [person],
  )
const payees = async (person: string) =>
  (
    await month.world.owner('select holder, account, relation from registry.payee where person = $1 and closed_at is null', [
      person,
    ])
  ).map((row) => [row.holder, open(row.account as Buffer), row.relation])
const undo = (id: string, sheet = runningEntitlements) => month.as(CLERK, (ctx) => sheet.undo(ctx, id))
const inTheWay = (id: string, sheet = runningEntitlements) => month.as(CLERK, (ctx) => sheet.dependents(ctx, id))

test('a row of the old list becomes a running entitlement with amount, last paid month, decision and account; the office may call the programme otherwise', async () => {
  const { person, citizenId } = await elderWithNumber(month, { name: '张某英', account: null })
  const done = await handIn(month, runningEntitlements, [
    rowOf(citizenId, {
      account: '6200009990001112',
      holder: '张某女',
      relation: '女儿',
      decision: '开民发〔2024〕11号',
    }),
  ])
  expect([done.problems, done.counts]).toEqual([[], { added: 1, changed: 0, unchanged: 0 }])
  expect(await streams(person)).toEqual([
    {
      programme: 'old-age-allowance',
      start_month: '2024-03',
      fen: 20_000,
      last_paid_month: '2026-10',
      decision_number: '开民发〔2024〕11号',
      state: 'running',
    },
  ])
  expect(await payees(person)).toEqual([['张某女', '6200009990001112', '女儿']])
})

test('who is not on the register is sent to the roll first; another name is refused and shows both names masked', async () => {
  const stranger = '500199193107055618'
  const { person, citizenId } = await elderWithNumber(month, { name: '张某英' })
  const { problems, counts } = await handIn(month, runningEntitlements, [
    rowOf(stranger),
    rowOf(citizenId, { name: '李建国' }),
    rowOf(citizenId, { programme: '春节慰问金' }),
  ])
  expect(problems.map(({ row, column, reason }) => [row, column, reason])).toEqual([
    [2, 'citizenId', '名册里没有这位老人，请先导入名册，再导入本表。'],
    [3, 'name', '姓名不符：名册上是“张*英”，本表是“李*国”。请核对是否填错了行。'],
    [4, 'programme', expect.stringContaining('没有这个项目')],
  ])
  expect(JSON.stringify(problems)).not.toContain(stranger)
  expect([counts.added, await streams(person)]).toEqual([0, []])
})

test('what cannot be true is refused: months the wrong way round, no amount, a dead elder, one programme twice, another holder without relation', async () => {
  const one = await elderWithNumber(month, { name: '张某英' })
  const dead = await elderWithNumber(month, { name: '张某英' })
  await month.world.owner(`update registry.person set died_on = '2026-09-01' where id = $1`, [dead.person])
  const { problems } = await handIn(month, runningEntitlements, [
    rowOf(one.citizenId, { lastPaidMonth: '2023-01' }),
    rowOf(one.citizenId, { programme: '养老服务补贴', amount: '0' }),
    rowOf(dead.citizenId),
    rowOf(one.citizenId),
    rowOf(one.citizenId, { programme: '重残护理补贴', startMonth: '2027-01', lastPaidMonth: '2027-01' }),
    rowOf(one.citizenId, { programme: '特困护理费', account: '6200001112223334', holder: '王某' }),
  ])
  expect(problems.filter((one) => !one.warning).map(({ row, reason }) => [row, reason.slice(0, 12)])).toEqual([
    [2, '最后发放月份早于起发月份'],
    [3, '月标准应大于 0。'],
    [4, '名册登记这位老人 202'],
    [5, '同一位老人的这个项目在第'],
    [6, '起发月份晚于本月。'],
    [6, '最后发放月份晚于本月。'],
    [7, '户名不是老人本人，请填写'],
  ])
})

test('the same list again changes nothing; a corrected one changes the stream; undo of each restores exactly what was before', async () => {
  const { person, citizenId } = await elderWithNumber(month, { name: '张某英', account: '6200000000000001' })
  const before = await payees(person)
  const first = await handIn(month, runningEntitlements, [rowOf(citizenId, { account: '6200000000000002' })])
  const afterFirst = await streams(person)
  expect(first.problems).toMatchObject([{ column: 'account', warning: true, reason: expect.stringContaining('****0001') }])
  const again = await handIn(month, runningEntitlements, [rowOf(citizenId, { account: '6200000000000002' })])
  expect(again.counts).toEqual({ added: 0, changed: 0, unchanged: 1 })
  const corrected = await handIn(month, runningEntitlements, [rowOf(citizenId, { amount: '25000', account: '6200000000000003' })])
  expect(corrected.counts).toEqual({ added: 0, changed: 1, unchanged: 0 })
  expect((await streams(person))[0]!.fen).toBe(25_000)
  expect(await inTheWay(first.id)).toMatchObject([{ what: '后来又一次导入改过', name: expect.stringContaining('*') }])
  expect(await undo(corrected.id)).toEqual({ closed: 0, restored: 2 })
  expect([await streams(person), (await payees(person))[0]![1]]).toEqual([afterFirst, '6200000000000002'])
  expect(await inTheWay(first.id)).toEqual([])
  expect(await undo(first.id)).toEqual({ closed: 1, restored: 1 })
  expect((await streams(person)).map((row) => row.state)).toEqual(['stopped'])
  expect(await payees(person)).toEqual(before)
  const anew = await handIn(month, runningEntitlements, [rowOf(citizenId)])
  expect(anew.counts.added).toBe(1)
})

test('a month that was computed, or a death, stands in the way of undo; a shadow month does not', async () => {
  const paid = await elderWithNumber(month, { name: '张某英' })
  const died = await elderWithNumber(month, { name: '张某英' })
  const first = await handIn(month, runningEntitlements, [rowOf(paid.citizenId)])
  const second = await handIn(month, runningEntitlements, [rowOf(died.citizenId)])
  await month.compute('2026-11', 'shadow')
  expect(await inTheWay(first.id)).toEqual([])
  await month.compute('2026-11')
  expect(await inTheWay(first.id)).toMatchObject([{ what: '2026-11 月发放批次已计算' }])
  await month.world.owner(`update registry.person set died_on = '2026-11-02' where id = $1`, [died.person])
  await month.as(CLERK, (ctx) => announce(ctx, 'person-died', { person: died.person, day: '2026-11-02' }))
  expect((await inTheWay(second.id)).map((one) => one.what)).toContain('已登记去世')
  const { problems } = await handIn(month, runningEntitlements, [rowOf(paid.citizenId, { amount: '9900' })])
  expect(problems).toMatchObject([{ column: 'programme', reason: expect.stringContaining('不能再改起发月份') }])
})

test('what this system granted by a case is not taken over again from an old list', async () => {
  const { person, citizenId } = await elderWithNumber(month, { name: '张某英', streams: ['old-age-allowance'] })
  await month.world.owner('update benefits.entitlement set benefit_case = $2 where person = $1', [person, newId()])
  const { problems } = await handIn(month, runningEntitlements, [rowOf(citizenId)])
  expect(problems).toMatchObject([{ column: 'programme', reason: expect.stringContaining('不能再按旧台账接续') }])
})

test('open arrears and recoveries enter as proposals of the importer, whom another human must approve; approved ones stand in the way of undo', async () => {
  const { person, citizenId } = await elderWithNumber(month, { name: '张某英' })
  const row = { citizenId, name: '张某英', programme: '高龄津贴', forMonth: '2026-05', amount: '20000', reason: '漏发' }
  const rows = [
    { ...row, kind: '补发' },
    { ...row, kind: '追回', forMonth: '2026-06' },
    { ...row, kind: '补发', amount: '100' },
  ]
  const first = await handIn(month, openAdjustments, rows)
  expect(first.problems).toMatchObject([{ row: 4, reason: expect.stringContaining('第 2 行') }])
  const all = () =>
    month.world.owner(
      `select id, kind, fen::int, state, proposed_by_name as by, origin from benefits.adjustment where person = $1 and state <> 'cancelled' order by for_month`,
      [person],
    )
  expect(await all()).toMatchObject([
    { kind: 'arrear', fen: 20_000, state: 'proposed', by: CLERK, origin: 'import' },
    { kind: 'recovery', fen: -20_000, state: 'proposed' },
  ])
  expect((await handIn(month, openAdjustments, rows.slice(0, 2))).counts).toEqual({ added: 0, changed: 0, unchanged: 2 })
  const [arrear] = await all()
  const approve = (who: '陈雨桐' | '何志远') =>
    month.as(who, (ctx) => approveAdjustment(ctx, { params: { id: arrear!.id as string } }))
  await expect(approve('陈雨桐')).rejects.toThrow('两个人')
  const corrected = await handIn(month, openAdjustments, [{ ...rows[1]!, amount: '15000' }])
  expect(corrected.counts.changed).toBe(1)
  expect((await all())[1]!.fen).toBe(-15_000)
  expect(await inTheWay(first.id, openAdjustments)).toMatchObject([{ what: expect.stringContaining('又一次导入') }])
  await undo(corrected.id, openAdjustments)
  expect((await all())[1]!.fen).toBe(-20_000)
  await approve('何志远')
  expect(await inTheWay(first.id, openAdjustments)).toMatchObject([{ what: '2026-05 的补发追回已批准' }])
  expect((await handIn(month, openAdjustments, [{ ...rows[0]!, amount: '1' }])).problems).toMatchObject([
    { reason: expect.stringContaining('不能再改') },
  ])
})

test('undo of proposals nobody approved cancels them', async () => {
  const { person, citizenId } = await elderWithNumber(month, { name: '张某英' })
  const row = {
    citizenId,
    name: '张某英',
    programme: '高龄津贴',
    forMonth: '2026-05',
    amount: '20000',
    reason: '漏发',
    kind: '追回',
  }
  const { id } = await handIn(month, openAdjustments, [row])
  expect(await undo(id, openAdjustments)).toEqual({ closed: 1, restored: 0 })
  expect(await month.world.owner('select state from benefits.adjustment where person = $1', [person])).toEqual([
    { state: 'cancelled' },
  ])
})
