// All months, newest first; the clerk computes the next one here.
import { WideTable } from '@songhe/ui/wide-table'
import { newId } from '@songhe/basics/ids'
import { yuan } from '@songhe/basics/money'
import { useMay, useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { listRuns, type RunRow, startRun } from '../../contract-month.ts'
import { instant, monthTitle, RUN_STATES } from './month-words.ts'

const columns: TableColumnsType<RunRow> = [
  {
    title: '月份',
    dataIndex: 'month',
    render: (month: string, row) => (
      <Link to="/benefits/months/$id" params={{ id: row.id }}>
        <b>{monthTitle(month)}</b>
      </Link>
    ),
  },
  {
    title: '状态',
    dataIndex: 'state',
    render: (state: string) => <StateTag tone={RUN_STATES[state]?.[1] ?? 'stone'}>{RUN_STATES[state]?.[0] ?? state}</StateTag>,
  },
  { title: '应发人数', dataIndex: 'payees', align: 'right', render: (n: number) => n.toLocaleString() },
  { title: '笔数', dataIndex: 'lines', align: 'right', render: (n: number) => n.toLocaleString() },
  { title: '应发金额（元）', dataIndex: 'totalFen', align: 'right', render: (fen: number) => <b className="num">{yuan(fen)}</b> },
  {
    title: '经办',
    dataIndex: 'madeBy',
    render: (name: string, row) => (
      <>
        {name} <span className="xs">{instant(row.madeAt)}</span>
      </>
    ),
  },
  { title: '复核', dataIndex: 'approvedBy', render: (name: string | null) => name ?? <span className="stone">—</span> },
]

export function RunsPage() {
  const runs = useRead(listRuns, { query: {} })
  const may = useMay('benefits.run')
  return (
    <>
      <PageTitle
        title="发放批次"
        acts={
          <>
            <Link to={'/benefits/recomputes' as string}>往月核算</Link>
            <Link to="/benefits/adjustments">补发与追回</Link>
            <Link to={'/benefits/recoveries' as string}>追回与收款</Link>
            <Link to={'/benefits/reversals' as string}>冲销</Link>
            <Link to={'/benefits/bank-formats' as string}>银行文件格式</Link>
            <Link to={'/benefits/takeover' as string}>接管旧台账</Link>
            {may && <Compute />}
          </>
        }
      />
      <ProblemNote error={runs.error} />
      <section className="card">
        <WideTable<RunRow>
          columns={columns}
          dataSource={runs.data ?? []}
          rowKey="id"
          loading={runs.isPending}
          pagination={false}
          size="small"
          locale={{ emptyText: '还没有批次。请先计算一个月。' }}
        />
      </section>
    </>
  )
}

function Compute() {
  const me = useMe()
  const navigate = useNavigate()
  const [month, setMonth] = useState(me.today.slice(0, 7))
  const start = useWrite(startRun)
  const go = () =>
    start.mutate(
      { body: { id: newId(), month, kind: 'regular' } },
      { onSuccess: ({ id }) => void navigate({ to: '/benefits/months/$id', params: { id } }) },
    )
  return (
    <>
      <Input
        type="month"
        aria-label="月份"
        value={month}
        onChange={(event) => setMonth(event.target.value)}
        style={{ width: 150 }}
      />
      <Button type="primary" loading={start.isPending} onClick={go}>
        计算这个月
      </Button>
      <ProblemNote error={start.error} />
    </>
  )
}
