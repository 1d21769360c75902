// Records one statement with its source; the form keeps its id, so a second click does nothing twice.
import { newId } from '@songhe/basics/ids'
import { useMe } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { PersonFile } from '../contract/people.ts'
import { listFactKinds, recordFact } from '../contract.ts'
import { FactValueInput } from './fact-value-input.tsx'
import { SourceFields, type SourceValues } from './source-fields.tsx'

interface Values extends SourceValues {
  kind: string
  value: string
  from: string
  to?: string
  report?: string
  body?: string
}

export function RecordFactForm({ person, onClose }: { person: PersonFile; onClose(): void }) {
  const me = useMe()
  const [id] = useState(() => newId())
  const [form] = Form.useForm<Values>()
  const kinds = (useRead(listFactKinds, {}).data?.kinds ?? []).filter((kind) => kind.group !== '调查')
  const chosen = kinds.find((kind) => kind.kind === Form.useWatch('kind', form))
  const write = useWrite(recordFact)
  const save = ({ kind, value, from, to, report, body, ...source }: Values) =>
    write
      .mutateAsync({
        params: { id: person.id },
        body: {
          id,
          kind,
          value,
          from,
          ...(to && { to }),
          ...((report || body) && { detail: { report, body } }),
          source: { kind: source.sourceKind, label: source.label, reportedOn: source.reportedOn },
        },
      })
      .then(onClose, () => {})
  return (
    <Modal
      open
      title="登记一条情况"
      okText="登记"
      cancelText="取消"
      confirmLoading={write.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={save} initialValues={{ from: me.today, reportedOn: me.today }}>
        <Form.Item name="kind" label="类别" rules={[{ required: true, message: '请选择类别' }]}>
          <Select
            showSearch
            optionFilterProp="label"
            options={kinds.map((kind) => ({ value: kind.kind, label: `${kind.group} · ${kind.title}` }))}
            onChange={() => form.resetFields(['value'])}
          />
        </Form.Item>
        <Form.Item name="value" label="内容" rules={[{ required: true, message: '请填写内容' }]}>
          <FactValueInput kind={chosen?.kind} />
        </Form.Item>
        <Form.Item name="from" label="从哪天起" rules={[{ required: true }]}>
          <Input type="date" />
        </Form.Item>
        {chosen?.paper && (
          <>
            <Form.Item name="report" label={chosen.paper.number}>
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item name="body" label={chosen.paper.body}>
              <Input maxLength={80} />
            </Form.Item>
            <Form.Item name="to" label="有效期至">
              <Input type="date" />
            </Form.Item>
          </>
        )}
        <SourceFields />
      </Form>
      <ProblemNote error={write.error} />
    </Modal>
  )
}
