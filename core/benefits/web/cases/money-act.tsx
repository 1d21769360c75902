// Money beside the month for any programme, also one that no longer runs: proposed here, approved by another person.
import { monthOf } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import { fen as fenOf } from '@songhe/basics/money'
import { useMay, useMe } from '@songhe/ui/me'
import { useNotice } from '@songhe/ui/notice'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { PROGRAMMES } from '../../contract-cases.ts'
import { proposeAdjustment } from '../../contract-month.ts'
import { MoneyFields } from './money-fields.tsx'

interface Values {
  programme: string
  kind: 'arrear' | 'recovery' | 'one-off'
  forMonth: string
  yuan: string
  reason: string
}

export function MoneyAct({ person }: { person: string }) {
  const may = useMay('benefits.run')
  const [open, setOpen] = useState(false)
  if (!may) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        提出补发、追回或更正
      </Button>
      {open && <MoneyForm person={person} onClose={() => setOpen(false)} />}
    </>
  )
}

function MoneyForm({ person, onClose }: { person: string; onClose(): void }) {
  const me = useMe()
  const message = useNotice()
  const [id] = useState(() => newId())
  const [form] = Form.useForm<Values>()
  const propose = useWrite(proposeAdjustment)
  const save = ({ yuan, ...values }: Values) =>
    propose.mutate(
      { body: { id, person, ...values, fen: fenOf(yuan)! } },
      { onSuccess: () => (message.success('已提出，等另一位工作人员批准。'), onClose()) },
    )
  return (
    <Modal
      open
      title="补发、追回或更正"
      okText="提出"
      cancelText="取消"
      confirmLoading={propose.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>提出后由另一位工作人员批准，随下一个月一起发放或抵扣。</p>
      <Form form={form} layout="vertical" onFinish={save} initialValues={{ kind: 'arrear', forMonth: monthOf(me.today) }}>
        <Form.Item name="programme" label="项目" rules={[{ required: true, message: '请选项目' }]}>
          <Select options={Object.entries(PROGRAMMES).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <MoneyFields />
        <Form.Item name="reason" label="原因" rules={[{ required: true, min: 2, message: '请写原因' }]}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </Form>
      <ProblemNote error={propose.error} />
    </Modal>
  )
}
