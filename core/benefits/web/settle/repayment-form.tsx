// Finance writes down money that was handed back: how much, when, by which receipt. It counts when another person has seen the receipt.
import { newId } from '@songhe/basics/ids'
import { fen as fenOf, yuan } from '@songhe/basics/money'
import { useMe } from '@songhe/ui/me'
import { useNotice } from '@songhe/ui/notice'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { recordRepayment, type RecoveryRow } from '../../contract-settle.ts'

interface Values {
  yuan: string
  receivedOn: string
  receipt: string
}

export function RepaymentForm({ row, onClose }: { row: RecoveryRow; onClose(): void }) {
  const me = useMe()
  const message = useNotice()
  const [id] = useState(() => newId())
  const [form] = Form.useForm<Values>()
  const record = useWrite(recordRepayment)
  const save = ({ yuan: text, receivedOn, receipt }: Values) =>
    record.mutate(
      { params: { id: row.id }, body: { id, fen: fenOf(text)!, receivedOn, receipt } },
      { onSuccess: () => (message.success('已登记，等另一位工作人员对照票据确认。'), onClose()) },
    )
  return (
    <Modal
      open
      title={`登记收款：${row.name}，${row.forMonth}${row.title}`}
      okText="登记"
      cancelText="取消"
      confirmLoading={record.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>
        还剩 <b>{yuan(row.leftFen)}</b> 元没有收回。{row.planText}。
      </p>
      <Form form={form} layout="vertical" onFinish={save} initialValues={{ receivedOn: me.today }}>
        <Form.Item
          name="yuan"
          label="收到（元）"
          rules={[
            {
              validator: (_, value?: string) =>
                (fenOf(value ?? '') ?? 0) > 0 ? Promise.resolve() : Promise.reject(new Error('请填金额，例如 300 或 300.50')),
            },
          ]}
        >
          <Input inputMode="decimal" autoFocus />
        </Form.Item>
        <Form.Item name="receivedOn" label="收款日期" rules={[{ required: true, message: '请填收款日期' }]}>
          <Input type="date" max={me.today} />
        </Form.Item>
        <Form.Item name="receipt" label="票据号" rules={[{ required: true, min: 2, message: '请写票据号' }]}>
          <Input maxLength={40} />
        </Form.Item>
      </Form>
      <ProblemNote error={record.error} />
    </Modal>
  )
}
