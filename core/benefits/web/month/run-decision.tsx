// The one decision at the foot: who made it, who decides, the sum in figures and upper case, and why it may not be pressed.
import { upperCaseAmount, yuan } from '@songhe/basics/money'
import { ConfirmSum } from '@songhe/ui/confirm-sum'
import { DecisionBar } from '@songhe/ui/decision-bar'
import { useMay } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { approveRun, discardRun, returnRun, submitRun } from '../../contract-month.ts'
import type { RunView } from './run-steps.tsx'

export function RunDecision({ run }: { run: RunView }) {
  const mayRun = useMay('benefits.run')
  const mayApprove = useMay('benefits.approve')
  const submit = useWrite(submitRun)
  const approve = useWrite(approveRun)
  const discard = useWrite(discardRun)
  const params = { id: run.id }
  const sum = (
    <ul className="sub">
      <li>
        {run.payees.toLocaleString()} 人，{run.lines.toLocaleString()} 笔
      </li>
    </ul>
  )
  if (!['computed', 'submitted'].includes(run.state)) return null
  return (
    <DecisionBar
      acts={
        <>
          {run.state === 'computed' && mayRun && (
            <Button onClick={() => discard.mutate({ params, body: { note: '重算' } })}>作废重算</Button>
          )}
          {run.state === 'computed' && mayRun && (
            <ConfirmSum
              button="提交复核"
              question={`提交 ${run.month} 批次？`}
              fen={run.totalFen}
              onConfirm={() => submit.mutateAsync({ params, body: { note: '' } })}
            >
              {sum}
            </ConfirmSum>
          )}
          {run.state === 'submitted' && mayApprove && <ReturnButton run={run} />}
          {run.state === 'submitted' && mayApprove && (
            <ConfirmSum
              button="批准发放"
              question={`批准 ${run.month} 批次？`}
              fen={run.totalFen}
              disabled={run.mayApprove !== null}
              onConfirm={() => approve.mutateAsync({ params, body: { digest: run.digest } })}
            >
              {sum}
            </ConfirmSum>
          )}
        </>
      }
    >
      <div>
        经办 <b>{run.madeBy}</b>
        {run.submittedBy && (
          <>
            　提交 <b>{run.submittedBy}</b>
          </>
        )}
        <p className="xs">{run.mayApprove ?? '经办和复核必须是两个人'}</p>
      </div>
      <div className="sum">
        <b>{yuan(run.totalFen)}</b> 元{' '}
        <span className="sub">
          {run.payees.toLocaleString()} 人，{run.lines.toLocaleString()} 笔
        </span>
        <p className="xs">人民币{upperCaseAmount(run.totalFen)}</p>
      </div>
      <ProblemNote error={submit.error ?? approve.error ?? discard.error} />
    </DecisionBar>
  )
}

function ReturnButton({ run }: { run: RunView }) {
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const giveBack = useWrite(returnRun)
  return (
    <>
      <Button size="large" onClick={() => setOpen(true)}>
        退回
      </Button>
      <Modal
        open={open}
        title="退回给经办"
        okText="退回"
        cancelText="再看看"
        okButtonProps={{ disabled: note.trim().length < 2 }}
        onCancel={() => setOpen(false)}
        onOk={() => giveBack.mutate({ params: { id: run.id }, body: { note } }, { onSuccess: () => setOpen(false) })}
      >
        <label className="field">
          退回原因
          <Input value={note} onChange={(event) => setNote(event.target.value)} />
        </label>
        <ProblemNote error={giveBack.error} />
      </Modal>
    </>
  )
}
