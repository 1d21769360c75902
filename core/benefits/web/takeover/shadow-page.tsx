// A shadow month beside the old list: totals by outcome and programme, then every line with its reason. There is nothing to approve here.
import { yuan } from '@songhe/basics/money'
import { Citation } from '@songhe/ui/citation'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { MoneyChange } from '@songhe/ui/money'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Select, type TableColumnsType } from 'antd'
import { PROGRAMMES, type Programme } from '../../contract-cases.ts'
import { compareShadow, type ShadowOutcome, type ShadowRow, shadowTotals } from '../../contract-takeover.ts'
import { instant, monthTitle } from '../month/month-words.ts'
import { ShadowSums } from './shadow-sums.tsx'

const TONES: Record<ShadowOutcome, Tone> = { equal: 'pine', differs: 'amber', 'only-old': 'red', 'only-new': 'sky' }
const SIZE = 20

const columns: TableColumnsType<ShadowRow> = [
  {
    title: '姓名',
    dataIndex: 'name',
    render: (name: string, row) => (
      <Link to={`/people/${row.person}`}>
        <b>{name}</b>
      </Link>
    ),
  },
  { title: '身份证', dataIndex: 'citizenId' },
  { title: '镇街、村居', render: (_, row) => `${row.town}${row.village}` },
  { title: '项目', dataIndex: 'programmeTitle' },
  {
    title: '比对',
    dataIndex: 'outcome',
    render: (outcome: ShadowOutcome, row) => <StateTag tone={TONES[outcome]}>{row.outcomeTitle}</StateTag>,
  },
  {
    title: '旧台账（元）',
    dataIndex: 'oldFen',
    align: 'right',
    render: (fen: number | null) => (fen === null ? '—' : yuan(fen)),
  },
  {
    title: '新计算（元）',
    dataIndex: 'newFen',
    align: 'right',
    render: (fen: number | null) => <b className="num">{fen === null ? '—' : yuan(fen)}</b>,
  },
  {
    title: '相差（元）',
    dataIndex: 'differenceFen',
    align: 'right',
    render: (fen: number) => (fen === 0 ? '—' : <MoneyChange fen={fen} />),
  },
  {
    title: '原因或规则行',
    dataIndex: 'reason',
    render: (reason: string, row) => (
      <span style={{ display: 'inline-block', maxWidth: 300, whiteSpace: 'normal' }}>{reason || row.row}</span>
    ),
  },
  { title: '依据', render: (_, row) => row.document && <Citation document={row.document} clause={row.clause} /> },
]

export function ShadowPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const [state, change] = useListState({
    page: 1,
    outcome: undefined as string | undefined,
    programme: undefined as string | undefined,
  })
  const totals = useRead(shadowTotals, { params: { id } })
  const input = {
    params: { id },
    query: {
      page: Number(state.page),
      size: SIZE,
      ...(state.outcome && { outcome: state.outcome as ShadowOutcome }),
      ...(state.programme && { programme: state.programme as Programme }),
    },
  }
  const lines = useRead(compareShadow, input)
  if (totals.error) return <ProblemNote error={totals.error} />
  if (!totals.data) return <p className="sub">正在打开…</p>
  const { month, number, madeBy, madeAt, outcomes } = totals.data
  return (
    <>
      <PageTitle
        title={`${monthTitle(month)}试算${number > 1 ? `（第${number}次）` : ''}`}
        acts={<Link to={'/benefits/takeover' as string}>接管旧台账</Link>}
      >
        <StateTag tone="sky">只比对，不发钱</StateTag>
        <span className="xs">
          {madeBy} {instant(madeAt)} 计算
        </span>
      </PageTitle>
      <ShadowSums totals={totals.data} open={(outcome) => change({ outcome })} />
      <ListPage<ShadowRow>
        columns={columns}
        rows={lines.data?.rows}
        rowKey="key"
        total={lines.data?.total ?? 0}
        page={input.query.page}
        size={SIZE}
        loading={lines.isPending}
        error={lines.error}
        empty="没有符合条件的明细"
        sheet={{ line: compareShadow, input }}
        onPage={(page) => change({ page })}
        filters={
          <>
            <Button
              type={state.outcome ? 'text' : 'default'}
              aria-pressed={!state.outcome}
              onClick={() => change({ outcome: undefined })}
            >
              全部
            </Button>
            {outcomes.map((one) => (
              <Button
                key={one.outcome}
                type={state.outcome === one.outcome ? 'default' : 'text'}
                aria-pressed={state.outcome === one.outcome}
                onClick={() => change({ outcome: one.outcome })}
              >
                {one.title} {one.lines.toLocaleString()}
              </Button>
            ))}
            <Select
              aria-label="项目"
              placeholder="全部项目"
              allowClear
              value={state.programme}
              options={Object.entries(PROGRAMMES).map(([value, label]) => ({ value, label }))}
              onChange={(programme) => change({ programme })}
              popupMatchSelectWidth={false}
              style={{ minWidth: 120 }}
            />
          </>
        }
      />
    </>
  )
}
