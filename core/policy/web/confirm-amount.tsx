// An amount that no document prints pays nobody until a named officer's decision stands behind it; a second person still publishes it.
import { newId } from '@songhe/basics/ids'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { confirmValue } from '../contract.ts'

interface Values {
  value: string
  key: string
  subject: string
  decidedOn: string
  decidedBy: string
}

interface Props {
  pack: string
  row: string
  column: string
  value: string
  /** A figure without money, such as months: what it is called in the question. */
  figure?: { title: string; unit: string }
}

export function ConfirmAmount({ pack, row, column, value, figure }: Props) {
  const [open, setOpen] = useState(false)
  const [id] = useState(() => newId())
  const [form] = Form.useForm<Values>()
  const confirm = useWrite(confirmValue)
  const save = ({ value: amount, ...decision }: Values) =>
    confirm.mutateAsync({ params: { pack }, body: { id, row, column, value: amount, decision } }).then(
      () => setOpen(false),
      () => {},
    )
  const required = (message: string) => [{ required: true, message }]
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {figure ? '确认数值' : '确认金额'}
      </Button>
      <Modal
        open={open}
        title={figure ? `确认“${figure.title}”` : `确认“${row}”行的金额`}
        okText="保存为草稿"
        cancelText="取消"
        confirmLoading={confirm.isPending}
        onOk={form.submit}
        onCancel={() => setOpen(false)}
      >
        <p>
          {figure
            ? '文件没有写这个数值。登记本单位的决定以后，由另一位工作人员发布，才会生效。'
            : '文件没有写这个金额。登记本单位的决定以后，由另一位工作人员发布，才会用来发钱。'}
        </p>
        <Form form={form} layout="vertical" onFinish={save} initialValues={{ value }}>
          <Form.Item
            name="value"
            label={figure ? `数值（${figure.unit}）` : '金额，例如 200元'}
            rules={required(figure ? '请填数值' : '请填金额')}
          >
            <Input />
          </Form.Item>
          <Form.Item name="key" label="决定文号" rules={required('请填决定的文号')}>
            <Input />
          </Form.Item>
          <Form.Item name="subject" label="决定事项" rules={required('请填决定事项')}>
            <Input />
          </Form.Item>
          <Form.Item name="decidedOn" label="决定日期" rules={required('请填决定日期')}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="decidedBy" label="由谁决定" rules={required('请填决定人或会议')}>
            <Input />
          </Form.Item>
        </Form>
        <ProblemNote error={confirm.error} />
      </Modal>
    </>
  )
}
