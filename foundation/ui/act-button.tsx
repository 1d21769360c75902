// One act behind one button: a short form that keeps its id, so that a second click does nothing twice; what goes wrong is said beside it.
import type { InputOf, Line, ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { ProblemNote } from './problem-note.tsx'
import { useWrite } from './query.tsx'
import { Button, Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd'
import { type ReactElement, type ReactNode, useState } from 'react'

export interface ActField {
  name: string
  label: string
  kind?: 'text' | 'long' | 'day' | 'number' | 'select' | 'many' | 'check'
  options?: readonly { value: string; label: string }[]
  required?: boolean
  note?: string
  /** A control of the room's own, which takes `value` and `onChange`; the kind is not asked then. */
  control?: ReactElement
}

// biome-ignore lint: values of any form
export type ActValues = Record<string, any>

// biome-ignore lint: a line of any act
interface Props<L extends Line<any, any, any, any>> {
  line: L
  button: string
  title?: string
  fields: readonly ActField[]
  initial?: ActValues
  input(values: ActValues, id: string): InputOf<L>
  onDone?(reply: ReplyOf<L>): void
  primary?: boolean
  small?: boolean
  /** Beside a line of a list: words instead of a frame. */
  quiet?: boolean
  children?: ReactNode
}

// biome-ignore lint: a line of any act
export function ActButton<L extends Line<any, any, any, any>>(props: Props<L>) {
  const [id, setId] = useState<string>()
  return (
    <>
      <Button
        type={props.primary ? 'primary' : props.quiet ? 'link' : 'default'}
        size={props.small || props.quiet ? 'small' : 'middle'}
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
  onDone,
  children,
  id,
  onClose,
}: Props<L> & { id: string; onClose(): void }) {
  const [form] = Form.useForm<ActValues>()
  const write = useWrite(line)
  const save = (values: ActValues) =>
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
            {field.control ?? control(field)}
          </Form.Item>
        ))}
      </Form>
      <ProblemNote error={write.error} />
    </Modal>
  )
}

function control(field: ActField): ReactNode {
  const options = (field.options ?? []).map((option) => ({ ...option }))
  switch (field.kind) {
    case 'long':
      return <Input.TextArea rows={3} maxLength={500} />
    case 'day':
      return <Input type="date" />
    case 'number':
      return <InputNumber style={{ width: '100%' }} />
    case 'select':
      return <Select options={options} allowClear={!field.required} showSearch optionFilterProp="label" />
    case 'many':
      return <Select mode="multiple" options={options} optionFilterProp="label" />
    case 'check':
      return <Checkbox>{field.label}</Checkbox>
    default:
      return <Input maxLength={200} />
  }
}

export const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
