// Money and rules never move on one key: asks once more, with the sum in figures and in upper-case characters.
import { upperCaseAmount, yuan } from '@songhe/basics/money'
import { Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'

interface Props {
  button: string
  question: string
  fen?: number
  children?: ReactNode
  disabled?: boolean
  onConfirm(): Promise<unknown>
}

export function ConfirmSum({ button, question, fen, children, disabled = false, onConfirm }: Props) {
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const confirm = async () => {
    setBusy(true)
    await onConfirm().then(
      () => setOpen(false),
      () => setOpen(false),
    )
    setBusy(false)
  }
  return (
    <>
      <Button type="primary" size="large" disabled={disabled} onClick={() => setOpen(true)}>
        {button}
      </Button>
      <Modal
        open={open}
        title={question}
        okText={button}
        cancelText="再看看"
        confirmLoading={busy}
        onOk={confirm}
        onCancel={() => setOpen(false)}
      >
        {fen !== undefined && (
          <p>
            <b style={{ fontSize: 22 }}>{yuan(fen)}</b> 元<br />
            <span className="sub">人民币{upperCaseAmount(fen)}</span>
          </p>
        )}
        {children}
      </Modal>
    </>
  )
}
