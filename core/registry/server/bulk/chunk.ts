// One chunk of a bulk load: people turned row by row into the text that COPY reads, then COPY into temporary tables and insert-select.
import { CopyText, copyText } from '@songhe/kernel/bulk'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { nameKeys } from '../people/name-search.ts'
import type { BulkPerson, BulkPlan } from './bulk-register.ts'
import { idSequence } from './id-sequence.ts'
import { contactCells, CONTACTS, factCells, FACTS, GRAMS, payeeCells, PAYEES, PEOPLE, personCells } from './rows-to-store.ts'
import { withPlainFacts } from './settle-row.ts'

export class Chunk {
  readonly people = new CopyText()
  readonly grams = new CopyText()
  readonly facts = new CopyText()
  readonly payees = new CopyText()
  readonly contacts = new CopyText()
  readonly #plan: BulkPlan
  readonly #nextId = idSequence()

  constructor(plan: BulkPlan) {
    this.#plan = plan
  }

  add(row: BulkPerson) {
    const job = this.#plan.import ?? null
    const id = row.id ?? this.#nextId()
    const keys = nameKeys(row.name)
    this.people.add(personCells(id, row, keys, job))
    for (const gram of keys.grams) this.grams.add([gram, id, row.area])
    for (const fact of withPlainFacts(row, this.#plan.source)) this.facts.add(factCells(this.#nextId(), id, row.area, fact))
    if (row.payee) this.payees.add(payeeCells(this.#nextId(), id, row, row.payee, job))
    if (row.contact) this.contacts.add(contactCells(this.#nextId(), id, row.area, row.contact))
  }

  clear() {
    for (const text of [this.people, this.grams, this.facts, this.payees, this.contacts]) text.clear()
  }

  async store(ctx: Context) {
    await load(ctx, 'registry.person', PEOPLE, this.people)
    // In index order the tree grows in few places instead of everywhere.
    await load(ctx, 'registry.person_gram', GRAMS, this.grams, 'order by gram')
    await load(ctx, 'registry.fact', FACTS, this.facts)
    await load(ctx, 'registry.payee', PAYEES, this.payees)
    await load(ctx, 'registry.contact', CONTACTS, this.contacts)
  }
}

async function load(ctx: Context, table: string, columns: Record<string, string>, text: CopyText, order = '') {
  if (text.rows === 0) return
  const temporary = `bulk_${table.replace('.', '_')}`
  await copyText(ctx, temporary, columns, text)
  const names = Object.keys(columns).join(', ')
  await sql`insert into ${sql.raw(table)} (district, ${sql.raw(names)})
    select ${ctx.principal.district}::int, ${sql.raw(names)} from ${sql.raw(temporary)} ${sql.raw(order)}`.execute(ctx.db)
  await sql`drop table ${sql.raw(temporary)}`.execute(ctx.db)
}
