// The one decision at the foot of a round: who made it, the sum in figures and upper case, and why it may not be pressed.
import { upperCaseAmount, yuan } from '@songhe/basics/money'
import { ConfirmSum } from '@songhe/ui/confirm-sum'
import { DecisionBar } from '@songhe/ui/decision-bar'
import { useMay } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button } from 'antd'
import { approveGrantRound, discardGrantRound, returnGrantRound, submitGrantRound } from '../../contract-grants.ts'
import { ActButton } from '@songhe/ui/act-button'
import type { RoundView } from './round-page.tsx'

export function RoundDecision({ round }: { round: RoundView }) {
  const [mayRun, mayApprove] = [useMay('benefits.run'), useMay('benefits.approve')]
  const [submit, approve, discard] = [useWrite(submitGrantRound), useWrite(approveGrantRound), useWrite(discardGrantRound)]
  const params = { id: round.id }
  if (!['computed', 'submitted'].includes(round.state)) return null
  return (
    <DecisionBar
      acts={
        <>
          {round.state === 'computed' && mayRun && (
            <>
              <Button onClick={() => discard.mutate({ params, body: { note: '重算' } })}>作废重算</Button>
              <ConfirmSum
                button="提交复核"
                question={`提交${round.title}？`}
                fen={round.totalFen}
                onConfirm={() => submit.mutateAsync({ params, body: { note: '' } })}
              />
            </>
          )}
          {round.state === 'submitted' && mayApprove && (
            <>
              <ActButton
                line={returnGrantRound}
                button="退回"
                small
                title="退回给经办"
                fields={[{ name: 'note', label: '退回原因', required: true }]}
                input={({ note }) => ({ params, body: { note: note! } })}
              />
              <ConfirmSum
                button="批准发放"
                question={`批准${round.title}？`}
                fen={round.totalFen}
                disabled={round.mayApprove !== null}
                onConfirm={() => approve.mutateAsync({ params, body: { digest: round.digest } })}
              />
            </>
          )}
        </>
      }
    >
      <div>
        经办 <b>{round.madeBy}</b>
        <p className="xs">{round.mayApprove ?? '经办和复核必须是两个人'}</p>
      </div>
      <div className="sum">
        <b>{yuan(round.totalFen)}</b> 元 <span className="sub">{round.payees} 处设施</span>
        <p className="xs">人民币{upperCaseAmount(round.totalFen)}</p>
      </div>
      <ProblemNote error={submit.error ?? approve.error ?? discard.error} />
    </DecisionBar>
  )
}
