// How states of indicators look: the word says it, the colour repeats it. Red is what is overdue, amber what is behind or must be decided.
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { STATES } from '../contract/words.ts'

const TONES: Record<string, Tone> = {
  met: 'pine',
  'on-course': 'pine',
  behind: 'amber',
  missed: 'red',
  historic: 'sky',
  undecided: 'amber',
}

export const stateWord = (state: string) => STATES[state as keyof typeof STATES] ?? state
export const StateOf = ({ state }: { state: string }) => <StateTag tone={TONES[state] ?? 'stone'}>{stateWord(state)}</StateTag>

/** A number with its unit; no source is a word, never a zero. */
export const Amount = ({ value, unit }: { value: string | null; unit: string }) =>
  value === null ? <span className="stone">无来源</span> : <span className="num">{`${value}${unit}`}</span>
