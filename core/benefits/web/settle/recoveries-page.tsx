// 追回与收款: every recovery with what came back and how the rest comes; finance writes down money handed in, another person confirms the receipt.
import type { ReplyOf } from '@songhe/basics/contract'
import { yuan } from '@songhe/basics/money'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Button, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { listRecoveries, type RecoveryRow } from '../../contract-settle.ts'
import { ClaimDecision } from './claim-decision.tsx'
import { MoneyLinks } from './money-links.tsx'
import { RepaymentForm } from './repayment-form.tsx'
import { SlowForm } from './slow-form.tsx'

type Show = 'open' | 'claims' | 'family' | 'settled'
const SHOWN: Record<Show, string> = { open: '没有收完', claims: '收款待确认', family: '要收现款', settled: '已收完' }
const EMPTY: Record<Show, string> = {
  open: '没有还要追回的钱。',
  claims: '没有等待确认的收款。',
  family: '没有要向家属或本人收现款的。',
  settled: '还没有收完的追回。',
}
const TONES: Record<string, Tone> = { proposed: 'sky', approved: 'pine', planned: 'amber', settled: 'stone', cancelled: 'stone' }

export function RecoveriesPage() {
  const [state, change] = useListState({ page: 1, show: 'open' })
  const show = (state.show in SHOWN ? state.show : 'open') as Show
  const [paying, setPaying] = useState<RecoveryRow>()
  const [slowing, setSlowing] = useState<RecoveryRow>()
  const input = { query: { page: Number(state.page), size: 20, show } }
  const list = useRead(listRecoveries, input)
  const [mayPay, mayRun] = [useMay('benefits.pay'), useMay('benefits.run')]
  const acts: TableColumnsType<RecoveryRow>[number] = {
    title: '',
    align: 'right',
    render: (_, row) => (
      <>
        {mayPay && ['approved', 'planned'].includes(row.state) && (
          <Button size="small" onClick={() => setPaying(row)}>
            登记收款
          </Button>
        )}
        {mayRun && row.state === 'proposed' && row.way === 'instalments' && (
          <Button size="small" onClick={() => setSlowing(row)}>
            每月少抵一些
          </Button>
        )}
      </>
    ),
  }
  return (
    <>
      <PageTitle title="追回与收款" acts={<MoneyLinks at="recoveries" />}>
        {list.data && <Sums {...list.data.sums} />}
      </PageTitle>
      <ListPage<RecoveryRow>
        columns={[...columns, acts]}
        rows={list.data?.rows}
        total={list.data?.total ?? 0}
        page={Number(state.page)}
        size={20}
        rowKey="id"
        loading={list.isPending}
        error={list.error}
        empty={EMPTY[show]}
        sheet={{ line: listRecoveries, input }}
        onPage={(page) => change({ page })}
        filters={(Object.keys(SHOWN) as Show[]).map((key) => (
          <Button
            key={key}
            type={show === key ? 'default' : 'text'}
            aria-pressed={show === key}
            onClick={() => change({ show: key })}
          >
            {SHOWN[key]}
          </Button>
        ))}
      />
      {paying && <RepaymentForm row={paying} onClose={() => setPaying(undefined)} />}
      {slowing && <SlowForm row={slowing} onClose={() => setSlowing(undefined)} />}
    </>
  )
}

const columns: TableColumnsType<RecoveryRow> = [
  {
    title: '姓名',
    render: (_, row) => (
      <>
        <Link to={`/people/${row.person}` as string}>
          <b>{row.name}</b>
        </Link>
        {row.died && <span className="xs"> 已故</span>}
      </>
    ),
  },
  { title: '镇街、村居', dataIndex: 'place' },
  { title: '项目', render: (_, row) => `${row.forMonth} ${row.title}` },
  { title: '应追回（元）', align: 'right', render: (_, row) => yuan(row.fen) },
  { title: '已收回（元）', align: 'right', render: (_, row) => yuan(row.settledFen) },
  { title: '还剩（元）', align: 'right', render: (_, row) => <b className="num">{yuan(row.leftFen)}</b> },
  {
    title: '怎样收回',
    render: (_, row) => (
      <>
        {row.planText}
        {row.claims.map((claim) => (
          <ClaimDecision key={claim.id} claim={claim} name={row.name} />
        ))}
      </>
    ),
  },
  {
    title: '原因',
    render: (_, row) => <span style={{ display: 'inline-block', width: 150, whiteSpace: 'normal' }}>{row.reason}</span>,
  },
  { title: '状态', render: (_, row) => <StateTag tone={TONES[row.state] ?? 'stone'}>{row.stateTitle}</StateTag> },
]

function Sums({ fen, settledFen, leftFen }: ReplyOf<typeof listRecoveries>['sums']) {
  return (
    <span className="sub">
      应追回 {yuan(fen)} 元，已收回 {yuan(settledFen)} 元，还剩 <b>{yuan(leftFen)}</b> 元
    </span>
  )
}
