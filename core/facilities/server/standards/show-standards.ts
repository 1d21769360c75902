// Why a site is not up to standard: each table in force with the row for its kind, the clause, and every condition with the value found.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { startJob } from '@songhe/kernel/jobs'
import { today } from '@songhe/kernel/today'
import { STANDARD_LABELS } from '../../contract/shapes.ts'
import type * as contract from '../../contract.ts'
import { factsOn } from '../facts/facts-on.ts'
import { getFacility } from '../register/facility-store.ts'
import { standardsOn } from './check-standards.ts'
import { factsForRules } from './facts-for-rules.ts'
import { judgeSite } from './judge-site.ts'

type Reply = ReplyOf<typeof contract.showStandards>

/** Judged anew, never read from the last check: the answer a clerk gets on the telephone is of this moment. */
export async function showStandards(ctx: Context, { params }: InputOf<typeof contract.showStandards>): Promise<Reply> {
  const site = await getFacility(ctx, params.id)
  const on = today(ctx)
  const known = factsForRules((await factsOn(ctx, [site.id], on)).get(site.id)!, site.state)
  const checks = (await standardsOn(ctx, on)).map(({ pack, version, document, advice, table }) => ({
    pack,
    title: table.title,
    version,
    advice,
    document,
    checkedOn: on,
    ...judgeSite(table, known, on),
  }))
  const verdict = worstOf(checks)
  return { on, verdict, sentence: sentenceOf(verdict, checks), checks }
}

export function worstOf(checks: readonly { advice: boolean; verdict: Reply['verdict'] }[]): Reply['verdict'] {
  const deciding = checks.filter(({ advice }) => !advice).map(({ verdict }) => verdict)
  return (['not-met', 'missing', 'met'] as const).find((word) => deciding.includes(word)) ?? 'none'
}

/** One sentence that could be read aloud: what is short, by which clause. */
function sentenceOf(verdict: Reply['verdict'], checks: Reply['checks']): string {
  const deciding = checks.filter((check) => !check.advice)
  const wrong = deciding.filter((check) => check.verdict === verdict)
  if (verdict === 'met') return `达标：${deciding.map(({ title }) => title).join('、')}的条件都符合。`
  if (verdict === 'none') return deciding.length ? '这类设施没有适用的建设标准。' : '本区县还没有发布设施建设标准。'
  const said = wrong.flatMap((check) =>
    check.lines.filter((line) => line.verdict === (verdict === 'not-met' ? 'fail' : 'missing')).map((line) => line.text),
  )
  const grounds = [...new Set(wrong.map((check) => `${check.document} ${check.clause}`.trim()))]
  return `${STANDARD_LABELS[verdict]}：${said.join('；')}。依据 ${grounds.join('、')}。`
}

export async function checkAllStandards(
  ctx: Context,
  { body }: InputOf<typeof contract.checkAllStandards>,
): Promise<ReplyOf<typeof contract.checkAllStandards>> {
  return startJob(ctx, 'facilities.check-standards', {}, body.id)
}
