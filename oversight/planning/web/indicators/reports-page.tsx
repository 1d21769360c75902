// 报出的数: what left the house, each frozen with its records.
import type { ReplyOf } from '@songhe/basics/contract'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import type { TableColumnsType } from 'antd'
import { listReports } from '../../contract/reports.ts'
import { BASES } from '../../contract/words.ts'
import { NumberPlaces } from '../number-places.tsx'
import '../planning.css'

type Row = ReplyOf<typeof listReports>['rows'][number]
const START = { page: 1, size: 20, indicator: undefined as string | undefined }

const columns: TableColumnsType<Row> = [
  {
    title: '报表',
    render: (_: unknown, row) => (
      <Link to={`/planning/reports/${row.id}` as never}>
        <b>{row.name}</b>
      </Link>
    ),
  },
  { title: '指标', render: (_: unknown, row) => <Link to={`/planning/indicators/${row.indicator}` as never}>{row.title}</Link> },
  { title: '截至', dataIndex: 'asOf' },
  { title: '报出', align: 'right', render: (_: unknown, row) => <b>{`${row.valueText}${row.unit}`}</b> },
  { title: '人口口径', dataIndex: 'base', render: (base: string) => (base ? (BASES[base] ?? base) : '') },
  { title: '记录', dataIndex: 'records', align: 'right' },
  { title: '谁报的', render: (_: unknown, row) => `${row.recordedBy}，${row.knownAt.slice(0, 10)}` },
  { title: '共享', render: (_: unknown, row) => (row.shared ? <StateTag tone="sky">给其他区县看</StateTag> : null) },
]

export function ReportsPage() {
  const [state, change] = useListState(START)
  const { data, isFetching, error } = useRead(listReports, { query: state as never })
  return (
    <>
      <PageTitle title="报出的数">
        <span className="sub">报出的数和它背后的每一条记录一起冻结。点开就按当时所知、按现在所知各重算一遍。</span>
      </PageTitle>
      <NumberPlaces at="/planning/reports" />
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listReports, input: { query: state } }}
        empty="还没有报出过数。在一项指标的页上点“报出并冻结”。"
        onPage={(page, size) => change({ page, size })}
      />
    </>
  )
}
