// 银行文件格式: one card per bank; columns, their order, header, totals and encoding are the office's to change.
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { listBankProfiles } from '../../contract-month.ts'
import { BankFormatForm, ENCODINGS, FIELDS, FORMATS, ORDERS, type Profile, TOTALS } from './bank-format-form.tsx'
import { NameSubstitute } from './name-substitute.tsx'

const FRESH: Profile = {
  key: '',
  title: '',
  format: 'csv',
  order: 'line',
  encoding: 'gb18030',
  header: true,
  totals: 'last',
  columns: [
    { title: '序号', field: 'number' },
    { title: '户名', field: 'name' },
    { title: '账号', field: 'account' },
    { title: '金额', field: 'amount' },
  ],
}

export function BankFormatsPage() {
  const formats = useRead(listBankProfiles, {})
  const may = useMay('benefits.pay')
  const [editing, setEditing] = useState<Profile>()
  return (
    <>
      <PageTitle
        title="银行文件格式"
        acts={
          <>
            <Link to="/benefits/months">全部批次</Link>
            {may && !editing && (
              <Button type="primary" onClick={() => setEditing(FRESH)}>
                新增一家银行
              </Button>
            )}
          </>
        }
      />
      <ProblemNote error={formats.error} />
      {editing && (
        <BankFormatForm
          key={editing.key || 'new'}
          start={editing}
          taken={formats.data?.map((one) => one.key) ?? []}
          onDone={() => setEditing(undefined)}
        />
      )}
      {formats.data?.map((one) => (
        <Format key={one.key} one={one} {...(may && { onEdit: () => setEditing(one) })} />
      ))}
      {may && <NameSubstitute />}
    </>
  )
}

function Format({ one, onEdit }: { one: Profile; onEdit?: () => void }) {
  return (
    <section className="card inside" style={{ marginBottom: 14 }}>
      <div style={{ display: 'flex', gap: 14, alignItems: 'baseline', flexWrap: 'wrap' }}>
        <b>{one.title}</b>
        <span className="sub">
          {FORMATS[one.format]}，{one.format === 'xlsx' && '银行用 '}
          {ENCODINGS[one.encoding]}，{one.header ? '有表头' : '没有表头'}，{TOTALS[one.totals]}，{ORDERS[one.order]}
        </span>
        {onEdit && (
          <Button size="small" style={{ marginLeft: 'auto' }} onClick={onEdit}>
            修改
          </Button>
        )}
      </div>
      <p style={{ margin: '8px 0 0' }}>
        {one.columns.map(({ title, field }) => (title === FIELDS[field] ? title : `${title}（${FIELDS[field]}）`)).join('　')}
      </p>
    </section>
  )
}
