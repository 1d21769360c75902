// From judged sites to lines: under each claim the highest grade first, each taking off what was paid before it. Pure: the star reward's whole arithmetic.
import { type Earned, dueNow, NOTHING_BEFORE, type PaidBefore } from './due-now.ts'
import type { Scheme } from './schemes.ts'

export interface Claimant extends Earned {
  id: string
  claim: string
  grade: string
}

export interface Settled {
  fen: number
  beforeFen: number
  reason: string
}

/** @param before net money and grade under each claim until this round */
export function payClaims(
  scheme: Pick<Scheme, 'once'>,
  claimants: readonly Claimant[],
  before: ReadonlyMap<string, PaidBefore>,
): Map<string, Settled> {
  const standing = new Map(before)
  const settled = new Map<string, Settled>()
  const ordered = [...claimants].sort((a, b) => b.rank - a.rank || b.fen - a.fen || (a.id < b.id ? -1 : 1))
  for (const one of ordered) {
    const paid = standing.get(one.claim) ?? NOTHING_BEFORE
    const { fen, reason } = dueNow(scheme, one, paid)
    settled.set(one.id, { fen, beforeFen: paid.fen, reason })
    if (fen > 0 || one.rank > paid.rank)
      standing.set(one.claim, {
        fen: paid.fen + fen,
        rank: Math.max(paid.rank, one.rank),
        grade: one.rank > paid.rank ? one.grade : paid.grade,
      })
  }
  return settled
}
