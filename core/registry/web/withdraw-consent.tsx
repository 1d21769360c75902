// 撤回同意: the answers kept on it are no longer shown nor counted; the reason says who took it back.
import { newId } from '@songhe/basics/ids'
import { useMe } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { withdrawConsent } from '../contract.ts'

export function WithdrawConsent({ person, consent }: { person: string; consent: string }) {
  const { today } = useMe()
  const [id] = useState(() => newId())
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const write = useWrite(withdrawConsent)
  return (
    <>
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        撤回
      </Button>
      <Modal
        open={open}
        title="撤回对这次调查的同意"
        okText="撤回"
        cancelText="取消"
        okButtonProps={{ disabled: reason.trim().length < 2, loading: write.isPending }}
        onOk={() =>
          write.mutateAsync({ params: { id: person, consent }, body: { id, day: today, reason } }).then(
            () => setOpen(false),
            () => {},
          )
        }
        onCancel={() => setOpen(false)}
      >
        <p className="sub">撤回后，这次调查的回答不再显示，也不再计入汇总；何时同意、何时撤回仍有记录。</p>
        <label className="field">
          谁来撤回、为什么
          <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </label>
        <ProblemNote error={write.error} />
      </Modal>
    </>
  )
}
