// For tests of the month: the real rooms and the real tables of Kaizhou, invented elders with streams, and the three officials.
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import { blindIndex, seal } from '@songhe/kernel/secrets'
import { sheetsCapability as sheets } from '@songhe/kernel/sheets/capability'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { capability as ledger } from '@songhe/ledger/capability'
import { capability as policy } from '@songhe/policy/capability'
import { installPacks } from '@songhe/policy/door'
import { capability as registry } from '@songhe/registry/capability'
import { capability as benefits } from '../capability.ts'
import { DISTRICT, plantAreas, VILLAGE } from '../cases/testing-room.ts'
import { approveRun, submitRun } from './approve-run.ts'
import { downloadBankFile, makeBankFile } from './bank-file.ts'
import { listExceptions, seeException } from './exceptions.ts'
import { readReturnFile } from './return-file.ts'
import { getRun } from './run-store.ts'
import { startRun } from './start-run.ts'

export const CLERK = '陈雨桐'
export const REVIEWER = '何志远'
export const FINANCE = '周敏'
const ROLES = { [CLERK]: 'clerk', [REVIEWER]: 'reviewer', [FINANCE]: 'finance' } as const

export interface Elder {
  name?: string
  birth?: string
  facts?: Record<string, string>
  streams?: string[]
  start?: string
  account?: string | null
}

export interface MonthWorld {
  world: TestWorld
  as<T>(who: keyof typeof ROLES, act: (ctx: Context) => Promise<T>): Promise<T>
  elder(of?: Elder): Promise<string>
  compute(month: string, kind?: 'regular' | 'shadow'): Promise<string>
  /** From the clerk's computation to the reviewer's approval. */
  approve(month: string): Promise<string>
  bankFile(run: string, profile?: string): Promise<{ id: string; text: Buffer }>
  answer(bankFile: string, bytes: Buffer): ReturnType<typeof readReturnFile>
  lines(run: string): Promise<Line[]>
  /** Every invariant of every room, each must find nothing. */
  holds(): Promise<void>
}

export interface Line {
  person: string
  programme: string
  kind: string
  forMonth: string
  fen: number
  row: string
  state: string
  reason: string
}

export const MONTH_ROOMS = [sheets, registry, policy, ledger, benefits]

export async function monthWorld(now = new Date('2026-11-24T02:00:00Z'), connections?: number): Promise<MonthWorld> {
  const rooms = MONTH_ROOMS
  const world = await testDatabase(rooms, now, connections)
  await plantAreas(world)
  const as: MonthWorld['as'] = (who, act) => world.as({ district: DISTRICT, staff: who, roles: [ROLES[who]!] }, act)
  await as(CLERK, (ctx) => installPacks(ctx, { region: 'kaizhou' }))
  await world.owner(
    `update policy.pack_version set state = 'published', published_at = '2026-01-01', published_by_name = '何志远', published_by = $1, valid_from = '2020-01-01'`,
    [world.principal({ staff: REVIEWER }).staff],
  )
  let count = 0
  const source = newId()
  await world.owner(
    `insert into registry.source (district, id, kind, label, reported_on) values (${DISTRICT}, $1, 'aid', '区社会救助中心名册', '2026-10-28')`,
    [source],
  )
  return {
    world,
    as,
    async elder({ name, birth = '1940-03-12', facts = {}, streams = ['old-age-allowance'], start = '2026-01', account } = {}) {
      const id = newId()
      const whole = name ?? `测某${++count}`
      await world.owner(
        `insert into registry.person (district, id, area, name, name_masked, sex, birth) values (${DISTRICT}, $1, ${VILLAGE}, $2, $3, 'female', $4)`,
        [id, whole, `${whole[0]}*`, birth],
      )
      const number = account === undefined ? `62170012345${String(100_000 + count).slice(-5)}` : account
      if (number !== null)
        await world.owner(
          `insert into registry.payee (district, id, person, area, holder, account, account_index, account_tail, valid_from)
           values (${DISTRICT}, $1, $2, ${VILLAGE}, $3, $4, $5, $6, '2025-01-01')`,
          [newId(), id, whole, seal(number), blindIndex('account', number), number.slice(-4)],
        )
      for (const [kind, value] of Object.entries(facts))
        await world.owner(
          `insert into registry.fact (district, id, person, area, kind, value, valid_from, source) values (${DISTRICT}, $1, $2, ${VILLAGE}, $3, $4, '2025-01-01', $5)`,
          [newId(), id, kind, value, source],
        )
      for (const programme of streams)
        await world.owner(
          `insert into benefits.entitlement (district, id, person, area, programme, start_month) values (${DISTRICT}, $1, $2, ${VILLAGE}, $3, $4)`,
          [newId(), id, programme, start],
        )
      return id
    },
    async compute(month, kind = 'regular') {
      const id = newId()
      await as(CLERK, (ctx) => startRun(ctx, { body: { id, month, kind } }))
      return id
    },
    async approve(this: MonthWorld, month) {
      const id = await this.compute(month)
      await as(CLERK, (ctx) => submitRun(ctx, { params: { id }, body: { note: '' } }))
      await as(REVIEWER, async (ctx) => {
        for (const { key } of await listExceptions(ctx, { params: { id } })) await seeException(ctx, { params: { id, key } })
        await approveRun(ctx, { params: { id }, body: { digest: (await getRun(ctx, id)).digest } })
      })
      return id
    },
    bankFile: (run, profile = 'default') =>
      as(FINANCE, async (ctx) => {
        const { id } = await makeBankFile(ctx, { params: { id: run }, body: { id: newId(), profile } })
        return { id, text: (await downloadBankFile(ctx, { params: { id } })).bytes }
      }),
    answer: (bankFile, bytes) =>
      as(FINANCE, (ctx) =>
        readReturnFile(ctx, { params: { id: bankFile }, file: { name: '回盘.csv', mediaType: 'text/csv', bytes } } as never),
      ),
    lines: (run) =>
      world.owner<Line & Record<string, unknown>>(
        `select person, programme, kind, for_month as "forMonth", fen::int, row_id as row, state, state_reason as reason
         from benefits.line where run = $1 order by person, programme, kind, for_month`,
        [run],
      ),
    async holds() {
      for (const { name, sql } of rooms.flatMap((room) => room.invariants ?? [])) {
        const broken = await world.owner(sql)
        if (broken.length > 0) throw new Error(`${name}: ${JSON.stringify(broken.slice(0, 3))}`)
      }
    },
  }
}
