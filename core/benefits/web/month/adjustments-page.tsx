// Money beside the months: arrears, recoveries, corrections; one proposes, another approves or says why not.
import type { ReplyOf } from '@songhe/basics/contract'
import { yuan } from '@songhe/basics/money'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Select, type TableColumnsType } from 'antd'
import { listAdjustments } from '../../contract-month.ts'
import { MoneyLinks } from '../settle/money-links.tsx'
import { AdjustmentDecision } from './adjustment-decision.tsx'
import { ADJUSTMENT_KINDS } from './month-words.ts'

export type AdjustmentRow = ReplyOf<typeof listAdjustments>['rows'][number]
const STATES: Record<string, [string, Tone]> = {
  proposed: ['待批准', 'sky'],
  approved: ['已批准', 'pine'],
  planned: ['分月抵扣', 'amber'],
  settled: ['已结清', 'stone'],
  cancelled: ['已取消', 'stone'],
}

const columns: TableColumnsType<AdjustmentRow> = [
  {
    title: '姓名',
    render: (_, row) => (
      <Link to={`/people/${row.person}` as string}>
        <b>{row.name}</b>
      </Link>
    ),
  },
  { title: '镇街、村居', dataIndex: 'place' },
  { title: '项目', dataIndex: 'title' },
  { title: '类别', render: (_, row) => ADJUSTMENT_KINDS[row.kind] },
  { title: '所属月份', dataIndex: 'forMonth' },
  { title: '金额（元）', align: 'right', render: (_, row) => <b className="num">{yuan(row.fen)}</b> },
  { title: '已结（元）', align: 'right', render: (_, row) => yuan(row.settledFen) },
  {
    title: '原因',
    render: (_, row) => (
      <span style={{ display: 'inline-block', maxWidth: 280, whiteSpace: 'normal' }}>
        {row.reason}
        {row.declinedNote && <span className="xs"> 不同意：{row.declinedNote}</span>}
      </span>
    ),
  },
  { title: '提出', render: (_, row) => row.proposedBy || <span className="stone">系统</span> },
  { title: '批准', render: (_, row) => row.approvedBy ?? <span className="stone">—</span> },
  {
    title: '状态',
    render: (_, row) => <StateTag tone={STATES[row.state]?.[1] ?? 'stone'}>{STATES[row.state]?.[0]}</StateTag>,
  },
  { title: '', align: 'right', render: (_, row) => row.bar === null && <AdjustmentDecision row={row} /> },
]

type Query = { state?: 'proposed'; kind?: 'arrear' }

export function AdjustmentsPage() {
  const [state, change] = useListState({ page: 1, state: '', kind: '' })
  const query = {
    page: Number(state.page),
    size: 20,
    ...(state.state in STATES && { state: state.state as Query['state'] }),
    ...(state.kind in ADJUSTMENT_KINDS && { kind: state.kind as Query['kind'] }),
  }
  const list = useRead(listAdjustments, { query })
  return (
    <>
      <PageTitle title="补发与追回" acts={<MoneyLinks at="adjustments" />}>
        {list.data && (
          <span className="sub">
            补发、更正 {yuan(list.data.sums.plusFen)} 元，追回 {yuan(-list.data.sums.minusFen)} 元
          </span>
        )}
      </PageTitle>
      <ListPage<AdjustmentRow>
        columns={columns}
        rows={list.data?.rows}
        total={list.data?.total ?? 0}
        page={Number(state.page)}
        size={20}
        rowKey="id"
        loading={list.isPending}
        error={list.error}
        sheet={{ line: listAdjustments, input: { query } }}
        empty="没有符合条件的补发或追回"
        onPage={(page) => change({ page })}
        filters={
          <>
            <Select
              aria-label="状态"
              placeholder="全部状态"
              allowClear
              value={state.state || undefined}
              options={Object.entries(STATES).map(([value, [label]]) => ({ value, label }))}
              onChange={(value) => change({ state: value ?? '' })}
              style={{ minWidth: 130 }}
            />
            <Select
              aria-label="类别"
              placeholder="全部类别"
              allowClear
              value={state.kind || undefined}
              options={Object.entries(ADJUSTMENT_KINDS).map(([value, label]) => ({ value, label }))}
              onChange={(value) => change({ kind: value ?? '' })}
              style={{ minWidth: 130 }}
            />
            <span className="sub">要提出一笔，请在老人档案的待遇里点“变动”。</span>
          </>
        }
      />
    </>
  )
}
