// The four steps of a housing area: in order, and none passes while the rooms built are fewer than owed.
import type { Day } from '@songhe/basics/day'
import { STEP_LABELS, STEPS } from '../../contract/estates.ts'

export type Step = (typeof STEPS)[number]

export interface StepDay {
  step: Step
  day: Day
}

/** Why this step may not be recorded, in plain Chinese; empty when it may. */
export function stepRefusal(
  estate: { required: number; built: number | null; steps: readonly StepDay[] },
  next: { step: Step; day: Day },
): string {
  const at = STEPS.indexOf(next.step)
  const before = STEPS.slice(0, at).find((step) => !estate.steps.some((one) => one.step === step))
  if (before) return `“${STEP_LABELS[before]}”还没有登记，不能先登记“${STEP_LABELS[next.step]}”。`
  const later = estate.steps.find((one) => STEPS.indexOf(one.step) < at && one.day > next.day)
  if (later) return `“${STEP_LABELS[next.step]}”早于“${STEP_LABELS[later.step]}”（${later.day}）。`
  if ((next.step === 'accepted' || next.step === 'delivered') && (estate.built ?? 0) < estate.required)
    return estate.built === null
      ? `还没有登记实际建成面积，应配 ${estate.required} 平方米。`
      : `应配 ${estate.required} 平方米，建成 ${estate.built} 平方米，还差 ${round(estate.required - estate.built)} 平方米。`
  return ''
}

/** What is out of order in what stands on the record; empty when nothing is. */
export function breachOf(estate: {
  age: 'new' | 'old'
  required: number
  built: number | null
  steps: readonly StepDay[]
}): string {
  if (estate.age === 'old') return ''
  const done = new Set(estate.steps.map(({ step }) => step))
  const said: string[] = []
  if (done.has('built') && estate.built !== null && estate.built < estate.required)
    said.push(`少建 ${round(estate.required - estate.built)} 平方米`)
  const skipped = STEPS.filter((step, i) => !done.has(step) && STEPS.slice(i + 1).some((next) => done.has(next)))
  if (skipped.length) said.push(`缺${skipped.map((step) => STEP_LABELS[step]).join('、')}`)
  return said.join('；')
}

export const gapOf = ({ required, built }: { required: number; built: number | null }): number =>
  round(Math.max(0, required - (built ?? 0)))

/** Square metres are written with two decimals; what lies behind is noise of the machine. */
const round = (squareMetres: number) => Math.round(squareMetres * 100) / 100
