// A state in the office's own word; colour only repeats what the word says.
import type { ReactNode } from 'react'

export type Tone = 'pine' | 'sky' | 'amber' | 'red' | 'stone'

export function StateTag({ tone = 'stone', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`state ${tone}`}>{children}</span>
}
