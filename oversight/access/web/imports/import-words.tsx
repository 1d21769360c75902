// The office's words for where an import stands, and for its counts.
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import type { ImportRow } from '@songhe/kernel/sheets/contract'

const STATES: Record<ImportRow['state'], [string, Tone]> = {
  previewed: ['待校验', 'sky'],
  checking: ['正在校验', 'sky'],
  checked: ['待提交', 'amber'],
  committing: ['正在导入', 'sky'],
  committed: ['已导入', 'pine'],
  undoing: ['正在撤销', 'sky'],
  undone: ['已撤销', 'stone'],
}

export function ImportState({ state }: { state: ImportRow['state'] }) {
  const [word, tone] = STATES[state]
  return <StateTag tone={tone}>{word}</StateTag>
}

export const isBusy = (state: ImportRow['state']) => state === 'checking' || state === 'committing' || state === 'undoing'

export const count = (n: number | null) => (n === null ? '' : n.toLocaleString('zh-CN'))

export const momentOf = (at: string) =>
  new Date(at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })
