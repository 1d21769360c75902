// 历次预测: every forecast ever made; two of one base beside one another.
import type { ReplyOf } from '@songhe/basics/contract'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { WideTable } from '@songhe/ui/wide-table'
import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Select, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { compareForecasts, FORECAST_BASES, listForecasts } from '../../contract/forecast.ts'
import { people } from './people-table.tsx'

type Row = ReplyOf<typeof listForecasts>['rows'][number]
type Compared = ReplyOf<typeof compareForecasts>
const START = { page: 1, size: 20, base: 'all' }

const columns: TableColumnsType<Row> = [
  {
    title: '推算时间',
    dataIndex: 'madeAt',
    render: (at: string, { id }) => <Link to={`/planning/forecast/${id}` as never}>{at}</Link>,
  },
  { title: '口径', dataIndex: 'base', render: (base: string) => FORECAST_BASES[base] },
  { title: '基期', dataIndex: 'baseDay' },
  { title: '基期60岁及以上（人）', dataIndex: 'elders', align: 'right', render: people },
  { title: '推算到', dataIndex: 'lastYear', render: (year: number) => `${year} 年` },
  { title: '推算人', dataIndex: 'madeBy' },
  { title: '说明', dataIndex: 'note' },
]

/** A column of our own: two forecasts are chosen, never a whole page of them. */
const choice = (chosen: readonly string[], choose: (ids: string[]) => void): TableColumnsType<Row>[number] => ({
  title: '比较',
  render: (_: unknown, { id, madeAt, base }) => (
    <Checkbox
      aria-label={`比较 ${madeAt} ${FORECAST_BASES[base]}`}
      checked={chosen.includes(id)}
      onChange={({ target }) => choose(target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))}
    />
  ),
})

export function ForecastRunsPage() {
  const [state, change] = useListState(START)
  const { data, isFetching, error } = useRead(listForecasts, { query: state as never })
  const [chosen, setChosen] = useState<string[]>([])
  const [pair, setPair] = useState<string[]>()
  return (
    <>
      <PageTitle
        title="历次预测"
        acts={
          <>
            <Link to={'/planning/forecast' as never}>最近一次</Link>
            <Button type="primary" disabled={chosen.length !== 2} onClick={() => setPair(chosen)}>
              比较选中的两次
            </Button>
          </>
        }
      />
      <ListPage<Row>
        columns={[choice(chosen, setChosen), ...columns]}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listForecasts, input: { query: state } }}
        empty="还没有推算过。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <Select
            aria-label="口径"
            value={state.base}
            onChange={(base) => change({ base })}
            style={{ minWidth: 180 }}
            options={[
              { value: 'all', label: '全部口径' },
              ...Object.entries(FORECAST_BASES).map(([value, label]) => ({ value, label })),
            ]}
          />
        }
      />
      {pair && <Pair now={pair[0]!} then={pair[1]!} />}
    </>
  )
}

const byYear: TableColumnsType<Compared['years'][number]> = [
  { title: '年份', dataIndex: 'year' },
  { title: '年龄', dataIndex: 'title' },
  { title: '先选的', dataIndex: 'now', align: 'right', render: people },
  { title: '后选的', dataIndex: 'then', align: 'right', render: people },
  { title: '相差', dataIndex: 'difference', align: 'right', render: people },
]

function Pair({ now, then }: { now: string; then: string }) {
  const { data, error } = useRead(compareForecasts, { params: { id: now }, query: { with: then } })
  if (error) return <ProblemNote error={error} />
  if (!data) return null
  return (
    <section className="card" style={{ marginTop: 14 }}>
      <h2>两次预测的差别</h2>
      <div className="inside">
        {data.changes.length === 0 && <p>所用的数据和参数相同。</p>}
        {data.changes.map(({ title, now: mine, then: theirs }) => (
          <p key={title}>
            {title}：先选的 {mine}，后选的 {theirs}
          </p>
        ))}
      </div>
      <div className="inside">
        <WideTable
          columns={byYear}
          dataSource={[...data.years]}
          rowKey={(row) => `${row.year}${row.range}`}
          pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
        />
      </div>
    </section>
  )
}
