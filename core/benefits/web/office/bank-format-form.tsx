// The form of one bank's file: rows of columns that move up and down, and a sample of how the file will look.
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@songhe/basics/contract'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { type listBankProfiles, saveBankProfile } from '../../contract-month.ts'

export type Profile = ReplyOf<typeof listBankProfiles>[number]
type Column = Profile['columns'][number]

export const ENCODINGS: Record<Profile['encoding'], string> = { gbk: 'GBK', gb18030: 'GB18030', utf8: 'UTF-8' }
export const FORMATS: Record<Profile['format'], string> = { csv: '文本（CSV）', xlsx: 'Excel（.xlsx）' }
export const ORDERS: Record<Profile['order'], string> = {
  line: '按发放明细的顺序',
  'town-name': '按镇街，再按户名',
  account: '按账号',
}
export const TOTALS: Record<Profile['totals'], string> = { none: '没有合计行', first: '合计在第一行', last: '合计在最后一行' }
export const FIELDS: Record<Column['field'], string> = {
  number: '序号',
  name: '户名',
  account: '账号',
  amount: '金额',
  bank: '开户行',
  note: '备注',
}
const optionsOf = <K extends string>(words: Record<K, string>) =>
  (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label }))

interface Props {
  start: Profile
  taken: readonly string[]
  onDone(): void
}

export function BankFormatForm({ start, taken, onDone }: Props) {
  const [draft, setDraft] = useState(start)
  const save = useWrite(saveBankProfile)
  const change = (part: Partial<Profile>) => setDraft({ ...draft, ...part })
  const columns = (next: Column[]) => change({ columns: next })
  const set = (i: number, part: Partial<Column>) =>
    columns(draft.columns.map((column, at) => (at === i ? { ...column, ...part } : column)))
  const swap = (i: number, j: number) => {
    const next = [...draft.columns]
    ;[next[i], next[j]] = [next[j]!, next[i]!]
    columns(next)
  }
  const lacks = (['name', 'account', 'amount'] as const).filter((field) => !draft.columns.some((one) => one.field === field))
  const key = draft.key || freeKey(taken)
  return (
    <section className="card inside" style={{ marginBottom: 14, display: 'grid', gap: 12 }} aria-label="修改格式">
      <div style={{ display: 'flex', gap: 12, flexWrap: 'wrap', alignItems: 'center' }}>
        <Input
          aria-label="名称"
          placeholder="银行和用途，例如：农商行代发"
          value={draft.title}
          maxLength={40}
          style={{ width: 240 }}
          onChange={(event) => change({ title: event.target.value })}
        />
        <Select aria-label="文件" value={draft.format} options={optionsOf(FORMATS)} onChange={(format) => change({ format })} />
        <Select
          aria-label={draft.format === 'csv' ? '编码' : '银行认得的字'}
          value={draft.encoding}
          options={optionsOf(ENCODINGS).map((one) => (draft.format === 'csv' ? one : { ...one, label: `银行用 ${one.label}` }))}
          onChange={(encoding) => change({ encoding })}
        />
        <Select
          aria-label="各行的顺序"
          value={draft.order}
          options={optionsOf(ORDERS)}
          style={{ minWidth: 168 }}
          onChange={(order) => change({ order })}
        />
        <Select aria-label="合计行" value={draft.totals} options={optionsOf(TOTALS)} onChange={(totals) => change({ totals })} />
        <Checkbox checked={draft.header} onChange={(event) => change({ header: event.target.checked })}>
          有表头
        </Checkbox>
      </div>
      {draft.columns.map((column, i) => (
        <div key={`${i}${column.field}`} style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
          <span className="sub num">{i + 1}</span>
          <Input
            aria-label={`第${i + 1}栏表头`}
            value={column.title}
            maxLength={20}
            style={{ flex: '0 1 160px', minWidth: 60 }}
            onChange={(event) => set(i, { title: event.target.value })}
          />
          <Select
            aria-label={`第${i + 1}栏内容`}
            value={column.field}
            options={optionsOf(FIELDS)}
            style={{ flex: '0 1 110px', minWidth: 72 }}
            onChange={(field) => set(i, { field })}
          />
          <Button aria-label={`第${i + 1}栏上移`} icon={<ArrowUpOutlined />} disabled={i === 0} onClick={() => swap(i, i - 1)} />
          <Button
            aria-label={`第${i + 1}栏下移`}
            icon={<ArrowDownOutlined />}
            disabled={i === draft.columns.length - 1}
            onClick={() => swap(i, i + 1)}
          />
          <Button
            aria-label={`删去第${i + 1}栏`}
            icon={<DeleteOutlined />}
            disabled={draft.columns.length <= 3}
            onClick={() => columns(draft.columns.filter((_, at) => at !== i))}
          />
        </div>
      ))}
      <pre style={{ margin: 0, overflowX: 'auto' }}>{sampleOf(draft)}</pre>
      {lacks.length > 0 && (
        <p className="problem">还缺：{lacks.map((field) => FIELDS[field]).join('、')}。没有这些栏银行不能付款。</p>
      )}
      <ProblemNote error={save.error} />
      <div>
        <Button
          disabled={draft.columns.length >= 12}
          onClick={() => columns([...draft.columns, { title: '备注', field: 'note' }])}
        >
          加一栏
        </Button>{' '}
        <Button
          type="primary"
          disabled={lacks.length > 0 || !draft.title.trim()}
          loading={save.isPending}
          onClick={() => save.mutate({ body: { ...draft, key } }, { onSuccess: onDone })}
        >
          保存
        </Button>{' '}
        <Button onClick={onDone}>取消</Button>
      </div>
    </section>
  )
}

function freeKey(taken: readonly string[]): string {
  let number = 1
  while (taken.includes(`bank-${number}`)) number++
  return `bank-${number}`
}

const SAMPLE: Record<Column['field'], string> = {
  number: '1',
  name: '（户名）',
  account: '（账号）',
  amount: '100.00',
  bank: '（开户行）',
  note: '（备注）',
}

/** How the first lines will look; no person stands in it. */
function sampleOf({ columns, header, totals }: Profile): string {
  const total = '合计,1,100.00'
  return [
    ...(totals === 'first' ? [total] : []),
    ...(header ? [columns.map((column) => column.title).join(',')] : []),
    columns.map((column) => SAMPLE[column.field]).join(','),
    ...(totals === 'last' ? [total] : []),
  ].join('\n')
}
