// A clerk's day by several callers at once, written down outside the product: what was acknowledged, what is in doubt, and how each write is found again.
import { newId } from '@songhe/basics/ids'
import * as registry from '@songhe/registry/contract'
import * as benefits from '@songhe/benefits/contract'
import type { AnyLine, Caller, Input } from '../caller.ts'
import type { SongheProcess } from '../songhe-process.ts'
import type { Arena } from '../trial.ts'

export interface Write {
  id: string
  table: string
  /** Exactly one such line in the log, where the act was done. */
  event: string
  object: string
  line: AnyLine
  input: Input
  caller: Caller
  state: 'acknowledged' | 'in doubt' | 'refused'
}

export interface MixedLoad {
  writes: Write[]
  /** Answers that nobody may ever see: 5xx that explain nothing. */
  faults: string[]
  calls: number
  /** Until `stopped` says so; each caller waits for its answer before it goes on. */
  run(callers: readonly Caller[], stopped: () => boolean): Promise<void>
  /** Sends every doubtful write again, with its own id, until it is answered. */
  resolve(): Promise<void>
}

const SOURCE = { kind: 'town', label: '折腾测试', reportedOn: '2026-11-01' }

export async function mixedLoad(arena: Arena, songhe: SongheProcess): Promise<MixedLoad> {
  const clerk = await songhe.signIn('kz-jingban')
  const { areas } = await clerk.must(registry.listAreas)
  const villages: number[] = areas
    .filter((area: { kind: string }) => area.kind === 'village')
    .map((area: { key: number }) => area.key)
  const writes: Write[] = []
  const faults: string[] = []
  /** Registered and acknowledged, so that later writes have somebody to stand on. */
  const people: string[] = []
  const dead = new Set<string>()
  const pick = <T>(from: readonly T[]) => from[Math.floor(arena.random() * from.length)]!
  let count = 0
  let calls = 0

  const make = (caller: Caller, draft: Omit<Write, 'caller' | 'state'>): Write => ({ ...draft, caller, state: 'in doubt' })
  function register(caller: Caller): Write {
    const id = newId()
    const body = {
      id,
      name: `折某${count++}`,
      birth: `19${30 + Math.floor(arena.random() * 30)}-03-12`,
      sex: 'female',
      area: pick(villages),
      source: SOURCE,
    }
    return make(caller, {
      id,
      table: 'registry.person',
      event: 'person.registered',
      object: `person:${id}`,
      line: registry.registerPerson,
      input: { body },
    })
  }
  function onSomebody(caller: Caller): Write {
    const [id, person] = [newId(), pick(people)]
    const params = { id: person }
    const kinds: (() => Write)[] = [
      () =>
        make(caller, {
          id,
          table: 'registry.contact',
          event: 'contact.added',
          object: `contact:${id}`,
          line: registry.addContact,
          input: { params, body: { id, name: `亲属${count++}`, relation: '女儿' } },
        }),
      () =>
        make(caller, {
          id,
          table: 'registry.fact',
          event: 'fact.recorded',
          object: `fact:${id}`,
          line: registry.recordFact,
          input: {
            params,
            body: {
              id,
              kind: 'aid.low-income',
              value: pick(['true', 'false']),
              from: `2026-0${1 + Math.floor(arena.random() * 9)}-01`,
              source: SOURCE,
            },
          },
        }),
      () =>
        make(caller, {
          id,
          table: 'registry.payee',
          event: 'payee.set',
          object: `payee:${id}`,
          line: registry.setPayee,
          input: {
            params,
            body: {
              id,
              holder: '亲属',
              relation: '女儿',
              ground: '委托书 2026-03-01',
              account: `62170012345${10_000 + count++}`,
              from: '2026-01-01',
            },
          },
        }),
      () =>
        make(caller, {
          id,
          table: 'benefits.adjustment',
          event: 'adjustment.proposed',
          object: `adjustment:${id}`,
          line: benefits.proposeAdjustment,
          input: {
            body: {
              id,
              person,
              programme: 'old-age-allowance',
              kind: 'one-off',
              forMonth: '2026-10',
              fen: 1_000 + count++,
              reason: '折腾测试',
            },
          },
        }),
    ]
    if (!dead.has(person) && arena.random() < 0.1) {
      dead.add(person)
      return make(caller, {
        id,
        table: 'registry.life_event',
        event: 'person.died',
        object: `person:${person}`,
        line: registry.recordDeath,
        input: { params, body: { id, day: '2026-10-20', source: SOURCE } },
      })
    }
    return pick(kinds)()
  }
  function longWork(caller: Caller): Write {
    const id = newId()
    if (arena.random() < 0.5)
      return make(caller, {
        id,
        table: 'kernel.job_run',
        event: 'entitlements.check-started',
        object: '',
        line: benefits.checkEntitlements,
        input: { body: { id } },
      })
    return make(caller, {
      id,
      table: 'benefits.run',
      event: 'run.computed',
      object: `run:${id}`,
      line: benefits.startRun,
      input: { body: { id, month: '2026-11', kind: 'shadow' } },
    })
  }

  async function send(write: Write): Promise<void> {
    calls++
    const answer = await write.caller.call(write.line, write.input).catch(() => undefined)
    if (answer === undefined || answer.status === 503) return
    if (answer.status === 200) {
      write.state = 'acknowledged'
      if (write.table === 'registry.person') people.push(write.id)
    } else {
      write.state = 'refused'
      if (answer.status >= 500) faults.push(`${write.line.path} answered ${answer.status}: ${answer.text.slice(0, 200)}`)
      else if (answer.status !== 409)
        faults.push(`${write.line.path} was refused with ${answer.status}: ${answer.text.slice(0, 200)}`)
    }
  }

  return {
    writes,
    faults,
    get calls() {
      return calls
    },
    async run(callers, stopped) {
      await Promise.all(
        callers.map(async (caller) => {
          while (!stopped()) {
            const dice = arena.random()
            if (dice < 0.15) {
              calls++
              await caller.call(registry.listPeople).catch(() => {})
              continue
            }
            const write =
              people.length < 5 || dice < 0.45 ? register(caller) : dice < 0.985 ? onSomebody(caller) : longWork(caller)
            writes.push(write)
            await send(write)
            // Nobody answers: the next try is a new act of another clerk, the old one stays in doubt.
            if (write.state === 'in doubt') await new Promise((resolve) => setTimeout(resolve, 50))
          }
        }),
      )
    },
    async resolve() {
      for (const write of writes)
        for (let tries = 0; write.state === 'in doubt'; tries++) {
          await send(write)
          if (write.state !== 'in doubt') break
          if (tries > 40) throw new Error(`${write.line.path} was not answered in ten seconds although the server should be up`)
          await new Promise((resolve) => setTimeout(resolve, 250))
        }
    },
  }
}
