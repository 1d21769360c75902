// Less a month than the rules would allow, agreed with the elder, with its reason; the approver sees the longer plan.
import { newId } from '@songhe/basics/ids'
import { fen as fenOf, yuan } from '@songhe/basics/money'
import { useNotice } from '@songhe/ui/notice'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { type RecoveryRow, slowRecovery } from '../../contract-settle.ts'

interface Values {
  yuan: string
  reason: string
}

export function SlowForm({ row, onClose }: { row: RecoveryRow; onClose(): void }) {
  const message = useNotice()
  const [id] = useState(() => newId())
  const [form] = Form.useForm<Values>()
  const slow = useWrite(slowRecovery)
  const save = ({ yuan: text, reason }: Values) =>
    slow.mutate(
      { params: { id: row.id }, body: { id, monthlyFen: fenOf(text)!, reason } },
      { onSuccess: () => (message.success('已改，批准的人会看到新的抵扣计划。'), onClose()) },
    )
  return (
    <Modal
      open
      title={`每月少抵一些：${row.name}，${row.forMonth}${row.title}`}
      okText="保存"
      cancelText="取消"
      confirmLoading={slow.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>
        应追回 <b>{yuan(row.fen)}</b> 元。现在的安排：{row.planText}。批准以后不能再由一个人改。
      </p>
      <Form form={form} layout="vertical" onFinish={save}>
        <Form.Item
          name="yuan"
          label="每月最多抵扣（元）"
          rules={[
            {
              validator: (_, value?: string) =>
                (fenOf(value ?? '') ?? 0) >= 100 ? Promise.resolve() : Promise.reject(new Error('每月至少抵扣 1 元')),
            },
          ]}
        >
          <Input inputMode="decimal" autoFocus />
        </Form.Item>
        <Form.Item name="reason" label="原因" rules={[{ required: true, min: 2, message: '请写原因' }]}>
          <Input.TextArea rows={2} maxLength={200} placeholder="例如：老人申请，看病支出大" />
        </Form.Item>
      </Form>
      <ProblemNote error={slow.error} />
    </Modal>
  )
}
