// A masked value; seeing the whole needs a reason, which the log keeps.
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { ProblemNote } from './problem-note.tsx'

export function Masked({ value, what, onReveal }: { value: string; what: string; onReveal?(reason: string): Promise<string> }) {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [whole, setWhole] = useState<string>()
  const [error, setError] = useState<unknown>()
  const reveal = () => onReveal?.(reason).then((text) => (setWhole(text), setAsking(false)), setError)
  return (
    <span>
      {whole ?? value}
      {onReveal && !whole && (
        <Button type="link" size="small" onClick={() => setAsking(true)}>
          查看全号
        </Button>
      )}
      <Modal
        open={asking}
        title={`查看${what}`}
        okText="查看"
        cancelText="不看了"
        okButtonProps={{ disabled: reason.trim().length < 4 }}
        onOk={reveal}
        onCancel={() => setAsking(false)}
      >
        <label className="field">
          为什么要看（会记入日志）
          <Input value={reason} onChange={(event) => setReason(event.target.value)} placeholder="例如：核对退票账号" />
        </label>
        <ProblemNote error={error} />
      </Modal>
    </span>
  )
}
