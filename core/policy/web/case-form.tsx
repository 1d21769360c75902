// A golden case as a clerk says it: this person, on this day, gets this row, or nothing.
import type { InputOf } from '@songhe/basics/contract'
import { useMe } from '@songhe/ui/me'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { editDraft } from '../contract.ts'
import type { Shown } from './pack-edit.tsx'

type Case = InputOf<typeof editDraft>['body']['addCases'][number]
const NOTHING = '（不享受）'

export function CaseForm({ table, onSave }: { table: Shown; onSave(one: Case): void }) {
  const me = useMe()
  const [name, setName] = useState('')
  const [on, setOn] = useState(me.today)
  const [facts, setFacts] = useState<Record<string, string>>({})
  const [row, setRow] = useState(NOTHING)
  const known = Object.entries(facts).filter(([, value]) => value !== '')
  const save = () =>
    onSave({
      case: name.trim(),
      on,
      facts: Object.fromEntries(known.map(([fact, value]) => [fact, valueOf(table, fact, value)])),
      expect: row === NOTHING ? null : { row, ...outputsOf(table, row) },
    })
  return (
    <div style={{ display: 'grid', gap: 10 }}>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', alignItems: 'center' }}>
        <Input
          aria-label="用例名称"
          placeholder="用例名称，例如：差一天满95周岁"
          value={name}
          style={{ width: 280 }}
          onChange={(event) => setName(event.target.value)}
        />
        <Input
          type="date"
          aria-label="算哪一天"
          value={on}
          style={{ width: 150 }}
          onChange={(event) => setOn(event.target.value)}
        />
        应得
        <Select
          aria-label="应得哪一行"
          value={row}
          style={{ minWidth: 130 }}
          options={[NOTHING, ...table.rows.map((one) => one.row)].map((value) => ({ value, label: value }))}
          onChange={setRow}
        />
      </div>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
        {table.inputs.map((input) => (
          <FactField
            key={input.column}
            input={input}
            value={facts[input.fact] ?? ''}
            onChange={(value) => setFacts({ ...facts, [input.fact]: value })}
          />
        ))}
      </div>
      <p className="sub" style={{ margin: 0 }}>
        没有填的情况按“不知道”处理。
      </p>
      <div>
        <Button type="primary" disabled={!name.trim() || known.length === 0} onClick={save}>
          加进用例
        </Button>
      </div>
    </div>
  )
}

interface FieldProps {
  input: Shown['inputs'][number]
  value: string
  onChange(value: string): void
}

function FactField({ input: { title, type }, value, onChange }: FieldProps) {
  if (type === 'boolean')
    return (
      <Select
        aria-label={title}
        placeholder={title}
        allowClear
        value={value || undefined}
        style={{ minWidth: 150 }}
        options={[
          { value: 'true', label: `${title}：是` },
          { value: 'false', label: `${title}：否` },
        ]}
        onChange={(next?: string) => onChange(next ?? '')}
      />
    )
  return (
    <label className="sub">
      {title}{' '}
      <Input
        aria-label={title}
        type={type === 'date' ? 'date' : 'text'}
        value={value}
        style={{ width: type === 'date' ? 150 : 110 }}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}

function valueOf(table: Shown, fact: string, text: string): unknown {
  const type = table.inputs.find((input) => input.fact === fact)?.type
  if (type === 'boolean') return text === 'true'
  return type === 'number' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
}

/** What the row says now stands in the case, so that a later change of the amount turns it red. */
function outputsOf(table: Shown, row: string) {
  const shown = table.rows.find((one) => one.row === row)
  return Object.fromEntries(
    table.outputs.flatMap((output) => {
      const cell = shown?.then[output]
      const value = table.draft ? cell?.draft : cell?.published
      return value ? [[output, value] as const] : []
    }),
  )
}
