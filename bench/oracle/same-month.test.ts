// Three computed months of Kaizhou against the oracle, line by line. What the oracle knows of a person comes from the generator, never from a table of the product.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Line, type MonthWorld, monthWorld } from '../../core/benefits/server/month/testing-month.ts'
import { type Amounts, amountsOf, lengthOfMonth } from './amounts-of.ts'
import { type Elder, factsOn, generateElders } from './generated-elders.ts'
import { plantElders } from './plant-elders.ts'
import { PRINTED, PROGRAMMES, type Printed, type Programme } from './printed-amounts.ts'

const SEED = Number(process.env['ORACLE_SEED'] ?? 20_261_124)
const MONTHS = ['2026-02', '2026-10', '2026-11']
const ELDERS = 3_600

const elders = generateElders(ELDERS, MONTHS, SEED)
/** Enough for the negative controls. */
const SAMPLE = elders.slice(0, 1_500)
/** month -> person -> lines */
const found = new Map<string, Map<string, Line[]>>()
let month: MonthWorld

beforeAll(async () => {
  month = await monthWorld()
  await plantElders(month, elders)
  for (const one of MONTHS)
    found.set(
      one,
      Map.groupBy(await month.lines(await month.compute(one)), (line) => line.person),
    )
}, 60_000)
afterAll(async () => {
  await month?.world.close()
})

test('every line of three months has the programme and the fen that the oracle names, and no line is there that it does not name', () => {
  console.log(account())
  expect(differences(PRINTED, 'stated')).toEqual([])
})

test('whose registration nobody states on the last day is paid as if registered here, and exactly that; the oracle itself would pay nothing', () => {
  expect(differences(PRINTED, 'unstated')).toEqual([])
  const lines = MONTHS.flatMap((one) => elders.filter((elder) => unstated(elder, one)).map((elder) => due(elder, one, PRINTED)))
  expect(lines.flatMap((amounts) => Object.keys(amounts)).length).toBeGreaterThan(100)
})

test.each<[string, (wrong: Printed) => void, Programme, number]>([
  ['old-age allowance from 80', (wrong) => (wrong.oldAge.kaizhou.at80 += 0.01), 'old-age-allowance', 10_000],
  ['old-age allowance from 90', (wrong) => (wrong.oldAge.kaizhou.at90 += 0.01), 'old-age-allowance', 20_000],
  ['old-age allowance from 100', (wrong) => (wrong.oldAge.kaizhou.at100 -= 0.01), 'old-age-allowance', 50_000],
  ['service subsidy of the disabled', (wrong) => (wrong.service.kaizhou.disabled += 0.01), 'service-subsidy', 30_000],
  ['service subsidy of the very old', (wrong) => (wrong.service.kaizhou.veryOld -= 0.01), 'service-subsidy', 20_000],
  ['care of the destitute, full', (wrong) => (wrong.destituteCare.full += 0.01), 'destitute-care', 30_000],
  ['care of the destitute, half', (wrong) => (wrong.destituteCare.half += 0.01), 'destitute-care', 20_000],
  ['care of the destitute, none', (wrong) => (wrong.destituteCare.none += 0.01), 'destitute-care', 5_000],
  ['living subsidy', (wrong) => (wrong.disabilityLiving.holder += 0.01), 'disability-living', 10_000],
  ['nursing subsidy, grade 1', (wrong) => (wrong.disabilityNursing.grade1 -= 0.01), 'disability-nursing', 11_000],
  ['nursing subsidy, grade 2', (wrong) => (wrong.disabilityNursing.grade2 += 0.01), 'disability-nursing', 10_000],
])('an oracle that is one fen off in the %s differs on every line of that amount and on no other', (_, spoil, programme, fen) => {
  const wrong = structuredClone(PRINTED)
  spoil(wrong)
  const reported = differences(wrong, 'stated', SAMPLE)
  const lines = MONTHS.flatMap((one) => SAMPLE.filter((elder) => !unstated(elder, one)).map((elder) => due(elder, one, PRINTED)))
  expect(reported.length).toBeGreaterThan(50)
  expect(reported).toHaveLength(lines.filter((amounts) => amounts[programme] === fen).length)
})

test.each<[string, (elder: Elder) => Elder]>([
  ['completes the year of a 29 February on the 28th', (elder) => ({ ...elder, birth: elder.birth.replace('-02-29', '-02-28') })],
  ['has every birthday a day late', (elder) => ({ ...elder, birth: dayAfter(elder.birth) })],
  ['pays the month after a death on its eve', (elder) => ({ ...elder, diedOn: elder.diedOn && dayAfter(elder.diedOn) })],
  ['keeps registered whoever left on the last day', (elder) => ({ ...elder, leftOn: elder.leftOn && dayAfter(elder.leftOn) })],
  [
    'hears of every change of a fact a day late',
    (elder) => ({
      ...elder,
      statements: elder.statements.map((one) => ({ ...one, from: dayAfter(one.from), to: one.to && dayAfter(one.to) })),
    }),
  ],
])('an oracle that %s differs', (_, seen) => {
  expect(differences(PRINTED, 'stated', elders, seen)).not.toEqual([])
})

/** Both ways: a line the oracle does not name, and an amount that is missing or not the same. */
function differences(
  printed: Printed,
  registration: 'stated' | 'unstated',
  of: Elder[] = elders,
  seen: (elder: Elder) => Elder = (elder) => elder,
): string[] {
  const result: string[] = []
  for (const one of MONTHS)
    for (const elder of of) {
      if (unstated(elder, one) !== (registration === 'unstated')) continue
      const named = due(seen(elder), one, printed)
      const paid = new Map(
        (found.get(one)!.get(elder.id) ?? []).map((line) => [`${line.programme} ${line.kind} ${line.forMonth}`, line.fen]),
      )
      const keys = new Set([...paid.keys(), ...Object.keys(named).map((programme) => `${programme} month ${one}`)])
      for (const key of keys) {
        const fen = named[key.split(' ')[0] as Programme]
        if (key.endsWith(` month ${one}`) && fen === paid.get(key)) continue
        result.push(`${one}, ${key}: oracle ${fen}, paid ${paid.get(key)}; ${JSON.stringify(elder)}`)
      }
    }
  return result
}

const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
const lastDay = (one: string) => `${one}-${lengthOfMonth(Number(one.slice(0, 4)), Number(one.slice(5)))}`
const unstated = (elder: Elder, one: string) => factsOn(elder, lastDay(one)).registeredHere === null

/** What the tables give, as far as a stream runs in the month. An unstated registration is read as the product reads it; see the second test. */
function due(elder: Elder, one: string, printed: Printed): Amounts {
  const facts = factsOn(elder, lastDay(one))
  const person = { birth: elder.birth, diedOn: elder.diedOn, facts: { ...facts, registeredHere: facts.registeredHere ?? true } }
  const amounts = amountsOf(person, one, 'kaizhou', printed)
  const result: Amounts = {}
  for (const { programme, state, start, end } of elder.streams)
    if (state !== 'held' && start <= one && (end === null || one <= end) && amounts[programme] !== undefined)
      result[programme] = amounts[programme]
  return result
}

/** What was compared, for whoever reads the run. */
function account(): string {
  const lines = [...found.values()].flatMap((persons) => [...persons.values()].flat())
  const programmes = PROGRAMMES.map((programme) => {
    const own = lines.filter((line) => line.programme === programme)
    return `${programme}: ${own.length} lines, ${own.reduce((sum, line) => sum + line.fen, 0)} fen`
  })
  const edges = new Map<string, number>()
  for (const elder of elders) for (const edge of new Set(elder.edges)) edges.set(edge, (edges.get(edge) ?? 0) + 1)
  return [
    `seed ${SEED}, ${elders.length} elders, ${MONTHS.join(' ')}, ${lines.length} lines`,
    ...programmes,
    `edges (elders): ${[...edges]
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([edge, count]) => `${edge} ${count}`)
      .join('; ')}`,
  ].join('\n')
}
