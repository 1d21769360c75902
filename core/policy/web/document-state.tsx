// The state of a document in one word; a draft for comments says that it may not carry a rule.
import { StateTag } from '@songhe/ui/state-tag'

const WORDS = {
  'in-force': ['pine', '现行'],
  draft: ['amber', '征求意见稿，不作依据'],
  cited: ['stone', '被引用'],
  ended: ['stone', '已失效'],
} as const

export function DocumentState({ status }: { status: keyof typeof WORDS }) {
  const [tone, word] = WORDS[status]
  return <StateTag tone={tone}>{word}</StateTag>
}
