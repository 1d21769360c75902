// One act behind one button: a short form that keeps its id, so that a second click does nothing twice.
import type { InputOf, Line } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Form, Input, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'

export interface GrantField {
  name: string
  label: string
  kind?: 'text' | 'day' | 'select'
  options?: readonly { value: string; label: string }[]
  optional?: boolean
  note?: string
}

// biome-ignore lint: a line of any act
interface Props<L extends Line<any, any, any, any>> {
  line: L
  button: string
  title?: string
  fields: readonly GrantField[]
  initial?: Record<string, string>
  input(values: Record<string, string>, id: string): InputOf<L>
  primary?: boolean
  children?: ReactNode
}

// biome-ignore lint: a line of any act
export function GrantAct<L extends Line<any, any, any, any>>(props: Props<L>) {
  const [id, setId] = useState<string>()
  return (
    <>
      <Button
        type={props.primary ? 'primary' : 'default'}
        size={props.primary ? 'middle' : 'small'}
        onClick={() => setId(newId())}
      >
        {props.button}
      </Button>
      {id && <ActForm {...props} id={id} onClose={() => setId(undefined)} />}
    </>
  )
}

// biome-ignore lint: a line of any act
function ActForm<L extends Line<any, any, any, any>>({
  line,
  button,
  title,
  fields,
  initial,
  input,
  children,
  id,
  onClose,
}: Props<L> & { id: string; onClose(): void }) {
  const [form] = Form.useForm<Record<string, string>>()
  const write = useWrite(line)
  const save = (values: Record<string, string>) => write.mutateAsync(input(values, id) as never).then(onClose, () => {})
  return (
    <Modal
      open
      title={title ?? button}
      okText={button}
      cancelText="取消"
      confirmLoading={write.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {children}
      <Form form={form} layout="vertical" onFinish={save} initialValues={initial ?? {}}>
        {fields.map((field) => (
          <Form.Item
            key={field.name}
            name={field.name}
            label={field.label}
            extra={field.note}
            {...(!field.optional && { rules: [{ required: true, message: `请填写${field.label}` }] })}
          >
            {field.kind === 'select' ? (
              <Select options={(field.options ?? []).map((one) => ({ ...one }))} showSearch optionFilterProp="label" />
            ) : (
              <Input maxLength={200} {...(field.kind === 'day' && { type: 'date' })} />
            )}
          </Form.Item>
        ))}
      </Form>
      <ProblemNote error={write.error} />
    </Modal>
  )
}
