// Counter-entries as rows: what was taken back, what comes instead, who proposed, and for the second person the decision.
import { yuan } from '@songhe/basics/money'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import type { TableColumnsType } from 'antd'
import type { ReversalRow } from '../../contract-settle.ts'
import { ReversalDecision } from './reversal-decision.tsx'

const STATES: Record<string, [string, Tone]> = {
  proposed: ['待复核', 'sky'],
  approved: ['已冲销', 'pine'],
  rejected: ['未通过', 'stone'],
}
const KINDS: Record<string, string> = { arrear: '补发', 'one-off': '更正' }

export const reversalColumns: TableColumnsType<ReversalRow> = [
  {
    title: '姓名',
    render: (_, row) => (
      <Link to={`/people/${row.person}` as string}>
        <b>{row.name}</b>
      </Link>
    ),
  },
  { title: '镇街、村居', dataIndex: 'place' },
  { title: '项目', render: (_, row) => `${row.title}${KINDS[row.kind] ? `（${KINDS[row.kind]}）` : ''}` },
  { title: '所属月份', dataIndex: 'forMonth' },
  { title: '冲销（元）', align: 'right', render: (_, row) => <b className="num">{yuan(-row.fen)}</b> },
  { title: '更正为（元）', align: 'right', render: (_, row) => yuan(row.correctedFen) },
  {
    title: '原因',
    render: (_, row) => <span style={{ display: 'inline-block', maxWidth: 280, whiteSpace: 'normal' }}>{row.reason}</span>,
  },
  { title: '提出', dataIndex: 'proposedBy' },
  { title: '复核', render: (_, row) => row.decidedBy ?? <span className="stone">—</span> },
  {
    title: '状态',
    render: (_, row) => <StateTag tone={STATES[row.state]?.[1] ?? 'stone'}>{STATES[row.state]?.[0]}</StateTag>,
  },
  { title: '', align: 'right', render: (_, row) => row.bar === null && <ReversalDecision row={row} /> },
]
