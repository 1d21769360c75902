// 要数登记: which body asked for what under which document, what it was answered with, and where two asked for the same.
import type { ReplyOf } from '@songhe/basics/contract'
import { ActButton, optionsOf } from '@songhe/ui/act-button'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay, useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Select, type TableColumnsType } from 'antd'
import { answerRequest, listWorkReports, listRequests, recordRequest, TOPICS } from '../../contract/work-reports.ts'
import { Places } from '../tasks/places.tsx'

type Row = ReplyOf<typeof listRequests>['rows'][number]

export function RequestsPage() {
  const [state, change] = useListState({ page: 1, size: 20, state: 'all' })
  const { data, isFetching, error } = useRead(listRequests, { query: state as never })
  const may = useMay('reports.write')
  const columns: TableColumnsType<Row> = [
    {
      title: '要数单位',
      dataIndex: 'askedBy',
      render: (by: string, row) => (
        <>
          <b>{by}</b>
          <div className="xs">{row.paper}</div>
        </>
      ),
    },
    {
      title: '内容',
      render: (_: unknown, row) => (
        <>
          {TOPICS[row.topic]}：{row.words}
          <div className="xs">
            {row.from} 至 {row.to}
          </div>
        </>
      ),
    },
    { title: '收到', dataIndex: 'receivedOn' },
    { title: '期限', dataIndex: 'dueOn' },
    {
      title: '重复',
      dataIndex: 'alike',
      render: (alike: string[]) =>
        alike.length > 0 && (
          <>
            <StateTag tone="amber">重复要数</StateTag>
            {alike.map((one) => (
              <div key={one} className="xs">
                {one}
              </div>
            ))}
          </>
        ),
    },
    {
      title: '答复',
      render: (_: unknown, row) =>
        row.answeredOn ? (
          <>
            {row.answeredOn} {row.answer}{' '}
            {row.report && (
              <div>
                <Link to={`/tasks/reports/${row.report}` as never}>打开报告</Link>
              </div>
            )}
          </>
        ) : (
          may && <Answer row={row} />
        ),
    },
  ]
  return (
    <>
      <PageTitle title="要数登记" acts={may && <Record />}>
        <span className="sub">谁凭哪份文件要哪一期的什么数；不同单位要同一内容的列为重复。</span>
      </PageTitle>
      <Places at="/tasks/requests" />
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listRequests, input: { query: state } }}
        empty="没有这样的要数登记。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <Select
            aria-label="范围"
            value={state.state}
            onChange={(value) => change({ state: value })}
            style={{ minWidth: 130 }}
            options={[
              { value: 'all', label: '全部' },
              { value: 'open', label: '待答复' },
              { value: 'alike', label: '重复要数' },
            ]}
          />
        }
      />
    </>
  )
}

function Record() {
  const { today } = useMe()
  return (
    <ActButton
      line={recordRequest}
      button="登记要数"
      primary
      initial={{ receivedOn: today }}
      fields={[
        { name: 'askedBy', label: '要数单位', required: true },
        { name: 'paper', label: '依据文件', required: true, note: '写文号；没有文件的写明怎样要的，例如 来电。' },
        { name: 'topic', label: '类别', kind: 'select', required: true, options: optionsOf(TOPICS) },
        { name: 'words', label: '内容', required: true },
        { name: 'from', label: '所属期起', kind: 'day', required: true },
        { name: 'to', label: '所属期止', kind: 'day', required: true },
        { name: 'receivedOn', label: '收到日期', kind: 'day', required: true },
        { name: 'dueOn', label: '期限', kind: 'day', required: true },
      ]}
      input={(values, id) => ({ body: { id, ...values } as never })}
    />
  )
}

function Answer({ row }: { row: Row }) {
  const { data } = useRead(listWorkReports, { query: { page: 1, size: 50, kind: 'all' } })
  const issued = (data?.rows ?? []).filter(({ state }) => state === 'issued')
  return (
    <ActButton
      line={answerRequest}
      button="登记答复"
      small
      title={`答复${row.askedBy}`}
      fields={[
        {
          name: 'report',
          label: '用哪份报告答复',
          kind: 'select',
          options: issued.map(({ id, title, numberText }) => ({ value: id, label: `${numberText} ${title}` })),
          note: '只列已签发的；不用报告答复的不选。',
        },
        { name: 'words', label: '答复说明', required: true },
      ]}
      input={({ report, words }, id) => ({ params: { id: row.id }, body: { id, words, ...(report && { report }) } })}
    />
  )
}
