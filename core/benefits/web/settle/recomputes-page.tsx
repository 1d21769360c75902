// 往月核算: choose a closed month, have it judged again with what was known then and what is known now, open the differences.
import { newId } from '@songhe/basics/ids'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { MoneyChange } from '@songhe/ui/money'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Button, Select, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { listClosedMonths, listRecomputes, recomputeMonth, type RecomputeView } from '../../contract-settle.ts'
import { clock } from '../cases/clock.ts'
import { MoneyLinks } from './money-links.tsx'

const STATES: Record<RecomputeView['state'], string> = { waiting: '核算中', done: '已核算', failed: '没有完成' }

const columns: TableColumnsType<RecomputeView> = [
  {
    title: '月份',
    dataIndex: 'month',
    render: (month: string, row) => (
      <Link to={`/benefits/recomputes/${row.id}` as string}>
        <b>{month}</b>
      </Link>
    ),
  },
  {
    title: '状态',
    render: (_, row) => (
      <StateTag tone={row.state === 'done' ? 'pine' : row.state === 'failed' ? 'red' : 'sky'}>{STATES[row.state]}</StateTag>
    ),
  },
  {
    title: '与当时一致',
    render: (_, row) =>
      row.state === 'done' &&
      (row.linesDiffering === 0 ? `✓ ${row.linesChecked.toLocaleString()} 笔全部一致` : `✗ ${row.linesDiffering} 笔不一致`),
  },
  { title: '有差额', dataIndex: 'rows', align: 'right' },
  { title: '还没处理', dataIndex: 'open', align: 'right' },
  { title: '应补（元）', align: 'right', render: (_, row) => <MoneyChange fen={row.arrearFen} /> },
  { title: '应追（元）', align: 'right', render: (_, row) => <MoneyChange fen={row.recoveryFen} /> },
  { title: '经办', render: (_, row) => `${row.madeBy} ${clock(row.madeAt)}` },
]

export function RecomputesPage() {
  const [state, change] = useListState({ page: 1, size: 20 })
  const query = { page: Number(state.page), size: Number(state.size) }
  const list = useRead(listRecomputes, { query }, { every: 4_000 })
  return (
    <>
      <PageTitle title="往月核算" acts={<MoneyLinks at="recomputes" />}>
        <span className="sub">事实或规则后来变了，已批准的月份在这里重算；差额变成补发、追回或冲销，由另一人批准。</span>
      </PageTitle>
      <ListPage<RecomputeView>
        columns={columns}
        rows={list.data?.rows}
        total={list.data?.total ?? 0}
        page={query.page}
        size={query.size}
        rowKey="id"
        loading={list.isPending}
        error={list.error}
        empty="还没有核算过。"
        sheet={{ line: listRecomputes, input: { query } }}
        onPage={(page, size) => change({ page, size })}
        filters={<Start />}
      />
    </>
  )
}

function Start() {
  const may = useMay('benefits.run')
  const months = useRead(listClosedMonths, {}, { enabled: may })
  const [month, setMonth] = useState<string>()
  const start = useWrite(recomputeMonth)
  if (!may) return null
  return (
    <>
      <Select
        aria-label="已批准的月份"
        placeholder="选一个已批准的月份"
        value={month}
        style={{ minWidth: 180 }}
        options={
          months.data?.map((one) => ({ value: one.month, label: `${one.month}（${one.lines.toLocaleString()} 笔）` })) ?? []
        }
        onChange={setMonth}
      />
      <Button
        type="primary"
        disabled={!month}
        loading={start.isPending}
        onClick={() => start.mutate({ body: { id: newId(), month: month! } })}
      >
        重新核算
      </Button>
      <ProblemNote error={start.error ?? months.error} />
    </>
  )
}
