// Registers an elder: number first, because it says birthday and sex; warnings are shown, never hidden.
import { newId } from '@songhe/basics/ids'
import { useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Link, useNavigate } from '@tanstack/react-router'
import { readCitizenId } from '@songhe/basics/citizen-id'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { registerPerson } from '../contract.ts'
import { AreaPicker } from './area-picker.tsx'
import { SourceFields, type SourceValues } from './source-fields.tsx'

interface Values extends SourceValues {
  name: string
  citizenId?: string
  birth?: string
  sex?: 'male' | 'female'
  area: number
  address?: string
  phone?: string
}

export function RegisterPage() {
  const me = useMe()
  const navigate = useNavigate()
  const [id] = useState(() => newId())
  const [form] = Form.useForm<Values>()
  const typed = Form.useWatch('citizenId', form) ?? ''
  const area = Form.useWatch('area', form)
  const read = typed.length >= 15 ? readCitizenId(typed, me.today) : undefined
  const write = useWrite(registerPerson)
  const known = (write.error?.problem.facts?.person ?? undefined) as string | undefined
  const save = ({ sourceKind, label, reportedOn, ...values }: Values) =>
    write
      .mutateAsync({
        body: { address: '', phone: '', facts: [], ...values, id, source: { kind: sourceKind, label, reportedOn } },
      })
      .then(
        (reply) => navigate({ to: `/people/${reply.id}` as never }),
        () => {},
      )
  return (
    <>
      <PageTitle title="登记老人" />
      <Form
        form={form}
        layout="vertical"
        className="card"
        style={{ padding: 16, maxWidth: 860 }}
        onFinish={save}
        initialValues={{ reportedOn: me.today }}
      >
        <div className="two-columns">
          <Form.Item
            name="citizenId"
            label="身份证号（没有可不填）"
            {...(read &&
              ('error' in read
                ? { validateStatus: 'error' as const, help: read.error }
                : { help: [`${read.birth} 出生`, read.sex === 'female' ? '女' : '男', ...read.warnings].join('，') }))}
          >
            <Input maxLength={40} autoFocus />
          </Form.Item>
          <Form.Item name="name" label="姓名" rules={[{ required: true, message: '请填写姓名' }]}>
            <Input maxLength={60} />
          </Form.Item>
          {!typed && (
            <>
              <Form.Item name="birth" label="出生日期" rules={[{ required: true, message: '没有证号时必填' }]}>
                <Input type="date" max={me.today} />
              </Form.Item>
              <Form.Item name="sex" label="性别" rules={[{ required: true, message: '没有证号时必填' }]}>
                <Select
                  options={[
                    { value: 'female', label: '女' },
                    { value: 'male', label: '男' },
                  ]}
                />
              </Form.Item>
            </>
          )}
          <Form.Item name="area" label="户籍村社" rules={[{ required: true, message: '请选择村社' }]}>
            <AreaPicker label="户籍村社" value={area} onChange={(key) => form.setFieldValue('area', key)} />
          </Form.Item>
          <Form.Item name="address" label="组、门牌">
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="phone" label="电话">
            <Input maxLength={30} />
          </Form.Item>
          <SourceFields />
        </div>
        <ProblemNote error={write.error} />
        {known && (
          <p>
            <Link to={`/people/${known}` as never}>打开已有档案</Link>
          </p>
        )}
        <Button type="primary" htmlType="submit" loading={write.isPending}>
          登记
        </Button>
      </Form>
    </>
  )
}
