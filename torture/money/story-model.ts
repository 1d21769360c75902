// What an office's money should look like, kept by hand and without SQL: elders, months, lines and their states.

export type LineState = 'due' | 'held' | 'sent' | 'paid' | 'returned' | 'reissued' | 'cancelled'

export interface ModelLine {
  person: string
  kind: 'month' | 'arrear' | 'one-off'
  forMonth: string
  fen: number
  state: LineState
  /** Waits because of a reported death or move; what it was before. */
  heldFrom?: LineState | undefined
  bankFile?: string
}

export interface ModelPerson {
  id: string
  birth: string
  /** Registered here until this day. */
  registeredUntil: string | null
  gone: { kind: 'death' | 'move'; day: string; last: string } | null
  suspended: boolean
  /** Months that the death or move made a proposal to recover. */
  recoveries: Map<string, number>
}

export interface ModelRun {
  id: string
  month: string
  state: 'computed' | 'submitted' | 'approved' | 'sent' | 'settled'
  lines: ModelLine[]
}

export interface Pending {
  person: string
  kind: 'arrear' | 'one-off'
  forMonth: string
  fen: number
  taken: boolean
}

export interface Model {
  people: ModelPerson[]
  runs: ModelRun[]
  /** Approved, not yet in a month. */
  pending: Pending[]
  nextMonth: string
  count: number
}

export const emptyModel = (): Model => ({ people: [], runs: [], pending: [], nextMonth: '2026-01', count: 0 })

export const lastDayOf = (month: string) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10)
export const monthAfter = (month: string) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1)).toISOString().slice(0, 7)
const ageOn = (birth: string, day: string) =>
  Number(day.slice(0, 4)) - Number(birth.slice(0, 4)) - (day.slice(5) < birth.slice(5) ? 1 : 0)

/** 100, 200 and 500 yuan at 80, 90 and 100, judged on the month's last day. */
function monthlyFen(person: ModelPerson, month: string): number {
  const on = lastDayOf(month)
  if (person.gone || person.suspended || (person.registeredUntil && on >= person.registeredUntil)) return 0
  const age = ageOn(person.birth, on)
  return age >= 100 ? 50_000 : age >= 90 ? 20_000 : age >= 80 ? 10_000 : 0
}

export function computed(model: Model, id: string): ModelRun {
  const month = model.nextMonth
  const line = (person: string, kind: ModelLine['kind'], forMonth: string, fen: number): ModelLine => ({
    person,
    kind,
    forMonth,
    fen,
    state: 'due',
    heldFrom: undefined,
  })
  const lines = model.people.flatMap((person) => {
    const fen = monthlyFen(person, month)
    return fen > 0 ? [line(person.id, 'month', month, fen)] : []
  })
  const taken = new Set<string>()
  for (const one of model.pending) {
    const key = [one.person, one.kind, one.forMonth].join()
    if (one.taken || one.forMonth > month || taken.has(key)) continue
    taken.add(key)
    lines.push(line(one.person, one.kind, one.forMonth, one.fen))
  }
  return { id, month, state: 'computed', lines }
}

export const payable = (line: ModelLine) => line.state === 'due' || line.state === 'reissued'
export const unpaid = (line: ModelLine) => ['due', 'held', 'returned', 'reissued'].includes(line.state)
export const linesOf = (model: Model) => model.runs.flatMap((run) => run.lines)
