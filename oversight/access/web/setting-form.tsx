// One setting and the reason for changing it.
import { newId } from '@songhe/basics/ids'
import { fen, yuan } from '@songhe/basics/money'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Form, Input, Modal, Select, Switch } from 'antd'
import { useState } from 'react'
import { changeSetting, type SettingRow } from '../contract-settings.ts'

interface Values {
  value: string | boolean
  reason: string
}

export function SettingForm({ row, onClose }: { row: SettingRow; onClose(): void }) {
  const [id] = useState(() => newId())
  const [form] = Form.useForm<Values>()
  const change = useWrite(changeSetting)
  const save = ({ value, reason }: Values) =>
    change.mutateAsync({ body: { id, key: row.key, value: read(row, value)!, reason } }).then(onClose, () => {})
  return (
    <Modal
      open
      title={`修改：${row.title}`}
      okText="保存"
      cancelText="取消"
      confirmLoading={change.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="sub">{row.note}</p>
      <Form form={form} layout="vertical" onFinish={save} initialValues={{ value: shown(row) }}>
        <Form.Item
          name="value"
          label={row.kind === 'money' ? `${row.title}（元）` : row.title}
          valuePropName={row.kind === 'flag' ? 'checked' : 'value'}
          rules={[
            {
              validator: (_rule, value) =>
                read(row, value) === undefined ? Promise.reject(new Error(limits(row))) : Promise.resolve(),
            },
          ]}
        >
          {row.kind === 'flag' ? (
            <Switch checkedChildren="开" unCheckedChildren="关" />
          ) : row.kind === 'choice' ? (
            <Select options={row.choices.map((one) => ({ value: one.value, label: one.text }))} />
          ) : (
            <Input maxLength={80} {...(row.kind !== 'text' && { inputMode: 'decimal' as const })} />
          )}
        </Form.Item>
        <Form.Item name="reason" label="理由" rules={[{ required: true, min: 4, message: '理由至少 4 个字' }]}>
          <Input maxLength={200} placeholder="例如：按区府办〔2026〕3号第五条" />
        </Form.Item>
      </Form>
      <ProblemNote error={change.error} />
    </Modal>
  )
}

const shown = ({ kind, value }: SettingRow) => (kind === 'money' ? yuan(Number(value)) : kind === 'count' ? String(value) : value)

const limits = ({ kind, min, max }: SettingRow) =>
  kind === 'money' ? '请填金额，最多两位小数' : `请填 ${min ?? 0} 至 ${max ?? '任意'} 的整数`

function read({ kind, min, max }: SettingRow, typed: string | boolean): string | number | boolean | undefined {
  if (kind === 'flag' || kind === 'choice' || kind === 'text') return typed
  const value = kind === 'money' ? fen(String(typed)) : /^\d{1,9}$/.test(String(typed).trim()) ? Number(typed) : undefined
  return value === undefined || value < (min ?? 0) || value > (max ?? Number.MAX_SAFE_INTEGER) ? undefined : value
}
