// One line in the sealed log, written in the transaction of the act itself: no act without its line, no line without its act.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from './context.ts'

export interface AuditLine {
  /** Past tense, as in the contract: `person.viewed`. */
  event: string
  /** `kind:id`, e.g. `run:0198…`. */
  object?: string
  /** The elder concerned: makes "who looked at this person" one query. */
  person?: string
  reason?: string
  /** Never a whole ID, card or phone number. */
  details?: Record<string, unknown>
}

export async function audit(ctx: Context, line: AuditLine) {
  const details = JSON.stringify(line.details ?? {})
  const digest = createHash('sha256').update(details).digest()
  const { principal } = ctx
  const entry = await sql<{ seq: string }>`
    insert into kernel.audit_entry (district, account, staff, actor, event, object, person, reason, address, details_digest)
    values (${principal.district}, ${principal.account}, ${principal.staff}, ${principal.name}, ${line.event}, ${line.object ?? ''},
      ${line.person ?? null}, ${line.reason ?? ''}, ${principal.address}, ${digest})
    returning seq`.execute(ctx.db)
  if (line.details)
    await sql`insert into kernel.audit_detail (district, entry, details) values (${principal.district}, ${entry.rows[0]!.seq}, ${details}::json)`.execute(
      ctx.db,
    )
  ctx.audited.add(line.event)
  if (line.person) ctx.looked.add(line.person)
}
