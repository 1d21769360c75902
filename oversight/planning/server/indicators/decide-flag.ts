// A named officer decides what a document leaves open. The print stays; what is compared with it follows the decision. Whoever raised the question does not answer it.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { isDay } from '@songhe/basics/day'
import { conflict, forbidden, invalid, notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'

interface FlagRecord {
  id: string
  kind: string
  indicator: string | null
  value: string | null
  verdict: string | null
  raisedStaff: string | null
}

type Body = InputOf<typeof contract.decideFlag>['body']

/** Which answers a question has; `set` needs what is set. */
const ANSWERS: Readonly<Record<string, readonly Body['verdict'][]>> = {
  historic: ['past', 'binding'],
  'two-values': ['choose', 'accept'],
  'no-date': ['set', 'exclude'],
  'date-inferred': ['accept', 'set'],
  'unit-unknown': ['set', 'exclude'],
  'unit-mismatch': ['exclude', 'accept'],
  'percent-on-density': ['exclude'],
  'base-unknown': ['set'],
  'quantity-unknown': ['set'],
  'wrong-sum': ['accept'],
  'late-plan': ['accept'],
}

export async function decideFlag(
  ctx: Context,
  { params, body }: InputOf<typeof contract.decideFlag>,
): Promise<ReplyOf<typeof contract.decideFlag>> {
  const { district, name, staff } = ctx.principal
  const found =
    await sql<FlagRecord>`select id, kind, indicator, printed_value as value, verdict, raised_staff as "raisedStaff" from planning.flag
    where district = ${district} and id = ${params.id} and closed_at is null for update`.execute(ctx.db)
  const flag = found.rows[0]
  if (!flag) throw notFound('这处待定事项')
  if (flag.verdict === body.verdict) return { id: body.id, outcome: 'exists' }
  if (flag.verdict) throw conflict('这一处已经定过了。', { next: '请刷新页面，看定的是什么。' })
  if (sameHuman(ctx.principal, flag.raisedStaff))
    throw forbidden('导入的人不能自己定。', { next: '请由另一位有权限的同事来定。' })
  if (!ANSWERS[flag.kind]?.includes(body.verdict))
    throw invalid('这一类事项没有这种定法。', { next: '请从页面上给出的几种里选。' })
  const chosen = await apply(ctx, flag, body)
  await sql`update planning.flag set verdict = ${body.verdict}, reason = ${body.set ? `${body.set}。${body.reason}` : body.reason}, chosen = ${chosen},
      decided_by = ${name}, decided_staff = ${staff}, decided_at = clock_timestamp() where district = ${district} and id = ${flag.id}`.execute(
    ctx.db,
  )
  await audit(ctx, {
    event: 'flag.decided',
    object: `flag:${flag.id}`,
    reason: body.reason,
    details: { kind: flag.kind, verdict: body.verdict, set: body.set ?? null, chosen },
  })
  return { id: body.id, outcome: 'created' }
}

/** @returns the value that was chosen, where one was */
async function apply(ctx: Context, flag: FlagRecord, body: Body): Promise<string | null> {
  const { district } = ctx.principal
  const ofValue = sql`where district = ${district} and id = ${flag.value}`
  const ofIndicator = sql`where district = ${district} and id = ${flag.indicator}`
  if (body.verdict === 'past' || body.verdict === 'binding')
    await sql`update planning.printed_value set standing = ${body.verdict} ${ofValue}`.execute(ctx.db)
  if (body.verdict === 'choose') return choose(ctx, flag, body.value)
  if (body.verdict === 'exclude' && flag.value)
    await sql`update planning.printed_value set usable = false ${ofValue}`.execute(ctx.db)
  if (body.verdict === 'exclude' && !flag.value)
    await sql`update planning.printed_value set usable = false where district = ${district} and indicator = ${flag.indicator} and closed_at is null`.execute(
      ctx.db,
    )
  if (body.verdict === 'accept' && flag.kind === 'unit-mismatch')
    await sql`update planning.printed_value set usable = true ${ofValue}`.execute(ctx.db)
  if (body.verdict !== 'set') return null
  const set = body.set ?? ''
  if (set === '') throw invalid('没有写定成什么。', { next: '请填写，再提交。' })
  if (flag.kind === 'no-date' || flag.kind === 'date-inferred') {
    if (!isDay(set)) throw invalid(`“${set}”不是日期。`, { next: '日期请写成 2025-12-31 这样。' })
    await sql`update planning.printed_value set day = ${set}, day_precision = 'day', day_inferred = false ${ofValue}`.execute(
      ctx.db,
    )
  }
  if (flag.kind === 'unit-unknown')
    await sql`update planning.indicator set unit = ${set}, unit_inferred = true ${ofIndicator}`.execute(ctx.db)
  if (flag.kind === 'base-unknown') await sql`update planning.indicator set base = ${set} ${ofIndicator}`.execute(ctx.db)
  if (flag.kind === 'quantity-unknown') {
    const quantity = { 总数: 'total', 新增: 'added', 现状: 'total' }[set]
    if (!quantity) throw invalid('只能定为总数、新增或现状。', { next: '请从三种里选一种。' })
    await sql`update planning.printed_value set quantity = ${quantity} ${ofValue}`.execute(ctx.db)
  }
  return null
}

/** The others stay in the record and are no longer compared. */
async function choose(ctx: Context, flag: FlagRecord, value: string | undefined): Promise<string> {
  const { district } = ctx.principal
  const found = await sql<{ role: string }>`update planning.printed_value set usable = true
    where district = ${district} and id = ${value ?? null} and indicator = ${flag.indicator} and closed_at is null returning role`.execute(
    ctx.db,
  )
  if (!value || !found.rows[0]) throw invalid('没有写选哪一个数。', { next: '请从印出的几个数里选一个。' })
  await sql`update planning.printed_value other set usable = false from planning.printed_value chosen
    where chosen.district = ${district} and chosen.id = ${value} and other.district = chosen.district and other.indicator = chosen.indicator and other.role = chosen.role
      and other.closed_at is null and (other.value, other.operator) is distinct from (chosen.value, chosen.operator)
      and (chosen.day is null or other.day is null or other.day = chosen.day)`.execute(ctx.db)
  return value
}
