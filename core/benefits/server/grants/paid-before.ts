// What was paid under each claim until now: lines of approved rounds that stand, less what was taken back; grades whose rating was taken back count no more.
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { PaidBefore } from './due-now.ts'
import { APPROVED } from './round-store.ts'
import type { Scheme } from './schemes.ts'

interface Row {
  claim: string
  standing: string | null
  fen: number
  rank: number
  grade: string
}

/** @param claimOf which claim an address belongs to today: a later verdict may have made two of them one */
export async function paidBefore(
  ctx: Context,
  scheme: Scheme,
  period: string,
  claimOf: (standing: string) => string,
): Promise<Map<string, PaidBefore>> {
  const { district } = ctx.principal
  const own = scheme.once === 'site-and-period' ? sql`and l.period = ${period}` : sql``
  const found = await sql<Row>`
    select l.claim, l.standing, case when l.state = 'cancelled' then 0 else l.fen end
        - (select coalesce(sum(c.fen), 0)::bigint from benefits.grant_correction c where c.district = l.district and c.round = l.round and c.facility = l.facility
            and c.kind = 'recovery' and c.state in ('approved', 'settled')) as fen,
      case when l.state = 'cancelled' or (l.rating is not null and not exists (select from facilities.facility_fact t
          where t.district = l.district and t.facility = l.facility and t.id = l.rating)) or l.outcome not in ('due', 'nothing-more') then 0 else l.rank end as rank, l.grade
    from benefits.grant_line l join benefits.grant_round r on r.district = l.district and r.id = l.round and r.state in ${APPROVED}
    where l.district = ${district} and l.scheme = ${scheme.key} ${own}`.execute(ctx.db)
  const paid = new Map<string, PaidBefore>()
  for (const row of found.rows) {
    const claim = row.standing ? claimOf(row.standing) : row.claim
    const known = paid.get(claim) ?? { fen: 0, rank: 0, grade: '' }
    const higher = row.rank > known.rank
    paid.set(claim, {
      fen: known.fen + row.fen,
      rank: higher ? row.rank : known.rank,
      grade: higher ? row.grade : known.grade,
    })
  }
  return paid
}
