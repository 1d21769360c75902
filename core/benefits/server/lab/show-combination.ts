// For one elder: what the rules pay, and which legal combination would bring the most, with what speaks for each and what nobody has decided.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { monthOf } from '@songhe/basics/day'
import { yuan } from '@songhe/basics/money'
import { notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract-lab.ts'
import { theJudge } from '../cases/judge-port.ts'
import { programmeTitle } from '../cases/queue-rows.ts'
import { bestCombination, type Due, type Shut } from './best-combination.ts'
import { exclusionMatrix } from './exclusion-matrix.ts'

type Reply = ReplyOf<typeof contract.showCombination>

export async function showCombination(ctx: Context, { params }: InputOf<typeof contract.showCombination>): Promise<Reply> {
  const known =
    await sql`select from registry.person where district = ${ctx.principal.district} and id = ${params.person}`.execute(ctx.db)
  if (known.rows.length === 0) throw notFound('这位老人')
  const judged = await theJudge().person(ctx, params.person, monthOf(today(ctx)))
  const { pairs } = await exclusionMatrix(ctx)
  const met = judged.filter(({ outcome, fen }) => (outcome === 'due' || outcome === 'excluded') && fen > 0)
  const shut = pairs.filter(({ verdict }) => verdict === 'one')
  const paid = met.filter(({ outcome }) => outcome === 'due').map(shown)
  const best = bestCombination(
    met.map(shown),
    shut.map(({ between }) => between as unknown as Shut),
  ).map(titled)
  const meets = ({ between }: { between: readonly string[] }) =>
    between.every((one) => met.some(({ programme }) => programme === one))
  await audit(ctx, { event: 'lab.combination-viewed', person: params.person })
  return {
    month: monthOf(today(ctx)),
    met: met.map(shown).map(titled),
    paid: paid.map(titled),
    best,
    said: saidOf(paid, best),
    because: shut.filter(meets).map(({ between, document, clause, reason }) => ({
      titles: between.map(programmeTitle),
      document: document ?? '',
      clause: clause ?? '',
      reason,
    })),
    open: pairs
      .filter(({ verdict }) => verdict === 'ask')
      .filter(meets)
      .map(({ between }) => between.map(programmeTitle)),
  }
}

const shown = ({ programme, fen }: Due): Due => ({ programme, fen })
const titled = (one: Due) => ({ ...one, title: programmeTitle(one.programme) })
const sumOf = (each: readonly Due[]) => each.reduce((sum, { fen }) => sum + fen, 0)

function saidOf(paid: readonly Due[], best: readonly Due[]): string {
  if (paid.length === 0 && best.length === 0) return '按现在知道的事实，没有符合条件的待遇。'
  if (sumOf(best) <= sumOf(paid)) return `按规定发的 ${yuan(sumOf(paid))} 元就是合规组合里最高的。`
  const names = (each: readonly Due[]) => each.map(({ programme }) => programmeTitle(programme)).join('、')
  const given = paid.filter(({ programme }) => !best.some((one) => one.programme === programme))
  return `按规定发 ${yuan(sumOf(paid))} 元；如果本人放弃${names(given)}，改领${names(best)}，每月 ${yuan(sumOf(best))} 元。须本人申请，放弃前请核对其他影响。`
}
