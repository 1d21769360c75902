// One act behind one button: a short form that keeps its id, so that a second click does nothing twice; what goes wrong is said beside it.
import type { InputOf, Line, ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'

export interface NumberField {
  name: string
  label: string
  kind?: 'text' | 'long' | 'day' | 'number' | 'select' | 'check'
  options?: readonly { value: string; label: string }[]
  required?: boolean
  note?: string
}

// biome-ignore lint: values of any form
export type FormValues = Record<string, any>

// biome-ignore lint: a line of any act
interface Props<L extends Line<any, any, any, any>> {
  line: L
  button: string
  title?: string
  fields: readonly NumberField[]
  initial?: FormValues
  input(values: FormValues, id: string): InputOf<L>
  onDone?(reply: ReplyOf<L>): void
  primary?: boolean
  small?: boolean
  children?: ReactNode
}

// biome-ignore lint: a line of any act
export function NumberAct<L extends Line<any, any, any, any>>(props: Props<L>) {
  const [id, setId] = useState<string>()
  return (
    <>
      <Button type={props.primary ? 'primary' : 'default'} size={props.small ? 'small' : 'middle'} onClick={() => setId(newId())}>
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
  onDone,
  children,
  id,
  onClose,
}: Props<L> & { id: string; onClose(): void }) {
  const [form] = Form.useForm<FormValues>()
  const write = useWrite(line)
  const save = (values: FormValues) =>
    write.mutateAsync(input(values, id) as never).then(
      (reply) => {
        onDone?.(reply)
        onClose()
      },
      () => {},
    )
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
            label={field.kind === 'check' ? undefined : field.label}
            extra={field.note}
            {...(field.kind === 'check' && { valuePropName: 'checked' })}
            {...(field.required && { rules: [{ required: true, message: `请填写${field.label}` }] })}
          >
            {control(field)}
          </Form.Item>
        ))}
      </Form>
      <ProblemNote error={write.error} />
    </Modal>
  )
}

function control(field: NumberField): ReactNode {
  switch (field.kind) {
    case 'long':
      return <Input.TextArea rows={3} maxLength={500} />
    case 'day':
      return <Input type="date" />
    case 'number':
      return <InputNumber style={{ width: '100%' }} />
    case 'select':
      return <Select options={(field.options ?? []).map((option) => ({ ...option }))} showSearch optionFilterProp="label" />
    case 'check':
      return <Checkbox>{field.label}</Checkbox>
    default:
      return <Input maxLength={200} />
  }
}
