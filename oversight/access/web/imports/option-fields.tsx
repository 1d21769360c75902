// What the clerk states once for the whole file.
import type { listSheets } from '@songhe/kernel/sheets/contract'
import type { ReplyOf } from '@songhe/basics/contract'
import { Checkbox, Input } from 'antd'

type Option = ReplyOf<typeof listSheets>['sheets'][number]['options'][number]

interface Props {
  definition: readonly Option[]
  values: Record<string, string>
  onChange(values: Record<string, string>): void
}

export function OptionFields({ definition, values, onChange }: Props) {
  return (
    <section className="card inside form-grid" aria-label="整份表的说明" style={{ alignItems: 'start' }}>
      {definition.map((option) => {
        const value = values[option.key] ?? option.value
        const set = (next: string) => onChange({ ...values, [option.key]: next })
        return option.kind === 'flag' ? (
          <div key={option.key}>
            <Checkbox checked={value === 'true'} onChange={(event) => set(String(event.target.checked))}>
              {option.title}
            </Checkbox>
            <p className="xs">{option.note}</p>
          </div>
        ) : (
          <label key={option.key}>
            {option.title}
            <Input type={option.kind === 'day' ? 'date' : 'text'} value={value} onChange={(event) => set(event.target.value)} />
            <span className="xs">{option.note}</span>
          </label>
        )
      })}
    </section>
  )
}
