// Seven states with time and person under each: it is also the history.
import type { ReplyOf } from '@songhe/basics/contract'
import type { showRun } from '../../contract-month.ts'
import { instant } from './month-words.ts'

export type RunView = ReplyOf<typeof showRun>
const STEPS = [
  ['computed', '冻结并计算'],
  ['submitted', '提交复核'],
  ['approved', '复核批准'],
  ['bank-file', '送银行'],
  ['return-file', '回盘入账'],
] as const

export function RunSteps({ run }: { run: RunView }) {
  const last = new Map(run.steps.map((step) => [step.step, step]))
  const reached = { computed: 1, submitted: 2, approved: 3, sent: 4, settled: 5 }[run.state] ?? 0
  return (
    <ol
      className="card"
      aria-label="进度"
      style={{ padding: '12px 16px', display: 'flex', flexWrap: 'wrap', gap: '12px 24px', listStyle: 'none', margin: 0 }}
    >
      {STEPS.map(([key, title], i) => {
        const step = i < reached ? last.get(key) : undefined
        const next = i === reached
        return (
          <li key={key} style={{ flex: '1 1 130px' }} {...(next && { 'aria-current': 'step' as const })}>
            <b className={step ? 'pine' : next ? 'sky' : 'stone'} style={{ fontWeight: step || next ? 600 : 400 }}>
              {step ? '✓ ' : next ? '● ' : '○ '}
              {title}
            </b>
            <p className="xs">
              {step ? `${instant(step.at)}　${step.by}${step.note ? `，${step.note}` : ''}` : next ? '等待办理' : ''}
            </p>
          </li>
        )
      })}
    </ol>
  )
}
