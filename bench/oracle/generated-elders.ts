// Invented elders for the oracle: birthdays, deaths and facts pushed to the edges of the months under test. The same seed gives the same elders.
import { fullYears, type Facts, lengthOfMonth } from './amounts-of.ts'
import { PROGRAMMES, type Programme } from './printed-amounts.ts'

export interface Statement {
  kind: keyof Facts
  value: string | number | boolean
  from: string
  /** The first day on which it no longer holds. */
  to: string | null
  /** Another source counts more; this one stands beside it. */
  beside?: boolean
  /** A correction took it back. */
  takenBack?: boolean
}

export interface Stream {
  programme: Programme
  start: string
  end: string | null
  state: 'running' | 'held' | 'stopped'
}

export interface Elder {
  id: string
  birth: string
  diedOn: string | null
  /** Moved to another district on this day. */
  leftOn: string | null
  statements: Statement[]
  streams: Stream[]
  edges: string[]
}

const AGES = [60, 65, 70, 80, 90, 100]
const LEAP_YEARS = [1920, 1924, 1928, 1932, 1936, 1940, 1944, 1948, 1952, 1956, 1960, 1964]

export function generateElders(count: number, months: string[], seed: number): Elder[] {
  const random = dice(seed)
  return Array.from({ length: count }, (_, index) => elder(index, months[index % months.length]!, random))
}

type Dice = ReturnType<typeof dice>

function elder(index: number, month: string, random: Dice): Elder {
  const days = daysAround(month)
  const edges: string[] = []
  const birth = bornAround(days, index, random, edges)
  const diedOn = died(days, random, edges)
  if (diedOn !== null && diedOn >= days.first && fullYears(birth, diedOn) < fullYears(birth, days.last))
    edges.push('died in the month before a birthday in it')
  return {
    id: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    birth,
    diedOn,
    leftOn: diedOn === null ? left(days, random, edges) : null,
    statements: statementsOf(days, random, edges),
    streams: streamsOf(month, random, edges),
    edges,
  }
}

function bornAround(days: Days, index: number, random: Dice, edges: string[]): string {
  if (index % 12 === 0) {
    edges.push('born on 29 February')
    return `${random.pick(LEAP_YEARS)}-02-29`
  }
  if (index % 3 === 0) return `${random.between(1922, 1966)}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`
  const age = random.pick(AGES)
  const name = random.pick(['before', 'first', 'second', 'middle', 'lastButOne', 'last', 'after'] as const)
  edges.push(`${age} on the ${NAMES[name]}`)
  return `${Number(days[name].slice(0, 4)) - age}${days[name].slice(4)}`
}

function died(days: Days, random: Dice, edges: string[]): string | null {
  if (random.chance(0.8)) return null
  const name = random.pick(['longBefore', 'before', 'first', 'second', 'middle', 'last', 'after'] as const)
  edges.push(`died on the ${NAMES[name]}`)
  return days[name]
}

function left(days: Days, random: Dice, edges: string[]): string | null {
  if (random.chance(0.95)) return null
  const name = random.pick(['longBefore', 'before', 'first', 'middle', 'last', 'after'] as const)
  edges.push(`left on the ${NAMES[name]}`)
  return days[name]
}

function statementsOf(days: Days, random: Dice, edges: string[]): Statement[] {
  const destitute = random.chance(0.25)
  const values: [keyof Facts, () => Statement['value']][] = [
    ['registeredHere', () => random.chance(0.95)],
    ['destitute', () => destitute],
    ['care', () => random.pick(['全护理', '半护理', '全自理'])],
    ['minimumAllowance', () => random.chance(0.5)],
    ['lowIncome', () => random.chance(0.5)],
    ['disabilityGrade', () => random.pick([0, 1, 2, 3, 4])],
    ['abilityLevel', () => random.pick([0, 1, 2, 3, 4])],
    ['injuryNursing', () => random.chance(0.15)],
  ]
  const statements: Statement[] = []
  for (const [kind, draw] of values) {
    if (random.chance(0.12)) {
      edges.push(`unknown ${kind}`)
      if (random.chance(0.3)) statements.push({ kind, value: draw(), from: '2024-01-01', to: null, takenBack: true })
      continue
    }
    const turn = random.chance(0.15) ? random.pick(['first', 'middle', 'last', 'after'] as const) : null
    if (turn === null) statements.push({ kind, value: draw(), from: '2024-01-01', to: null })
    else {
      const ends = random.chance(0.3)
      edges.push(`a fact ${ends ? 'ends' : 'changes'} on the ${NAMES[turn]}`)
      statements.push({ kind, value: draw(), from: '2024-01-01', to: days[turn] })
      if (!ends) statements.push({ kind, value: draw(), from: days[turn], to: null })
    }
    if (random.chance(0.1)) statements.push({ kind, value: draw(), from: '2024-06-01', to: null, beside: true })
  }
  return statements
}

function streamsOf(month: string, random: Dice, edges: string[]): Stream[] {
  return PROGRAMMES.filter(() => random.chance(0.9)).map((programme) => {
    const roll = random.between(0, 19)
    const stream: Stream = { programme, start: '2025-06', end: null, state: 'running' }
    if (roll === 0) stream.state = 'held'
    if (roll === 1) Object.assign(stream, { state: 'stopped', end: '2025-12' })
    if (roll === 2) stream.start = month
    if (roll === 3) stream.start = monthAfter(month)
    if (roll === 4) stream.end = month
    if (roll === 5) Object.assign(stream, { state: 'stopped', end: month })
    if (roll < 6)
      edges.push(
        ['held', 'stopped before', 'starts this month', 'starts next month', 'ends with this month', 'stopped with this month'][
          roll
        ]!,
      )
    return stream
  })
}

/** What is known of the person on a day: neither what a correction took back nor what stands beside. Whoever has left is registered elsewhere. */
export function factsOn(elder: Elder, day: string): Facts {
  const known = (kind: keyof Facts) =>
    elder.statements.find(
      (one) => one.kind === kind && !one.beside && !one.takenBack && one.from <= day && (one.to === null || day < one.to),
    )?.value ?? null
  return {
    registeredHere: elder.leftOn !== null && elder.leftOn <= day ? false : known('registeredHere'),
    destitute: known('destitute'),
    care: known('care'),
    minimumAllowance: known('minimumAllowance'),
    lowIncome: known('lowIncome'),
    disabilityGrade: known('disabilityGrade'),
    abilityLevel: known('abilityLevel'),
    injuryNursing: known('injuryNursing'),
  } as Facts
}

const NAMES = {
  longBefore: 'year before',
  before: 'day before the month',
  first: 'first day',
  second: 'second day',
  middle: '15th',
  lastButOne: 'last day but one',
  last: 'last day',
  after: 'day after the month',
}
type Days = Record<keyof typeof NAMES, string>

function daysAround(month: string): Days {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const before = number === 1 ? `${year - 1}-12` : `${year}-${two(number - 1)}`
  const length = lengthOfMonth(year, number)
  return {
    longBefore: `${year - 1}-05-20`,
    before: `${before}-${two(lengthOfMonth(Number(before.slice(0, 4)), Number(before.slice(5))))}`,
    first: `${month}-01`,
    second: `${month}-02`,
    middle: `${month}-15`,
    lastButOne: `${month}-${two(length - 1)}`,
    last: `${month}-${two(length)}`,
    after: `${monthAfter(month)}-01`,
  }
}

function monthAfter(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return number === 12 ? `${year + 1}-01` : `${year}-${two(number + 1)}`
}

/** Small and repeatable (mulberry32). */
function dice(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return { between, chance: (share: number) => next() < share, pick: <T>(of: readonly T[]): T => of[between(0, of.length - 1)]! }
}

const two = (number: number) => String(number).padStart(2, '0')
