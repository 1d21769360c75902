// Two names, one body? A human says so; what the other ran is then run by the one that stays.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid, notFound } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { getOperator } from './operator-store.ts'

export async function listAlike(
  ctx: Context,
  { query }: InputOf<typeof contract.listAlike>,
): Promise<ReplyOf<typeof contract.listAlike>> {
  const side = (alias: string) => sql`json_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)},
    'creditCode', coalesce(${sql.ref(`${alias}.credit_code`)}, ''), 'facilities', (select count(distinct k.facility)::int from facilities.fact k
      where k.district = ${ctx.principal.district} and k.kind = 'facility.operator' and k.value = ${sql.ref(`${alias}.id`)}::text and k.closed_at is null and k.valid_to is null))`
  const found = await sql<ReplyOf<typeof contract.listAlike>['rows'][number] & { total: number }>`
    select ${side('x')} as one, ${side('y')} as other, a.reason, x.name as "oneName", y.name as "otherName", count(*) over ()::int as total
    from facilities.operator_alike a
    join facilities.operator x on x.district = a.district and x.id = a.one and x.merged_into is null
    join facilities.operator y on y.district = a.district and y.id = a.other and y.merged_into is null
    where a.district = ${ctx.principal.district} and a.verdict is null order by a.found_at, a.one limit ${query.size} offset ${offsetOf(query)}`.execute(
    ctx.db,
  )
  return { rows: found.rows.map(({ total: _total, ...row }) => row), total: found.rows[0]?.total ?? 0 }
}

export async function decideAlike(
  ctx: Context,
  { body }: InputOf<typeof contract.decideAlike>,
): Promise<ReplyOf<typeof contract.decideAlike>> {
  const { district } = ctx.principal
  const [one, other] = [body.one, body.other].sort()
  const found = await sql<{ verdict: string | null }>`select verdict from facilities.operator_alike
    where district = ${district} and one = ${one} and other = ${other} for update`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这一对运营主体')
  if (found.rows[0].verdict === body.verdict) return { id: body.id, outcome: 'exists' }
  if (found.rows[0].verdict) throw conflict('这一对已经判断过，结论不同。', { next: '请刷新页面核对。' })
  if (body.verdict === 'same') await merge(ctx, body.keep, [body.one, body.other])
  await sql`update facilities.operator_alike set verdict = ${body.verdict}, decided_by = ${ctx.principal.name}, decided_reason = ${body.reason}, decided_at = ${ctx.now}
    where district = ${district} and one = ${one} and other = ${other}`.execute(ctx.db)
  await audit(ctx, {
    event: 'operator.alike-decided',
    object: `operator:${body.keep ?? body.one}`,
    reason: body.reason,
    details: { verdict: body.verdict },
  })
  return { id: body.id, outcome: 'created' }
}

async function merge(ctx: Context, keep: string | undefined, pair: readonly [string, string]) {
  const gone = pair.find((id) => id !== keep)
  if (!keep || !pair.includes(keep) || !gone) throw invalid('请选定保留哪一个。', { next: '保留的一个承接另一个的设施和合同。' })
  const [kept, merged] = [await getOperator(ctx, keep), await getOperator(ctx, gone)]
  if (kept.creditCode && merged.creditCode && kept.creditCode !== merged.creditCode)
    throw conflict('两个主体的统一社会信用代码不同，不是同一家。', { next: '代码有误的请先更正；确是两家的请选“是两家”。' })
  const { district } = ctx.principal
  await sql`update facilities.operator set merged_into = ${kept.id} where district = ${district} and (id = ${merged.id} or merged_into = ${merged.id})`.execute(
    ctx.db,
  )
  if (!kept.creditCode && merged.creditCode)
    await sql`update facilities.operator set credit_code = ${merged.creditCode} where district = ${district} and id = ${kept.id}`.execute(
      ctx.db,
    )
  await sql`update facilities.contract set operator = ${kept.id} where district = ${district} and operator = ${merged.id}`.execute(
    ctx.db,
  )
}
