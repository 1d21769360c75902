// 冲销: every counter-entry over money that was approved and not paid, those that wait first.
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import type { TableColumnsType } from 'antd'
import { listReversals, type ReversalRow } from '../../contract-settle.ts'
import { MoneyLinks } from './money-links.tsx'
import { reversalColumns } from './reversal-rows.tsx'

const columns: TableColumnsType<ReversalRow> = [
  {
    title: '批次',
    render: (_, row) => (
      <Link to="/benefits/months/$id" params={{ id: row.run }}>
        {row.month}
      </Link>
    ),
  },
  ...reversalColumns,
]

export function ReversalsPage() {
  const [state, change] = useListState({ page: 1 })
  const input = { query: { page: Number(state.page), size: 20 } }
  const list = useRead(listReversals, input)
  return (
    <>
      <PageTitle title="冲销" acts={<MoneyLinks at="reversals" />}>
        <span className="sub">已批准、还没有付出的款，用两人复核的冲销更正；批次本身不作废</span>
      </PageTitle>
      <ListPage<ReversalRow>
        columns={columns}
        rows={list.data?.rows}
        total={list.data?.total ?? 0}
        page={Number(state.page)}
        size={20}
        rowKey="id"
        loading={list.isPending}
        error={list.error}
        empty="没有冲销。要冲销一笔，请在批次的发放明细里，对还没有付出的款点“冲销”。"
        sheet={{ line: listReversals, input }}
        onPage={(page) => change({ page })}
      />
    </>
  )
}
