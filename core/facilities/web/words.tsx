// How states of the room look: the word says it, the colour repeats it. Red is kept for what has run out or stands still.
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { PAPER_LABELS, STANDARD_LABELS, STATE_LABELS } from '../contract/shapes.ts'

const STATE_TONES: Record<string, Tone> = { planned: 'sky', building: 'sky', open: 'pine', suspended: 'red' }
const STANDARD_TONES: Record<string, Tone> = { met: 'pine', 'not-met': 'amber', missing: 'sky' }
const PAPER_TONES: Record<string, Tone> = { expired: 'red', soon: 'amber', valid: 'pine' }

export const StateWord = ({ state }: { state: string }) => (
  <StateTag tone={STATE_TONES[state] ?? 'stone'}>{STATE_LABELS[state]}</StateTag>
)
export const StandardWord = ({ verdict }: { verdict: string }) => (
  <StateTag tone={STANDARD_TONES[verdict] ?? 'stone'}>{STANDARD_LABELS[verdict]}</StateTag>
)
export const PaperWord = ({ state, days }: { state: string; days?: number | null }) => (
  <StateTag tone={PAPER_TONES[state] ?? 'stone'}>
    {PAPER_LABELS[state]}
    {days !== null &&
      days !== undefined &&
      (state === 'soon' || state === 'expired') &&
      `，${days < 0 ? `过 ${-days}` : `还有 ${days}`} 天`}
  </StateTag>
)
export const ExampleTag = ({ example }: { example: boolean }) => (example ? <StateTag tone="amber">示例</StateTag> : null)

/** 12 / 26，46.15%; a share never stands without its base. */
export function Share({ numerator, denominator }: { numerator: number; denominator: number }) {
  return (
    <span className="num">
      {numerator} / {denominator}
      {denominator > 0 && `，${((numerator * 100) / denominator).toFixed(2)}%`}
    </span>
  )
}
