// The columns of cases, the same on the round's page and on the list over all rounds.
import type { ReplyOf } from '@songhe/basics/contract'
import { Link } from '@tanstack/react-router'
import type { TableColumnsType } from 'antd'
import type { listCases } from '../contract/cases.ts'
import { CaseWord, isOver, until } from './words.tsx'

export type CaseRow = ReplyOf<typeof listCases>['rows'][number]

export const CASE_COLUMNS: TableColumnsType<CaseRow> = [
  {
    title: '设施',
    dataIndex: 'facilityName',
    render: (name: string, row) => (
      <Link to={`/ratings/cases/${row.id}` as never}>
        <b>{name}</b>
      </Link>
    ),
  },
  { title: '类别', dataIndex: 'kindTitle' },
  { title: '所在地', dataIndex: 'place' },
  { title: '状态', render: (_: unknown, row) => <CaseWord state={row.state} open={row.open} over={isOver(row.noticeTo)} /> },
  { title: '总分', dataIndex: 'total', align: 'right', render: (total: number | null) => total ?? '' },
  {
    title: '等级',
    dataIndex: 'grade',
    render: (grade: string, row) =>
      row.proposed === null ? <b>{grade}</b> : <span className="sub">拟定 {row.proposed || '未达等级'}</span>,
  },
  { title: '申请日期', dataIndex: 'appliedOn' },
  { title: '公示到', dataIndex: 'noticeTo', render: (day: string | null) => day ?? '' },
  { title: '有效期', render: (_: unknown, row) => (row.validFrom ? `${row.validFrom} 至 ${until(row.validTo)}` : '') },
]

export const ROUND_COLUMN: TableColumnsType<CaseRow>[number] = {
  title: '轮次',
  dataIndex: 'roundTitle',
  render: (title: string, row) => <Link to={`/ratings/rounds/${row.round}` as never}>{title}</Link>,
}
