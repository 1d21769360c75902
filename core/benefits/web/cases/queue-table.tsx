// One queue as a table: sorted by due date, overdue said in words, materials complete or the one thing that is missing.
import { CheckCircleFilled } from '@ant-design/icons'
import { yuan } from '@songhe/basics/money'
import { Link } from '@tanstack/react-router'
import { Table, type TableColumnsType } from 'antd'
import { lazy, Suspense } from 'react'
import type { QueueKey, QueueRow } from '../../contract-cases.ts'

/** Loaded with the one queue that needs it: the desk is the first page of the day. */
const AnomalyAct = lazy(() => import('./anomaly-act.tsx').then((part) => ({ default: part.AnomalyAct })))

export interface QueueTableProps {
  queue: QueueKey
  rows: QueueRow[]
  total: number
  page: number
  size: number
  loading: boolean
  today: string
  mayDecide: boolean
  chosen: string[]
  choose: (keys: string[]) => void
  turn: (page: number, size: number) => void
}

export function QueueTable(props: QueueTableProps) {
  const { rows, total, page, size, chosen, choose, turn } = props
  return (
    <Table<QueueRow>
      size="small"
      rowKey="key"
      dataSource={rows}
      columns={columns(props)}
      loading={props.loading}
      rowSelection={
        SELECTABLE.includes(props.queue)
          ? {
              selectedRowKeys: chosen,
              onChange: (keys) => choose(keys as string[]),
              getCheckboxProps: (row) => ({ disabled: !row.complete, 'aria-label': `选择${row.name}` }),
            }
          : undefined
      }
      pagination={{
        current: page,
        pageSize: size,
        total,
        size: 'small',
        showSizeChanger: true,
        showTotal: (all, [from, to]) => `第 ${from}–${to} 条，共 ${all} 条`,
        onChange: turn,
      }}
      locale={{ emptyText: '这个队列现在没有要办的事。' }}
    />
  )
}

/** Queues where many rows are decided with one act. */
export const SELECTABLE: QueueKey[] = ['unclaimed', 'review', 'notice-ended']

function columns({ queue, today, mayDecide }: QueueTableProps): TableColumnsType<QueueRow> {
  return [
    { title: '应办结', className: 'nowrap', render: (_, row) => <Due row={row} today={today} /> },
    {
      title: '姓名',
      className: 'nowrap',
      render: (_, row) => (
        <span>
          <Link to={`/people/${row.person}` as string}>
            <b>{row.name}</b>
          </Link>{' '}
          <span className="stone">{row.age}岁</span>
        </span>
      ),
    },
    {
      title: '镇街、村居',
      className: 'nowrap',
      render: (_, row) => (
        <span>
          {row.town} <span className="stone wide-only">{row.village}</span>
        </span>
      ),
    },
    { title: '项目', className: 'nowrap', render: (_, row) => row.programmeTitle },
    {
      title: '每月（元）',
      className: 'nowrap',
      align: 'right',
      render: (_, row) => (row.monthlyFen ? yuan(row.monthlyFen) : '—'),
    },
    {
      title: '应补（元）',
      className: 'nowrap',
      align: 'right',
      render: (_, row) =>
        row.arrearsFen ? (
          <span>
            {yuan(row.arrearsFen)}
            {row.arrearsMonths > 0 && <span className="stone small"> {row.arrearsMonths}个月</span>}
          </span>
        ) : (
          '—'
        ),
    },
    {
      title: queue === 'anomalies' || queue === 'suspended' ? '情况' : '材料',
      className: 'nowrap',
      render: (_, row) => <Materials row={row} />,
    },
    {
      title: '下一步',
      className: 'nowrap',
      align: 'right',
      render: (_, row) =>
        queue === 'anomalies' ? (
          <Suspense fallback={row.next}>
            <AnomalyAct row={row} may={mayDecide} />
          </Suspense>
        ) : (
          <Link to={(row.benefitCase ? `/cases/${row.benefitCase}` : `/people/${row.person}`) as string}>{row.next}</Link>
        ),
    },
  ]
}

/** Rows about which nobody hands in papers. */
const NO_MATERIALS: Record<string, true> = {
  death: true,
  move: true,
  'paid-not-due': true,
  'double-benefit': true,
  'paid-after-death': true,
  coming: true,
}

function Due({ row, today }: { row: QueueRow; today: string }) {
  if (!row.dueOn) return <span className="stone">未定</span>
  const day = row.dueOn.slice(0, 4) === today.slice(0, 4) ? row.dueOn.slice(5) : row.dueOn
  if (row.state === 'coming') return <span>{day}</span>
  if (row.overdueDays > 0)
    return (
      <span className="red">
        {day} 逾期{row.overdueDays}天
      </span>
    )
  if (row.dueOn === today) return <span className="amber">{day} 今天</span>
  return <span>{day}</span>
}

function Materials({ row }: { row: QueueRow }) {
  if (row.note || row.state in NO_MATERIALS) return <span className="note">{row.note || '—'}</span>
  if (row.complete)
    return (
      <span className="stone">
        <CheckCircleFilled style={{ color: '#1F6B52' }} /> 齐全
      </span>
    )
  return (
    <span>
      {row.missing.slice(0, 1).map((fact) => (
        <span className="lack" key={fact.name}>
          {fact.title}
        </span>
      ))}
      {row.missing.length > 1 && <span className="stone small">等{row.missing.length}项</span>}
    </span>
  )
}
