// One receipt that waits: who wrote it down, and for the second person the two answers, with the sum once more.
import { yuan } from '@songhe/basics/money'
import { useNotice } from '@songhe/ui/notice'
import { ProblemNote } from '@songhe/ui/problem-note'
import { StateTag } from '@songhe/ui/state-tag'
import { useWrite } from '@songhe/ui/query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { decideRepayments, type RecoveryRow } from '../../contract-settle.ts'

export function ClaimDecision({ claim, name }: { claim: RecoveryRow['claims'][number]; name: string }) {
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const message = useNotice()
  const decide = useWrite(decideRepayments)
  // The row may leave the list before the answer is told: what is said afterwards does not hang on it.
  const act = (verdict: 'confirm' | 'reject') =>
    decide.mutateAsync({ body: { verdict, ids: [claim.id], note } }).then(
      () => {
        setOpen(false)
        message.success(verdict === 'confirm' ? `已确认收回 ${yuan(claim.fen)} 元。` : '已退回登记。')
      },
      () => {},
    )
  return (
    <div>
      <StateTag tone="amber">待确认</StateTag> 收款 {yuan(claim.fen)} 元{' '}
      <span className="xs">
        {claim.receipt}，{claim.recordedBy}
      </span>{' '}
      {claim.bar === null ? (
        <Button size="small" onClick={() => setOpen(true)}>
          核对
        </Button>
      ) : null}
      <Modal
        open={open}
        title={`${name}交回的款，对照票据核对`}
        onCancel={() => setOpen(false)}
        footer={
          <>
            <Button disabled={note.trim().length < 2} loading={decide.isPending} onClick={() => act('reject')}>
              退回登记
            </Button>
            <Button type="primary" loading={decide.isPending} onClick={() => act('confirm')}>
              票款相符，确认
            </Button>
          </>
        }
      >
        <p>
          <b style={{ fontSize: 22 }}>{yuan(claim.fen)}</b> 元，{claim.receivedOn} 收，票据 {claim.receipt}，{claim.recordedBy}
          登记。确认后记账，不能改。
        </p>
        <label className="field">
          说明（退回时必填）
          <Input value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
        </label>
        <ProblemNote error={decide.error} />
      </Modal>
    </div>
  )
}
