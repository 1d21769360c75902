// What a run knew of each person it judged, as a table for other software: with `month show` every payable line can be computed again from outside.
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { writeCsv } from '@songhe/kernel/sheets/csv'
import { columnOf } from '@songhe/policy/door'
import { personCards } from '@songhe/registry/door'
import { sql } from 'kysely'
import { getRun } from './run-store.ts'
import { SNAPSHOT_FACTS } from './snapshot.ts'

const PLAIN = ['person', 'citizen_id', 'area', 'birth', 'died_on', 'person.age'] as const
const PAGE = 5_000

interface Frozen extends Record<string, unknown> {
  person: string
  area: number
  birth: string
  died_on: string | null
  person_age: string | null
}

/** One line a person, one column a fact in the names that tables use, as frozen when the run was computed; empty = nobody knew. */
export async function exportFacts(ctx: Context, id: string): Promise<{ bytes: Buffer; people: number }> {
  const run = await getRun(ctx, id)
  let people = 0
  async function* rows(): AsyncGenerator<string[]> {
    yield [...PLAIN, ...SNAPSHOT_FACTS]
    for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
      const page = await pageAfter(ctx, id, after)
      const cards = await personCards(
        ctx,
        page.map((row) => row.person),
      )
      for (const row of page) yield cells(row, cards.get(row.person)?.citizenId ?? '')
      people += page.length
      if (page.length < PAGE) return
      after = page.at(-1)!.person
    }
  }
  const bytes = await writeCsv(rows())
  await audit(ctx, { event: 'run.facts-exported', object: `run:${id}`, details: { month: run.month, people } })
  return { bytes, people }
}

async function pageAfter(ctx: Context, run: string, after: string): Promise<Frozen[]> {
  const facts = sql.join(SNAPSHOT_FACTS.map((fact) => sql.ref(columnOf(fact))))
  const found =
    await sql<Frozen>`select person, area, birth::text as birth, died_on::text as died_on, person_age::text as person_age, ${facts}
    from benefits.snapshot where district = ${ctx.principal.district} and run = ${run} and person > ${after} order by person limit ${PAGE}`.execute(
      ctx.db,
    )
  return found.rows
}

const cells = (row: Frozen, citizenId: string): string[] => [
  row.person,
  citizenId,
  String(row.area),
  row.birth,
  row.died_on ?? '',
  row.person_age ?? '',
  ...SNAPSHOT_FACTS.map((fact) => text(row[columnOf(fact)])),
]
const text = (value: unknown) => (value === null || value === undefined ? '' : String(value))
