// What of a full amount is still to be paid under one claim: a reward only for a higher grade and only the difference, a yearly amount once. Pure.
import { yuan } from '@songhe/basics/money'
import type { Scheme } from './schemes.ts'

export interface PaidBefore {
  /** Net of what was taken back. */
  fen: number
  /** Highest grade that was rewarded and whose rating was not taken back since; 0 = none. */
  rank: number
  grade: string
}

export const NOTHING_BEFORE: PaidBefore = { fen: 0, rank: 0, grade: '' }

export interface Earned {
  fen: number
  rank: number
  reason: string
}

export function dueNow(scheme: Pick<Scheme, 'once'>, earned: Earned, before: PaidBefore): { fen: number; reason: string } {
  if (scheme.once === 'address' && earned.rank <= before.rank)
    return { fen: 0, reason: `同一地址已按${before.grade || '同级或更高等级'}奖励过，没有升级，不再发。` }
  const fen = Math.max(0, earned.fen - before.fen)
  if (before.fen === 0) return { fen, reason: `${earned.reason}，发 ${yuan(fen)} 元。` }
  if (fen === 0) return { fen, reason: `此前已发 ${yuan(before.fen)} 元，不低于这次的 ${yuan(earned.fen)} 元，不再发。` }
  const what = scheme.once === 'address' ? '升级补差' : '补差额'
  return { fen, reason: `${earned.reason}共 ${yuan(earned.fen)} 元，此前已发 ${yuan(before.fen)} 元，${what} ${yuan(fen)} 元。` }
}
