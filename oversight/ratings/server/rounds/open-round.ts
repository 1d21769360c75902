// A round begins with its announcement and freezes the version of the standard; figures that nobody confirmed begin nothing.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid, notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { kindTitle } from '@songhe/facilities/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { type RatingStandard, standardsOn } from '../standard/standard.ts'
import { getRound } from './round-store.ts'

export async function openRound(
  ctx: Context,
  { body }: InputOf<typeof contract.openRound>,
): Promise<ReplyOf<typeof contract.openRound>> {
  const { district, staff, name } = ctx.principal
  const known = await sql`select from ratings.round where district = ${district} and id = ${body.id}`.execute(ctx.db)
  if (known.rows.length) return { id: body.id, outcome: 'exists' }
  if (body.announcedOn > today(ctx)) throw invalid(`公告日期 ${body.announcedOn} 晚于今天。`, { next: '请在公告发出以后登记。' })
  if (body.applyBy < body.announcedOn) throw invalid('申请截止日早于公告日期。', { next: '请核对日期。' })
  const standard = (await standardsOn(ctx, body.announcedOn)).find(({ pack }) => pack === body.pack)
  if (!standard) throw notFound(`${body.announcedOn} 有效的评分标准`)
  const kinds = kindsOf(standard, body.kinds)
  const { validityMonths, noticeDays } = figuresOf(standard)
  if ((standard.scheme === 'evaluation') !== (body.year !== undefined))
    throw invalid(standard.scheme === 'evaluation' ? '年度绩效评价要写评价年度。' : '只有年度绩效评价才写年度。')
  await sql`insert into ratings.round (district, id, title, scheme, kinds, pack, pack_version, digest, announcement, announced_on, apply_by, year,
      validity_months, notice_days, example, opened_by, opened_staff)
    values (${district}, ${body.id}, ${body.title}, ${standard.scheme}, ${kinds}, ${standard.pack}, ${standard.version}, ${standard.digest}, ${body.announcement},
      ${body.announcedOn}, ${body.applyBy}, ${body.year ?? null}, ${validityMonths}, ${noticeDays}, ${standard.example}, ${name}, ${staff})`.execute(
    ctx.db,
  )
  await audit(ctx, {
    event: 'rating.round-opened',
    object: `rating-round:${body.id}`,
    details: { pack: standard.pack, version: standard.version, digest: standard.digest, announcement: body.announcement },
  })
  return { id: body.id, outcome: 'created' }
}

function kindsOf(standard: RatingStandard, asked: readonly string[]): string[] {
  const foreign = asked.filter((kind) => !standard.kinds.includes(kind))
  if (foreign.length)
    throw invalid(`“${standard.title}”不用于：${foreign.map(kindTitle).join('、')}。`, {
      next: `可选：${standard.kinds.map(kindTitle).join('、')}。`,
    })
  return asked.length ? [...asked] : standard.kinds
}

/** Printed or decided figures only: what somebody remembers decides nothing until two persons published it with a decision. */
function figuresOf(standard: RatingStandard): { validityMonths: number | null; noticeDays: number } {
  const yearly = standard.scheme === 'evaluation'
  const open = [
    ...(standard.noticeDays === null ? ['公示期'] : []),
    ...(!yearly && standard.validityMonths === null ? ['有效期'] : []),
  ]
  if (open.length || standard.noticeDays === null)
    throw refused(`“${standard.title}”的${open.join('、')}还没有确认，不能开轮。`, {
      next: '请在“政策”里按本单位的决定确认，由另一个人发布后再开轮。',
      citation: { rule: standard.title, document: standard.document, clause: standard.clause },
    })
  return { validityMonths: yearly ? null : standard.validityMonths, noticeDays: standard.noticeDays }
}

/** Ended when every case came to an end, or with a reason why the rest does not matter any more: open ones keep it open. */
export async function closeRound(
  ctx: Context,
  { params, body }: InputOf<typeof contract.closeRound>,
): Promise<ReplyOf<typeof contract.closeRound>> {
  const round = await getRound(ctx, params.id)
  if (round.closedOn) return { id: body.id, outcome: 'exists' }
  const open = await sql<{ n: number }>`select count(*)::int as n from ratings.rating_case
    where district = ${ctx.principal.district} and round = ${round.id} and state in ('applied', 'scored', 'notice')`.execute(
    ctx.db,
  )
  if (open.rows[0]!.n > 0)
    throw conflict(`还有 ${open.rows[0]!.n} 件没有办完，不能结束这一轮。`, { next: '请先办完，或由设施撤回申请。' })
  await sql`update ratings.round set closed_on = ${today(ctx)}, closed_reason = ${body.reason}
    where district = ${ctx.principal.district} and id = ${round.id}`.execute(ctx.db)
  await audit(ctx, { event: 'rating.round-closed', object: `rating-round:${round.id}`, reason: body.reason })
  return { id: body.id, outcome: 'created' }
}
