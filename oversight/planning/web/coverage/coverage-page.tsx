// 全覆盖计划: the plan by year beside what stands, every town in the row of its year, and the list of what is short.
import type { ReplyOf } from '@songhe/basics/contract'
import { Citation } from '@songhe/ui/citation'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { Select, Skeleton, type TableColumnsType } from 'antd'
import { COVERAGE_KINDS, listShort, showCoverage } from '../../contract/coverage.ts'
import { NumberPlaces } from '../number-places.tsx'
import { Opens, recordsPath } from '../opens.tsx'
import '../planning.css'
import { PlanBars } from './plan-bars.tsx'

type Short = ReplyOf<typeof listShort>['rows'][number]
const START = { page: 1, size: 20, kind: undefined as string | undefined }

export function CoveragePage() {
  const { data, error } = useRead(showCoverage, {})
  if (error) return <ProblemNote error={error} />
  if (!data) return <Skeleton active />
  return (
    <>
      <PageTitle title="全覆盖计划">
        {data.document ? <Citation document={data.documentTitle} clause={data.clause} /> : null}
        <span className="sub">{`实际数来自设施登记，截至 ${data.asOf}。`}</span>
      </PageTitle>
      <NumberPlaces at="/planning/coverage" />
      {data.document ? (
        <div className="halves">
          <PlanCard data={data} />
          <ShortCard />
        </div>
      ) : (
        <section className="card inside">
          <p>
            本区县的文件没有印全覆盖计划表。有计划表的，请在
            <Link to={'/imports' as never} className="opens">
              导入
            </Link>
            里传入。
          </p>
        </section>
      )}
    </>
  )
}

export const phaseWord = (phase: string) => (phase === 'existing' ? '原有' : phase === 'now' ? '现在' : `${phase}年底`)

function PlanCard({ data }: { data: ReplyOf<typeof showCoverage> }) {
  return (
    <section className="card">
      <h2>计划和实际，逐年累计</h2>
      <div className="inside" style={{ display: 'grid', gap: 12 }}>
        <PlanBars
          phases={data.phases.map(({ phase, centre }) => ({
            phase,
            plan: centre.plan,
            planShare: centre.planShare,
            actual: centre.actual,
          }))}
          of={data.towns.length}
        />
        <div className="scroll-x" tabIndex={0} role="group" aria-label="逐年累计">
          <table className="lines">
            <thead>
              <tr>
                <th>到</th>
                <th className="num">中心计划</th>
                <th className="num">中心实有</th>
                <th className="num">站点计划</th>
                <th className="num">站点实有</th>
              </tr>
            </thead>
            <tbody>
              {data.phases.map(({ phase, centre, station }) => (
                <tr key={phase}>
                  <th scope="row">{phaseWord(phase)}</th>
                  <td className="num">{`${centre.plan}/${centre.of} ${centre.planShare}`}</td>
                  <td className="num">
                    <Counted
                      measure="facilities.towns-with-centre"
                      phase={phase}
                      value={centre.actual}
                      share={centre.actualShare}
                    />
                  </td>
                  <td className="num">{`${station.plan}/${station.of} ${station.planShare}`}</td>
                  <td className="num">
                    <Counted
                      measure="facilities.villages-served"
                      phase={phase}
                      value={station.actual}
                      share={station.actualShare}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </section>
  )
}

function Counted({
  measure,
  phase,
  value,
  share,
}: {
  measure: string
  phase: string
  value: number | null
  share: string | null
}) {
  if (value === null) return <span className="stone">没有数过</span>
  const month = /^\d{4}$/.test(phase) ? `${phase}-12` : undefined
  return (
    <Opens path={recordsPath(measure, { month })} label={`${phaseWord(phase)}实有 ${value} 个`}>
      {`${value} ${share ?? ''}`}
    </Opens>
  )
}

const columns: TableColumnsType<Short> = [
  {
    title: '镇街',
    dataIndex: 'name',
    render: (name: string, row) => (
      <Link to={'/facilities' as never} search={{ area: row.area } as never}>
        {name}
      </Link>
    ),
  },
  { title: '差什么', dataIndex: 'kind', render: (kind: string) => COVERAGE_KINDS[kind] },
  { title: '计划', dataIndex: 'plan', align: 'right' },
  { title: '实有', dataIndex: 'actual', align: 'right' },
  { title: '还差', dataIndex: 'short', align: 'right', render: (short: number) => <b>{short}</b> },
  {
    title: '到期',
    render: (_: unknown, row) =>
      row.due === '' ? (
        '原有就该有'
      ) : (
        <span className={row.daysLate > 0 ? 'red' : ''}>{row.daysLate > 0 ? `${row.due}，晚 ${row.daysLate} 天` : row.due}</span>
      ),
  },
  { title: '在建或规划', dataIndex: 'coming' },
]

function ShortCard() {
  const [state, change] = useListState(START)
  const { data, isFetching, error } = useRead(listShort, { query: state as never })
  return (
    <ListPage<Short>
      columns={columns}
      rows={data?.rows}
      total={data?.total ?? 0}
      page={Number(state.page)}
      size={Number(state.size)}
      rowKey="key"
      loading={isFetching}
      error={error}
      sheet={{ line: listShort, input: { query: state } }}
      empty="没有还差的镇街。"
      onPage={(page, size) => change({ page, size })}
      filters={
        <Select
          aria-label="差什么"
          value={state.kind ?? 'all'}
          onChange={(value) => change({ kind: value === 'all' ? undefined : value })}
          style={{ minWidth: 140 }}
          options={[
            { value: 'all', label: '中心和站点' },
            ...Object.entries(COVERAGE_KINDS).map(([value, label]) => ({ value, label })),
          ]}
        />
      }
    />
  )
}
