// What is unusual about a run; the approver must open each before the month can be approved.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { maskName } from '@songhe/basics/masking'
import { notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract-month.ts'
import { changedSql } from './difference.ts'
import { JUMP_FEN } from './month-rules.ts'
import { getRun, previousRun, type StoredRun } from './run-store.ts'

interface Found {
  persons: number
  fen: number
  names: string[]
}

const DIGEST = sql.raw(
  `count(distinct x.person)::int as persons, coalesce(sum(x.fen), 0)::bigint as fen, coalesce((array_agg(distinct p.name))[1:3], '{}') as names`,
)

async function findExceptions(
  ctx: Context,
  run: StoredRun,
): Promise<{ key: string; title: string; note: string; found: Found }[]> {
  const { district } = ctx.principal
  const named = sql`join registry.person p on p.district = ${district} and p.id = x.person`
  const ask = async (from: ReturnType<typeof sql>, before = sql``) =>
    (await sql<Found>`${before} select ${DIGEST} from (${from}) x ${named}`.execute(ctx.db)).rows[0]!
  const lines = sql`select l.* from benefits.line l where l.district = ${district} and l.run = ${run.id}`
  return [
    {
      key: 'held',
      title: '暂停待核',
      note: '不在本月应发内',
      found: await ask(sql`select person, 0 as fen from benefits.entitlement where district = ${district} and state = 'held'`),
    },
    {
      key: 'died',
      title: '已去世仍有本月款项',
      note: '去世当月照发，下月起停发',
      found: await ask(
        sql`select l.person, l.fen from (${lines}) l join registry.person d on d.district = ${district} and d.id = l.person and d.died_on is not null`,
      ),
    },
    {
      key: 'arrears',
      title: '补发超过 3 个月',
      note: '请核对依据',
      found: await ask(
        sql`select person, sum(fen) as fen from (${lines}) l where kind = 'arrear' group by person having count(distinct for_month) > 3`,
      ),
    },
    {
      key: 'jump',
      title: '与上月相差 200 元以上',
      note: '请看每人的原因',
      found: await ask(
        sql`select person, sum(current - before) as fen from changed group by person having abs(sum(current - before)) >= ${JUMP_FEN} and sum(before) > 0`,
        sql`with ${changedSql(ctx, run, await previousRun(ctx, run.month))}`,
      ),
    },
    {
      key: 'payee',
      title: '收款账户与上次批准时不同',
      note: '请核对是谁改的、有没有依据',
      found: await ask(
        sql`select l.person, l.fen from (${lines}) l join registry.payee y on y.district = ${district} and y.person = l.person and y.closed_at is null
          and y.confirmed_at is null and y.recorded_at > ${(await previousRun(ctx, run.month))?.approvedAt ?? null}::timestamptz
          where exists (select from registry.payee o where o.district = ${district} and o.person = l.person and o.closed_at is not null)`,
      ),
    },
    {
      key: 'account',
      title: '没有收款账号',
      note: '不会进入银行文件，补登后可重发',
      found: await ask(
        sql`select person, fen from (${lines}) l where not exists (select from registry.payee y where y.district = ${district} and y.person = l.person and y.closed_at is null)`,
      ),
    },
  ]
}

const OPEN = ['computed', 'submitted']

export async function listExceptions(
  ctx: Context,
  { params }: InputOf<typeof contract.listExceptions>,
): Promise<ReplyOf<typeof contract.listExceptions>> {
  const run = await getRun(ctx, params.id)
  return (
    (await findExceptions(ctx, run))
      // An approved run shows what its approver saw, not what became unusual since.
      .filter(({ key, found }) => found.persons > 0 && (OPEN.includes(run.state) || run.seen[key]))
      .map(({ key, title, note, found }) => ({
        key,
        title,
        note,
        persons: found.persons,
        fen: found.fen,
        names: found.names.map(maskName),
        seenBy: run.seen[key]?.by ?? null,
        seenAt: run.seen[key]?.at ?? null,
      }))
  )
}

export async function unseenExceptions(ctx: Context, run: StoredRun): Promise<string[]> {
  return (await findExceptions(ctx, run))
    .filter(({ key, found }) => found.persons > 0 && !run.seen[key])
    .map(({ title }) => title)
}

export async function seeException(
  ctx: Context,
  { params }: InputOf<typeof contract.seeException>,
): Promise<Record<string, never>> {
  const run = await getRun(ctx, params.id, true)
  if (!(await findExceptions(ctx, run)).some(({ key }) => key === params.key)) throw notFound('这类例外')
  const seen = { ...run.seen, [params.key]: { by: ctx.principal.name, at: ctx.now.toISOString() } }
  await sql`update benefits.run set seen_exceptions = ${JSON.stringify(seen)}::jsonb where district = ${ctx.principal.district} and id = ${run.id}`.execute(
    ctx.db,
  )
  await audit(ctx, { event: 'run.exception-seen', object: `run:${run.id}`, details: { exception: params.key } })
  return {}
}
