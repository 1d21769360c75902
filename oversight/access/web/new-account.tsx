// One account for one member of staff, with the place it is limited to; the first password is shown once.
import { newId } from '@songhe/basics/ids'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { createAccount, listRoles, type ROLE_KEYS } from '../contract.ts'
import { Slips } from './slips.tsx'
import { TownSelect } from './town-select.tsx'

interface Values {
  name: string
  username: string
  post?: string
  phone?: string
  role: (typeof ROLE_KEYS)[number]
  area?: number
}

export function NewAccount() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        新建账号
      </Button>
      {open && <NewAccountForm onClose={() => setOpen(false)} />}
    </>
  )
}

function NewAccountForm({ onClose }: { onClose(): void }) {
  const [id] = useState(() => newId())
  const [form] = Form.useForm<Values>()
  const roles = useRead(listRoles, {})
  const create = useWrite(createAccount)
  const role = Form.useWatch('role', form)
  const made = create.data?.firstPassword
  const save = ({ post = '', phone = '', ...values }: Values) =>
    create.mutateAsync({ body: { id, ...values, post, phone } }).catch(() => {})
  return (
    <Modal
      open
      title="新建账号"
      okText={made ? '抄好了' : '新建'}
      cancelText="取消"
      {...(made && { cancelButtonProps: { style: { display: 'none' } } })}
      confirmLoading={create.isPending}
      onOk={() => (made ? onClose() : form.submit())}
      onCancel={onClose}
    >
      {made ? (
        <>
          <p className="sub">只显示这一次，请抄下或打印后交给本人。岗位由安全管理员在“待授予的岗位”里授予后才生效。</p>
          <Slips
            slips={[
              { name: form.getFieldValue('name'), username: form.getFieldValue('username'), town: '', firstPassword: made },
            ]}
          />
        </>
      ) : (
        <Form form={form} layout="vertical" onFinish={save} initialValues={{ role: 'town-officer' }}>
          <Form.Item name="name" label="姓名" rules={[{ required: true, message: '请填写姓名' }]}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item
            name="username"
            label="用户名"
            extra="小写字母开头，3 至 31 位字母、数字、点、横线"
            rules={[{ required: true, pattern: /^[a-z][a-z0-9.-]{2,30}$/, message: '用户名不合要求' }]}
          >
            <Input maxLength={31} autoComplete="off" />
          </Form.Item>
          <Form.Item name="post" label="职务">
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="phone" label="办公电话">
            <Input maxLength={20} />
          </Form.Item>
          <Form.Item name="role" label="岗位">
            <Select options={roles.data?.map((one) => ({ value: one.key, label: one.label })) ?? []} />
          </Form.Item>
          <Form.Item
            name="area"
            label="管辖范围"
            rules={role === 'town-officer' ? [{ required: true, message: '镇街岗位要选镇街' }] : []}
          >
            <TownSelect />
          </Form.Item>
        </Form>
      )}
      <ProblemNote error={create.error} />
    </Modal>
  )
}
