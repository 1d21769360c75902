// The value of a fact of some kind: a choice where the kind has choices, else free text. Works as a form control.
import { useRead } from '@songhe/ui/query'
import { Input, Select } from 'antd'
import { listFactKinds } from '../contract.ts'

interface Props {
  kind: string | undefined
  id?: string
  value?: string
  onChange?(value: string): void
}

export function FactValueInput({ kind, id, value, onChange }: Props) {
  const options = useRead(listFactKinds, {}).data?.kinds.find((one) => one.kind === kind)?.options ?? []
  if (options.length === 0)
    return <Input {...(id && { id })} value={value} onChange={(event) => onChange?.(event.target.value)} />
  return (
    <Select
      {...(id && { id })}
      value={value}
      options={options.map((one) => ({ value: one.value, label: one.text }))}
      {...(onChange && { onChange })}
    />
  )
}
