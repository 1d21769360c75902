// The way of a case, tried with the right people and, as hard, with the wrong ones.
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { runCheck } from './check-entitlements.ts'
import { decideCase, decideCases } from './decide.ts'
import { useJudge } from './judge-port.ts'
import { listQueue, showQueues } from './list-queue.ts'
import { answerObjection, closeNotices, raiseObjection, showNotice } from './notice.ts'
import { findCases, showCase } from './show-case.ts'
import { startCases } from './start-cases.ts'
import { casesRoom, DISTRICT, OTHER_TOWN, plantAreas, plantPerson, TOWN, VILLAGE } from './testing-room.ts'
import { eightyJudge } from './testing-judge.ts'
import { checkInTown, resubmitCase, withdrawCase } from './town-check.ts'

const NOW = new Date('2026-11-24T02:00:00Z')
const AFTER_NOTICE = new Date('2026-12-20T02:00:00Z')
const OLD_AGE = 'old-age-allowance' as const
let world: TestWorld
let person: string

beforeAll(async () => {
  useJudge(eightyJudge)
  world = await testDatabase(casesRoom, NOW)
  await plantAreas(world)
})
afterAll(() => world.close())
beforeEach(async () => {
  person = await plantPerson(world)
  await system((ctx) => runCheck(ctx, async () => {}))
})

const system = <T>(act: (ctx: Context) => Promise<T>) => world.as({ district: DISTRICT, staff: '系统' }, act)
const clerk = <T>(act: (ctx: Context) => Promise<T>, now = NOW) =>
  world.as({ district: DISTRICT, roles: ['clerk'], staff: '陈雨桐', now }, act)
const town = <T>(act: (ctx: Context) => Promise<T>, areas = [TOWN, VILLAGE]) =>
  world.as({ district: DISTRICT, roles: ['town-officer'], staff: '熊某琴', areas }, act)
const reviewer = <T>(act: (ctx: Context) => Promise<T>, staff = '何志远') =>
  world.as({ district: DISTRICT, roles: ['reviewer'], staff }, act)

async function opened(way: 'town-check' | 'confirm' = 'town-check') {
  const reply = await clerk((ctx) =>
    startCases(ctx, { body: { id: newId(), items: [{ person, programme: OLD_AGE }], way, note: '' } }),
  )
  return reply.cases[0]!.id
}
const version = async (id: string) => (await system((ctx) => showCase(ctx, { params: { id } }))).version
const pass = async (id: string) =>
  town(async (ctx) =>
    checkInTown(ctx, {
      params: { id },
      body: { id: newId(), version: await version(id), verdict: 'pass', faults: [], note: '' },
    }),
  )
const decide = async (
  id: string,
  verdict: 'grant' | 'refuse' | 'return' = 'grant',
  staff = '何志远',
  reason = '',
  faults: string[] = [],
) => {
  const seen = await version(id)
  return reviewer(
    (ctx) => decideCase(ctx, { params: { id }, body: { id: newId(), version: seen, verdict, reason, faults } }),
    staff,
  )
}

test('the check over the register lists who is owed and gets nothing, with months and sum, and leaves out who is paid [YB-072]', async () => {
  const paid = await plantPerson(world, { name: '刘某华' })
  const young = await plantPerson(world, { name: '李某', birth: '1960-01-01' })
  await world.owner(
    `insert into benefits.entitlement (district, id, person, area, programme, start_month) values (4, $1, $2, $3, $4, '2026-01')`,
    [newId(), paid, VILLAGE, OLD_AGE],
  )
  const result = await system((ctx) => runCheck(ctx, async () => {}))
  const list = await clerk((ctx) => listQueue(ctx, { params: { queue: 'unclaimed' }, query: { page: 1, size: 200 } }))
  const row = list.rows.find((one) => one.person === person)!
  expect(row).toMatchObject({
    name: '张*英',
    age: 86,
    town: '临江镇',
    village: '明月村',
    programmeTitle: '高龄津贴',
    monthlyFen: 10_000,
    complete: true,
    next: '确认',
  })
  expect([row.sinceMonth, row.arrearsMonths, row.arrearsFen]).toEqual(['2025-11', 12, 120_000])
  expect(list.rows.some((one) => one.person === paid || one.person === young)).toBe(false)
  expect(list.sums.monthlyFen).toBe(list.total * 10_000)
  expect(result.unclaimed).toBe(list.total)
  expect((await clerk((ctx) => showQueues(ctx))).queues.find((queue) => queue.key === 'unclaimed')!.count).toBe(list.total)
})

test('the month somebody turned 80 is the first month owed', async () => {
  person = await plantPerson(world, { birth: '1946-09-30' })
  await system((ctx) => runCheck(ctx, async () => {}))
  const list = await clerk((ctx) => listQueue(ctx, { params: { queue: 'unclaimed' }, query: { page: 1, size: 200 } }))
  expect(list.rows.find((one) => one.person === person)).toMatchObject({
    sinceMonth: '2026-09',
    arrearsMonths: 2,
    arrearsFen: 20_000,
  })
})

test('an elder without a bank account stands in the queue with that one thing named, and cannot be confirmed without it', async () => {
  person = await plantPerson(world, { payee: false, name: '陈某芳' })
  await system((ctx) => runCheck(ctx, async () => {}))
  const list = await clerk((ctx) =>
    listQueue(ctx, { params: { queue: 'unclaimed' }, query: { page: 1, size: 200, missing: 'payee' } }),
  )
  expect(list.rows.find((one) => one.person === person)).toMatchObject({
    complete: false,
    missing: [{ name: 'payee', title: '银行卡' }],
    next: '催补卡',
  })
  await expect(opened('confirm')).rejects.toThrow('陈*芳还缺银行卡，不能免申即享')
})

test('from queue to running stream: start, town check, decision by another human, public notice, arrears proposed [KZ-017]', async () => {
  const id = await opened()
  expect(
    (await clerk((ctx) => listQueue(ctx, { params: { queue: 'unclaimed' }, query: { page: 1, size: 200 } }))).rows.some(
      (row) => row.person === person,
    ),
  ).toBe(false)
  await pass(id)
  const decision = await decide(id)
  expect(decision).toMatchObject({ state: 'public-notice', decisionNumber: expect.stringMatching(/^开州养决〔2026〕\d+号$/) })
  const notice = await clerk((ctx) => showNotice(ctx, { query: {} }))
  expect(notice.rows.find((row) => row.decisionNumber === decision.decisionNumber)).toMatchObject({
    name: '张*英',
    noticeFrom: '2026-11-24',
    noticeTo: '2026-12-03',
  })
  await expect(clerk((ctx) => closeNotices(ctx, { body: { id: newId(), cases: [id] } }))).rejects.toThrow('还没有期满')
  const closed = await clerk((ctx) => closeNotices(ctx, { body: { id: newId(), cases: [id] } }), AFTER_NOTICE)
  expect(closed).toEqual({ outcome: 'created', granted: 1, arrearsFen: 120_000 })
  const [stream] = await world.owner('select start_month, state, decision_number from benefits.entitlement where person = $1', [
    person,
  ])
  expect(stream).toEqual({ start_month: '2025-11', state: 'running', decision_number: decision.decisionNumber })
  const arrears = await world.owner(
    `select for_month, fen, state from benefits.adjustment where person = $1 order by for_month`,
    [person],
  )
  expect(arrears).toHaveLength(12)
  expect(arrears[11]).toEqual({ for_month: '2026-10', fen: 10_000, state: 'proposed' })
})

test('where every fact is known one confirmation and one decision are enough, without a town check', async () => {
  const id = await opened('confirm')
  expect(await decide(id)).toMatchObject({ state: 'granted' })
  expect(await world.owner('select state from benefits.entitlement where person = $1', [person])).toEqual([{ state: 'running' }])
})

test('the human who opened a case never decides it, with whatever account', async () => {
  const id = await opened('confirm')
  await expect(decide(id, 'grant', '陈雨桐')).rejects.toThrow('不能由您复核')
  const detail = await world.as({ district: DISTRICT, staff: '陈雨桐' }, (ctx) => showCase(ctx, { params: { id } }))
  expect([detail.mayDecide, detail.whyNot]).toEqual([false, '这个办件是您本人发起的，要由另一位工作人员复核。'])
  await expect(world.owner(`update benefits.benefit_case set decided_by = opened_by where id = $1`, [id])).rejects.toThrow(
    /check constraint/,
  )
})

test('officers of another town or district do not find the case at all', async () => {
  const id = await opened()
  const body = { id: newId(), version: 1, verdict: 'pass' as const, faults: [], note: '' }
  await expect(town((ctx) => checkInTown(ctx, { params: { id }, body }), [OTHER_TOWN])).rejects.toThrow('没有找到这个办件')
  await expect(world.as({ district: 5, staff: '别区' }, (ctx) => showCase(ctx, { params: { id } }))).rejects.toThrow(
    '没有找到这个办件',
  )
  await expect(
    world.as({ district: 5, staff: '别区' }, (ctx) =>
      decideCase(ctx, { params: { id }, body: { ...body, verdict: 'grant', reason: '' } }),
    ),
  ).rejects.toThrow('没有找到')
  const list = await town(
    (ctx) => listQueue(ctx, { params: { queue: 'town-check' }, query: { page: 1, size: 200 } }),
    [OTHER_TOWN],
  )
  expect(list.total).toBe(0)
})

test('a town returns a case with all its faults at once; mended, it comes back to the town', async () => {
  const id = await opened()
  const faults = ['银行卡户名与本人不符', '现住址与户籍不一致']
  const seen = await version(id)
  await expect(
    town((ctx) =>
      checkInTown(ctx, { params: { id }, body: { id: newId(), version: seen, verdict: 'return', faults: [], note: '' } }),
    ),
  ).rejects.toThrow('没有写要补什么')
  await town((ctx) =>
    checkInTown(ctx, { params: { id }, body: { id: newId(), version: seen, verdict: 'return', faults, note: '' } }),
  )
  const detail = await clerk((ctx) => showCase(ctx, { params: { id } }))
  expect([detail.state, detail.holder, detail.steps.at(-1)!.faults]).toEqual(['returned', '陈雨桐（待补正）', faults])
  await clerk((ctx) => resubmitCase(ctx, { params: { id }, body: { id: newId(), version: detail.version, note: '两项都已补' } }))
  expect((await clerk((ctx) => findCases(ctx, { query: { page: 1, size: 20, number: detail.number } }))).rows[0]).toMatchObject({
    state: 'town-check',
    holder: '临江镇（待核实）',
  })
})

test('a case whose conditions no longer hold cannot be granted; the refusal names condition, value, source, clause and next step', async () => {
  const id = await opened('confirm')
  await world.owner(`update registry.person set birth = '1950-03-12' where id = $1`, [person])
  await expect(decide(id)).rejects.toThrow('“年龄”要求>= 80，现为76（公安人口库，2026-11-03）')
  const refusal = await decide(id, 'refuse')
  expect(refusal.state).toBe('refused')
  const detail = await clerk((ctx) => showCase(ctx, { params: { id } }))
  expect(detail.steps.at(-1)!.note).toBe(
    '“年龄”要求>= 80，现为76（公安人口库，2026-11-03）。依据 开州府办发〔2024〕35号 三（一）2。情况变化后请更新事实，系统会自动重新核对。',
  )
  expect(detail.decisionNumber).toBe(refusal.decisionNumber)
})

test('refusing somebody who is entitled needs a written reason', async () => {
  const id = await opened('confirm')
  await expect(decide(id, 'refuse')).rejects.toThrow('必须写明理由')
})

test('the same send twice opens one case, decides once and grants once', async () => {
  const body = { id: newId(), items: [{ person, programme: OLD_AGE }], way: 'confirm' as const, note: '' }
  const first = await clerk((ctx) => startCases(ctx, { body }))
  const again = await clerk((ctx) => startCases(ctx, { body }))
  expect([first.outcome, again.outcome, again.cases]).toEqual(['created', 'exists', first.cases])
  const decision = { id: newId(), cases: [{ id: first.cases[0]!.id, version: 1 }] }
  expect(await reviewer((ctx) => decideCases(ctx, { body: decision }))).toEqual({
    outcome: 'created',
    granted: 1,
    monthlyFen: 10_000,
  })
  expect((await reviewer((ctx) => decideCases(ctx, { body: decision }))).outcome).toBe('exists')
  expect(await world.owner('select count(*)::int as n from benefits.entitlement where person = $1', [person])).toEqual([{ n: 1 }])
  await expect(opened()).rejects.toThrow('已在发放')
})

test('a second case for the same elder and programme is refused with the number of the first', async () => {
  await opened()
  await expect(opened()).rejects.toThrow(/已有办件 开州-2026-\d{6}/)
})

test('two who move the same case at once: the later one is told to look again', async () => {
  const id = await opened()
  const seen = await version(id)
  await pass(id)
  await expect(
    reviewer((ctx) =>
      decideCase(ctx, { params: { id }, body: { id: newId(), version: seen, verdict: 'grant', reason: '', faults: [] } }),
    ),
  ).rejects.toThrow('刚被别人办理过')
})

test('an objection stops the notice; not upheld it runs on, upheld the case goes back', async () => {
  const id = await opened()
  await pass(id)
  await decide(id)
  const objection = newId()
  const raise = async (one: string) =>
    clerk(async (ctx) =>
      raiseObjection(ctx, {
        params: { id },
        body: { id: one, version: await version(id), raisedOn: '2026-11-25', raisedBy: '邻居', ground: '长期不在本地' },
      }),
    )
  await raise(objection)
  await expect(clerk((ctx) => closeNotices(ctx, { body: { id: newId(), cases: [id] } }), AFTER_NOTICE)).rejects.toThrow(
    '公示有异议',
  )
  const answer = async (one: string, upheld: boolean) =>
    reviewer(async (ctx) =>
      answerObjection(ctx, {
        params: { id },
        body: { id: newId(), version: await version(id), objection: one, upheld, answer: '已入户核实' },
      }),
    )
  expect((await answer(objection, false)).state).toBe('public-notice')
  const second = newId()
  await raise(second)
  expect((await answer(second, true)).state).toBe('returned')
  const detail = await clerk((ctx) => showCase(ctx, { params: { id } }))
  expect([detail.decisionNumber, detail.objections.length]).toEqual([null, 2])
})

test('a withdrawn case lets the elder be found again', async () => {
  const id = await opened()
  const seen = await version(id)
  await clerk((ctx) => withdrawCase(ctx, { params: { id }, body: { id: newId(), version: seen, reason: '家属要求暂缓' } }))
  const list = await clerk((ctx) => listQueue(ctx, { params: { queue: 'unclaimed' }, query: { page: 1, size: 200 } }))
  expect(list.rows.some((row) => row.person === person)).toBe(true)
})

test('the review queue shows nobody their own cases', async () => {
  const id = await opened('confirm')
  const seenBy = async (staff: string) =>
    (await reviewer((ctx) => listQueue(ctx, { params: { queue: 'review' }, query: { page: 1, size: 200 } }), staff)).rows.some(
      (row) => row.benefitCase === id,
    )
  expect([await seenBy('何志远'), await seenBy('陈雨桐')]).toEqual([true, false])
})

test('elders in more than one kind of hardship come first among equal dates [DJ-006]', async () => {
  await world.owner(
    `insert into registry.fact (district, id, person, area, kind, value, valid_from, source) values
    (4, $1, $2, $3, 'ability.level', '3', '2026-01-01', $1), (4, $4, $2, $3, 'aid.minimum-allowance', 'true', '2026-01-01', $1)`,
    [newId(), person, VILLAGE, newId()],
  )
  await system((ctx) => runCheck(ctx, async () => {}))
  const list = await clerk((ctx) => listQueue(ctx, { params: { queue: 'unclaimed' }, query: { page: 1, size: 200 } }))
  expect(list.rows.find((row) => row.person === person)!.priority).toBe(1)
  const sameDay = list.rows
    .filter((row) => row.dueOn === list.rows.find((one) => one.person === person)!.dueOn)
    .map((row) => row.priority)
  expect(sameDay).toEqual([...sameDay].sort())
})
