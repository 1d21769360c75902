// The moment a case becomes a running stream: entitlement from its start month, arrears proposed for the months already closed, announced.
import { announce } from '@songhe/kernel/announce'
import type { Context } from '@songhe/kernel/context'
import { monthOf } from '@songhe/basics/day'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { type CaseRecord, moveCase } from './case-store.ts'
import { derivedId } from './derived-id.ts'
import { lastClosedMonth } from './closed-month.ts'

export async function grant(ctx: Context, found: CaseRecord): Promise<{ entitlement: string; arrearsFen: number }> {
  const district = ctx.principal.district
  const entitlement = derivedId(found.id, 'entitlement')
  const start = found.start_month ?? monthOf(today(ctx))
  const decision = (
    await sql<{ decision_number: string | null }>`
    select decision_number from benefits.benefit_case where district = ${district} and id = ${found.id}`.execute(ctx.db)
  ).rows[0]!.decision_number
  await sql`insert into benefits.entitlement (district, id, person, area, programme, start_month, benefit_case, decision_number)
    values (${district}, ${entitlement}, ${found.person}, ${found.area}, ${found.programme}, ${start}, ${found.id}, ${decision ?? ''})`.execute(
    ctx.db,
  )
  const closed = await lastClosedMonth(ctx)
  const arrears = found.arrears.filter((item) => item.month >= start && item.month <= closed && item.fen > 0)
  for (const item of arrears)
    await sql`insert into benefits.adjustment (district, id, person, area, programme, kind, for_month, fen, reason, proposed_by, proposed_by_name, origin)
      values (${district}, ${derivedId(found.id, 'arrear', item.month)}, ${found.person}, ${found.area}, ${found.programme}, 'arrear', ${item.month}, ${item.fen},
        ${`新批准，补发${item.month}（办件 ${found.number}）`}, ${found.opened_by}, ${found.opened_by_name}, ${`case:${found.id}`})`.execute(
      ctx.db,
    )
  await moveCase(ctx, found, 'granted', '')
  await announce(ctx, 'benefit-granted', {
    person: found.person,
    programme: found.programme,
    startMonth: start,
    entitlement,
    benefitCase: found.id,
  })
  return { entitlement, arrearsFen: arrears.reduce((sum, item) => sum + item.fen, 0) }
}
