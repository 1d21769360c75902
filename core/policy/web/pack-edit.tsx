// What a clerk changes of a table besides its cells: the days it holds, rows after the model of another, golden cases.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { type editDraft, isJudged, type showPack } from '../contract.ts'
import { CaseForm } from './case-form.tsx'

export type Shown = ReplyOf<typeof showPack>
export type Edit = Partial<InputOf<typeof editDraft>['body']>

interface Props {
  table: Shown
  onEdit(edit: Edit): void
}

export function PackEdit({ table, onEdit }: Props) {
  const [open, setOpen] = useState<'row' | 'case'>()
  return (
    <section className="card inside" style={{ display: 'grid', gap: 12 }} aria-label="修改这张表">
      <div style={{ display: 'flex', gap: 10, flexWrap: 'wrap', alignItems: 'center' }}>
        <Dates key={table.draft?.digest ?? ''} table={table} onEdit={onEdit} />
        <span style={{ flex: 1 }} />
        <Button onClick={() => setOpen(open === 'row' ? undefined : 'row')} aria-expanded={open === 'row'}>
          加一行、删一行
        </Button>
        {isJudged(table.kind) && (
          <Button onClick={() => setOpen(open === 'case' ? undefined : 'case')} aria-expanded={open === 'case'}>
            加一条用例
          </Button>
        )}
      </div>
      {open === 'row' && <Rows table={table} onEdit={onEdit} />}
      {open === 'case' && <CaseForm table={table} onSave={(one) => (onEdit({ addCases: [one] }), setOpen(undefined))} />}
    </section>
  )
}

function Dates({ table, onEdit }: Props) {
  const head = table.draft ?? table.published
  const [from, setFrom] = useState(head?.validFrom ?? '')
  const [to, setTo] = useState(head?.validTo ?? '')
  const changed = from !== head?.validFrom || to !== (head?.validTo ?? '')
  return (
    <>
      <label className="sub">
        自{' '}
        <Input
          type="date"
          aria-label="起用日期"
          value={from}
          style={{ width: 150 }}
          onChange={(event) => setFrom(event.target.value)}
        />
      </label>
      <label className="sub">
        至{' '}
        <Input
          type="date"
          aria-label="停用日期（可不填）"
          value={to}
          style={{ width: 150 }}
          onChange={(event) => setTo(event.target.value)}
        />
      </label>
      {changed && <Button onClick={() => onEdit({ validFrom: from, validTo: to || null })}>保存日期</Button>}
    </>
  )
}

function Rows({ table, onEdit }: Props) {
  const rows = table.rows.map((row) => ({ value: row.row, label: row.row }))
  const [like, setLike] = useState(rows[0]?.value ?? '')
  const [name, setName] = useState('')
  return (
    <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', alignItems: 'center' }}>
      仿照
      <Select aria-label="仿照哪一行" value={like} options={rows} style={{ minWidth: 120 }} onChange={setLike} />
      <Input
        aria-label="新行的名称"
        placeholder="新行的名称，例如 95-99"
        value={name}
        style={{ width: 190 }}
        onChange={(event) => setName(event.target.value)}
      />
      <Button disabled={!name.trim()} onClick={() => (onEdit({ addRows: [{ row: name.trim(), like }] }), setName(''))}>
        加这一行
      </Button>
      <Button danger disabled={rows.length < 2} onClick={() => onEdit({ removeRows: [like] })}>
        删去“{like}”
      </Button>
    </div>
  )
}
