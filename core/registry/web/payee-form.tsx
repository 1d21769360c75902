// Where the money goes: the elder's own account, or somebody else's with relation and ground.
import { useNotice } from '@songhe/ui/notice'
import { newId } from '@songhe/basics/ids'
import { useMe } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { PersonFile } from '../contract/people.ts'
import { setPayee } from '../contract.ts'

interface Values {
  holder: string
  relation: string
  ground?: string
  bank?: string
  account: string
}

export function PayeeForm({ person, onClose }: { person: PersonFile; onClose(): void }) {
  const me = useMe()
  const message = useNotice()
  const [id] = useState(() => newId())
  const [form] = Form.useForm<Values>()
  const other = Form.useWatch('relation', form) !== '本人'
  const write = useWrite(setPayee)
  const save = ({ ground = '', bank = '', ...values }: Values) =>
    write
      .mutateAsync({ params: { id: person.id }, body: { id, ...values, ground, bank, verifiedOn: null, from: me.today } })
      .then(
        ({ warnings }) => (warnings.length > 0 ? message.warning(warnings.join(' '), 8) : message.success('已登记。'), onClose()),
        () => {},
      )
  const required = (text: string) => [{ required: true, message: text }]
  return (
    <Modal
      open
      title={`收款账户：${person.name}`}
      okText="登记"
      cancelText="取消"
      confirmLoading={write.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={save} initialValues={{ holder: person.name, relation: '本人' }}>
        <Form.Item name="holder" label="户名" rules={required('请填户名')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="relation" label="与老人的关系" rules={required('例如：本人、儿子')}>
          <Input maxLength={20} />
        </Form.Item>
        {other && (
          <Form.Item name="ground" label="为什么不是本人账户" rules={required('例如：监护人代管，有委托书')}>
            <Input maxLength={200} />
          </Form.Item>
        )}
        <Form.Item name="account" label="账号" rules={required('请填账号')}>
          <Input maxLength={60} inputMode="numeric" autoComplete="off" />
        </Form.Item>
        <Form.Item name="bank" label="开户行">
          <Input maxLength={60} />
        </Form.Item>
      </Form>
      <ProblemNote error={write.error} />
    </Modal>
  )
}
