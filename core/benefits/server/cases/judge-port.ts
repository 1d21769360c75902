// What the case side needs from the rules, in one place: judge one elder with reasons, judge everybody into a temporary table.
import type { Month } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import type { ProgrammeVerdict, WhyLine } from '../../contract-explain.ts'

export interface Judged {
  programme: string
  outcome: 'due' | 'missing' | 'excluded' | 'none'
  fen: number
  why: WhyLine[]
  citation: ProgrammeVerdict['citation']
  amount: ProgrammeVerdict['amount']
  table: ProgrammeVerdict['table']
  missing: { name: string; title: string }[]
  excludedBy: string | null
  nextChange: ProgrammeVerdict['nextChange']
}

export interface Judge {
  /** One row per programme of the district, for one elder in one month, by the facts known now. */
  person(ctx: Context, person: string, month: Month): Promise<Judged[]>
  /**
   * Creates temporary table `into` (person uuid, area int, programme text, outcome text, row_id text, fen bigint, pack text, version int,
   * document text, clause text, missing jsonb) with every due, missing and excluded pair of the month.
   */
  population(ctx: Context, month: Month, into: string): Promise<void>
  /** The amount again from the frozen input and the frozen table of a run; null when that run kept no snapshot of the elder. */
  knownThen?(
    ctx: Context,
    line: { run: string; person: string; programme: string; pack: string; version: number; for_month: Month },
  ): Promise<number | null>
}

let current: Judge | undefined

export function useJudge(judge: Judge) {
  current = judge
}

export function theJudge(): Judge {
  if (!current) throw new Error('no judge: policy is not connected')
  return current
}
