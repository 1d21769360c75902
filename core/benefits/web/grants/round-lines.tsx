// Every site of a round, paid or not, with row, clause and reason; 为什么 opens the whole chain.
import type { ReplyOf } from '@songhe/basics/contract'
import { yuan } from '@songhe/basics/money'
import { Citation } from '@songhe/ui/citation'
import { ListPage } from '@songhe/ui/list-page'
import { useMay } from '@songhe/ui/me'
import { useRead, useWrite } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Button, Select, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { listGrantLines, proposeGrantCorrection, reissueGrantLines } from '../../contract-grants.ts'
import { LINE_TONES } from '../month/month-words.ts'
import { ActButton } from '@songhe/ui/act-button'
import { OutcomeWord } from './grant-words.tsx'
import { LineWhy } from './line-why.tsx'
import type { RoundView } from './round-page.tsx'

type Row = ReplyOf<typeof listGrantLines>['rows'][number]
const UNPAID = ['due', 'held', 'returned', 'reissued']

export function RoundLines({
  round,
  outcome,
  onOutcome,
}: {
  round: RoundView
  outcome: string | undefined
  onOutcome(outcome: string | undefined): void
}) {
  const [page, setPage] = useState(1)
  const [asked, setAsked] = useState<string>()
  const input = { params: { id: round.id }, query: { page, size: 20, ...(outcome && { outcome }) } }
  const lines = useRead(listGrantLines, input)
  const reissue = useWrite(reissueGrantLines)
  const [mayPay, mayRun] = [
    useMay('benefits.pay'),
    useMay('benefits.run') && ['approved', 'sent', 'settled'].includes(round.state),
  ]
  const columns: TableColumnsType<Row> = [
    {
      title: '设施',
      dataIndex: 'name',
      render: (name: string, row) => (
        <>
          <Link to={`/facilities/${row.facility}` as never}>
            <b>{name}</b>
          </Link>
          <div className="xs">{[row.kindTitle, row.operator].filter(Boolean).join('，')}</div>
        </>
      ),
    },
    { title: '等级或评价', dataIndex: 'grade' },
    { title: '依据', render: (_, row) => <Citation document={row.document} clause={row.clause} /> },
    { title: '应发（元）', dataIndex: 'fen', align: 'right', render: (fen: number) => <b className="num">{yuan(fen)}</b> },
    { title: '结果', render: (_, row) => <OutcomeWord outcome={row.outcome} title={row.outcomeTitle} /> },
    {
      title: '理由',
      render: (_, row) => (
        <span style={{ display: 'inline-block', width: 260, whiteSpace: 'normal' }}>
          {row.reason}
          {row.otherDayFen !== null && <span className="xs"> 年内改变了类别，按另一头的日子是 {yuan(row.otherDayFen)} 元。</span>}
        </span>
      ),
    },
    {
      title: '状态',
      render: (_, row) => (
        <>
          <StateTag tone={LINE_TONES[row.state] ?? 'stone'}>{row.stateTitle}</StateTag>
          {row.stateReason && (
            <div className="xs" style={{ width: 140, whiteSpace: 'normal' }}>
              {row.stateReason}
            </div>
          )}
        </>
      ),
    },
    {
      title: '',
      render: (_, row) => (
        <span style={{ display: 'flex', gap: 6 }}>
          <Button type="link" size="small" onClick={() => setAsked(row.facility)}>
            为什么
          </Button>
          {mayRun && row.fen > 0 && [...UNPAID, 'paid'].includes(row.state) && (
            <ActButton
              line={proposeGrantCorrection}
              button={row.state === 'paid' ? '追回' : '冲销'}
              small
              title={`${row.state === 'paid' ? '追回' : '冲销'}：${row.name} ${yuan(row.fen)} 元`}
              fields={[{ name: 'reason', label: '理由', required: true }]}
              input={({ reason }, id) => ({ params: { id: round.id }, body: { id, facility: row.facility, reason: reason! } })}
            />
          )}
          {mayPay && row.state === 'returned' && (
            <Button
              size="small"
              onClick={() => reissue.mutate({ params: { id: round.id }, body: { facilities: [row.facility] } })}
            >
              重发
            </Button>
          )}
        </span>
      ),
    },
  ]
  return (
    <>
      <ListPage<Row>
        columns={columns}
        rows={lines.data?.rows}
        total={lines.data?.total ?? 0}
        page={page}
        size={20}
        rowKey="facility"
        loading={lines.isPending}
        error={lines.error ?? reissue.error}
        empty="没有符合条件的设施。"
        sheet={{ line: listGrantLines, input }}
        onPage={setPage}
        filters={
          <>
            <b>每处设施</b>
            <Select
              aria-label="结果"
              placeholder="全部结果"
              allowClear
              value={outcome}
              style={{ minWidth: 160 }}
              options={round.outcomes.map((one) => ({ value: one.outcome, label: `${one.title} ${one.sites}` }))}
              onChange={(value) => (setPage(1), onOutcome(value))}
            />
          </>
        }
      />
      {asked && <LineWhy round={round.id} facility={asked} onClose={() => setAsked(undefined)} />}
    </>
  )
}
