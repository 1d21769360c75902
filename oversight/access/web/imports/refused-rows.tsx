// The rows that come back, each with its column, value and reason; the same reasons stand in the marked file.
import type { ReplyOf } from '@songhe/basics/contract'
import { listRowProblems } from '@songhe/kernel/sheets/contract'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Checkbox, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'

type Row = ReplyOf<typeof listRowProblems>['rows'][number] & { key: string }

const SIZE = 20
const columns: TableColumnsType<Row> = [
  { title: '行', dataIndex: 'row', align: 'right', width: 64 },
  {
    title: '栏目和表里写的',
    dataIndex: 'column',
    width: '34%',
    render: (column: string, { value }) => (
      <>
        {column || '整行'} <span className="stone">{value || '（空）'}</span>
      </>
    ),
  },
  {
    title: '原因',
    dataIndex: 'reason',
    render: (reason: string, { warning }) => (warning ? <span className="stone">提醒：{reason}</span> : reason),
  },
]

export function RefusedRows({ id, warned }: { id: string; warned: number }) {
  const [page, setPage] = useState(1)
  const [warnings, setWarnings] = useState(false)
  const { data, error, isFetching } = useRead(listRowProblems, { params: { id }, query: { page, size: SIZE, warnings } })
  return (
    <section className="card" aria-label="退回的行和原因">
      <div className="inside" style={{ display: 'flex', gap: '6px 14px', flexWrap: 'wrap', alignItems: 'center' }}>
        <b>退回的行和原因</b>
        {warned > 0 && (
          <Checkbox
            checked={warnings}
            onChange={(event) => {
              setWarnings(event.target.checked)
              setPage(1)
            }}
          >
            也看提醒（这些行可以导入）
          </Checkbox>
        )}
      </div>
      <ProblemNote error={error} />
      <Table<Row>
        columns={columns}
        dataSource={data?.rows.map((row, i) => ({ ...row, key: `${row.row} ${i}` })) ?? []}
        loading={isFetching && !data}
        size="small"
        locale={{ emptyText: '没有退回的行。' }}
        pagination={{
          current: page,
          pageSize: SIZE,
          total: data?.total ?? 0,
          showTotal: (all, [from, to]) => `第 ${from}–${to} 条，共 ${all} 条`,
          onChange: setPage,
          showSizeChanger: false,
        }}
      />
    </section>
  )
}
