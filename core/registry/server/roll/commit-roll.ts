// The commit of a roll: new elders in bulk, known elders get what differs and nothing else; one source stands on all of it.
import { conflict } from '@songhe/basics/problem'
import { announce } from '@songhe/kernel/announce'
import type { Context } from '@songhe/kernel/context'
import type { CommitCounts, CommitPlan, SheetRow } from '@songhe/kernel/sheets/sheet'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { bulkRegister } from '../bulk/bulk-register.ts'
import { type KnownPerson, knownByNumber } from '../bulk/known-by-number.ts'
import { recordSource } from '../facts/source.ts'
import { mismatch } from './check-roll.ts'
import { type RollPerson, rollReader } from './read-roll-row.ts'
import { updateKnown } from './update-known.ts'

export async function commitRoll(ctx: Context, plan: CommitPlan): Promise<CommitCounts> {
  const { id, file, options } = plan
  const read = await rollReader(ctx, options)
  const label = options.origin || '人员名册'
  const source = await recordSource(ctx, {
    kind: 'import',
    label,
    reportedOn: options.reportedOn || today(ctx),
    file,
    import: id,
  })
  let changed = 0
  let unchanged = 0

  async function* newcomers(): AsyncGenerator<RollPerson> {
    for await (const batch of plan.rows) {
      const people = batch.map((row) => ({
        row,
        person: sound(
          row,
          read(row, () => {}),
        ),
      }))
      const known = await knownByNumber(
        ctx,
        people.map(({ person }) => person.citizenId),
      )
      const met: { person: RollPerson; known: KnownPerson }[] = []
      for (const { row, person } of people) {
        const same = known.get(person.citizenId)
        if (!same) yield person
        else if (mismatch(person, same)) throw stale(row)
        else met.push({ person, known: same })
      }
      const touched = await updateKnown(ctx, { import: id, source, label }, met)
      changed += touched
      unchanged += met.length - touched
    }
  }

  const done = await bulkRegister(ctx, {
    rows: newcomers(),
    source,
    import: id,
    onProgress: (people) => plan.progress(people + changed + unchanged),
  }).catch(sayNumberTaken)
  if (done.people >= MANY)
    for (const table of ['registry.person', 'registry.person_gram', 'registry.fact', 'registry.payee'])
      await sql`select kernel.refresh_statistics(${table}::regclass)`.execute(ctx.db)
  if (done.people > 0) await announce(ctx, 'roll-committed', { import: id })
  return { added: done.people, changed, unchanged }
}

/** From here on the planner's old picture of the tables would be wrong. */
const MANY = 5_000

function sound(row: SheetRow, person: RollPerson | undefined): RollPerson {
  if (!person) throw stale(row)
  return person
}

const stale = ({ row }: SheetRow) =>
  conflict(`校验以后情况有变，第 ${row} 行现在不能导入。没有导入任何一行。`, { next: '请重新校验，再提交。' })

function sayNumberTaken(error: unknown): never {
  if ((error as { constraint?: string }).constraint === 'person_citizen_id')
    throw conflict('校验以后有人登记了名册里的老人。没有导入任何一行。', { next: '请重新校验，再提交。' })
  throw error
}
