// Below a clause of policy: who is paid under it this month, with the sum; the way back from a clause to its people.
import { monthOf } from '@songhe/basics/day'
import { yuan } from '@songhe/basics/money'
import { ExportButton } from '@songhe/ui/export-button'
import { useMay, useMe } from '@songhe/ui/me'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { Input, Table } from 'antd'
import { useState } from 'react'
import { paidUnderClause } from '../../contract-explain.ts'

export function ClausePeople({ document, clause }: { document: string; clause: string }) {
  const me = useMe()
  const may = useMay('cases.read')
  const [month, setMonth] = useState(monthOf(me.today))
  const [page, setPage] = useState(1)
  const input = { query: { document, clause, month, page, size: 10 } }
  const paid = useRead(paidUnderClause, input, { enabled: may && /^\d{4}-\d\d$/.test(month) })
  if (!may || !paid.data) return null
  return (
    <section aria-label="按这一条付款的人">
      <p style={{ display: 'flex', gap: 10, alignItems: 'center', flexWrap: 'wrap' }}>
        <Input
          type="month"
          aria-label="月份"
          value={month}
          style={{ width: 140 }}
          onChange={(event) => (setPage(1), setMonth(event.target.value))}
        />
        <span>
          按这一条付款 <b>{paid.data.persons.toLocaleString()}</b> 人，<b>{yuan(paid.data.totalFen)}</b> 元
        </span>
        {paid.data.total > 0 && <ExportButton line={paidUnderClause} input={input} small />}
      </p>
      {paid.data.total > 0 && (
        <Table
          size="small"
          rowKey={(row) => `${row.person}${row.programme}${row.run}`}
          dataSource={paid.data.rows}
          pagination={{
            current: page,
            pageSize: 10,
            total: paid.data.total,
            onChange: setPage,
            showSizeChanger: false,
            size: 'small',
          }}
          columns={[
            { title: '姓名', render: (_, row) => <Link to={`/people/${row.person}` as string}>{row.name}</Link> },
            { title: '镇街', dataIndex: 'town' },
            { title: '项目', dataIndex: 'programmeTitle' },
            { title: '金额（元）', align: 'right', render: (_, row) => yuan(row.fen) },
          ]}
        />
      )}
    </section>
  )
}
