// Money beside the months: arrears, recoveries, corrections; one proposes, another approves.
import type { ReplyOf } from '@songhe/basics/contract'
import { yuan } from '@songhe/basics/money'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Button, type TableColumnsType } from 'antd'
import { approveAdjustment, listAdjustments } from '../../contract-month.ts'

type Row = ReplyOf<typeof listAdjustments>['rows'][number]
const KINDS: Record<string, string> = { arrear: '补发', recovery: '追回', 'one-off': '一次性更正' }
const STATES: Record<string, [string, Tone]> = {
  proposed: ['待复核', 'sky'],
  approved: ['已批准', 'pine'],
  planned: ['分月抵扣', 'amber'],
  settled: ['已结清', 'pine'],
  cancelled: ['已取消', 'stone'],
}

export function AdjustmentsPage() {
  const [state, change] = useListState({ page: 1 })
  const list = useRead(listAdjustments, { query: { page: Number(state.page), size: 20 } })
  const may = useMay('benefits.approve')
  const approve = useWrite(approveAdjustment)
  const columns: TableColumnsType<Row> = [
    {
      title: '姓名',
      dataIndex: 'name',
      render: (name: string, row) => (
        <Link to={`/people/${row.person}`}>
          <b>{name}</b>
        </Link>
      ),
    },
    { title: '项目', dataIndex: 'title' },
    { title: '类别', dataIndex: 'kind', render: (kind: string) => KINDS[kind] },
    { title: '所属月份', dataIndex: 'forMonth' },
    { title: '金额（元）', dataIndex: 'fen', align: 'right', render: (fen: number) => <b className="num">{yuan(fen)}</b> },
    { title: '已结（元）', dataIndex: 'settledFen', align: 'right', render: (fen: number) => yuan(fen) },
    { title: '原因', dataIndex: 'reason' },
    { title: '提出', dataIndex: 'proposedBy' },
    {
      title: '状态',
      dataIndex: 'state',
      render: (value: string) => <StateTag tone={STATES[value]?.[1] ?? 'stone'}>{STATES[value]?.[0] ?? value}</StateTag>,
    },
    {
      title: '',
      render: (_, row) =>
        row.state === 'proposed' &&
        may && (
          <Button size="small" onClick={() => approve.mutate({ params: { id: row.id } })}>
            批准
          </Button>
        ),
    },
  ]
  return (
    <>
      <PageTitle title="补发与追回" acts={<Link to="/benefits/months">全部批次</Link>} />
      <ProblemNote error={approve.error} />
      <ListPage
        columns={columns}
        rows={list.data?.rows}
        total={list.data?.total ?? 0}
        page={Number(state.page)}
        size={20}
        rowKey="id"
        loading={list.isPending}
        error={list.error}
        sheet={{ line: listAdjustments, input: {} }}
        empty="没有补发或追回"
        onPage={(page) => change({ page })}
      />
    </>
  )
}
