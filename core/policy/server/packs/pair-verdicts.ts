// What the published exclusion tables say of each pair of benefits: one of them, both, or that no document says anything.
import type { Context } from '@songhe/kernel/context'
import { validOn } from './pack-store.ts'

export interface PairVerdict {
  between: [string, string]
  verdict: 'one' | 'both' | 'ask'
  /** Of `one`: which stays; `first` = the first named, `higher` = the higher. */
  keep: string
  reason: string
  /** Empty where nothing is cited. */
  document: string
  clause: string
}

interface Written {
  between?: string[]
  verdict?: string
  keep?: string
  status?: string
  reason?: string
  document?: string
  clause?: string
}

/** Pairs that no table names are not in the answer: about them nothing is known either. */
export async function pairVerdicts(ctx: Context, on: string): Promise<PairVerdict[]> {
  return (await validOn(ctx, on, 'exclusion')).flatMap(({ body }) => {
    const written = [...((body.items ?? []) as Written[]), ...((body.unanswered ?? []) as Written[])]
    return written.flatMap((one) => {
      const verdict = one.verdict === 'both' ? 'both' : one.verdict === 'ask' || one.status === 'no source' ? 'ask' : 'one'
      const cited =
        verdict === 'ask'
          ? { document: '', clause: '' }
          : { document: one.document ?? body.ground.document, clause: one.clause ?? body.ground.clause }
      return pairsOf(one.between ?? []).map(
        (between) => ({ between, verdict, keep: one.keep ?? 'first', reason: one.reason ?? '', ...cited }) as const,
      )
    })
  })
}

const pairsOf = (names: readonly string[]) =>
  names.flatMap((one, i) => names.slice(i + 1).map((other): [string, string] => [one, other]))
