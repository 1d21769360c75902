// One calm way to show what went wrong: what, why, what next, whom to call.
import { CallProblem, type ProblemBody } from './call.tsx'

export function ProblemNote({ error }: { error: unknown }) {
  if (!error) return null
  const problem: ProblemBody =
    error instanceof CallProblem ? error.problem : { kind: 'broken', message: '页面出了意外。', next: '请刷新页面再试。' }
  return (
    <div className="problem" role="alert">
      <b>{problem.message}</b>
      {problem.next} {problem.citation?.document && `依据：${problem.citation.document} ${problem.citation.clause ?? ''}`}
      {problem.helpLine && <span className="stone"> 需要帮助请拨打 {problem.helpLine}</span>}
    </div>
  )
}
