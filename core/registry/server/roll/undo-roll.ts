// Undo of a roll: added elders are withdrawn with all that came with them; facts, accounts and details it replaced count again.
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { withdrawSource } from '../facts/store-facts.ts'

export async function undoRoll(ctx: Context, id: string): Promise<{ closed: number; restored: number }> {
  const { district } = ctx.principal
  const people = await withdrawPeople(ctx, id)
  const sources = await sql<{ id: string; replaced: number }>`
    select s.id, (select count(*)::int from registry.fact f where f.district = s.district and f.closed_by = s.id) as replaced
    from registry.source s where s.district = ${district} and s.import = ${id}`.execute(ctx.db)
  let closed = people
  let restored = 0
  for (const source of sources.rows) {
    closed += await withdrawSource(ctx, source.id)
    restored += source.replaced
  }
  const accounts = await sql`update registry.payee set closed_at = clock_timestamp()
    where district = ${district} and import = ${id} and closed_at is null`.execute(ctx.db)
  const reopened = await sql`update registry.payee old set closed_at = null, closed_by = null
    where old.district = ${district} and old.closed_by = ${id}
      and not exists (select from registry.payee p where p.district = ${district} and p.person = old.person and p.closed_at is null)`.execute(
    ctx.db,
  )
  const details = await sql`
    update registry.person p set phone = c.phone, phone_index = c.phone_index, address = c.address, version = p.version + 1
    from registry.roll_change c where c.district = ${district} and c.import = ${id} and p.district = ${district} and p.id = c.person
      and p.phone_index is not distinct from c.new_phone_index and p.address = c.new_address`.execute(ctx.db)
  return {
    closed: closed + Number(accounts.numAffectedRows ?? 0),
    restored: restored + Number(reopened.numAffectedRows ?? 0) + Number(details.numAffectedRows ?? 0),
  }
}

/** Nothing else stands on these records (dependents), so their facts close without anybody having to be settled. */
async function withdrawPeople(ctx: Context, id: string): Promise<number> {
  const { district } = ctx.principal
  const added = sql`select id from registry.person where district = ${district} and import = ${id} and state = 'active'`
  await sql`update registry.fact set closed_at = clock_timestamp(), wins = false
    where district = ${district} and closed_at is null and person in (${added})`.execute(ctx.db)
  await sql`delete from registry.person_gram where district = ${district} and person in (${added})`.execute(ctx.db)
  const done = await sql`update registry.person set state = 'withdrawn', version = version + 1
    where district = ${district} and import = ${id} and state = 'active'`.execute(ctx.db)
  return Number(done.numAffectedRows ?? 0)
}
