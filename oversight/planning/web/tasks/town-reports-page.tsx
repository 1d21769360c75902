// 镇街上报: which towns have reported on their running tasks for a quarter, which are late, which are missing.
import type { ReplyOf } from '@songhe/basics/contract'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { Select, type TableColumnsType } from 'antd'
import { listTownReports } from '../../contract/tasks.ts'
import { Places } from './places.tsx'
import { quarters } from './quarters.ts'

type Row = ReplyOf<typeof listTownReports>['rows'][number]
const WORDS: Record<Row['state'], [Tone, string]> = {
  missing: ['red', '逾期未报'],
  waiting: ['sky', '待上报'],
  late: ['amber', '有迟报'],
  done: ['pine', '已报齐'],
}

const columns: TableColumnsType<Row> = [
  { title: '镇街', dataIndex: 'place', render: (place: string) => <b>{place}</b> },
  { title: '任务', dataIndex: 'tasks', align: 'right' },
  { title: '已报', dataIndex: 'stated', align: 'right' },
  { title: '其中迟报', dataIndex: 'late', align: 'right' },
  { title: '应报日期', dataIndex: 'dueOn' },
  {
    title: '状态',
    dataIndex: 'state',
    render: (state: Row['state']) => <StateTag tone={WORDS[state][0]}>{WORDS[state][1]}</StateTag>,
  },
]

export function TownReportsPage() {
  const periods = quarters(useMe().today)
  const [state, change] = useListState({ page: 1, size: 50, quarter: Object.keys(periods)[0]!, state: 'all' })
  const { data, isFetching, error } = useRead(listTownReports, { query: state as never })
  return (
    <>
      <PageTitle title="镇街上报">
        <span className="sub">只数在办的任务；历史、待确认的任务不催报。</span>
      </PageTitle>
      <Places at="/tasks/town-reports" />
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="area"
        loading={isFetching}
        error={error}
        sheet={{ line: listTownReports, input: { query: state } }}
        empty="这个季度没有要镇街上报的任务。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <Select
              aria-label="季度"
              value={state.quarter}
              onChange={(quarter) => change({ quarter })}
              style={{ minWidth: 160 }}
              options={Object.entries(periods).map(([value, label]) => ({ value, label }))}
            />
            <Select
              aria-label="状态"
              value={state.state}
              onChange={(value) => change({ state: value })}
              style={{ minWidth: 130 }}
              options={[
                { value: 'all', label: '全部' },
                { value: 'missing', label: '逾期未报' },
                { value: 'late', label: '有迟报' },
                { value: 'done', label: '已报齐' },
              ]}
            />
          </>
        }
      />
    </>
  )
}
