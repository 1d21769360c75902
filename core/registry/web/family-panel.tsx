// Family and contacts, and the alert when nobody answers for a hard case.
import { newId } from '@songhe/basics/ids'
import { Masked } from '@songhe/ui/masked'
import { useMay } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Button, Checkbox, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { DUTIES } from '../contract/family.ts'
import type { PersonFile } from '../contract/people.ts'
import { addContact, closeContact } from '../contract.ts'
import { useReveal } from './use-reveal.ts'

export function FamilyPanel({ person }: { person: PersonFile }) {
  const [adding, setAdding] = useState(false)
  const mayWrite = useMay('registry.write')
  const close = useWrite(closeContact)
  const reveal = useReveal(person.id)
  return (
    <section className="inside" aria-label="家人与联系人">
      <div className="panel-head">
        <h2>家人与联系人</h2>
        {mayWrite && person.state === 'active' && (
          <Button size="small" onClick={() => setAdding(true)}>
            登记
          </Button>
        )}
      </div>
      {person.lacksGuardian && (
        <p>
          <StateTag tone="amber">重点老人，还没有监护人或联系人</StateTag>
        </p>
      )}
      {person.contacts.length === 0 && !person.lacksGuardian && <p className="sub">没有登记</p>}
      <ul className="people-list">
        {person.contacts.map((contact) => (
          <li key={contact.id}>
            <b>{contact.name}</b>
            <span>
              {contact.relation}
              {contact.duty === '其他' ? '' : `，${contact.duty}`}
              {contact.sameHome && '，同住'}
            </span>
            <span className="sub">
              {contact.phone ? (
                <Masked value={contact.phone} what={`${contact.name}的电话`} {...reveal('contact', contact.id)} />
              ) : (
                '没有电话'
              )}
            </span>
            {mayWrite && person.state === 'active' && (
              <Button
                size="small"
                type="text"
                aria-label={`停用联系人${contact.name}`}
                onClick={() => close.mutate({ params: { id: person.id, contact: contact.id } })}
              >
                停用
              </Button>
            )}
          </li>
        ))}
      </ul>
      {adding && <ContactForm person={person} onClose={() => setAdding(false)} />}
    </section>
  )
}

interface Values {
  name: string
  relation: string
  duty: (typeof DUTIES)[number]
  phone?: string
  sameHome?: boolean
}

function ContactForm({ person, onClose }: { person: PersonFile; onClose(): void }) {
  const [id] = useState(() => newId())
  const [form] = Form.useForm<Values>()
  const write = useWrite(addContact)
  const save = (values: Values) =>
    write.mutateAsync({ params: { id: person.id }, body: { phone: '', ...values, id } }).then(onClose, () => {})
  return (
    <Modal
      open
      title="登记家人或联系人"
      okText="登记"
      cancelText="取消"
      confirmLoading={write.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={save} initialValues={{ duty: '紧急联系人' }}>
        <Form.Item name="name" label="姓名" rules={[{ required: true, message: '请填写姓名' }]}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="relation" label="与老人的关系" rules={[{ required: true, message: '例如：女儿、邻居' }]}>
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name="duty" label="身份">
          <Select options={DUTIES.map((duty) => ({ value: duty, label: duty }))} />
        </Form.Item>
        <Form.Item name="phone" label="电话">
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item name="sameHome" valuePropName="checked">
          <Checkbox>和老人同住</Checkbox>
        </Form.Item>
      </Form>
      <ProblemNote error={write.error} />
    </Modal>
  )
}
