// 报告: quarterly reports, supervision lists and circulars, each as it was when it was made.
import type { ReplyOf } from '@songhe/basics/contract'
import { ActButton, optionsOf } from '@songhe/ui/act-button'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay, useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Select, type TableColumnsType } from 'antd'
import { listWorkReports, makeReport, REPORT_KINDS, REPORT_STATES } from '../../contract/work-reports.ts'
import { Places } from '../tasks/places.tsx'
import { quarters } from '../tasks/quarters.ts'

type Row = ReplyOf<typeof listWorkReports>['rows'][number]
const TONES: Record<string, Tone> = { made: 'amber', issued: 'pine', discarded: 'stone' }
export const ReportWord = ({ state }: { state: string }) => (
  <StateTag tone={TONES[state] ?? 'stone'}>{REPORT_STATES[state]}</StateTag>
)

const columns: TableColumnsType<Row> = [
  {
    title: '标题',
    dataIndex: 'title',
    render: (title: string, row) => (
      <Link to={`/tasks/reports/${row.id}` as never}>
        <b>{title}</b>
      </Link>
    ),
  },
  { title: '种类', dataIndex: 'kind', render: (kind: string) => REPORT_KINDS[kind] },
  { title: '编号', dataIndex: 'numberText' },
  { title: '状态', dataIndex: 'state', render: (state: string) => <ReportWord state={state} /> },
  {
    title: '数字截至',
    dataIndex: 'asOf',
    render: (at: string) => new Date(at).toLocaleString('zh-CN', { dateStyle: 'short', timeStyle: 'short' }),
  },
  { title: '生成', dataIndex: 'madeBy' },
  { title: '签发', render: (_: unknown, row) => (row.issuedOn ? `${row.issuedOn} ${row.issuedBy}` : '') },
]

export function ReportsPage() {
  const [state, change] = useListState({ page: 1, size: 20, kind: 'all' })
  const { data, isFetching, error } = useRead(listWorkReports, { query: state as never })
  const may = useMay('reports.write')
  return (
    <>
      <PageTitle title="报告" acts={may && <Make />}>
        <span className="sub">生成时把数字和记录一起定下来，以后不变。</span>
      </PageTitle>
      <Places at="/tasks/reports" />
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listWorkReports, input: { query: state } }}
        empty="还没有报告。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <Select
            aria-label="种类"
            value={state.kind}
            onChange={(kind) => change({ kind })}
            style={{ minWidth: 140 }}
            options={[{ value: 'all', label: '全部' }, ...optionsOf(REPORT_KINDS)]}
          />
        }
      />
    </>
  )
}

function Make() {
  const { today } = useMe()
  const months = Object.fromEntries(
    [0, 1, 2].map((back) => {
      const index = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - back
      const [year, month] = [Math.floor(index / 12), (index % 12) + 1]
      return [`${year}-${String(month).padStart(2, '0')}`, `${year} 年 ${month} 月（督办清单）`]
    }),
  )
  const periods = { ...quarters(today), ...months }
  return (
    <ActButton
      line={makeReport}
      button="生成报告"
      primary
      initial={{ kind: 'quarter', period: Object.keys(quarters(today))[0] }}
      fields={[
        { name: 'kind', label: '种类', kind: 'select', required: true, options: optionsOf(REPORT_KINDS) },
        {
          name: 'period',
          label: '报告期',
          kind: 'select',
          required: true,
          options: optionsOf(periods),
          note: '报告和通报选季度，督办清单选月份。',
        },
      ]}
      input={({ kind, period }, id) => ({ body: { id, kind, period } })}
    />
  )
}
