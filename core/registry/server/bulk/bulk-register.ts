// Many new elders at once, complete: sealed numbers, search keys, dated facts, account, contact. COPY into temporary tables, then insert-select.
// The caller has read and checked the rows and left out numbers the district already has (knownByNumber).
import type { Day } from '@songhe/basics/day'
import { type Cell, copyRows } from '@songhe/kernel/bulk'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { resolve } from '../facts/resolve.ts'
import { idSequence } from './id-sequence.ts'
import { contactCells, CONTACTS, factCells, FACTS, GRAMS, payeeCells, PAYEES, PEOPLE, personCells } from './rows-to-store.ts'
import { nameKeys } from '../people/name-search.ts'

export interface BulkFact {
  kind: string
  value: string
  from: Day
  to?: Day | null
  source?: string
  detail?: Record<string, unknown> | null
}

export interface BulkPerson {
  id?: string
  name: string
  /** 18 characters as readCitizenId gives them; null where unknown. */
  citizenId: string | null
  birth: Day
  sex: 'male' | 'female'
  area: number
  residenceArea?: number | null
  address?: string
  phone?: string | null
  diedOn?: Day | null
  facts?: readonly BulkFact[]
  payee?: { account: string; holder?: string; relation?: string; ground?: string; bank?: string; from?: Day } | null
  contact?: { name: string; relation: string; phone?: string | null; duty?: string } | null
}

export interface BulkPlan {
  rows: Iterable<BulkPerson> | AsyncIterable<BulkPerson>
  /** registry.source of every fact that names none of its own. */
  source: string
  import?: string
  onProgress?(people: number): Promise<void>
}

export interface BulkResult {
  people: number
  facts: number
  grams: number
}

/** Small enough that sealing a chunk stays below the memory bar, large enough that COPY pays. */
const CHUNK = 5_000

export async function bulkRegister(ctx: Context, plan: BulkPlan): Promise<BulkResult> {
  const result: BulkResult = { people: 0, facts: 0, grams: 0 }
  let chunk: BulkPerson[] = []
  const store = async () => {
    if (chunk.length === 0) return
    await storeChunk(ctx, plan, chunk, result)
    chunk = []
    await plan.onProgress?.(result.people)
  }
  for await (const row of plan.rows) {
    chunk.push(row)
    if (chunk.length >= CHUNK) await store()
  }
  await store()
  return result
}

async function storeChunk(ctx: Context, plan: BulkPlan, chunk: readonly BulkPerson[], result: BulkResult) {
  const { district } = ctx.principal
  const nextId = idSequence()
  const people: Cell[][] = []
  const facts: Cell[][] = []
  const payees: Cell[][] = []
  const contacts: Cell[][] = []
  const grams: Cell[][] = []
  for (const row of chunk) {
    const id = row.id ?? nextId()
    const keys = nameKeys(row.name)
    people.push(personCells(id, row, keys, plan.import ?? null))
    for (const gram of keys.grams) grams.push([gram, id, row.area])
    for (const fact of withPlainFacts(row, plan.source)) facts.push(factCells(nextId(), id, row.area, fact))
    if (row.payee) payees.push(payeeCells(nextId(), id, row, row.payee, plan.import ?? null))
    if (row.contact) contacts.push(contactCells(nextId(), id, row.area, row.contact))
  }
  // In index order the trees grow at their right edges instead of everywhere.
  grams.sort((a, b) => (a[0]! < b[0]! ? -1 : a[0]! > b[0]! ? 1 : 0))
  await load(ctx, 'registry.person', PEOPLE, people, district)
  await load(ctx, 'registry.person_gram', GRAMS, grams, district)
  await load(ctx, 'registry.fact', FACTS, facts, district)
  await load(ctx, 'registry.payee', PAYEES, payees, district)
  await load(ctx, 'registry.contact', CONTACTS, contacts, district)
  result.people += people.length
  result.facts += facts.length
  result.grams += grams.length
}

async function load(ctx: Context, table: string, columns: Record<string, string>, rows: Cell[][], district: number) {
  if (rows.length === 0) return
  const temporary = `bulk_${table.replace('.', '_')}`
  await copyRows(ctx, temporary, columns, rows)
  const names = Object.keys(columns).join(', ')
  await sql`insert into ${sql.raw(table)} (district, ${sql.raw(names)}) select ${district}::int, ${sql.raw(names)} from ${sql.raw(temporary)}`.execute(
    ctx.db,
  )
  await sql`drop table ${sql.raw(temporary)}`.execute(ctx.db)
}

export type SettledFact = BulkFact & { source: string; wins: boolean }

/** Adds what registration itself says and settles winners inside the row; a kind told once needs no settling. */
function withPlainFacts(row: BulkPerson, source: string): SettledFact[] {
  const given = row.facts ?? []
  const facts: SettledFact[] = given.map((fact) => ({ ...fact, source: fact.source ?? source, wins: true }))
  const kinds = new Set(given.map((fact) => fact.kind))
  for (const [kind, value] of [
    ['person.birth', row.birth],
    ['person.registered-here', 'true'],
    ['person.resides-here', 'true'],
  ] as const)
    if (!kinds.has(kind)) facts.push({ kind, value, from: row.birth, source, wins: true })
  return kinds.size === given.length ? facts : settled(facts)
}

function settled(facts: SettledFact[]): SettledFact[] {
  return [...Map.groupBy(facts, (fact) => fact.kind).values()].flatMap((group) =>
    group.length === 1
      ? group
      : resolve(
          group.map((fact, i) => ({
            id: String(i),
            from: fact.from,
            to: fact.to ?? null,
            rank: 0,
            reportedOn: fact.from,
            speaker: 'row',
            source: fact.source,
            order: i,
          })),
        ).flatMap((verdict) => verdict.pieces.map((piece) => ({ ...group[Number(verdict.id)]!, ...piece }))),
  )
}
