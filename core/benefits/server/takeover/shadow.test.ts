// The three lists and the shadow month: what is compared adds up, says why, and pays nobody.
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCheck } from '../cases/check-entitlements.ts'
import { casesInvariants } from '../cases/routes.ts'
import { startCases } from '../cases/start-cases.ts'
import { DISTRICT, OTHER_TOWN, TOWN, VILLAGE } from '../cases/testing-room.ts'
import { approveRun, submitRun } from '../month/approve-run.ts'
import { makeBankFile } from '../month/bank-file.ts'
import { monthInvariants } from '../month/routes.ts'
import { CLERK, FINANCE, monthWorld, type MonthWorld, REVIEWER } from '../month/testing-month.ts'
import { takeoverCompare, takeoverTotals } from './compare-lists.ts'
import { compareShadow, shadowTotals } from './compare-shadow.ts'
import { listShadows } from './list-shadows.ts'
import { openTakeoverAnomalies } from './open-anomalies.ts'
import { runningEntitlements } from './running-entitlements.ts'
import { elderWithNumber, handIn } from './testing-takeover.ts'

let month: MonthWorld
const people: Record<string, string> = {}
const rowOf = (citizenId: string, name: string, more: Record<string, string> = {}) => ({
  citizenId,
  name,
  programme: '高龄补贴',
  startMonth: '2024-03',
  amount: '10000',
  lastPaidMonth: '2026-10',
  ...more,
})

/** 甲 85 gets 100 and is owed 100; 乙 91 gets 100 and is owed 200; 丙 76 gets 100 and is owed nothing; 丁 88 gets nothing and is owed 100, in another town. */
beforeAll(async () => {
  month = await monthWorld()
  const rows = []
  for (const [name, birth, paid] of [
    ['甲某', '1941-01-05', true],
    ['乙某', '1935-01-05', true],
    ['丙某', '1950-01-05', true],
    ['丁某', '1938-01-05', false],
  ] as const) {
    const { person, citizenId } = await elderWithNumber(month, { name, birth })
    people[name] = person
    if (paid) rows.push(rowOf(citizenId, name))
  }
  for (const table of ['fact', 'payee'])
    await month.world.owner(`update registry.${table} set area = $2 where person = $1`, [people.丁某, OTHER_TOWN])
  await month.world.owner('update registry.person set area = $2 where id = $1', [people.丁某, OTHER_TOWN])
  await handIn(month, runningEntitlements, rows)
  await month.as(CLERK, (ctx) => runCheck(ctx, async () => {}))
})
afterAll(() => month.world.close())

const asClerk = <T>(act: (ctx: Context) => Promise<T>) => month.as(CLERK, act)
const list = (name: 'paid-owed' | 'paid-not-owed' | 'owed-not-paid', query: object = {}) =>
  asClerk((ctx) => takeoverCompare(ctx, { params: { list: name }, query: { page: 1, size: 50, ...query } }))

test('everybody stands in exactly one of three lists, with the old amount, the amount of the rules and why they differ', async () => {
  const both = await list('paid-owed')
  expect(both.rows.map((row) => [row.person, row.oldFen, row.ruleFen, row.differenceFen]).sort()).toEqual(
    [
      [people.甲某, 10_000, 10_000, 0],
      [people.乙某, 10_000, 20_000, 10_000],
    ].sort(),
  )
  expect(both.rows.find((row) => row.person === people.乙某)!.reason).toBe(
    '现在适用“90-99”行，200.00 元；旧台账的 100.00 元是“80-89”行的标准。',
  )
  expect((await list('paid-owed', { amount: 'equal' })).rows.map((row) => row.person)).toEqual([people.甲某])
  const wrong = await list('paid-not-owed')
  expect(wrong.rows).toMatchObject([
    {
      person: people.丙某,
      oldFen: 10_000,
      ruleFen: 0,
      document: '开州府办发〔2024〕35号',
      clause: '三（一）2',
      reason: '“年龄”要求[80..89]，现为未满80周岁，今年76岁（人员档案）。',
      why: [{ condition: '年龄', verdict: 'not-met', value: '未满80周岁，今年76岁', source: '人员档案' }],
    },
  ])
  expect((await list('owed-not-paid')).rows).toMatchObject([
    { person: people.丁某, oldFen: 0, ruleFen: 10_000, town: '郭家镇', next: '可以免申即享' },
  ])
})

test('the totals are those of the lists, also town by town, and an officer sees the own town alone', async () => {
  const totals = await asClerk((ctx) => takeoverTotals(ctx))
  expect(totals.lists.map((one) => [one.list, one.lines, one.oldFen, one.ruleFen, one.differs])).toEqual([
    ['paid-owed', 2, 20_000, 30_000, 1],
    ['paid-not-owed', 1, 10_000, 0, 1],
    ['owed-not-paid', 1, 0, 10_000, 1],
  ])
  expect(totals.towns).toMatchObject([
    { town: TOWN, equal: 1, differs: 1, paidNotOwed: 1, owedNotPaid: 0, oldFen: 30_000, ruleFen: 30_000 },
    { town: OTHER_TOWN, owedNotPaid: 1, ruleFen: 10_000 },
  ])
  const officer = <T>(areas: number[], act: (ctx: Context) => Promise<T>) =>
    month.world.as({ district: DISTRICT, roles: ['town-officer'], areas, staff: '镇' }, act)
  const own = await officer([OTHER_TOWN], (ctx) => takeoverTotals(ctx))
  expect([own.lists.map((one) => one.lines), own.towns.map((one) => one.town)]).toEqual([[0, 0, 1], [OTHER_TOWN]])
  const other = await officer([TOWN, VILLAGE], (ctx) =>
    takeoverCompare(ctx, { params: { list: 'owed-not-paid' }, query: { page: 1, size: 50 } }),
  )
  expect(other).toEqual({ rows: [], total: 0 })
})

/** Many small districts of chance: whatever the old list says, the three lists hold every pair once and the sums agree. */
test('for random old lists no pair is lost or counted twice', async () => {
  const world = await monthWorld()
  try {
    let random = 20_261_124
    const next = (below: number) => (random = (random * 48_271) % 2_147_483_647) % below
    const expected = { 'paid-owed': 0, 'paid-not-owed': 0, 'owed-not-paid': 0 }
    const rows = []
    for (let i = 0; i < 60; i++) {
      const age = 70 + next(32)
      const name = `随${'甲乙丙丁戊己庚辛'[next(8)]}`
      const { citizenId } = await elderWithNumber(world, { name, birth: `${2025 - age}-06-15` })
      const listed = next(3) > 0
      const due = age + 1 >= 80
      if (listed) rows.push(rowOf(citizenId, name, { amount: String(5_000 * (1 + next(4))) }))
      if (listed || due) expected[listed && due ? 'paid-owed' : listed ? 'paid-not-owed' : 'owed-not-paid']++
    }
    expect((await handIn(world, runningEntitlements, rows)).counts.added).toBe(rows.length)
    await world.as(CLERK, (ctx) => runCheck(ctx, async () => {}))
    const totals = await world.as(CLERK, (ctx) => takeoverTotals(ctx))
    expect(Object.fromEntries(totals.lists.map((one) => [one.list, one.lines]))).toEqual(expected)
    expect(totals.lists.reduce((sum, one) => sum + one.oldFen, 0)).toBe(rows.reduce((sum, row) => sum + Number(row.amount), 0))
    for (const one of totals.lists) expect(one.equal + one.differs).toBe(one.lines)
    for (const { list: name, lines } of totals.lists) {
      const all = await world.as(CLERK, (ctx) => takeoverCompare(ctx, { params: { list: name }, query: { page: 1, size: 200 } }))
      expect([all.total, new Set(all.rows.map((row) => row.key)).size]).toEqual([lines, lines])
    }
  } finally {
    await world.world.close()
  }
})

test('the first real month cannot be submitted before a shadow month was compared', async () => {
  const run = await month.compute('2026-11')
  const submit = () => asClerk((ctx) => submitRun(ctx, { params: { id: run }, body: { note: '' } }))
  await expect(submit()).rejects.toThrow('要先试算并与旧台账逐笔比对')
  await month.world.owner(`update benefits.run set state = 'discarded' where id = $1`, [run])
})

test('a shadow month shows each line against the old list with totals; it makes no bank file, no entry, no progress, and no way leads to money', async () => {
  const before = await month.world.owner('select id, last_paid_month, version from benefits.entitlement order by id')
  const shadow = await month.compute('2026-10', 'shadow')
  const totals = await asClerk((ctx) => shadowTotals(ctx, { params: { id: shadow } }))
  expect(totals).toMatchObject({ month: '2026-10', lines: 3, oldFen: 30_000, newFen: 30_000 })
  expect(totals.outcomes.map((one) => [one.outcome, one.lines, one.differenceFen])).toEqual([
    ['equal', 1, 0],
    ['differs', 1, 10_000],
    ['only-old', 1, -10_000],
    ['only-new', 0, 0],
  ])
  const lines = await asClerk((ctx) => compareShadow(ctx, { params: { id: shadow }, query: { page: 1, size: 50 } }))
  expect(lines.rows.map((row) => [row.person, row.outcome, row.oldFen, row.newFen])).toEqual([
    [people.乙某, 'differs', 10_000, 20_000],
    [people.丙某, 'only-old', 10_000, null],
    [people.甲某, 'equal', 10_000, 10_000],
  ])
  expect(lines.rows[0]!.reason).toContain('“80-89”行的标准')
  expect(lines.rows[1]!.reason).toContain('“年龄”要求')
  const refusals = [
    () => asClerk((ctx) => submitRun(ctx, { params: { id: shadow }, body: { note: '' } })),
    () => month.as(REVIEWER, (ctx) => approveRun(ctx, { params: { id: shadow }, body: { digest: '' } })),
    () => month.as(FINANCE, (ctx) => makeBankFile(ctx, { params: { id: shadow }, body: { id: newId(), profile: 'default' } })),
  ]
  for (const refused of refusals) await expect(refused()).rejects.toThrow('是试算，只比对、不发钱')
  await expect(month.world.owner(`update benefits.run set state = 'approved' where id = $1`, [shadow])).rejects.toThrow(
    'shadow_pays_nobody',
  )
  await expect(
    month.world.owner(
      `insert into benefits.bank_file (district, id, run, profile, file, lines, total_fen, digest, made_by_name) values (${DISTRICT}, $1, $2, 'default', $1, 1, 1, '', '')`,
      [newId(), shadow],
    ),
  ).rejects.toThrow('a shadow month pays nobody')
  expect(await month.world.owner('select id, last_paid_month, version from benefits.entitlement order by id')).toEqual(before)
  expect(await month.world.owner('select from benefits.bank_file')).toEqual([])
  expect(await month.world.owner('select from ledger.transfer')).toEqual([])
})

test('after the shadow the real month may be approved; it pays each elder for the month the old office has not paid, never for one it has', async () => {
  const paidBefore = await month.compute('2026-10')
  expect(await month.lines(paidBefore)).toEqual([])
  await month.world.owner(`update benefits.run set state = 'discarded' where id = $1`, [paidBefore])
  const run = await month.approve('2026-11')
  expect((await month.lines(run)).map((line) => [line.person, line.fen]).sort()).toEqual(
    [
      [people.甲某, 10_000],
      [people.乙某, 20_000],
    ].sort(),
  )
  expect(await month.world.owner('select last_paid_month from benefits.entitlement where person = $1', [people.甲某])).toEqual([
    { last_paid_month: '2026-11' },
  ])
  for (const invariant of [...casesInvariants, ...monthInvariants])
    expect(await month.world.owner(invariant.sql), invariant.title).toEqual([])
})

test('from the lists: the unpaid get a case, the wrongly paid an anomaly, each once', async () => {
  const cases = await asClerk((ctx) =>
    startCases(ctx, {
      body: { id: newId(), items: [{ person: people.丁某!, programme: 'old-age-allowance' }], way: 'confirm', note: '' },
    }),
  )
  expect((await list('owed-not-paid')).rows[0]).toMatchObject({ benefitCase: { number: cases.cases[0]!.number }, next: '办理中' })
  await month.world.owner(`update benefits.anomaly set closed_at = now(), verdict = 'not-so' where person = $1`, [people.丙某])
  const body = { id: newId(), items: [{ person: people.丙某!, programme: 'old-age-allowance' as const }] }
  const open = (one = body) => asClerk((ctx) => openTakeoverAnomalies(ctx, { body: one }))
  expect(await open()).toEqual({ outcome: 'created', opened: 1, already: 0 })
  expect((await open()).outcome).toBe('exists')
  expect(await open({ ...body, id: newId() })).toEqual({ outcome: 'created', opened: 0, already: 1 })
  expect((await list('paid-not-owed')).rows[0]).toMatchObject({ anomaly: true, next: '已列为数据异常，待核对' })
  await expect(open({ id: newId(), items: [{ person: people.甲某!, programme: 'old-age-allowance' }] })).rejects.toThrow(
    '没有列入',
  )
})

test('a town officer finds the shadow months, with the lines of the own town alone', async () => {
  const [run] = await month.world.owner(
    `select id from benefits.run where kind = 'shadow' and state <> 'discarded' order by made_at limit 1`,
  )
  const of = (areas: number[] | null) =>
    month.world.as({ district: DISTRICT, roles: [areas ? 'town-officer' : 'clerk'], areas, staff: '镇' }, listShadows)
  const [all, town, other] = [await of(null), await of([TOWN, VILLAGE]), await of([OTHER_TOWN])]
  expect(all.map((one) => one.id)).toContain(run.id)
  expect(town.map((one) => one.id)).toEqual(all.map((one) => one.id))
  expect(town[0]!.lines + other[0]!.lines).toBe(all[0]!.lines)
  expect(town[0]!.lines).toBeGreaterThan(0)
})
