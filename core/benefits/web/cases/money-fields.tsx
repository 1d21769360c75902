// Fields of one sum beside the month: what it is, for which month, how much.
import { fen as fenOf } from '@songhe/basics/money'
import { Form, Input, Select } from 'antd'

export function MoneyFields() {
  return (
    <>
      <Form.Item name="kind" label="种类">
        <Select
          options={[
            { value: 'arrear', label: '补发（少发了）' },
            { value: 'recovery', label: '追回（多发了，以后月份抵扣）' },
            { value: 'one-off', label: '一次性更正' },
          ]}
        />
      </Form.Item>
      <Form.Item name="forMonth" label="所属月份" rules={[{ required: true, message: '请填月份' }]}>
        <Input type="month" />
      </Form.Item>
      <Form.Item
        name="yuan"
        label="金额（元）"
        rules={[
          {
            validator: (_, value?: string) =>
              value && fenOf(value) ? Promise.resolve() : Promise.reject(new Error('请填金额，例如 300 或 300.50')),
          },
        ]}
      >
        <Input inputMode="decimal" />
      </Form.Item>
    </>
  )
}
