// Whatever order an office hears of late facts in, between whichever months: in the end each elder's money is the same, and it is what the oracle names.
import { randomUUID } from 'node:crypto'
import { newId } from '@songhe/basics/ids'
import { Problem } from '@songhe/basics/problem'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeAnomaly } from '../../core/benefits/server/cases/close-anomaly.ts'
import { DISTRICT, VILLAGE } from '../../core/benefits/server/cases/testing-room.ts'
import { answerOfBank } from '../../core/benefits/server/demo/answer-of-bank.ts'
import { resumeStream, suspendStream } from '../../core/benefits/server/month/streams.ts'
import { CLERK, type MonthWorld, REVIEWER } from '../../core/benefits/server/month/testing-month.ts'
import { netByPerson, settleMonth, settleWorld } from '../../core/benefits/server/settle/testing-settle.ts'
import { closeFact, correctFact, recordFact } from '../../core/registry/server/facts/record-fact.ts'
import { recordDeath, reverseDeath } from '../../core/registry/server/life/record-death.ts'
import { recordMove, reverseMove } from '../../core/registry/server/life/record-move.ts'
import type { Facts } from './amounts-of.ts'
import { KINDS } from './plant-elders.ts'
import { BEGAN, dueInTheEnd, heard, type Late, MONTHS, type Story, story } from './late-stories.ts'

const SEED = Number(process.env['ORACLE_SEED'] ?? 20_261_124)
const SCALE = Number(process.env['SONGHE_TEST_SCALE'] ?? 1)
const STORIES = 20 * SCALE

/** One elder lives one story in one order. */
interface Lived {
  person: string
  story: Story
  order: number
  news: Late[][]
}

const stories = fc.sample(story, { seed: SEED, numRuns: STORIES })
const lives: Lived[] = stories.flatMap((told) =>
  told.orders.map((order, n) => ({ person: randomUUID(), story: told, order: n, news: heard(told, order) })),
)
let months: MonthWorld
let net: Record<string, number>

beforeAll(
  async () => {
    months = await settleWorld()
    await plant()
    for (const [closed, month] of MONTHS.entries()) {
      await hear(closed)
      const run = await months.approve(month)
      // The first month is paid, the second stays in the office, of the third the bank returns every third row and never answers for the last.
      if (closed === 0) await pay(run, 1_000_000)
      if (closed === 2) await pay(run, 3)
      if (closed === 3) await months.bankFile(run)
      // Some of the past is settled before the rest of it is heard: what is proposed then must not be paid again, nor stand in the way.
      if (closed === 1 || closed === 2) await settleMonth(months, MONTHS[closed - 1]!)
    }
    await hear(4)
    await comeToRest()
    net = await netByPerson(months)
  },
  60_000 + 30_000 * SCALE,
)
afterAll(async () => {
  await months?.world.close()
})

test('every order of the same late facts ends in the money that the oracle names, to the fen', () => {
  const wrong = lives.flatMap(({ person, story: told, order, news }) => {
    const [is, should] = [moneyOf(person), dueInTheEnd(told)]
    return same(is, should) ? [] : [{ order, is, should, news, born: told.birth, began: told.began, person }]
  })
  expect(wrong.slice(0, 3).map((one) => JSON.stringify(one))).toEqual([])
})

test('whatever the order, the books hold: every invariant of every room finds nothing', () => months.holds())

test('the stories are about something: the money of many turns on what became known late', () => {
  const turned = stories.filter(
    (told) => !same(dueInTheEnd(told), dueInTheEnd({ ...told, late: told.late.filter((one) => one.what === 'granted') })),
  )
  expect(turned.length).toBeGreaterThan(STORIES / 2)
  const kinds = new Set(stories.flatMap((told) => told.late.map((one) => one.what)))
  expect([...kinds].sort()).toEqual([
    'born',
    'corrected',
    'death-confirmed',
    'death-undone',
    'died',
    'ended',
    'granted',
    'move-undone',
    'moved',
    'resumed',
    'said',
    'suspended',
  ])
})

const same = (a: Record<string, number>, b: Record<string, number>) =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())

const moneyOf = (person: string) =>
  Object.fromEntries(
    Object.entries(net).flatMap(([key, fen]) => (key.startsWith(person) ? [[key.slice(person.length + 1), fen]] : [])),
  )

async function plant() {
  const source = newId()
  await months.world.owner(
    `insert into registry.source (district, id, kind, label, reported_on, rank) values (${DISTRICT}, $1, 'import', '年初花名册', $2, 50)`,
    [source, BEGAN.reportedOn],
  )
  for (const { person, story: told } of lives) {
    const id = await months.elder({ birth: told.birth, streams: [] })
    for (const table of ['person', 'payee'])
      await months.world.owner(
        `update registry.${table} set ${table === 'person' ? 'id' : 'person'} = $1 where ${table === 'person' ? 'id' : 'person'} = $2`,
        [person, id],
      )
    for (const [fact, value] of Object.entries(told.began))
      if (value !== null)
        await months.world.owner(
          `insert into registry.fact (district, id, person, area, kind, value, valid_from, source) values (${DISTRICT}, $1, $2, ${VILLAGE}, $3, $4, $5, $6)`,
          [newId(), person, KINDS[fact as keyof Facts], String(value), BEGAN.from, source],
        )
    for (const { programme, start } of told.streams) await grant(person, programme, start)
  }
}

const grant = (person: string, programme: string, start: string) =>
  months.world.owner(
    `insert into benefits.entitlement (district, id, person, area, programme, start_month) values (${DISTRICT}, $1, $2, ${VILLAGE}, $3, $4)`,
    [newId(), person, programme, start],
  )

async function hear(closed: number) {
  for (const { person, news } of lives) for (const one of news[closed]!) await learn(person, one)
}

async function learn(person: string, late: Late) {
  const params = { id: person }
  const source = (label: string) => ({ kind: 'police' as const, label, reportedOn: '2026-11-20' })
  await months.as(CLERK, async (ctx) => {
    if (late.what === 'said')
      await recordFact(ctx, {
        params,
        body: {
          id: newId(),
          kind: KINDS[late.fact],
          value: String(late.value),
          from: late.from,
          to: late.to,
          source: { kind: late.by, label: `名册 ${late.reportedOn}`, reportedOn: late.reportedOn },
        },
      })
    if (late.what === 'ended')
      await closeFact(ctx, { params: await factOf(person, late.fact), body: { id: newId(), to: late.to, reason: '复核时发现' } })
    if (late.what === 'corrected')
      await correctFact(ctx, {
        params: await factOf(person, late.fact),
        body: { id: newId(), value: String(late.value), from: late.from, to: null, reason: '复核时发现' },
      })
    if (late.what === 'born')
      await recordFact(ctx, {
        params,
        body: { id: newId(), kind: 'person.birth', value: late.birth, from: late.birth, to: null, source: source('公安人口库') },
      })
    if (late.what === 'died')
      await recordDeath(ctx, { params, body: { id: newId(), day: late.day, source: source('公安死亡名单'), note: '' } })
    if (late.what === 'death-undone') await reverseDeath(ctx, { params, body: { id: newId(), reason: '同名同姓登记错了' } })
    if (late.what === 'moved')
      await recordMove(ctx, { params, body: { id: newId(), day: late.day, to: 5, place: '巫溪县', source: source('户籍迁移') } })
    if (late.what === 'move-undone') await reverseMove(ctx, { params, body: { id: newId(), reason: '迁移手续没有办成' } })
  })
  if (late.what === 'granted') await grant(person, late.programme, late.start)
  if (late.what === 'death-confirmed') await confirm(person)
  if (late.what === 'suspended')
    await unlessRefused((ctx) =>
      suspendStream(ctx, { body: { person, programme: late.programme, reason: '联系不上', reviewOn: '2026-12-01' } }),
    )
  if (late.what === 'resumed') await resume(person, late.programme)
}

async function factOf(person: string, fact: keyof Facts) {
  const [found] = await months.world.owner('select id from registry.fact where person = $1 and kind = $2 and closed_at is null', [
    person,
    KINDS[fact],
  ])
  return { id: person, fact: found.id as string }
}

const resume = (person: string, programme: string) =>
  unlessRefused((ctx) => resumeStream(ctx, { body: { person, programme, reason: '已经联系上' } }))

/** A benefit that a death or a move holds is neither suspended nor resumed by a clerk. */
async function unlessRefused(act: Parameters<typeof months.as>[1]) {
  try {
    await months.as(CLERK, act)
  } catch (error) {
    if (!(error instanceof Problem && (error.kind === 'not-found' || error.kind === 'refused'))) throw error
  }
}

async function confirm(person: string) {
  const open = await months.world.owner(
    `select id from benefits.anomaly where person = $1 and kind in ('death', 'move') and closed_at is null`,
    [person],
  )
  for (const { id } of open)
    await months.as(REVIEWER, (ctx) =>
      closeAnomaly(ctx, { params: { id }, body: { id: newId(), verdict: 'confirmed', note: '已核实' } }),
    )
}

async function pay(run: string, failEvery: number) {
  const file = await months.bankFile(run)
  await months.answer(file.id, answerOfBank(file.text, 0, failEvery))
}

/** What is still on hold is decided; then every month is judged again until nothing is left to propose. */
async function comeToRest() {
  for (const { person, story: told } of lives) {
    for (const one of told.late) if (one.what === 'resumed') await resume(person, one.programme)
    await confirm(person)
  }
  for (const month of MONTHS) await settleMonth(months, month)
}
