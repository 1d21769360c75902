// Registering and putting right an operator, and the list with how much each runs.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { readCreditCode } from '@songhe/basics/credit-code'
import { conflict, invalid } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { OPERATOR_KINDS } from '../../contract/operators.ts'
import type * as contract from '../../contract.ts'
import { foldOperator } from './operator-name.ts'
import { getOperator, meetOperator, openAlike } from './operator-store.ts'

export async function registerOperator(
  ctx: Context,
  { body }: InputOf<typeof contract.registerOperator>,
): Promise<ReplyOf<typeof contract.registerOperator>> {
  const again = await sql`select from facilities.operator where district = ${ctx.principal.district} and id = ${body.id}`.execute(
    ctx.db,
  )
  if (again.rows.length) return { id: body.id, outcome: 'exists', operator: body.id, alike: 0 }
  const met = await meetOperator(ctx, {
    id: body.id,
    name: body.name,
    creditCode: body.creditCode,
    ...(body.kind && { kind: body.kind }),
    legalPerson: body.legalPerson,
    brand: body.brand,
    filedHome: body.filedHome,
    source: '登记',
    seenOn: today(ctx),
  })
  await audit(ctx, {
    event: 'operator.registered',
    object: `operator:${met.id}`,
    details: { name: body.name, outcome: met.outcome },
  })
  return { id: body.id, outcome: met.outcome, operator: met.id, alike: met.alike }
}

export async function changeOperator(
  ctx: Context,
  { params, body }: InputOf<typeof contract.changeOperator>,
): Promise<ReplyOf<typeof contract.changeOperator>> {
  const operator = await getOperator(ctx, params.id)
  const { district } = ctx.principal
  let code = operator.creditCode
  if (body.creditCode !== undefined) {
    const reading = body.creditCode ? readCreditCode(body.creditCode) : { code: null }
    if ('error' in reading) throw invalid(reading.error, { next: '请对照登记证书核对统一社会信用代码。' })
    code = reading.code
    const other = await sql<{ name: string }>`select name from facilities.operator
      where district = ${district} and credit_code = ${code} and merged_into is null and id <> ${operator.id}`.execute(ctx.db)
    if (other.rows[0])
      throw conflict(`这个代码已是“${other.rows[0].name}”的。`, { next: '如果是同一家，请在“疑似同一主体”里合并。' })
  }
  const name = body.name ?? operator.name
  await sql`update facilities.operator set name = ${name}, name_folded = ${foldOperator(name)}, credit_code = ${code}, kind = ${body.kind ?? operator.kind},
      legal_person = ${body.legalPerson ?? sql`legal_person`}, brand = ${body.brand ?? sql`brand`}, filed_home = ${body.filedHome ?? sql`filed_home`}
    where district = ${district} and id = ${operator.id}`.execute(ctx.db)
  await sql`insert into facilities.operator_name (district, operator, name, name_folded, seen_on, source)
    values (${district}, ${operator.id}, ${name}, ${foldOperator(name)}, ${today(ctx)}, '更正') on conflict do nothing`.execute(
    ctx.db,
  )
  await openAlike(ctx, operator.id, foldOperator(name))
  await audit(ctx, { event: 'operator.changed', object: `operator:${operator.id}`, reason: body.reason })
  return { id: body.id, outcome: 'created' }
}

export async function listOperators(
  ctx: Context,
  { query }: InputOf<typeof contract.listOperators>,
): Promise<ReplyOf<typeof contract.listOperators>> {
  const on = today(ctx)
  const { district } = ctx.principal
  const where = [sql`o.district = ${district}`, sql`o.merged_into is null`]
  if (query.q)
    where.push(sql`(o.credit_code = ${query.q.toUpperCase()} or exists (select from facilities.operator_name n
      where n.district = o.district and n.operator = o.id and strpos(n.name, ${query.q}) > 0))`)
  if (query.brand) where.push(sql`o.brand <> ''`)
  const found = await sql<Row & { total: number }>`
    select o.id, o.name, coalesce(o.credit_code, '') as "creditCode", o.kind, o.legal_person as "legalPerson", o.brand, o.filed_home as "filedHome", o.example,
      (select coalesce(array_agg(n.name order by n.seen_on), '{}') from facilities.operator_name n
        where n.district = o.district and n.operator in (select x.id from facilities.operator x where x.district = o.district and (x.id = o.id or x.merged_into = o.id))
        and n.name <> o.name) as names,
      (select count(distinct k.facility)::int from facilities.fact k where k.district = o.district and k.kind = 'facility.operator' and k.closed_at is null
        and k.value in (select x.id::text from facilities.operator x where x.district = o.district and (x.id = o.id or x.merged_into = o.id))
        and k.valid_from <= ${on} and (k.valid_to is null or k.valid_to > ${on})) as facilities,
      (select count(*)::int from facilities.contract c where c.district = o.district and c.operator = o.id and c.ended_on is null and c.ends_on >= ${on}) as contracts,
      (select count(*)::int from facilities.operator_alike a where a.district = o.district and a.verdict is null and (a.one = o.id or a.other = o.id)) as alike,
      count(*) over ()::int as total
    from facilities.operator o where ${sql.join(where, sql` and `)} order by facilities desc, o.name, o.id limit ${query.size} offset ${offsetOf(query)}`.execute(
    ctx.db,
  )
  return {
    rows: found.rows.map(({ total: _total, ...row }) => ({ ...row, kindTitle: OPERATOR_KINDS[row.kind] ?? row.kind })),
    total: found.rows[0]?.total ?? 0,
  }
}

type Row = Omit<ReplyOf<typeof contract.listOperators>['rows'][number], 'kindTitle'>
