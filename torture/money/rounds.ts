// The things that 16 to 64 officials want at the same moment: a month, its approval, its bank file, its payment, an adjustment, a person, a merger, a table.
import { newId } from '@songhe/basics/ids'
import { downloadBankFile, makeBankFile } from '../../core/benefits/server/month/bank-file.ts'
import { approveRun, submitRun } from '../../core/benefits/server/month/approve-run.ts'
import { listExceptions, seeException } from '../../core/benefits/server/month/exceptions.ts'
import { getRun } from '../../core/benefits/server/month/run-store.ts'
import { startRun } from '../../core/benefits/server/month/start-run.ts'
import { approveAdjustment, proposeAdjustment } from '../../core/benefits/server/month/streams.ts'
import { CLERK, FINANCE, type MonthWorld, REVIEWER } from '../../core/benefits/server/month/testing-month.ts'
import { DISTRICT, VILLAGE } from '../../core/benefits/server/cases/testing-room.ts'
import { mergePersons } from '../../core/registry/server/duplicates/duplicates.ts'
import { registerPerson } from '../../core/registry/server/people/register-person.ts'
import { numberOf } from '../../core/registry/server/testing/roll-world.ts'
import type { RoleKey } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { answerOf } from './answer-of-bank.ts'
import type { Round } from './contest.ts'

const SOURCE = { kind: 'town' as const, label: '临江镇', reportedOn: '2026-11-01' }

/** Rounds without end, one kind after the other. Each stands on its own month or its own people. */
export async function* rounds(month: MonthWorld): AsyncGenerator<Round> {
  const { world } = month
  const persons = [
    await month.elder({ facts: { 'person.registered-here': 'true' } }),
    await month.elder({ facts: { 'person.registered-here': 'true' } }),
  ]
  const someone = <T>(caller: number, role: RoleKey, act: (ctx: Context) => Promise<T>) =>
    world.as({ district: DISTRICT, staff: `${role}-${caller}`, roles: [role] }, act)
  const counted = async (what: string, wanted: number, text: string, values: unknown[]) => {
    const [row] = await world.owner<{ n: number }>(text, values)
    return row!.n === wanted ? [] : [`${what} ${row!.n} times instead of ${wanted}`]
  }
  for (let n = 0; ; n++) {
    const name = `${2030 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`
    yield {
      what: 'computing a month',
      attempt: (caller) =>
        someone(caller, 'clerk', (ctx) => startRun(ctx, { body: { id: newId(), month: name, kind: 'regular' } })),
      faults: () =>
        counted(
          'the month stands there',
          1,
          `select count(*)::int as n from benefits.run where month = $1 and state <> 'discarded'`,
          [name],
        ),
    }
    const [{ id: run }] = (await world.owner<{ id: string }>('select id from benefits.run where month = $1', [name])) as [
      { id: string },
    ]
    await month.as(CLERK, (ctx) => submitRun(ctx, { params: { id: run }, body: { note: '' } }))
    await month.as(REVIEWER, async (ctx) => {
      for (const { key } of await listExceptions(ctx, { params: { id: run } }))
        await seeException(ctx, { params: { id: run, key } })
    })
    const { digest } = await month.as(CLERK, (ctx) => getRun(ctx, run))
    yield {
      what: 'approving a month',
      attempt: (caller) => someone(caller, 'reviewer', (ctx) => approveRun(ctx, { params: { id: run }, body: { digest } })),
      faults: () =>
        counted('approved', 1, `select count(*)::int as n from benefits.run_step where run = $1 and step = 'approved'`, [run]),
    }
    yield {
      what: 'making the bank file',
      attempt: (caller) =>
        someone(caller, 'finance', (ctx) =>
          makeBankFile(ctx, { params: { id: run }, body: { id: newId(), profile: 'default' } }),
        ),
      faults: async () => [
        ...(await counted('a file stands there', 1, 'select count(*)::int as n from benefits.bank_file where run = $1', [run])),
        ...(await counted(
          'money sent beyond what is owed',
          0,
          `select (select coalesce(sum(total_fen), 0) from benefits.bank_file where run = $1)::int - (select sum(fen) from benefits.line where run = $1)::int as n`,
          [run],
        )),
      ],
    }
    const [{ id: file }] = (await world.owner<{ id: string }>('select id from benefits.bank_file where run = $1', [run])) as [
      { id: string },
    ]
    const bytes = answerOf((await month.as(FINANCE, (ctx) => downloadBankFile(ctx, { params: { id: file } }))).bytes)
    yield {
      what: 'paying',
      attempt: () => month.answer(file, bytes),
      faults: () =>
        counted(
          'bookings beyond the lines are there',
          0,
          `select (select count(*) from ledger.transfer where cause = 'paid' and object like $2)::int - (select count(*) from benefits.line where run = $1)::int as n`,
          [run, `${run}/%`],
        ),
    }
    const adjustment = newId()
    await month.as(CLERK, (ctx) =>
      proposeAdjustment(ctx, {
        body: {
          id: adjustment,
          person: persons[0]!,
          programme: 'old-age-allowance',
          kind: 'one-off',
          forMonth: '2026-10',
          fen: 100 + n,
          reason: '更正',
        },
      }),
    )
    yield {
      what: 'approving an adjustment',
      attempt: (caller) => someone(caller, 'reviewer', (ctx) => approveAdjustment(ctx, { params: { id: adjustment } })),
      faults: () =>
        counted(
          'approved',
          1,
          `select count(*)::int as n from kernel.audit_entry where event = 'adjustment.approved' and object = $1`,
          [`adjustment:${adjustment}`],
        ),
    }
    const citizenId = numberOf(`19${40 + (n % 20)}-0${1 + (n % 9)}-1${Math.floor(n / 20) % 9}`, (n * 2 + 2) % 998)
    yield {
      what: 'registering a person',
      attempt: (caller) =>
        someone(caller, 'clerk', (ctx) =>
          registerPerson(ctx, {
            body: { id: newId(), name: '同一人', citizenId, area: VILLAGE, address: '', phone: '', source: SOURCE, facts: [] },
          }),
        ),
      faults: () =>
        counted(
          'the number stands there',
          1,
          `select count(*)::int as n from registry.person where citizen_id_index = (select citizen_id_index from registry.person where citizen_id is not null order by created_at desc limit 1)`,
          [],
        ),
    }
    const pair = [await month.elder({ streams: [] }), await month.elder({ streams: [] })].sort() as [string, string]
    await world.owner(
      `insert into registry.duplicate (district, one, other, area, reason) values (${DISTRICT}, $1, $2, ${VILLAGE}, '同名同生日')`,
      pair,
    )
    yield {
      what: 'merging two records',
      attempt: (caller) =>
        someone(caller, 'reviewer', (ctx) =>
          mergePersons(ctx, { body: { id: newId(), one: pair[0], other: pair[1], keep: pair[0], reason: '同一人两份档案' } }),
        ),
      faults: () =>
        counted('merged', 1, `select count(*)::int as n from registry.life_event where kind = 'merge' and person = $1`, [
          pair[0],
        ]),
    }
  }
}
