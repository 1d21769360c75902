// 同址核定: pairs of addresses that may be one, with what was paid at each; a named officer says same or different, and every verdict is kept.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import { notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract-grants.ts'
import { APPROVED } from './round-store.ts'

type Row = contract.GrantHitRow

const side = (alias: string) => {
  const a = sql.raw(alias)
  return sql`jsonb_build_object('facility', ${a}.facility, 'name', ${a}.name, 'operator', ${a}.operator_name, 'address', ${a}.address,
    'grade', coalesce((select l.grade from benefits.grant_line l where l.district = ${a}.district and l.standing = ${a}.id order by l.round desc limit 1), ''),
    'paidFen', (select coalesce(sum(l.fen), 0)::bigint from benefits.grant_line l join benefits.grant_round r on r.district = l.district and r.id = l.round and r.state in ${APPROVED}
      where l.district = ${a}.district and l.standing = ${a}.id and l.state <> 'cancelled'))`
}

export async function listGrantHits(
  ctx: Context,
  { query }: InputOf<typeof contract.listGrantHits>,
): Promise<ReplyOf<typeof contract.listGrantHits>> {
  const found = await sql<Row & { total: number }>`
    select h.one, h.other, h.likeness, h.reason, ${side('a')} as first, ${side('b')} as second, to_json(h.found_at)#>>'{}' as "foundAt", h.verdict,
      h.decided_reason as "decidedReason", h.decided_by_name as "decidedBy",
      (select count(*)::int from benefits.grant_verdict v where v.district = h.district and v.one = h.one and v.other = h.other) as verdicts, count(*) over ()::int as total
    from benefits.grant_hit h join benefits.grant_address a on a.district = h.district and a.id = h.one
    join benefits.grant_address b on b.district = h.district and b.id = h.other
    where h.district = ${ctx.principal.district} and (h.verdict is null) = ${query.show === 'open'}
    order by h.found_at, h.one, h.other limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  return { total: found.rows[0]?.total ?? 0, rows: found.rows.map(({ total: _t, ...row }) => row) }
}

/** A later verdict replaces the one before; both stay in the list of verdicts. Money already paid is looked at by what was overpaid. */
export async function decideGrantHit(
  ctx: Context,
  { body }: InputOf<typeof contract.decideGrantHit>,
): Promise<ReplyOf<typeof contract.decideGrantHit>> {
  const { district, staff, name } = ctx.principal
  const known = await sql`select from benefits.grant_verdict where district = ${district} and id = ${body.id}`.execute(ctx.db)
  if (known.rows.length > 0) return { id: body.id, outcome: 'exists' }
  const done =
    await sql`update benefits.grant_hit set verdict = ${body.verdict}, decided_reason = ${body.reason}, decided_by = ${staff}, decided_by_name = ${name}, decided_at = ${ctx.now}
    where district = ${district} and one = ${body.one} and other = ${body.other}`.execute(ctx.db)
  if (done.numAffectedRows === 0n) throw notFound('这一对地址')
  await sql`insert into benefits.grant_verdict (district, id, one, other, verdict, reason, by_staff, by_name)
    values (${district}, ${body.id}, ${body.one}, ${body.other}, ${body.verdict}, ${body.reason}, ${staff}, ${name})`.execute(
    ctx.db,
  )
  await audit(ctx, {
    event: 'grant-hit.decided',
    object: `grant-hit:${body.one}/${body.other}`,
    reason: body.reason,
    details: { verdict: body.verdict },
  })
  return { id: body.id, outcome: 'created' }
}
