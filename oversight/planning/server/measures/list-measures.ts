// What every room says it can count, for whoever writes a definition.
import type { ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import type * as contract from '../../contract.ts'

export async function listMeasures(ctx: Context): Promise<ReplyOf<typeof contract.listMeasures>> {
  return [...ctx.catalogue.measures.values()].map(({ key, title, unit, timing, base = '', note, remembers, splits = {} }) => ({
    key,
    title,
    unit,
    timing,
    base,
    note,
    remembers,
    splits: Object.entries(splits).map(([split, word]) => ({ key: split, title: word })),
  }))
}
