// The two verdicts on a pair: each asks for its reason, and merging says first what becomes of either record.
import { newId } from '@songhe/basics/ids'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { markDifferent, mergePersons } from '../contract.ts'
import type { Pair } from './duplicates-page.tsx'

const REASON = [{ required: true, min: 4, message: '理由至少 4 个字' }]

interface Props {
  pair: Pair
  onClose(): void
}

export function MergeForm({ pair, onClose }: Props) {
  const [id] = useState(() => newId())
  const [form] = Form.useForm<{ keep: string; reason: string }>()
  const merge = useWrite(mergePersons)
  const bothNumbered = pair.one.citizenId && pair.other.citizenId
  const fuller = pair.one.facts >= pair.other.facts ? pair.one : pair.other
  const save = (values: { keep: string; reason: string }) =>
    merge.mutateAsync({ body: { id, one: pair.one.id, other: pair.other.id, ...values } }).then(onClose, () => {})
  return (
    <Modal
      open
      title={`合并档案：${pair.one.name}`}
      okText="合并"
      cancelText="取消"
      confirmLoading={merge.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {bothNumbered && <p className="amber">两份档案都有身份证号，而且不同。请先核对证件，确认是同一个人再合并。</p>}
      <Form form={form} layout="vertical" onFinish={save} initialValues={{ keep: fuller.id }}>
        <Form.Item name="keep" label="保留哪一份">
          <Radio.Group style={{ display: 'grid', gap: 6 }}>
            {[pair.one, pair.other].map((side) => (
              <Radio key={side.id} value={side.id}>
                {side.name}，{side.citizenId || '没有身份证号'}，{side.facts} 条情况，{side.registeredAt.slice(0, 10)} 登记
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <Form.Item name="reason" label="理由" rules={REASON}>
          <Input maxLength={200} placeholder="例如：村里核实，同一个人登记了两次" />
        </Form.Item>
      </Form>
      <p className="sub">
        另一份的情况、联系人和经过并到保留的档案；它的收款账户停用，不会自动带过来；它只供查阅，不再计入名册。
      </p>
      <ProblemNote error={merge.error} />
    </Modal>
  )
}

export function DifferentForm({ pair, onClose }: Props) {
  const [id] = useState(() => newId())
  const [form] = Form.useForm<{ reason: string }>()
  const differ = useWrite(markDifferent)
  const save = ({ reason }: { reason: string }) =>
    differ.mutateAsync({ body: { id, one: pair.one.id, other: pair.other.id, reason } }).then(onClose, () => {})
  return (
    <Modal
      open
      title={`标为两个人：${pair.one.name}、${pair.other.name}`}
      okText="是两个人"
      cancelText="取消"
      confirmLoading={differ.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={save}>
        <Form.Item name="reason" label="理由" rules={REASON}>
          <Input maxLength={200} placeholder="例如：两人证件都看过，是同名同日生" />
        </Form.Item>
      </Form>
      <p className="sub">两份档案都不变，这一对以后不再提示。</p>
      <ProblemNote error={differ.error} />
    </Modal>
  )
}
