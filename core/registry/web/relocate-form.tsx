// Moving within the district: registration, residence or both; money and cases follow by themselves.
import { newId } from '@songhe/basics/ids'
import { useMe } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { PersonFile } from '../contract/people.ts'
import { relocate } from '../contract.ts'
import { AreaPicker } from './area-picker.tsx'

interface Values {
  day: string
  area?: number
  residenceArea?: number
  address?: string
}

export function RelocateForm({ person, onClose }: { person: PersonFile; onClose(): void }) {
  const me = useMe()
  const [id] = useState(() => newId())
  const [form] = Form.useForm<Values>()
  const write = useWrite(relocate)
  const save = ({ day, area, residenceArea, address }: Values) =>
    write
      .mutateAsync({
        params: { id: person.id },
        body: { id, day, area: area!, ...(residenceArea && { residenceArea }), ...(address && { address }) },
      })
      .then(onClose, () => {})
  return (
    <Modal
      open
      title={`区县内迁移：${person.name}`}
      okText="登记"
      cancelText="取消"
      confirmLoading={write.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={save} initialValues={{ day: me.today }}>
        <Form.Item name="day" label="从哪天起">
          <Input type="date" max={me.today} />
        </Form.Item>
        <Form.Item name="area" label="新的户籍镇街、村社" rules={[{ required: true, message: '请选择村社' }]}>
          <AreaPicker label="户籍镇街、村社" value={undefined} onChange={() => {}} />
        </Form.Item>
        <Form.Item name="residenceArea" label="新的居住地（和户籍不同才填）">
          <AreaPicker label="居住镇街、村社" value={undefined} onChange={() => {}} />
        </Form.Item>
        <Form.Item name="address" label="门牌、小区">
          <Input maxLength={200} />
        </Form.Item>
      </Form>
      <ProblemNote error={write.error} />
    </Modal>
  )
}
