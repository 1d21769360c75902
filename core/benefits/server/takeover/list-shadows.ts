// Shadow months that were computed, newest first, with what of them lies in the reader's area.
import type { ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract-takeover.ts'

export async function listShadows(ctx: Context): Promise<ReplyOf<typeof contract.listShadows>> {
  const found = await sql<ReplyOf<typeof contract.listShadows>[number]>`
    select r.id, r.month, r.number, r.made_by_name as "madeBy", to_json(r.made_at)#>>'{}' as "madeAt", count(l.person)::int as lines, coalesce(sum(l.fen), 0)::bigint as fen
    from benefits.run r left join benefits.line l on l.district = r.district and l.run = r.id
    where r.district = ${ctx.principal.district} and r.kind = 'shadow' and r.state <> 'discarded'
    group by r.id, r.month, r.number, r.made_by_name, r.made_at order by r.month desc, r.number desc limit 12`.execute(ctx.db)
  return found.rows
}
