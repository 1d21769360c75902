// 设施补助: every round, newest first, and the schemes of this district with the tables they stand on; the clerk computes the next one here.
import { yuan } from '@songhe/basics/money'
import { Citation } from '@songhe/ui/citation'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import type { TableColumnsType } from 'antd'
import { type GrantRoundRow, listGrantRounds, listGrantSchemes, startGrantRound } from '../../contract-grants.ts'
import { RUN_STATES } from '../month/month-words.ts'
import { ActButton } from '@songhe/ui/act-button'
import { GrantPlaces } from './grant-words.tsx'

const columns: TableColumnsType<GrantRoundRow> = [
  {
    title: '批次',
    dataIndex: 'title',
    render: (title: string, row) => (
      <Link to={`/benefits/grants/rounds/${row.id}` as never}>
        <b>{title}</b>
      </Link>
    ),
  },
  { title: '状态', render: (_, row) => <StateTag tone={RUN_STATES[row.state]?.[1] ?? 'stone'}>{row.stateTitle}</StateTag> },
  { title: '判定日', dataIndex: 'judgedOn' },
  { title: '涉及设施', dataIndex: 'sites', align: 'right' },
  { title: '应发设施', dataIndex: 'payees', align: 'right' },
  { title: '应发金额（元）', dataIndex: 'totalFen', align: 'right', render: (fen: number) => <b className="num">{yuan(fen)}</b> },
  { title: '经办', dataIndex: 'madeBy' },
  { title: '复核', dataIndex: 'approvedBy', render: (name: string | null) => name ?? <span className="stone">—</span> },
]

export function GrantRoundsPage() {
  const [state, change] = useListState({ page: 1 })
  const input = { query: { page: Number(state.page), size: 20 } }
  const list = useRead(listGrantRounds, input)
  const schemes = useRead(listGrantSchemes, {})
  const may = useMay('benefits.run')
  const known = schemes.data ?? []
  return (
    <>
      <PageTitle
        title="设施补助"
        acts={
          may &&
          known.length > 0 && (
            <ActButton
              line={startGrantRound}
              button="计算一批"
              primary
              initial={{ scheme: known[0]!.key, period: known[0]!.newest }}
              fields={[
                {
                  name: 'scheme',
                  label: '项目',
                  required: true,
                  kind: 'select',
                  options: known.map(({ key, title }) => ({ value: key, label: title })),
                },
                {
                  name: 'period',
                  label: '年或月',
                  required: true,
                  note: known
                    .map(({ title, period, newest }) => `${title}按${period === 'year' ? '年' : '月'}，例如 ${newest}`)
                    .join('；'),
                },
              ]}
              input={({ scheme, period }, id) => ({ body: { id, scheme: scheme as 'operation', period: period! } })}
            />
          )
        }
      />
      <GrantPlaces at="/benefits/grants" />
      <ProblemNote error={schemes.error} />
      <section className="card" style={{ marginBottom: 14 }}>
        <h2>项目与依据</h2>
        <div className="inside">
          {schemes.data?.length === 0 && <p className="sub">没有已发布的补助标准。请先在规则表里发布。</p>}
          {known.flatMap(({ key, title, tables }) =>
            tables.map((table) => (
              <p key={`${key}${table.pack}`} style={{ display: 'flex', gap: 10, flexWrap: 'wrap', padding: '3px 0' }}>
                <b>{title}</b>
                <span>{table.title}</span>
                <Citation document={table.document} clause={table.clause} />
                {table.example && <StateTag tone="sky">含示例金额</StateTag>}
                {table.unconfirmed > 0 && <StateTag tone="amber">{table.unconfirmed} 行金额未确认</StateTag>}
              </p>
            )),
          )}
        </div>
      </section>
      <ListPage<GrantRoundRow>
        columns={columns}
        rows={list.data?.rows}
        total={list.data?.total ?? 0}
        page={Number(state.page)}
        size={20}
        rowKey="id"
        loading={list.isPending}
        error={list.error}
        empty="还没有批次。"
        sheet={{ line: listGrantRounds, input }}
        onPage={(page) => change({ page })}
      />
    </>
  )
}
