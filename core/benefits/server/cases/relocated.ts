// When an elder's registered place changes inside the district, what runs for them follows: town officers see and stop what is theirs.
import type { Announcement } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

export async function onRelocated(ctx: Context, { body }: Announcement) {
  const { district } = ctx.principal
  const { person, area } = body as { person: string; area: number }
  await sql`update benefits.entitlement set area = ${area} where district = ${district} and person = ${person} and state <> 'stopped'`.execute(
    ctx.db,
  )
  await sql`update benefits.benefit_case set area = ${area} where district = ${district} and person = ${person}
    and state in ('town-check', 'returned', 'district-decision', 'public-notice', 'objection')`.execute(ctx.db)
  await sql`update benefits.anomaly set area = ${area} where district = ${district} and person = ${person} and closed_at is null`.execute(
    ctx.db,
  )
  await sql`update benefits.adjustment set area = ${area} where district = ${district} and person = ${person} and state not in ('settled', 'cancelled')`.execute(
    ctx.db,
  )
  await sql`update benefits.line set area = ${area} where district = ${district} and person = ${person} and state in ('due', 'held', 'returned', 'reissued')`.execute(
    ctx.db,
  )
  await sql`update benefits.takeover_row set area = ${area} where district = ${district} and person = ${person}`.execute(ctx.db)
  await sql`update benefits.judgement set area = ${area} where district = ${district} and person = ${person}`.execute(ctx.db)
}
