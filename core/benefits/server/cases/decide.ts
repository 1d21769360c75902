// The district's decision, by another human than the one who opened the case; a refusal says which condition failed, with value, source and clause.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { monthOf } from '@songhe/basics/day'
import { forbidden, invalid, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract-cases.ts'
import type { CaseState } from '../../contract-cases.ts'
import type { ProgrammeVerdict } from '../../contract-explain.ts'
import { addStep, type CaseRecord, expectCase, getCase, moveCase, stepExists } from './case-store.ts'
import { derivedId } from './derived-id.ts'
import { grant } from './grant.ts'
import { programmeVerdict } from './judge-person.ts'
import { decisionNumbers } from './numbers.ts'
import { caseSettings } from './settings.ts'
import { addWorkingDays } from './working-days.ts'

type Reply = ReplyOf<typeof contract.decideCase>

export async function decideCase(ctx: Context, input: InputOf<typeof contract.decideCase>): Promise<Reply> {
  const { id, version, verdict, reason, faults } = input.body
  if (await stepExists(ctx, id)) {
    const known = await getCase(ctx, input.params.id)
    return { id, outcome: 'exists', state: known.state, decisionNumber: known.decision_number }
  }
  const found = await getCase(ctx, input.params.id)
  expectCase(found, version, 'district-decision')
  otherHuman(ctx, found)
  if (verdict === 'return') return returnCase(ctx, found, id, faults, reason)
  const judged = await programmeVerdict(ctx, found.person, found.programme, monthOf(today(ctx)))
  return verdict === 'grant' ? decideToGrant(ctx, found, id, judged, reason) : decideToRefuse(ctx, found, id, judged, reason)
}

export async function decideCases(
  ctx: Context,
  input: InputOf<typeof contract.decideCases>,
): Promise<ReplyOf<typeof contract.decideCases>> {
  const { id, cases } = input.body
  let granted = 0
  let monthlyFen = 0
  let outcome: 'created' | 'exists' = 'exists'
  for (const item of [...cases].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const step = derivedId(id, item.id)
    const reply = await decideCase(ctx, {
      params: { id: item.id },
      body: { id: step, version: item.version, verdict: 'grant', reason: '', faults: [] },
    })
    if (reply.outcome === 'created') outcome = 'created'
    granted++
    const sum = await sql<{ fen: number }>`select coalesce(monthly_fen, 0) as fen from benefits.benefit_case
      where district = ${ctx.principal.district} and id = ${item.id}`.execute(ctx.db)
    monthlyFen += sum.rows[0]!.fen
  }
  return { outcome, granted, monthlyFen }
}

/** Judged by the human, not by the account: a second account of the same person is the same person. */
export function otherHuman(ctx: Context, found: Pick<CaseRecord, 'opened_by' | 'opened_by_name' | 'number'>) {
  if (sameHuman(ctx.principal, found.opened_by))
    throw forbidden(`办件 ${found.number} 是您本人发起的，不能由您复核。`, { next: '请由另一位工作人员复核，换账号也不行。' })
}

async function returnCase(ctx: Context, found: CaseRecord, id: string, faults: string[], reason: string): Promise<Reply> {
  if (faults.length === 0) throw invalid('退回时没有写要补什么。', { next: '请把所有要补的内容一次写全再退回。' })
  await addStep(ctx, found, { id, step: 'returned', note: reason, faults })
  await moveCase(ctx, found, 'returned', `${found.opened_by_name}（待补正）`)
  await tell(ctx, found, 'return', null)
  return { id, outcome: 'created', state: 'returned', decisionNumber: null }
}

async function decideToGrant(
  ctx: Context,
  found: CaseRecord,
  id: string,
  judged: ProgrammeVerdict,
  reason: string,
): Promise<Reply> {
  if (judged.dueFen <= 0)
    throw refused(`办件 ${found.number} 按现在的事实不够条件，不能批准：${failing(judged)}。`, {
      next: judged.next || '请核对这一项事实；确实不符合的，请作不予批准。',
      citation: citationOf(judged),
    })
  const settings = await caseSettings(ctx)
  const [number] = await decisionNumbers(ctx, 1)
  const notice = !found.confirmed_only || settings.noticeForConfirmed
  const from = today(ctx)
  const to = await addWorkingDays(ctx, from, settings.noticeDays)
  await addStep(ctx, found, { id, step: 'approved', note: reason })
  await decided(ctx, found, number!, judged)
  let state: CaseState = 'granted'
  if (notice) {
    state = 'public-notice'
    await moveCase(ctx, found, state, `公示至 ${to}`, sql`version = version + 1, notice_from = ${from}, notice_to = ${to}`)
  } else await grant(ctx, found)
  await tell(ctx, found, 'grant', number!)
  return { id, outcome: 'created', state, decisionNumber: number! }
}

async function decideToRefuse(
  ctx: Context,
  found: CaseRecord,
  id: string,
  judged: ProgrammeVerdict,
  reason: string,
): Promise<Reply> {
  if (judged.dueFen > 0 && !reason.trim())
    throw invalid('按规则这位老人够条件，不予批准必须写明理由。', {
      next: '请写明是哪一条、依据什么；如果是事实有误，请先改事实。',
    })
  const [number] = await decisionNumbers(ctx, 1)
  await addStep(ctx, found, { id, step: 'refused', note: reason || refusalText(judged) })
  await decided(ctx, found, number!, judged)
  await moveCase(ctx, found, 'refused', '')
  await tell(ctx, found, 'refuse', number!)
  return { id, outcome: 'created', state: 'refused', decisionNumber: number! }
}

async function decided(ctx: Context, found: CaseRecord, number: string, judged: ProgrammeVerdict) {
  await sql`update benefits.benefit_case set decision_number = ${number}, explanation = ${JSON.stringify(judged)}::jsonb, decided_by = ${ctx.principal.staff},
    decided_by_name = ${ctx.principal.name}, decided_at = ${ctx.now} where district = ${ctx.principal.district} and id = ${found.id}`.execute(
    ctx.db,
  )
}

const tell = (ctx: Context, found: CaseRecord, verdict: string, number: string | null) =>
  audit(ctx, {
    event: 'case.decided',
    object: `case:${found.id}`,
    person: found.person,
    details: { number: found.number, verdict, decision: number },
  })

/** The failing or missing condition in words: condition, value used, source. */
export function failing(judged: ProgrammeVerdict): string {
  const bad = judged.why.filter((line) => line.verdict !== 'met')
  if (judged.excludedBy) return `已领${judged.excludedBy}，不能同时领`
  if (bad.length === 0) return '没有一行规则适用'
  return bad
    .map((line) =>
      line.verdict === 'missing'
        ? `还缺“${line.condition}”`
        : `“${line.condition}”要求${line.wanted}，现为${line.value ?? '无'}（${line.source ?? '未注明来源'}${line.reportedOn ? `，${line.reportedOn}` : ''}）`,
    )
    .join('；')
}

export function refusalText(judged: ProgrammeVerdict): string {
  const clause = judged.citation ? `依据 ${judged.citation.document} ${judged.citation.clause}` : ''
  return [failing(judged), clause, judged.next].filter(Boolean).join('。')
}

const citationOf = (judged: ProgrammeVerdict) => ({
  rule: judged.table ? `${judged.table.title}第${judged.table.version}版` : judged.title,
  ...(judged.citation && { document: judged.citation.document, clause: judged.citation.clause }),
})
