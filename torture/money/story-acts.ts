// The acts a story is made of: when an act may happen, what it does to the model, and the real verb beside it.
import fc from 'fast-check'
import { compareBooks } from './story-books.ts'
import type { Office } from './story-office.ts'
import {
  computed,
  linesOf,
  type Model,
  type ModelLine,
  type ModelPerson,
  type ModelRun,
  monthAfter,
  payable,
  unpaid,
} from './story-model.ts'

type Act = fc.AsyncCommand<Model, Office>

interface Draft {
  name: string
  may(model: Model): boolean
  run(model: Model, office: Office): Promise<void>
}

const act = ({ name, may, run }: Draft): Act => ({
  check: may,
  async run(model, office) {
    await run(model, office)
    await compareBooks(model, office, name)
  },
  toString: () => name,
})

const BIRTHS = ['1946-03-15', '1946-09-30', '1940-01-01', '1936-05-31', '1936-12-01', '1926-07-20', '1950-01-01']
const DAYS = ['2025-12-31', '2026-01-01', '2026-02-28', '2026-03-15', '2026-05-01', '2026-07-31', '2026-11-20']
const nth = <T>(from: readonly T[], n: number): T | undefined => (from.length === 0 ? undefined : from[n % from.length])
const lastRun = (model: Model) => model.runs.at(-1)
const inState = (model: Model, ...states: ModelRun['state'][]) => {
  const run = lastRun(model)
  return run && states.includes(run.state) ? run : undefined
}
const living = (model: Model) => model.people.filter((person) => !person.gone)
const gone = (model: Model, kind: 'death' | 'move') => model.people.filter((person) => person.gone?.kind === kind)

/** Held streams and lines, and a proposal to recover what later months already took. */
function leaves(model: Model, person: ModelPerson, kind: 'death' | 'move', day: string) {
  const last = day.slice(0, 7)
  person.gone = { kind, day, last }
  for (const line of linesOf(model).filter((one) => one.person === person.id && one.kind === 'month' && one.forMonth > last)) {
    if (payable(line)) Object.assign(line, { state: 'held', heldFrom: line.state })
    else if (line.state === 'paid' || line.state === 'sent') person.recoveries.set(line.forMonth, line.fen)
  }
}

function comesBack(model: Model, person: ModelPerson) {
  person.gone = null
  person.recoveries.clear()
  for (const line of linesOf(model))
    if (line.person === person.id && line.heldFrom) Object.assign(line, { state: line.heldFrom, heldFrom: undefined })
}

/** Nothing of a month after the death or move goes out again. */
function goesOutAgain(model: Readonly<Model>, line: ModelLine): boolean {
  const left = model.people.find(({ id }) => id === line.person)!.gone
  return line.state === 'returned' && !(left && line.kind === 'month' && line.forMonth > left.last)
}

const who = fc.nat(5)
const day = fc.constantFrom(...DAYS)

const DRAWN: fc.Arbitrary<Act>[] = [
  fc.constantFrom(...BIRTHS).map((birth) =>
    act({
      name: `register ${birth}`,
      may: (model) => model.people.length < 6,
      async run(model, office) {
        const id = await office.register(`测某${'甲乙丙丁戊己'[model.people.length]}`, birth)
        model.people.push({ id, birth, registeredUntil: null, gone: null, suspended: false, recoveries: new Map() })
      },
    }),
  ),
  fc.tuple(who, day).map(([n, from]) =>
    act({
      name: `backdate ${n} ${from}`,
      may: (model) => nth(living(model), n)?.registeredUntil === null,
      async run(model, office) {
        const person = nth(living(model), n)!
        await office.backdate(person.id, from)
        person.registeredUntil = from
      },
    }),
  ),
  ...(['death', 'move'] as const).flatMap((kind) => [
    fc.tuple(who, day).map(([n, on]) =>
      act({
        name: `${kind} ${n} ${on}`,
        may: (model) => living(model).length > 0,
        async run(model, office) {
          const person = nth(living(model), n)!
          await (kind === 'death' ? office.die(person.id, on) : office.move(person.id, on))
          leaves(model, person, kind, on)
        },
      }),
    ),
    who.map((n) =>
      act({
        name: `undo ${kind} ${n}`,
        may: (model) => gone(model, kind).length > 0,
        async run(model, office) {
          const person = nth(gone(model, kind), n)!
          await (kind === 'death' ? office.undoDeath(person.id) : office.undoMove(person.id))
          comesBack(model, person)
        },
      }),
    ),
  ]),
  fc.tuple(who, fc.boolean()).map(([n, off]) =>
    act({
      name: `${off ? 'suspend' : 'resume'} ${n}`,
      may: (model) => nth(living(model), n)?.suspended === !off,
      async run(model, office) {
        const person = nth(living(model), n)!
        await (off ? office.suspend(person.id) : office.resume(person.id))
        person.suspended = off
      },
    }),
  ),
  fc.tuple(who, fc.integer({ min: 1, max: 90_000 })).map(([n, fen]) =>
    act({
      name: `adjust ${n} ${fen}`,
      may: (model) => living(model).length > 0,
      async run(model, office) {
        const person = nth(living(model), n)!
        const forMonth = `20${10 + Math.floor(model.count / 12)}-${String((model.count++ % 12) + 1).padStart(2, '0')}`
        await office.adjust(person.id, forMonth, fen)
        model.pending.push({ person: person.id, kind: 'one-off', forMonth, fen, taken: false })
      },
    }),
  ),
  fc.tuple(fc.nat(7), fc.constantFrom(0, 7_700)).map(([n, correctedFen]) =>
    act({
      name: `counter-entry over line ${n}, right is ${correctedFen}`,
      // What is right already needs no counter-entry; the product refuses it.
      may: (model) =>
        inState(model, 'approved', 'sent', 'settled')?.lines.some((line) => unpaid(line) && line.fen !== correctedFen) ?? false,
      async run(model, office) {
        const run = lastRun(model)!
        const line = nth(
          run.lines.filter((one) => unpaid(one) && one.fen !== correctedFen),
          n,
        )!
        await office.reverse(run.id, line, correctedFen)
        Object.assign(line, { state: 'cancelled', heldFrom: undefined })
        if (correctedFen > 0)
          model.pending.push({
            person: line.person,
            kind: line.kind === 'one-off' ? 'one-off' : 'arrear',
            forMonth: line.forMonth,
            fen: correctedFen,
            taken: false,
          })
      },
    }),
  ),
]

/** The road of a month, step by step. */
const ROAD: fc.Arbitrary<Act>[] = [
  fc.constant(
    act({
      name: 'compute the next month',
      may: (model) => model.people.length > 0 && model.nextMonth <= '2026-10' && !inState(model, 'computed', 'submitted'),
      async run(model, office) {
        model.runs.push(computed(model, await office.compute(model.nextMonth)))
      },
    }),
  ),
  fc.constant(
    act({
      name: 'submit',
      may: (model) => inState(model, 'computed') !== undefined,
      async run(model, office) {
        const run = inState(model, 'computed')!
        await office.submit(run.id)
        run.state = 'submitted'
      },
    }),
  ),
  fc.constant(
    act({
      name: 'discard',
      may: (model) => inState(model, 'computed', 'submitted') !== undefined,
      async run(model, office) {
        await office.discard(model.runs.pop()!.id)
      },
    }),
  ),
  fc.constant(
    act({
      name: 'approve',
      may: (model) => inState(model, 'submitted') !== undefined,
      async run(model, office) {
        const run = inState(model, 'submitted')!
        await office.approve(run.id)
        run.state = 'approved'
        model.nextMonth = monthAfter(run.month)
        for (const line of run.lines)
          for (const one of model.pending)
            if (one.person === line.person && one.kind === line.kind && one.forMonth === line.forMonth) one.taken = true
      },
    }),
  ),
  fc.constant(
    act({
      name: 'make the bank file',
      may: (model) => inState(model, 'approved', 'sent', 'settled')?.lines.some(payable) ?? false,
      async run(model, office) {
        const run = lastRun(model)!
        const file = await office.bankFile(run.id)
        for (const line of run.lines.filter(payable)) Object.assign(line, { state: 'sent', bankFile: file })
        run.state = 'sent'
      },
    }),
  ),
  fc.nat(4).map((unlucky) =>
    act({
      name: `the bank answers, ${unlucky} comes back`,
      may: (model) => model.runs.some((run) => run.lines.some((line) => line.state === 'sent')),
      async run(model, office) {
        const run = model.runs.find((one) => one.lines.some((line) => line.state === 'sent'))!
        const sent = run.lines.filter((line) => line.state === 'sent')
        const file = sent[0]!.bankFile!
        const inFile = sent.filter((line) => line.bankFile === file)
        const back = nth([...new Set(inFile.map(({ person }) => person)), 'nobody'], unlucky)
        await office.bankAnswers(file, (person) => person === back)
        for (const line of inFile) {
          line.state = line.person === back ? 'returned' : 'paid'
          // What came back is claimed from nobody.
          if (line.state === 'returned' && line.kind === 'month')
            model.people.find(({ id }) => id === line.person)!.recoveries.delete(line.forMonth)
        }
        if (run.state === 'sent') run.state = 'settled'
      },
    }),
  ),
  fc.constant(
    act({
      name: 'reissue what came back',
      may: (model) => inState(model, 'sent', 'settled')?.lines.some((line) => goesOutAgain(model, line)) ?? false,
      async run(model, office) {
        const run = lastRun(model)!
        await office.reissue(run.id, [
          ...new Set(run.lines.filter(({ state }) => state === 'returned').map(({ person }) => person)),
        ])
        for (const line of run.lines.filter((one) => goesOutAgain(model, one))) line.state = 'reissued'
      },
    }),
  ),
]

/** Whichever step of the road can be taken: without it most stories would wait for a month that never comes. */
const NEXT: fc.Arbitrary<Act> = fc.tuple(...ROAD).map((steps) => {
  const ready = (model: Readonly<Model>) =>
    [...steps].reverse().find((step) => step.toString() !== 'discard' && step.check(model))
  return {
    check: (model) => ready(model) !== undefined,
    run: (model, office) => ready(model)!.run(model, office),
    toString: () => 'the next step of the month',
  }
})

export const ACTS = [...DRAWN, ...ROAD, ...Array.from({ length: 8 }, () => NEXT)]
