// The second person over one sum beside the month: figures once more, then yes, or no with a word.
import { upperCaseAmount, yuan } from '@songhe/basics/money'
import { useNotice } from '@songhe/ui/notice'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { approveAdjustment, declineAdjustment } from '../../contract-month.ts'
import { ADJUSTMENT_KINDS } from './month-words.ts'
import type { AdjustmentRow } from './adjustments-page.tsx'

export function AdjustmentDecision({ row }: { row: AdjustmentRow }) {
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const message = useNotice()
  const approve = useWrite(approveAdjustment)
  const decline = useWrite(declineAdjustment)
  const params = { id: row.id }
  // The row may leave the list before the answer is told: what is said afterwards does not hang on it.
  const tell = (act: Promise<unknown>, word: string) =>
    act.then(
      () => (setOpen(false), message.success(word)),
      () => {},
    )
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        复核
      </Button>
      <Modal
        open={open}
        title={`${ADJUSTMENT_KINDS[row.kind]}：${row.name}，${row.forMonth}${row.title}`}
        onCancel={() => setOpen(false)}
        footer={
          <>
            <Button
              disabled={note.trim().length < 2}
              loading={decline.isPending}
              onClick={() => tell(decline.mutateAsync({ params, body: { note } }), '已退回，没有动钱。')}
            >
              不同意
            </Button>
            <Button type="primary" loading={approve.isPending} onClick={() => tell(approve.mutateAsync({ params }), '已批准。')}>
              批准
            </Button>
          </>
        }
      >
        <p>
          <b style={{ fontSize: 22 }}>{yuan(row.fen)}</b> 元<br />
          <span className="sub">人民币{upperCaseAmount(row.fen)}</span>
        </p>
        <p>
          原因：{row.reason}。{row.proposedBy && `${row.proposedBy}提出，`}
          {row.fen > 0 ? '批准后随下一批发放。' : '批准后从以后月份分月抵扣，或者收现款。'}
        </p>
        <label className="field">
          说明（不同意时必填）
          <Input value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
        </label>
        <ProblemNote error={approve.error ?? decline.error} />
      </Modal>
    </>
  )
}
