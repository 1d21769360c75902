// What is unusual about a round; the approver must open each before it can be approved.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract-grants.ts'
import { KIND_DAYS } from './grant-settings.ts'
import { getRound, type StoredRound } from './round-store.ts'

type Exception = ReplyOf<typeof contract.listGrantExceptions>[number]
interface Found {
  sites: number
  fen: number
  names: string[]
}

async function findExceptions(ctx: Context, round: StoredRound): Promise<Exception[]> {
  const { district } = ctx.principal
  const ask = async (where: ReturnType<typeof sql>) =>
    (
      await sql<Found>`select count(*)::int as sites, coalesce(sum(l.fen), 0)::bigint as fen, coalesce((array_agg(s.name order by s.name))[1:3], '{}') as names
      from benefits.grant_line l join benefits.grant_snapshot s on s.district = l.district and s.round = l.round and s.facility = l.facility
      where l.district = ${district} and l.round = ${round.id} and ${where}`.execute(ctx.db)
    ).rows[0]!
  const kindDay = round.parameters.kindDay
  const lines: [string, string, string, ReturnType<typeof sql>][] = [
    ['hit', '同址待核定', '核定以前不发，核定后进下一批', sql`l.outcome = 'hit'`],
    [
      'other-address',
      '地址相近、核定为两处',
      '请看核定人和理由',
      sql`l.fen > 0 and exists (select from benefits.grant_hit h where h.district = l.district and l.standing in (h.one, h.other) and h.verdict = 'different')`,
    ],
    [
      'kind-day',
      '年内改变了类别',
      kindDay ? `文件没有写以哪天为准，本批按“${KIND_DAYS[kindDay]}”` : '',
      sql`l.other_day_fen is not null`,
    ],
    ['kind-doubt', '类别与村社性质不一致', '不发，先在设施台账核定', sql`l.outcome = 'kind-doubt'`],
    [
      'part-year',
      '年内开业',
      '文件没有写按月折算，按全年标准',
      sql`l.fen > 0 and s.opened_on > ${round.scheme === 'operation' ? `${round.period}-01-01` : '9999-01-01'}::date`,
    ],
    ['unconfirmed', '金额没有确认', '不发也不驳回', sql`l.outcome = 'unconfirmed'`],
    ['conflict', '规则表两行同时适用', '不发，先改规则表', sql`l.outcome = 'conflict'`],
    [
      'account',
      '没有确认过的收款账户',
      '不会进入银行文件，登记并由另一人确认后可补送',
      sql`l.fen > 0 and not exists (select from benefits.grant_account a where a.district = l.district and a.state = 'confirmed'
        and ((a.subject_kind = 'facility' and a.subject = l.facility) or (a.subject_kind = 'operator' and a.subject = s.operator)))`,
    ],
  ]
  const open = ['computed', 'submitted'].includes(round.state)
  const found: Exception[] = []
  for (const [key, title, note, where] of lines) {
    const one = await ask(where)
    // An approved round shows what its approver saw.
    if (one.sites > 0 && (open || round.seen[key]))
      found.push({ key, title, note, ...one, seenBy: round.seen[key]?.by ?? null, seenAt: round.seen[key]?.at ?? null })
  }
  return found
}

export async function listGrantExceptions(
  ctx: Context,
  { params }: InputOf<typeof contract.listGrantExceptions>,
): Promise<ReplyOf<typeof contract.listGrantExceptions>> {
  return findExceptions(ctx, await getRound(ctx, params.id))
}

export const unseenGrantExceptions = async (ctx: Context, round: StoredRound): Promise<string[]> =>
  (await findExceptions(ctx, round)).filter(({ seenBy }) => seenBy === null).map(({ title }) => title)

export async function seeGrantException(
  ctx: Context,
  { params }: InputOf<typeof contract.seeGrantException>,
): Promise<Record<string, never>> {
  const round = await getRound(ctx, params.id, true)
  if (!(await findExceptions(ctx, round)).some(({ key }) => key === params.key)) throw notFound('这类例外')
  const seen = { ...round.seen, [params.key]: { by: ctx.principal.name, at: ctx.now.toISOString() } }
  await sql`update benefits.grant_round set seen_exceptions = ${JSON.stringify(seen)}::jsonb where district = ${ctx.principal.district} and id = ${round.id}`.execute(
    ctx.db,
  )
  await audit(ctx, { event: 'grant-round.exception-seen', object: `grant-round:${round.id}`, details: { exception: params.key } })
  return {}
}
