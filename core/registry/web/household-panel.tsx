// Who lives with the elder: elders of the roll as one household with dates, and family on no roll who share the home.
import { newId } from '@songhe/basics/ids'
import { useMay, useMe } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { HOUSEHOLD_KINDS } from '../contract/family.ts'
import type { PersonFile } from '../contract/people.ts'
import { leaveHousehold, setHousehold } from '../contract.ts'
import { PersonPicker } from './person-picker.tsx'

export function HouseholdPanel({ person }: { person: PersonFile }) {
  const [act, setAct] = useState<'join' | 'leave'>()
  const mayWrite = useMay('registry.write') && person.state === 'active'
  const { household } = person
  const close = () => setAct(undefined)
  const sharing = person.contacts.filter((contact) => contact.sameHome)
  const alone = person.facts.some((fact) => fact.kind === 'living.alone' && fact.value === 'true')
  return (
    <section className="inside" aria-label="同住家庭">
      <div className="panel-head">
        <h2>同住家庭</h2>
        {mayWrite && (
          <span style={{ display: 'flex', gap: 8 }}>
            {household && (
              <Button size="small" onClick={() => setAct('leave')}>
                不再同住
              </Button>
            )}
            <Button size="small" onClick={() => setAct('join')}>
              登记同住
            </Button>
          </span>
        )}
      </div>
      {household && (
        <p className="xs">
          {household.kind}，{household.since} 起
        </p>
      )}
      {!household && sharing.length === 0 && <p className="sub">没有登记同住的人</p>}
      {alone && (household || sharing.length > 0) && <p className="amber xs">登记为独居，又登记了同住的人，请核实。</p>}
      <ul className="people-list">
        {household?.members.map((member) => (
          <li key={member.id}>
            <Link to={`/people/${member.id}` as never}>
              <b>{member.name}</b>
            </Link>
            <span>
              {member.sex === 'female' ? '女' : '男'}，{member.age} 岁{member.diedOn && `，${member.diedOn} 去世`}
            </span>
            <span className="xs">{member.since} 起</span>
          </li>
        ))}
        {sharing.map((contact) => (
          <li key={contact.id}>
            <b>{contact.name}</b>
            <span>{contact.relation}</span>
            <span className="xs">不在老人名册上</span>
          </li>
        ))}
      </ul>
      {act === 'join' && <JoinForm person={person} onClose={close} />}
      {act === 'leave' && <LeaveForm person={person} onClose={close} />}
    </section>
  )
}

interface Joining {
  members: string[]
  kind: (typeof HOUSEHOLD_KINDS)[number]
  from: string
}

function JoinForm({ person, onClose }: { person: PersonFile; onClose(): void }) {
  const me = useMe()
  const [id] = useState(() => newId())
  const [form] = Form.useForm<Joining>()
  const write = useWrite(setHousehold)
  const save = (values: Joining) =>
    write.mutateAsync({ params: { id: person.id }, body: { id, ...values } }).then(onClose, () => {})
  return (
    <Modal
      open
      title={`登记同住：${person.name}`}
      okText="登记"
      cancelText="取消"
      confirmLoading={write.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{ from: me.today, ...(person.household?.kind && { kind: person.household.kind }) }}
      >
        <Form.Item name="members" label="和谁同住（老人名册上的人）" rules={[{ required: true, message: '请选择同住的人' }]}>
          <PersonPicker without={person.id} />
        </Form.Item>
        <Form.Item name="kind" label="怎样同住" rules={[{ required: true, message: '请选择' }]}>
          <Select options={HOUSEHOLD_KINDS.map((kind) => ({ value: kind, label: kind }))} />
        </Form.Item>
        <Form.Item name="from" label="从哪天起" rules={[{ required: true, message: '请填写日期' }]}>
          <Input type="date" max={me.today} />
        </Form.Item>
      </Form>
      <p className="xs">家人不在老人名册上的，请在“家人与联系人”里登记并勾选“同住”。</p>
      <ProblemNote error={write.error} />
    </Modal>
  )
}

function LeaveForm({ person, onClose }: { person: PersonFile; onClose(): void }) {
  const me = useMe()
  const [id] = useState(() => newId())
  const [form] = Form.useForm<{ day: string; reason: string }>()
  const write = useWrite(leaveHousehold)
  return (
    <Modal
      open
      title={`不再同住：${person.name}`}
      okText="登记"
      cancelText="取消"
      confirmLoading={write.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(values) => write.mutateAsync({ params: { id: person.id }, body: { id, ...values } }).then(onClose, () => {})}
        initialValues={{ day: me.today }}
      >
        <Form.Item name="day" label="从哪天起" rules={[{ required: true, message: '请填写日期' }]}>
          <Input type="date" max={me.today} />
        </Form.Item>
        <Form.Item name="reason" label="理由" rules={[{ required: true, min: 4, message: '理由至少 4 个字' }]}>
          <Input maxLength={200} placeholder="例如：搬去女儿家居住" />
        </Form.Item>
      </Form>
      <ProblemNote error={write.error} />
    </Modal>
  )
}
