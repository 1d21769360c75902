// The dictionary for forms and filters.
import type { ReplyOf } from '@songhe/basics/contract'
import type * as contract from '../../contract.ts'
import { FACT_KINDS } from '../facts/fact-kinds.ts'

export async function listFactKinds(): Promise<ReplyOf<typeof contract.listFactKinds>> {
  return {
    kinds: FACT_KINDS.filter((kind) => kind.kind !== 'household').map((kind) => ({
      kind: kind.kind,
      title: kind.title,
      group: kind.group,
      type: kind.type,
      trait: Boolean(kind.trait),
      many: Boolean(kind.many),
      health: Boolean(kind.health),
      money: kind.unit === 'fen',
      paper: kind.paper ?? null,
      options: Object.entries(kind.options ?? {}).map(([value, text]) => ({ value, text })),
    })),
  }
}
