// A past month judged again: to the fen as it was then, and by what is known today, once.
import { newId } from '@songhe/basics/ids'
import { recordMove, reverseDeath, reverseMove } from '@songhe/registry/door'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { theJudge } from '../cases/judge-port.ts'
import { approveAdjustment, resumeStream } from '../month/streams.ts'
import { CLERK, type MonthWorld, REVIEWER } from '../month/testing-month.ts'
import { proposeFromRecompute } from './propose-from-recompute.ts'
import { recomputeMonth } from './recompute-month.ts'
import {
  approveEverything,
  lateDeath,
  lateFact,
  lateTable,
  netByPerson,
  payRun,
  recompute,
  settleMonth,
  settleWorld,
} from './testing-settle.ts'

let months: MonthWorld
beforeEach(async () => {
  months = await settleWorld()
})
afterEach(() => months.world.close())

const POLICE = { kind: 'police' as const, label: '户籍迁移', reportedOn: '2026-11-20' }
const disabled = (grade: string) => ({
  streams: ['old-age-allowance', 'disability-nursing'],
  facts: { 'disability.grade': grade, 'aid.destitute': 'false', 'aid.minimum-allowance': 'false' },
})
const take = (found: { id: string; list: { person: string; programme: string }[] }) => ({
  params: { id: found.id },
  body: { id: newId(), rows: found.list.map(({ person, programme }) => ({ person, programme })) },
})

test('as known then every line comes out to the fen, whatever facts, tables and deaths came after', async () => {
  const [one, two, three] = [await months.elder(disabled('2')), await months.elder({ birth: '1930-01-01' }), await months.elder()]
  const run = await months.approve('2026-09')
  await lateFact(months, one!, { kind: 'disability.grade', value: '1', from: '2026-09-10' })
  await lateTable(months, 'old-age-allowance', '2026-09-01', 150)
  await lateDeath(months, two!, '2026-08-20')
  const found = await recompute(months, '2026-09')
  expect(found).toMatchObject({ state: 'done', linesChecked: 4, linesDiffering: 0 })
  const line = {
    run,
    person: three!,
    programme: 'old-age-allowance',
    pack: 'old-age-allowance',
    version: 1,
    for_month: '2026-09',
  }
  expect(await months.as(CLERK, (ctx) => theJudge().knownThen!(ctx, line))).toBe(10_000)
  await months.holds()
})

test('the proof does fail when the frozen input no longer gives the line', async () => {
  const person = await months.elder()
  const run = await months.approve('2026-09')
  await months.world.owner('update benefits.snapshot set birth = $1 where run = $2 and person = $3', ['1990-01-01', run, person])
  expect(await recompute(months, '2026-09')).toMatchObject({ linesChecked: 1, linesDiffering: 1 })
})

test('a backdated grade is an arrear with the fact, its source and the day it became known; a second look proposes nothing', async () => {
  const person = await months.elder(disabled('2'))
  await months.approve('2026-09')
  await lateFact(months, person, { kind: 'disability.grade', value: '1', from: '2026-09-10' })
  const found = await recompute(months, '2026-09', person)
  expect(found.list).toMatchObject([
    { programme: 'disability-nursing', thenFen: 10_000, settledFen: 10_000, nowFen: 11_000, differenceFen: 1_000, way: 'arrear' },
  ])
  const [reason] = found.list[0]!.reasons
  expect(reason).toMatchObject({ kind: 'fact', source: '区残联名册', text: expect.stringContaining('2 → 1') })
  expect(reason!.knownOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  await months.as(CLERK, (ctx) => proposeFromRecompute(ctx, take(found)))
  expect((await months.as(CLERK, (ctx) => proposeFromRecompute(ctx, take(found)))).outcome).toBe('exists')
  expect((await recompute(months, '2026-09')).list).toEqual([])
  const [made] = await months.world.owner(`select id, kind, fen::int, state, origin from benefits.adjustment`)
  expect(made).toMatchObject({ kind: 'arrear', fen: 1_000, state: 'proposed', origin: `recompute:${found.id}` })
  await expect(months.as(CLERK, (ctx) => approveAdjustment(ctx, { params: { id: made.id } }))).rejects.toThrow('两个人')
  await months.as(REVIEWER, (ctx) => approveAdjustment(ctx, { params: { id: made.id } }))
  await months.approve('2026-10')
  expect((await recompute(months, '2026-09')).list).toEqual([])
  await months.holds()
})

test('a table published later for an earlier month is named as the reason, and what was paid too much is a recovery', async () => {
  const person = await months.elder()
  await payRun(months, await months.approve('2026-09'))
  await lateTable(months, 'old-age-allowance', '2026-09-01', 60)
  const { list } = await recompute(months, '2026-09')
  expect(list).toMatchObject([{ person, settledFen: 10_000, nowFen: 6_000, differenceFen: -4_000, way: 'recovery' }])
  expect(list[0]!.reasons).toMatchObject([
    {
      kind: 'rule',
      text: expect.stringContaining('第2版'),
      source: expect.stringContaining('开州府办发'),
      knownOn: '2026-11-20',
    },
  ])
})

test('a list that went stale is refused: the clerk recomputes before proposing', async () => {
  const person = await months.elder(disabled('2'))
  await months.approve('2026-09')
  await lateFact(months, person, { kind: 'disability.grade', value: '1', from: '2026-09-10' })
  const [first, second] = [await recompute(months, '2026-09'), await recompute(months, '2026-09')]
  await months.as(CLERK, (ctx) => proposeFromRecompute(ctx, take(first)))
  await expect(months.as(CLERK, (ctx) => proposeFromRecompute(ctx, take(second)))).rejects.toThrow('又有别的')
})

test('a death reported two months late takes back the later months once, whoever proposes first', async () => {
  const person = await months.elder()
  for (const month of ['2026-08', '2026-09', '2026-10']) await payRun(months, await months.approve(month))
  await lateDeath(months, person, '2026-08-20')
  await approveEverything(months)
  for (const month of ['2026-08', '2026-09', '2026-10']) await settleMonth(months, month)
  expect(await netByPerson(months)).toEqual({ [`${person} old-age-allowance 2026-08`]: 10_000 })
  await months.holds()
})

test('a line reversed for a death stays reversed when the death is taken back; its month comes again as an arrear', async () => {
  const person = await months.elder()
  const run = await months.approve('2026-09')
  await lateDeath(months, person, '2026-08-20')
  await settleMonth(months, '2026-09')
  expect((await months.lines(run)).map((line) => line.state)).toEqual(['cancelled'])
  await months.as(CLERK, (ctx) =>
    reverseDeath(ctx, { params: { id: person }, body: { id: newId(), reason: '同名同姓登记错了' } }),
  )
  expect((await months.lines(run)).map((line) => line.state)).toEqual(['cancelled'])
  await settleMonth(months, '2026-09')
  expect(await netByPerson(months)).toEqual({ [`${person} old-age-allowance 2026-09`]: 10_000 })
  await months.holds()
})

test.each(['death', 'move'] as const)(
  'told both a death and a move, the %s is taken back: the other one still holds the stream, whichever was told first',
  async (undone) => {
    const [first, second] = [await months.elder(), await months.elder()]
    const told = {
      death: (person: string) => lateDeath(months, person, '2026-08-20'),
      move: (person: string) =>
        months.as(CLERK, (ctx) =>
          recordMove(ctx, {
            params: { id: person },
            body: { id: newId(), day: '2026-09-10', to: 5, place: '巫溪县', source: POLICE },
          }),
        ),
    }
    await told.death(first)
    await told.move(first)
    await told.move(second)
    await told.death(second)
    const back = { body: { id: newId(), reason: '登记错了人' } }
    for (const id of [first, second])
      await months.as(CLERK, (ctx) =>
        (undone === 'death' ? reverseDeath : reverseMove)(ctx, { params: { id }, body: { ...back.body, id: newId() } }),
      )
    const streams = await months.world.owner('select state, hold_reason, end_month from benefits.entitlement')
    expect(streams).toEqual(
      Array(2).fill(
        undone === 'death'
          ? { state: 'held', hold_reason: '户籍迁出待确认', end_month: '2026-09' }
          : { state: 'held', hold_reason: '去世待确认', end_month: '2026-08' },
      ),
    )
    const bar = { person: first, programme: 'old-age-allowance', reason: '联系上了' }
    await expect(months.as(CLERK, (ctx) => resumeStream(ctx, { body: bar }))).rejects.toThrow('不能直接恢复')
    await months.holds()
  },
)

test('a stream on hold is not paid in arrears, and no month of it is taken back for being on hold', async () => {
  const person = await months.elder(disabled('2'))
  await months.approve('2026-09')
  await months.world.owner(`update benefits.entitlement set state = 'held' where person = $1`, [person])
  await lateFact(months, person, { kind: 'disability.grade', value: '1', from: '2026-09-10' })
  expect((await recompute(months, '2026-09')).list).toEqual([])
})

test('a month that nobody approved yet is not past, and one that never was is not found', async () => {
  await months.elder()
  await months.compute('2026-09')
  const ask = (month: string) => months.as(CLERK, (ctx) => recomputeMonth(ctx, { body: { id: newId(), month } }))
  await expect(ask('2026-09')).rejects.toThrow('还没有批准')
  await expect(ask('2026-05')).rejects.toThrow('没有找到')
})

test('another district sees neither the recomputation nor its rows', async () => {
  const person = await months.elder(disabled('2'))
  await months.approve('2026-09')
  await lateFact(months, person, { kind: 'disability.grade', value: '1', from: '2026-09-10' })
  const found = await recompute(months, '2026-09')
  await expect(months.world.as({ district: 5, staff: '别区' }, (ctx) => proposeFromRecompute(ctx, take(found)))).rejects.toThrow(
    '没有找到',
  )
})
