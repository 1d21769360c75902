// 冲销与追回: what was paid too much and waits to be asked back, then every counter-entry and recovery with its receipts.
import type { ReplyOf } from '@songhe/basics/contract'
import { fen as fenOf, yuan } from '@songhe/basics/money'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay, useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Button, type TableColumnsType } from 'antd'
import {
  decideGrantCorrection,
  decideGrantReceipt,
  type GrantCorrectionRow,
  listGrantCorrections,
  listGrantOverpaid,
  proposeGrantCorrection,
  recordGrantReceipt,
} from '../../contract-grants.ts'
import { ActButton } from '@songhe/ui/act-button'
import { GrantPlaces } from './grant-words.tsx'

const TONES: Readonly<Record<string, Tone>> = { proposed: 'sky', approved: 'amber', settled: 'pine' }

export function GrantCorrectionsPage() {
  const [state, change] = useListState({ page: 1 })
  const input = { query: { page: Number(state.page), size: 20 } }
  const list = useRead(listGrantCorrections, input)
  const over = useRead(listGrantOverpaid, {})
  const mayRun = useMay('benefits.run')
  return (
    <>
      <PageTitle title="设施补助的冲销与追回" />
      <GrantPlaces at="/benefits/grants/corrections" />
      <ProblemNote error={over.error} />
      {over.data?.map((one) => (
        <OverpaidLine key={one.round + one.facility} one={one} may={mayRun} />
      ))}
      <ListPage<GrantCorrectionRow>
        columns={columns}
        rows={list.data?.rows}
        total={list.data?.total ?? 0}
        page={Number(state.page)}
        size={20}
        rowKey="id"
        loading={list.isPending}
        error={list.error}
        empty="没有冲销和追回。"
        sheet={{ line: listGrantCorrections, input }}
        onPage={(page) => change({ page })}
      />
    </>
  )
}

function OverpaidLine({ one, may }: { one: ReplyOf<typeof listGrantOverpaid>[number]; may: boolean }) {
  return (
    <p className="problem" style={{ marginBottom: 10 }}>
      {one.name} {one.title}多付 {yuan(one.overFen)} 元：{one.reason}。{' '}
      {may && (
        <ActButton
          line={proposeGrantCorrection}
          button="提出追回"
          small
          fields={[{ name: 'reason', label: '理由', required: true }]}
          input={({ reason }, id) => ({ params: { id: one.round }, body: { id, facility: one.facility, reason: reason! } })}
        />
      )}
    </p>
  )
}

const columns: TableColumnsType<GrantCorrectionRow> = [
  { title: '批次', render: (_, row) => <Link to={`/benefits/grants/rounds/${row.round}` as never}>{row.title}</Link> },
  { title: '设施', render: (_, row) => <Link to={`/facilities/${row.facility}` as never}>{row.name}</Link> },
  { title: '种类', render: (_, row) => (row.kind === 'recovery' ? '追回' : '冲销') },
  { title: '金额（元）', align: 'right', render: (_, row) => <b className="num">{yuan(row.fen)}</b> },
  { title: '已收回（元）', align: 'right', render: (_, row) => (row.kind === 'recovery' ? yuan(row.settledFen) : '') },
  { title: '理由', dataIndex: 'reason' },
  { title: '状态', render: (_, row) => <StateTag tone={TONES[row.state] ?? 'stone'}>{row.stateTitle}</StateTag> },
  { title: '提出', dataIndex: 'proposedBy' },
  { title: '', render: (_, row) => <Acts row={row} /> },
]

function Acts({ row }: { row: GrantCorrectionRow }) {
  const me = useMe()
  const [decide, confirm] = [useWrite(decideGrantCorrection), useWrite(decideGrantReceipt)]
  const [mayPay, mayApprove] = [useMay('benefits.pay'), useMay('benefits.approve')]
  const say = (verdict: 'approve' | 'reject') => decide.mutate({ params: { id: row.id }, body: { verdict, note: '' } })
  return (
    <span style={{ display: 'flex', gap: 6, flexWrap: 'wrap' }}>
      <ProblemNote error={decide.error ?? confirm.error} />
      {row.bar === null && (
        <>
          <Button size="small" onClick={() => say('approve')}>
            同意
          </Button>
          <Button size="small" onClick={() => say('reject')}>
            不同意
          </Button>
        </>
      )}
      {mayPay && row.kind === 'recovery' && row.state === 'approved' && (
        <ActButton
          line={recordGrantReceipt}
          button="登记收款"
          small
          initial={{ receivedOn: me.today }}
          fields={[
            { name: 'yuan', label: `收款（元，还应收 ${yuan(row.fen - row.settledFen - row.waitingFen)}）`, required: true },
            { name: 'receivedOn', label: '收款日期', required: true, kind: 'day' },
            { name: 'receipt', label: '票据号', required: true },
          ]}
          input={(values, id) => ({
            params: { id: row.id },
            body: { id, fen: fenOf(values.yuan!) ?? 0, receivedOn: values.receivedOn!, receipt: values.receipt! },
          })}
        />
      )}
      {mayApprove &&
        row.receipts
          .filter(({ state }) => state === 'waiting')
          .map((receipt) => (
            <Button
              key={receipt.id}
              size="small"
              onClick={() => confirm.mutate({ params: { id: receipt.id }, body: { verdict: 'confirm', note: '' } })}
            >
              确认票据 {receipt.receipt}（{yuan(receipt.fen)} 元）
            </Button>
          ))}
    </span>
  )
}
