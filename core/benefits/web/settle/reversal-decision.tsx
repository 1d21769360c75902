// The second person over one counter-entry: the sum once more, then yes or no.
import { yuan } from '@songhe/basics/money'
import { useNotice } from '@songhe/ui/notice'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { decideReversals, type ReversalRow } from '../../contract-settle.ts'

export function ReversalDecision({ row }: { row: ReversalRow }) {
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const message = useNotice()
  const decide = useWrite(decideReversals)
  const act = (verdict: 'approve' | 'reject') =>
    decide.mutateAsync({ body: { verdict, ids: [row.id], note } }).then(
      () => {
        setOpen(false)
        message.success(verdict === 'approve' ? '已冲销。' : '已退回。')
      },
      () => {},
    )
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        复核
      </Button>
      <Modal
        open={open}
        title={`冲销 ${row.name} ${row.forMonth}${row.title}`}
        onCancel={() => setOpen(false)}
        footer={
          <>
            <Button disabled={note.trim().length < 2} loading={decide.isPending} onClick={() => act('reject')}>
              不同意
            </Button>
            <Button type="primary" loading={decide.isPending} onClick={() => act('approve')}>
              同意冲销
            </Button>
          </>
        }
      >
        <p>
          原来 <b style={{ fontSize: 22 }}>{yuan(row.fen)}</b> 元不再发放
          {row.correctedFen > 0 ? `，改按 ${yuan(row.correctedFen)} 元随下一批发放` : ''}。原因：{row.reason}（{row.proposedBy}
          ）。
        </p>
        <label className="field">
          说明（不同意时必填）
          <Input value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
        </label>
        <ProblemNote error={decide.error} />
      </Modal>
    </>
  )
}
