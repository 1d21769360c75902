// Invented stories of elders whose facts become known late: what is true in the end, and several orders in which the office may hear of it between its months.
import fc from 'fast-check'
import { amountsOf, type Facts } from './amounts-of.ts'
import { PROGRAMMES, type Programme } from './printed-amounts.ts'

export const MONTHS = ['2026-07', '2026-08', '2026-09', '2026-10']
const LAST_DAYS: Record<string, string> = { '2026-07': '31', '2026-08': '31', '2026-09': '30', '2026-10': '31' }

export type Known = { [fact in keyof Facts]: Facts[fact] }
export interface Said {
  fact: keyof Facts
  value: string | number | boolean
  from: string
  to: string | null
  /** Registers of an office count more than an import; among equals the later report counts. */
  by: 'aid' | 'import'
  reportedOn: string
}

export type Late =
  | ({ what: 'said' } & Said)
  /** The statement the office began with ends, or was wrong from a day on. */
  | { what: 'ended'; fact: keyof Facts; to: string }
  | { what: 'corrected'; fact: keyof Facts; value: string | number | boolean; from: string }
  | { what: 'born'; birth: string }
  | { what: 'died' | 'moved'; day: string }
  | { what: 'death-confirmed' | 'death-undone' | 'move-undone' }
  | { what: 'suspended' | 'resumed'; programme: Programme }
  | { what: 'granted'; programme: Programme; start: string }

/** Events of one chain only make sense in their order; different chains may interleave as they like. */
type Chained = Late & { chain: string }

export interface Story {
  birth: string
  began: Partial<Facts>
  streams: { programme: Programme; start: string }[]
  late: Chained[]
  /** Per order one position for each late event; the whole part says how many months were closed before it became known. */
  orders: number[][]
}

/** The statements an office starts with are reported on this day, by a list that counts as an import. */
export const BEGAN = { from: '2025-01-01', reportedOn: '2026-05-20', by: 'import' } as const
/** A correction speaks today and counts more than what it corrects. */
const CORRECTED_ON = '2026-11-24'

const day = fc
  .tuple(fc.constantFrom('06', '07', '08', '09', '10'), fc.constantFrom('01', '02', '14', '29', '30'))
  .map(([month, number]) => `2026-${month}-${number}`)
const flag = fc.boolean()
const value: { [fact in keyof Facts]: fc.Arbitrary<string | number | boolean> } = {
  registeredHere: fc.constant(true),
  destitute: flag,
  care: fc.constantFrom('全护理', '半护理', '全自理'),
  minimumAllowance: flag,
  lowIncome: flag,
  disabilityGrade: fc.constantFrom(1, 2, 3),
  abilityLevel: fc.constantFrom(0, 1, 2, 3),
  injuryNursing: flag,
}
const FACTS = (Object.keys(value) as (keyof Facts)[]).filter((fact) => fact !== 'registeredHere')
const birth = fc
  .tuple(fc.constantFrom(65, 80, 90, 100), fc.constantFrom('02-29', '06-30', '07-01', '08-31', '09-01', '09-30', '12-05'))
  .map(([age, date]) => `${2026 - age - (date === '02-29' ? (2026 - age) % 4 : 0)}-${date}`)
const began = fc.record(
  Object.fromEntries(FACTS.map((fact) => [fact, fc.option(value[fact], { freq: 5 })])),
) as unknown as fc.Arbitrary<Partial<Facts>>

const said = (fact: keyof Facts) =>
  fc.record({
    what: fc.constant('said' as const),
    fact: fc.constant(fact),
    value: value[fact],
    from: day,
    length: fc.option(fc.constantFrom('2026-09-15', '2026-10-31', '2026-12-01')),
    by: fc.constantFrom('aid' as const, 'import' as const),
  })

const life: fc.Arbitrary<Late[]> = fc.tuple(fc.constantFrom(0, 0, 1, 2, 3, 4, 5), day, day).map(([plot, first, second]) => {
  const [died, undone, again, confirmed]: Late[] = [
    { what: 'died', day: first },
    { what: 'death-undone' },
    { what: 'died', day: second },
    { what: 'death-confirmed' },
  ]
  return [[], [died], [died, undone], [died, undone, again], [died, confirmed], [died, confirmed, undone, again]][plot]! as Late[]
})
const move: fc.Arbitrary<Late[]> = fc.tuple(fc.constantFrom(0, 0, 0, 1, 2), day).map(([plot, left]) => {
  const [moved, undone]: Late[] = [{ what: 'moved', day: left }, { what: 'move-undone' }]
  return [[], [moved], [moved, undone]][plot]! as Late[]
})
const chained = (chain: string, events: Late[]): Chained[] => events.map((one) => ({ ...one, chain }))

export const story: fc.Arbitrary<Story> = fc
  .record({
    birth,
    began,
    reborn: fc.option(birth, { freq: 4 }),
    held: fc.option(fc.constantFrom(...PROGRAMMES), { freq: 2 }),
    granted: fc.option(fc.tuple(fc.constantFrom(...PROGRAMMES), fc.constantFrom('2026-07', '2026-08')), { freq: 2 }),
    told: fc
      .uniqueArray(fc.constantFrom(...FACTS), { maxLength: 3 })
      .chain((facts) => fc.tuple(...facts.flatMap((fact) => [said(fact), said(fact)]))),
    changed: fc
      .option(fc.tuple(fc.constantFrom(...FACTS), flag, day), { freq: 3 })
      .chain((one) => (one ? value[one[0]].map((now) => ({ fact: one[0], ends: one[1], on: one[2], now })) : fc.constant(null))),
    life,
    move,
  })
  .chain((plot) => {
    const late: Chained[] = [
      // First, so that of two events in the same place the grant comes first.
      ...(plot.granted ? chained('granted', [{ what: 'granted', programme: plot.granted[0], start: plot.granted[1] }]) : []),
      ...plot.told.flatMap(({ length, ...one }, i) =>
        chained(`said ${i}`, [
          { ...one, to: length !== null && length > one.from ? length : null, reportedOn: `2026-11-${10 + i}` },
        ]),
      ),
      ...chained('life', plot.life),
      ...chained('move', plot.move),
      ...(plot.held
        ? chained('hold', [
            { what: 'suspended', programme: plot.held },
            { what: 'resumed', programme: plot.held },
          ])
        : []),
      ...(plot.reborn ? chained('born', [{ what: 'born', birth: plot.reborn }]) : []),
    ]
    // What an office began with is corrected by its own hand only where nobody else speaks of it.
    const { changed } = plot
    if (changed && plot.began[changed.fact] !== null && !plot.told.some((one) => one.fact === changed.fact))
      late.push({
        chain: 'changed',
        ...(changed.ends
          ? { what: 'ended', fact: changed.fact, to: changed.on }
          : { what: 'corrected', fact: changed.fact, value: changed.now, from: changed.on }),
      })
    const streams = PROGRAMMES.filter((programme) => programme !== plot.granted?.[0]).map((programme) => ({
      programme,
      start: '2026-07',
    }))
    return fc
      .array(fc.array(fc.double({ min: 0, max: 4.99, noNaN: true }), { minLength: late.length, maxLength: late.length }), {
        minLength: 3,
        maxLength: 3,
      })
      .map((orders) => ({
        birth: plot.birth,
        began: plot.began,
        streams,
        late,
        orders: orders.map((order) => sensible(late, order)),
      }))
  })

/** Chains keep their order, and nothing happens to a benefit before it is granted. */
function sensible(late: readonly Chained[], order: readonly number[]): number[] {
  const places = [...order]
  const granted = late.findIndex((one) => one.what === 'granted')
  if (granted >= 0) {
    const first = places.indexOf(Math.min(...places))
    ;[places[granted], places[first]] = [places[first]!, places[granted]!]
  }
  for (const chain of new Set(late.map((one) => one.chain))) {
    const at = late.flatMap((one, i) => (one.chain === chain ? [i] : []))
    const sorted = at.map((i) => places[i]!).sort((a, b) => a - b)
    at.forEach((i, n) => (places[i] = sorted[n]!))
  }
  return places
}

/** What the office hears between its months in one order: for each number of closed months the events in their order. */
export function heard({ late }: Story, order: readonly number[]): Late[][] {
  const sorted = late.map((one, i) => ({ one, place: order[i]! })).sort((a, b) => a.place - b.place)
  return [0, 1, 2, 3, 4].map((closed) => sorted.filter(({ place }) => Math.floor(place) === closed).map(({ one }) => one))
}

/** What the story comes to, as `programme month` -> fen, when everything is known. */
export function dueInTheEnd(told: Story): Record<string, number> {
  const { late } = told
  let [born, diedOn, leftOn] = [told.birth, null as string | null, null as string | null]
  const streams = [...told.streams]
  for (const one of late) {
    if (one.what === 'born') born = one.birth
    if (one.what === 'died') diedOn = one.day
    if (one.what === 'death-undone') diedOn = null
    if (one.what === 'moved') leftOn = one.day
    if (one.what === 'move-undone') leftOn = null
    if (one.what === 'granted') streams.push({ programme: one.programme, start: one.start })
  }
  const statements = statementsOf(told)
  const due: Record<string, number> = {}
  for (const month of MONTHS) {
    const last = `${month}-${LAST_DAYS[month]}`
    const facts = { ...factsOn(statements, last), registeredHere: leftOn === null || leftOn > last }
    const amounts = amountsOf({ birth: born, diedOn, facts }, month, 'kaizhou')
    for (const { programme, start } of streams)
      if (start <= month && amounts[programme]) due[`${programme} ${month}`] = amounts[programme]
  }
  return due
}

function statementsOf({ began: first, late }: Story): Said[] {
  const statements: Said[] = FACTS.filter((fact) => first[fact] !== null).map((fact) => ({
    ...BEGAN,
    fact,
    value: first[fact]!,
    to: null,
  }))
  for (const one of late) {
    const own = statements.find((statement) => 'fact' in one && statement.fact === one.fact)!
    if (one.what === 'said') statements.push(one)
    if (one.what === 'corrected') {
      own.to = own.from
      statements.push({ ...own, value: one.value, from: one.from, to: null, reportedOn: CORRECTED_ON })
    }
    if (one.what === 'ended') {
      own.to = one.to
      // A trait that ended is known not to be there from then on.
      if (own.value === true) statements.push({ ...own, value: false, from: one.to, to: null })
    }
  }
  return statements
}

function factsOn(statements: readonly Said[], on: string): Facts {
  const facts = Object.fromEntries(Object.keys(value).map((fact) => [fact, null])) as Known
  const weakestFirst = [...statements].sort((a, b) =>
    a.by === b.by ? (a.reportedOn < b.reportedOn ? -1 : 1) : a.by === 'import' ? -1 : 1,
  )
  for (const { fact, value: said, from, to } of weakestFirst)
    if (from <= on && (to === null || on < to)) Object.assign(facts, { [fact]: said })
  return facts
}
