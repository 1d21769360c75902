// The question itself: the sum once more, then yes or back.
import { upperCaseAmount, yuan } from '@songhe/basics/money'
import { Modal } from 'antd'
import { type ReactNode, useState } from 'react'

interface Props {
  open: boolean
  button: string
  question: string
  fen?: number
  children?: ReactNode
  close(): void
  onConfirm(): Promise<unknown>
}

export function ConfirmAsk({ open, button, question, fen, children, close, onConfirm }: Props) {
  const [busy, setBusy] = useState(false)
  const confirm = async () => {
    setBusy(true)
    await onConfirm().then(close, close)
    setBusy(false)
  }
  return (
    <Modal open={open} title={question} okText={button} cancelText="再看看" confirmLoading={busy} onOk={confirm} onCancel={close}>
      {fen !== undefined && (
        <p>
          <b style={{ fontSize: 22 }}>{yuan(fen)}</b> 元<br />
          <span className="sub">人民币{upperCaseAmount(fen)}</span>
        </p>
      )}
      {children}
    </Modal>
  )
}
