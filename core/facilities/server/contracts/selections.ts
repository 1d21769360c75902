// 竞争性比选: notice, bidders, scores, result. The number of winners is limited, and winning past a better score needs its reason.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { conflict, invalid, notFound, refused } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { getOperator } from '../operators/operator-store.ts'

export async function openSelection(
  ctx: Context,
  { body }: InputOf<typeof contract.openSelection>,
): Promise<ReplyOf<typeof contract.openSelection>> {
  const done = await sql`insert into facilities.selection (district, id, title, method, notice_on, winners_wanted, recorded_by)
    values (${ctx.principal.district}, ${body.id}, ${body.title}, ${body.method}, ${body.noticeOn}, ${body.winnersWanted}, ${ctx.principal.name})
    on conflict (district, id) do nothing`.execute(ctx.db)
  if (!Number(done.numAffectedRows ?? 0)) return { id: body.id, outcome: 'exists' }
  await audit(ctx, { event: 'selection.opened', object: `selection:${body.id}`, details: { title: body.title } })
  return { id: body.id, outcome: 'created' }
}

type Decide = InputOf<typeof contract.decideSelection>

export async function decideSelection(ctx: Context, { params, body }: Decide): Promise<ReplyOf<typeof contract.decideSelection>> {
  const { district } = ctx.principal
  const found = await sql<{ state: string; title: string; notice: string; wanted: number }>`
    select state, title, notice_on as notice, winners_wanted as wanted from facilities.selection where district = ${district} and id = ${params.id} for update`.execute(
    ctx.db,
  )
  const selection = found.rows[0]
  if (!selection) throw notFound('这次比选')
  if (selection.state !== 'open') throw conflict('这次比选已有结果。', { next: '结果有误的，请重新发起比选并说明。' })
  const winners = check(selection, body)
  for (const bid of body.bids) {
    const operator = await getOperator(ctx, bid.operator)
    await sql`insert into facilities.bid (district, id, selection, operator, score, won, note, recorded_by)
      values (${district}, ${newId()}, ${params.id}, ${operator.id}, ${bid.score}, ${bid.won}, ${bid.won ? body.orderReason : ''}, ${ctx.principal.name})`.execute(
      ctx.db,
    )
  }
  await sql`update facilities.selection set state = ${winners > 0 ? 'decided' : 'failed'}, decided_on = ${body.decidedOn}, result = ${body.result}
    where district = ${district} and id = ${params.id}`.execute(ctx.db)
  await audit(ctx, {
    event: 'selection.decided',
    object: `selection:${params.id}`,
    reason: body.result,
    details: { bids: body.bids.length, winners },
  })
  return { id: body.id, outcome: 'created' }
}

function check(selection: { notice: string; wanted: number }, body: Decide['body']): number {
  if (body.decidedOn < selection.notice) throw invalid(`确定日早于公告日 ${selection.notice}。`, { next: '请核对日期。' })
  if (new Set(body.bids.map(({ operator }) => operator)).size < body.bids.length)
    throw invalid('同一家参与单位写了两次。', { next: '请每家只写一行。' })
  const winners = body.bids.filter(({ won }) => won)
  if (winners.length > selection.wanted)
    throw refused(`公告写的是最多选 ${selection.wanted} 家，现在选了 ${winners.length} 家。`, {
      next: '请按公告的家数确定。',
      citation: { rule: '比选家数' },
    })
  const lowest = Math.min(...winners.map(({ score }) => score ?? 0))
  const passed = body.bids.some(({ won, score }) => !won && (score ?? 0) > lowest)
  if (winners.length > 0 && passed && body.orderReason.length < 4)
    throw refused('有得分更高的单位没有中选。', {
      next: '请写明理由（至少 4 个字），或核对得分。',
      citation: { rule: '按得分确定' },
    })
  return winners.length
}

export async function listSelections(
  ctx: Context,
  { query }: InputOf<typeof contract.listSelections>,
): Promise<ReplyOf<typeof contract.listSelections>> {
  const found = await sql<Omit<ReplyOf<typeof contract.listSelections>['rows'][number], 'winners'> & { total: number }>`
    select s.id, s.title, s.method, s.notice_on as "noticeOn", s.winners_wanted as "winnersWanted", s.state, s.decided_on as "decidedOn", s.result,
      (select coalesce(json_agg(json_build_object('operator', b.operator, 'name', o.name, 'score', b.score, 'won', b.won) order by b.score desc nulls last), '[]')
        from facilities.bid b join facilities.operator o on o.district = b.district and o.id = b.operator where b.district = s.district and b.selection = s.id) as bidders,
      count(*) over ()::int as total
    from facilities.selection s where s.district = ${ctx.principal.district} order by s.notice_on desc, s.id limit ${query.size} offset ${offsetOf(query)}`.execute(
    ctx.db,
  )
  return {
    rows: found.rows.map(({ total: _total, ...row }) => ({
      ...row,
      winners: row.bidders.filter(({ won }) => won).map(({ name }) => name),
    })),
    total: found.rows[0]?.total ?? 0,
  }
}
