// Hands towns over: target, day and ground first, then the people it moves, then one button that starts a job.
import { newId } from '@songhe/basics/ids'
import { yuan } from '@songhe/basics/money'
import type { InputOf } from '@songhe/basics/contract'
import { useMe } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { listDistricts, previewTransfer, transferAreas } from '../contract.ts'

type Values = Pick<InputOf<typeof transferAreas>['body'], 'to' | 'day' | 'ground'>

export function TransferForm({ towns, onClose }: { towns: number[]; onClose(): void }) {
  const me = useMe()
  const [id] = useState(() => newId())
  const [form] = Form.useForm<Values>()
  const districts = useRead(listDistricts, { query: {} }).data?.districts ?? []
  const preview = useWrite(previewTransfer)
  const start = useWrite(transferAreas)
  const save = (values: Values) =>
    preview.data
      ? start.mutateAsync({ body: { ...values, id, towns } }).then(onClose, () => {})
      : preview.mutateAsync({ body: { towns, to: values.to, day: values.day } }).then(
          () => {},
          () => {},
        )
  const people = preview.data?.towns.reduce((sum, town) => sum + town.people, 0)
  return (
    <Modal
      open
      title={`划转 ${towns.length} 个镇街`}
      okText={preview.data ? '开始划转' : '看看影响'}
      cancelText="取消"
      confirmLoading={preview.isPending || start.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{ day: me.today }}
        onValuesChange={() => preview.reset()}
      >
        <Form.Item name="to" label="划入区县" rules={[{ required: true, message: '请选择划入区县' }]}>
          <Select
            showSearch
            optionFilterProp="label"
            options={districts.filter((one) => one.key !== me.district.key).map((one) => ({ value: one.key, label: one.name }))}
          />
        </Form.Item>
        <Form.Item name="day" label="生效日期" rules={[{ required: true }]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="ground" label="依据" rules={[{ required: true, min: 4, message: '请写明文件或通知' }]}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
      {preview.data && (
        <>
          <p>
            将划入{preview.data.to}：
            {preview.data.towns.map((town) => `${town.name} ${town.people} 人${town.done ? '（已划转）' : ''}`).join('，')}。共{' '}
            {people} 人，原档案关闭，新区县接续。
          </p>
          {preview.data.rooms.length > 0 && (
            <ul style={{ marginTop: 8 }}>
              {preview.data.rooms.map((line) => (
                <li key={line.title}>
                  {line.title} {line.count} 项{line.fen !== null && `，${yuan(line.fen)} 元`}：
                  {line.goes ? '由划入区县接续' : '留在本区县办结'}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      <ProblemNote error={preview.error ?? start.error} />
    </Modal>
  )
}
