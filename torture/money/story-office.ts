// The real office of a story: the product's own verbs by the right officials, all in one transaction that is thrown away when the story is over.
import { newId } from '@songhe/basics/ids'
import type { RoleKey } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { DISTRICT, VILLAGE } from '../../core/benefits/server/cases/testing-room.ts'
import { approveRun, discardRun, submitRun } from '../../core/benefits/server/month/approve-run.ts'
import { downloadBankFile, makeBankFile } from '../../core/benefits/server/month/bank-file.ts'
import { listExceptions, seeException } from '../../core/benefits/server/month/exceptions.ts'
import { readReturnFile, reissueLines } from '../../core/benefits/server/month/return-file.ts'
import { getRun } from '../../core/benefits/server/month/run-store.ts'
import { startRun } from '../../core/benefits/server/month/start-run.ts'
import { approveAdjustment, proposeAdjustment, resumeStream, suspendStream } from '../../core/benefits/server/month/streams.ts'
import type { MonthWorld } from '../../core/benefits/server/month/testing-month.ts'
import { decideReversals, proposeReversals } from '../../core/benefits/server/settle/reverse-lines.ts'
import { recordFact } from '../../core/registry/server/facts/record-fact.ts'
import { setPayee } from '../../core/registry/server/family/payee.ts'
import { recordDeath, reverseDeath } from '../../core/registry/server/life/record-death.ts'
import { recordMove, reverseMove } from '../../core/registry/server/life/record-move.ts'
import { registerPerson } from '../../core/registry/server/people/register-person.ts'
import { sentRows, writeAnswer } from './answer-of-bank.ts'
import type { ModelLine } from './story-model.ts'

const PROGRAMME = 'old-age-allowance'
const POLICE = { kind: 'police' as const, label: '公安销户', reportedOn: '2026-11-20' }
const TOWN = { kind: 'town' as const, label: '临江镇', reportedOn: '2026-01-01' }

export interface Office {
  register(name: string, birth: string): Promise<string>
  backdate(person: string, day: string): Promise<unknown>
  die(person: string, day: string): Promise<unknown>
  undoDeath(person: string): Promise<unknown>
  move(person: string, day: string): Promise<unknown>
  undoMove(person: string): Promise<unknown>
  suspend(person: string): Promise<unknown>
  resume(person: string): Promise<unknown>
  adjust(person: string, forMonth: string, fen: number): Promise<unknown>
  compute(month: string): Promise<string>
  submit(run: string): Promise<unknown>
  approve(run: string): Promise<unknown>
  discard(run: string): Promise<unknown>
  bankFile(run: string): Promise<string>
  /** Those whose accounts are listed come back. */
  bankAnswers(file: string, returned: (person: string) => boolean): Promise<unknown>
  reissue(run: string, persons: string[]): Promise<unknown>
  reverse(run: string, line: ModelLine, correctedFen: number): Promise<unknown>
  // biome-ignore lint: rows of any shape
  rows(text: string): Promise<any[]>
}

class Over extends Error {}

/** Runs `story` and undoes everything it did. */
export async function inOffice(month: MonthWorld, story: (office: Office) => Promise<void>): Promise<void> {
  await month.world
    .as({ district: DISTRICT, staff: '陈雨桐', roles: ['clerk'] }, async (ctx) => {
      await story(officeOf(month, ctx))
      throw new Over()
    })
    .catch((error) => {
      if (!(error instanceof Over)) throw error
    })
}

function officeOf({ world }: MonthWorld, ctx: Context): Office {
  let accounts = 0
  const holders = new Map<string, string>()
  /** Each act stands or falls alone, as in a request of its own. */
  async function by<T>(role: RoleKey, act: (own: Context) => Promise<T>): Promise<T> {
    const principal = world.principal({ district: DISTRICT, staff: `${role}的人`, roles: [role] })
    await sql`savepoint act`.execute(ctx.db)
    try {
      const answer = await act({ ...ctx, principal, audited: new Set() })
      await sql`release savepoint act`.execute(ctx.db)
      return answer
    } catch (error) {
      await sql`rollback to savepoint act`.execute(ctx.db)
      throw error
    }
  }
  const at = (id: string) => ({ params: { id } })
  return {
    register: (name, birth) =>
      by('clerk', async (own) => {
        const [id, number] = [newId(), `62170012345${10_000 + accounts++}`]
        await registerPerson(own, {
          body: { id, name, birth, sex: 'female', area: VILLAGE, address: '', phone: '', source: TOWN, facts: [] },
        })
        await setPayee(own, {
          ...at(id),
          body: {
            id: newId(),
            holder: name,
            relation: '本人',
            ground: '',
            bank: '',
            account: number,
            verifiedOn: null,
            from: '2025-01-01',
          },
        })
        holders.set(number, id)
        await sql`insert into benefits.entitlement (district, id, person, area, programme, start_month) values (${DISTRICT}, ${newId()}, ${id}, ${VILLAGE}, ${PROGRAMME}, '2026-01')`.execute(
          own.db,
        )
        return id
      }),
    backdate: (person, day) =>
      by('clerk', (own) =>
        recordFact(own, {
          ...at(person),
          body: {
            id: newId(),
            kind: 'person.registered-here',
            value: 'false',
            from: day,
            source: { ...POLICE, label: '户籍迁移名册' },
          },
        }),
      ),
    die: (person, day) =>
      by('clerk', (own) => recordDeath(own, { ...at(person), body: { id: newId(), day, source: POLICE, note: '' } })),
    undoDeath: (person) =>
      by('clerk', (own) => reverseDeath(own, { ...at(person), body: { id: newId(), reason: '同名同姓登记错了' } })),
    move: (person, day) =>
      by('clerk', (own) =>
        recordMove(own, { ...at(person), body: { id: newId(), day, to: null, place: '外省', source: POLICE } }),
      ),
    undoMove: (person) =>
      by('clerk', (own) => reverseMove(own, { ...at(person), body: { id: newId(), reason: '没有迁走，登记错了' } })),
    suspend: (person) =>
      by('clerk', (own) =>
        suspendStream(own, { body: { person, programme: PROGRAMME, reason: '资格核实', reviewOn: '2027-01-01' } }),
      ),
    resume: (person) => by('clerk', (own) => resumeStream(own, { body: { person, programme: PROGRAMME, reason: '核实无误' } })),
    async adjust(person, forMonth, fen) {
      const id = newId()
      await by('clerk', (own) =>
        proposeAdjustment(own, { body: { id, person, programme: PROGRAMME, kind: 'one-off', forMonth, fen, reason: '更正' } }),
      )
      return by('reviewer', (own) => approveAdjustment(own, at(id)))
    },
    async compute(name) {
      const id = newId()
      await by('clerk', (own) => startRun(own, { body: { id, month: name, kind: 'regular' } }))
      return id
    },
    submit: (run) => by('clerk', (own) => submitRun(own, { ...at(run), body: { note: '' } })),
    approve: (run) =>
      by('reviewer', async (own) => {
        for (const { key } of await listExceptions(own, at(run))) await seeException(own, { params: { id: run, key } })
        return approveRun(own, { ...at(run), body: { digest: (await getRun(own, run)).digest } })
      }),
    discard: (run) => by('clerk', (own) => discardRun(own, { ...at(run), body: { note: '重算' } })),
    bankFile: (run) =>
      by('finance', async (own) => (await makeBankFile(own, { ...at(run), body: { id: newId(), profile: 'default' } })).id),
    bankAnswers: (file, returned) =>
      by('finance', async (own) => {
        const rows = sentRows((await downloadBankFile(own, at(file))).bytes)
        const bytes = writeAnswer(
          rows.map((row) =>
            returned(holders.get(row.account)!) ? { ...row, paid: false, reason: '账户已销户' } : { ...row, paid: true },
          ),
        )
        return readReturnFile(own, { ...at(file), file: { name: '回盘.csv', mediaType: 'text/csv', bytes } } as never)
      }),
    reissue: (run, persons) => by('finance', (own) => reissueLines(own, { ...at(run), body: { persons } })),
    async reverse(run, { person, kind, forMonth }, correctedFen) {
      await by('clerk', (own) =>
        proposeReversals(own, {
          ...at(run),
          body: { id: newId(), reason: '金额有误', lines: [{ person, programme: PROGRAMME, kind, forMonth, correctedFen }] },
        }),
      )
      return by('reviewer', async (own) => {
        const open = await sql<{
          id: string
        }>`select id from benefits.line_reversal where district = ${DISTRICT} and state = 'proposed'`.execute(own.db)
        return decideReversals(own, { body: { verdict: 'approve', ids: open.rows.map(({ id }) => id), note: '' } })
      })
    },
    rows: async (text) => (await sql.raw(text).execute(ctx.db)).rows as never,
  }
}
