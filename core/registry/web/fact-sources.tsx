// What every source says of one fact, and the two ways to change it: put a mistake right, or end what no longer holds. Nothing is overwritten.
import { newId } from '@songhe/basics/ids'
import { FieldList } from '@songhe/ui/field-list'
import { useMay, useMe } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { FactView, PersonFile } from '../contract/people.ts'
import { closeFact, correctFact } from '../contract.ts'
import { FactValueInput } from './fact-value-input.tsx'

export function FactSources({ person, fact, onClose }: { person: PersonFile; fact: FactView; onClose(): void }) {
  const [act, setAct] = useState<'correct' | 'close'>()
  const may = useMay('registry.write') && person.state === 'active'
  return (
    <Modal open title={`${fact.title}：各处怎么说`} footer={null} onCancel={onClose}>
      <FieldList
        lines={[fact, ...fact.others].map((one, i) => ({
          label: i === 0 ? '采用' : one.value === fact.value ? '一致' : '不同',
          value: `${one.text}（${one.from} 起${one.to ? `，至 ${one.to}` : ''}）`,
          source: `${one.source.label}，${one.source.reportedOn}`,
        }))}
      />
      {fact.paper && <p className="sub">{fact.paper}</p>}
      {may && !act && (
        <div style={{ display: 'flex', gap: 8, marginTop: 12 }}>
          <Button onClick={() => setAct('correct')}>更正（登记错了）</Button>
          <Button onClick={() => setAct('close')}>终止（情况变了）</Button>
        </div>
      )}
      {act && <FactForm act={act} person={person.id} fact={fact} onDone={onClose} />}
    </Modal>
  )
}

interface Values {
  value: string
  from: string
  to: string
  reason: string
}

function FactForm({ act, person, fact, onDone }: { act: 'correct' | 'close'; person: string; fact: FactView; onDone(): void }) {
  const me = useMe()
  const [id] = useState(() => newId())
  const correct = useWrite(correctFact)
  const close = useWrite(closeFact)
  const params = { id: person, fact: fact.id }
  const save = ({ value, from, to, reason }: Values) =>
    (act === 'correct'
      ? correct.mutateAsync({ params, body: { id, value, from, reason } })
      : close.mutateAsync({ params, body: { id, to, reason } })
    ).then(onDone, () => {})
  return (
    <Form
      layout="vertical"
      style={{ marginTop: 12 }}
      onFinish={save}
      initialValues={{ value: fact.value, from: fact.from, to: me.today }}
    >
      {act === 'correct' ? (
        <>
          <Form.Item name="value" label="正确的内容" rules={[{ required: true, message: '请填写内容' }]}>
            <FactValueInput kind={fact.kind} />
          </Form.Item>
          <Form.Item name="from" label="从哪天起">
            <Input type="date" />
          </Form.Item>
        </>
      ) : (
        <Form.Item name="to" label="从哪天起不再成立">
          <Input type="date" />
        </Form.Item>
      )}
      <Form.Item name="reason" label="理由" rules={[{ required: true, min: 4, message: '理由至少 4 个字' }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={correct.isPending || close.isPending}>
        {act === 'correct' ? '更正' : '终止'}
      </Button>
      <ProblemNote error={correct.error ?? close.error} />
    </Form>
  )
}
