// One chunk of a bulk load: people turned into the text that COPY reads, then COPY into temporary tables and insert-select.
import { setImmediate } from 'node:timers/promises'
import { type Cell, copyLine, copyLines } from '@songhe/kernel/bulk'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { nameKeys } from '../people/name-search.ts'
import type { BulkPerson, BulkPlan } from './bulk-register.ts'
import { idSequence } from './id-sequence.ts'
import { contactCells, CONTACTS, factCells, FACTS, GRAMS, payeeCells, PAYEES, PEOPLE, personCells } from './rows-to-store.ts'
import { withPlainFacts } from './settle-row.ts'

/** Lines of one table as COPY reads them. */
interface Prepared {
  table: string
  columns: Record<string, string>
  pieces: string[]
  rows: number
}

export type PreparedChunk = Record<'people' | 'grams' | 'facts' | 'payees' | 'contacts', Prepared>

/** After so many people the connection that stores the chunk before gets its turn. */
const TURN = 50

export async function prepareChunk(plan: BulkPlan, rows: readonly BulkPerson[]): Promise<PreparedChunk> {
  const nextId = idSequence()
  const chunk: PreparedChunk = {
    people: empty('registry.person', PEOPLE),
    grams: empty('registry.person_gram', GRAMS),
    facts: empty('registry.fact', FACTS),
    payees: empty('registry.payee', PAYEES),
    contacts: empty('registry.contact', CONTACTS),
  }
  const grams: [string, string, number][] = []
  for (let start = 0; start < rows.length; start += TURN) {
    const lines: Record<keyof PreparedChunk, Cell[][]> = { people: [], grams: [], facts: [], payees: [], contacts: [] }
    for (const row of rows.slice(start, start + TURN)) {
      const id = row.id ?? nextId()
      const keys = nameKeys(row.name)
      lines.people.push(personCells(id, row, keys, plan.import ?? null))
      for (const gram of keys.grams) grams.push([gram, id, row.area])
      for (const fact of withPlainFacts(row, plan.source)) lines.facts.push(factCells(nextId(), id, row.area, fact))
      if (row.payee) lines.payees.push(payeeCells(nextId(), id, row, row.payee, plan.import ?? null))
      if (row.contact) lines.contacts.push(contactCells(nextId(), id, row.area, row.contact))
    }
    for (const key of ['people', 'facts', 'payees', 'contacts'] as const) write(chunk[key], lines[key])
    await setImmediate()
  }
  // In index order the trees grow at their right edges instead of everywhere.
  grams.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))
  write(chunk.grams, grams)
  return chunk
}

const empty = (table: string, columns: Record<string, string>): Prepared => ({ table, columns, pieces: [], rows: 0 })

function write(prepared: Prepared, rows: readonly (readonly Cell[])[]) {
  if (rows.length === 0) return
  let piece = ''
  for (const row of rows) piece += copyLine(row)
  prepared.pieces.push(piece)
  prepared.rows += rows.length
}

export async function storeChunk(ctx: Context, chunk: PreparedChunk) {
  for (const prepared of Object.values(chunk)) if (prepared.rows > 0) await load(ctx, prepared)
}

async function load(ctx: Context, { table, columns, pieces }: Prepared) {
  const temporary = `bulk_${table.replace('.', '_')}`
  await copyLines(ctx, temporary, columns, pieces)
  const names = Object.keys(columns).join(', ')
  await sql`insert into ${sql.raw(table)} (district, ${sql.raw(names)}) select ${ctx.principal.district}::int, ${sql.raw(names)} from ${sql.raw(temporary)}`.execute(
    ctx.db,
  )
  await sql`drop table ${sql.raw(temporary)}`.execute(ctx.db)
}
