// How states of the room look: the word says it, the colour repeats it.
import { addDays, dayInChina } from '@songhe/basics/day'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { HOLDING } from '../contract/register.ts'
import { ROUND_STATES } from '../contract/rounds.ts'
import { CASE_STATES } from '../contract/shapes.ts'

const CASE_TONES: Record<string, Tone> = { applied: 'amber', scored: 'amber', notice: 'sky', 'in-force': 'pine', revoked: 'red' }
const HOLDING_TONES: Record<string, Tone> = { current: 'pine', due: 'amber', past: 'stone', coming: 'sky' }
const ROUND_TONES: Record<string, Tone> = { applying: 'sky', working: 'amber' }

export const CaseWord = ({ state, open, over }: { state: string; open?: string | null; over?: boolean }) => (
  <>
    {state === 'notice' && over ? (
      <StateTag tone="amber">公示期满，待生效</StateTag>
    ) : (
      <StateTag tone={CASE_TONES[state] ?? 'stone'}>{CASE_STATES[state]}</StateTag>
    )}
    {open === 'challenge' && <StateTag tone="amber">有异议或申诉</StateTag>}
    {open === 'change' && <StateTag tone="amber">待决定降级或撤销</StateTag>}
  </>
)
export const HoldingWord = ({ holding }: { holding: string }) => (
  <StateTag tone={HOLDING_TONES[holding] ?? 'stone'}>{HOLDING[holding]}</StateTag>
)
export const RoundWord = ({ state }: { state: string }) => (
  <StateTag tone={ROUND_TONES[state] ?? 'stone'}>{ROUND_STATES[state]}</StateTag>
)
export const ExampleTag = ({ example }: { example: boolean }) => (example ? <StateTag tone="amber">示例标准</StateTag> : null)
/** A link inside a sentence: colour alone does not tell it from the words around it. */
export const IN_TEXT = { textDecoration: 'underline' } as const
/** The day of the reader's machine is near enough for a word; the server decides by its own. */
export const isOver = (noticeTo: string | null) => noticeTo !== null && noticeTo < dayInChina(new Date())
/** A rating is printed up to its last day; the register keeps the day after. */
export const until = (to: string | null) => (to === null ? '长期' : addDays(to, -1))
