// Opens one approved line that has not been paid and asks for its counter-entry: why, and what should come instead.
import { newId } from '@songhe/basics/ids'
import { fen as fenOf, yuan } from '@songhe/basics/money'
import { useNotice } from '@songhe/ui/notice'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { proposeReversals } from '../../contract-settle.ts'

export interface OpenLine {
  person: string
  name: string
  programme: string
  title: string
  kind: string
  forMonth: string
  fen: number
}

export function ReverseForm({ run, line, onClose }: { run: string; line: OpenLine; onClose(): void }) {
  const message = useNotice()
  const [id] = useState(() => newId())
  const [form] = Form.useForm<{ corrected: string; reason: string }>()
  const propose = useWrite(proposeReversals)
  const save = ({ corrected, reason }: { corrected: string; reason: string }) => {
    const { person, programme, forMonth } = line
    const kind = line.kind as 'month' | 'arrear' | 'one-off'
    propose.mutate(
      {
        params: { id: run },
        body: { id, reason, lines: [{ person, programme, kind, forMonth, correctedFen: fenOf(corrected)! }] },
      },
      { onSuccess: () => (message.success('已提出冲销，等另一位工作人员复核。'), onClose()) },
    )
  }
  return (
    <Modal
      open
      title={`冲销：${line.name}，${line.forMonth}${line.title}`}
      okText="提出冲销"
      cancelText="取消"
      confirmLoading={propose.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>
        这笔 <b>{yuan(line.fen)}</b> 元已批准、还没有付出。复核同意后不再发放；应发的金额随下一批发放。
      </p>
      <Form form={form} layout="vertical" onFinish={save} initialValues={{ corrected: '0' }}>
        <Form.Item
          name="corrected"
          label="更正为（元，不该发的填 0）"
          rules={[
            {
              validator: (_, value?: string) => {
                const fen = fenOf(value ?? '')
                if (fen === undefined || fen < 0) return Promise.reject(new Error('请填金额，例如 0 或 300.50'))
                return fen === line.fen ? Promise.reject(new Error('和原来的金额一样，不用冲销')) : Promise.resolve()
              },
            },
          ]}
        >
          <Input inputMode="decimal" />
        </Form.Item>
        <Form.Item name="reason" label="原因" rules={[{ required: true, min: 2, message: '请写冲销原因' }]}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </Form>
      <ProblemNote error={propose.error} />
    </Modal>
  )
}
