// 互斥表: for every pair of benefits the cited verdict, or that nobody has a source and it must be asked.
import type { ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { type PairVerdict, pairVerdicts, publishedTables } from '@songhe/policy/door'
import type * as contract from '../../contract-lab.ts'
import { programmeTitle } from '../cases/queue-rows.ts'

type Reply = ReplyOf<typeof contract.exclusionMatrix>

export async function exclusionMatrix(ctx: Context): Promise<Reply> {
  const on = today(ctx)
  const programmes = (await publishedTables(ctx, { on })).map(({ pack }) => pack)
  const verdicts = await pairVerdicts(ctx, on)
  const pairs = programmes.flatMap((one, i) => programmes.slice(i + 1).map((other) => pairShown(verdicts, [one, other])))
  return {
    programmes: programmes.map((programme) => ({ programme, title: programmeTitle(programme) })),
    pairs,
    open: pairs.filter(({ verdict }) => verdict === 'ask').length,
  }
}

function pairShown(verdicts: readonly PairVerdict[], between: [string, string]): Reply['pairs'][number] {
  // A table that decides stands before one that only notes that nothing is decided.
  const named = verdicts.filter((one) => between.every((programme) => one.between.includes(programme)))
  const found = named.find(({ verdict }) => verdict !== 'ask') ?? named[0]
  if (!found || found.verdict === 'ask') return { between, verdict: 'ask', keep: null, document: null, clause: null, reason: '' }
  const { verdict, document, clause, reason } = found
  const keep = found.keep === 'first' ? found.between[0] : found.keep
  return { between, verdict, keep: verdict === 'one' ? keep : null, document, clause, reason }
}
