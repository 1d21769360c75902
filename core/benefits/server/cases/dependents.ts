// What benefits did for an elder since a moment: the reason why an import that added or changed the elder may no longer be undone.
import type { Dependents } from '@songhe/kernel/capability'
import { sql } from 'kysely'

export const dependents: Dependents = {
  async person(ctx, ids, since) {
    const { district } = ctx.principal
    const found = await sql<{ person: string; what: string }>`
      select person, '待遇案件 ' || number as what from benefits.benefit_case
        where district = ${district} and person = any(${[...ids]}::uuid[]) and state <> 'withdrawn' and (opened_at >= ${since} or decided_at >= ${since})
      union all
      select person, '待遇（' || start_month || ' 起）' from benefits.entitlement
        where district = ${district} and person = any(${[...ids]}::uuid[]) and created_at >= ${since}
      union all
      select person, case when fen > 0 then '补发 ' else '追回 ' end || for_month from benefits.adjustment
        where district = ${district} and person = any(${[...ids]}::uuid[]) and created_at >= ${since} and state <> 'cancelled'
      union all
      select distinct l.person, r.month || ' 发放批次' from benefits.run r join benefits.line l on l.district = r.district and l.run = r.id
        where r.district = ${district} and r.made_at >= ${since} and r.kind <> 'shadow' and r.state in ('submitted', 'approved', 'sent', 'settled')
          and l.person = any(${[...ids]}::uuid[])`.execute(ctx.db)
    return found.rows
  },
}
