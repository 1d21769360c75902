// One month judged again: each difference with its reason and the day the reason became known; chosen rows become proposals for another person.
import { useNotice } from '@songhe/ui/notice'
import { newId } from '@songhe/basics/ids'
import { yuan } from '@songhe/basics/money'
import { DecisionBar } from '@songhe/ui/decision-bar'
import { ListPage } from '@songhe/ui/list-page'
import { useMay } from '@songhe/ui/me'
import { MoneyChange } from '@songhe/ui/money'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link, useParams } from '@tanstack/react-router'
import { Button, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { listRecomputeRows, proposeFromRecompute, type RecomputeRow, showRecompute } from '../../contract-settle.ts'

const WAYS: Record<RecomputeRow['way'], string> = { arrear: '补发', recovery: '追回', 'counter-entry': '冲销未付' }
type KeyedRow = RecomputeRow & { key: string }
const keyOf = (row: RecomputeRow) => `${row.person}/${row.programme}`

const columns: TableColumnsType<KeyedRow> = [
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
  { title: '当时核定（元）', align: 'right', render: (_, row) => yuan(row.thenFen) },
  { title: '已结算（元）', align: 'right', render: (_, row) => yuan(row.settledFen) },
  { title: '现在应发（元）', align: 'right', render: (_, row) => yuan(row.nowFen) },
  { title: '差额（元）', align: 'right', render: (_, row) => <MoneyChange fen={row.differenceFen} /> },
  {
    title: '处理',
    render: (_, row) => (
      <StateTag tone={row.proposed ? 'pine' : 'amber'}>{row.proposed ? `已提出${WAYS[row.way]}` : WAYS[row.way]}</StateTag>
    ),
  },
  {
    title: '原因',
    render: (_, row) => (
      <>
        {row.why}
        {row.reasons.map((reason) => (
          <div className="sub" key={reason.text}>
            {reason.text}
            {reason.source && `，${reason.source}`}
            {reason.knownOn && `，${reason.knownOn} 知道`}
          </div>
        ))}
      </>
    ),
  },
]

export function RecomputePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const message = useNotice()
  const [page, setPage] = useState(1)
  const [chosen, setChosen] = useState<React.Key[]>([])
  const told = useRead(showRecompute, { params: { id } }, { every: 4_000 })
  const input = { params: { id }, query: { page, size: 20 } }
  const list = useRead(listRecomputeRows, input)
  const propose = useWrite(proposeFromRecompute)
  const may = useMay('benefits.run')
  const rows = (list.data?.rows ?? []).filter((row) => chosen.includes(keyOf(row)) && !row.proposed)
  const sum = rows.reduce((total, row) => total + row.differenceFen, 0)
  async function save() {
    const done = await propose.mutateAsync({
      params: { id },
      body: { id: newId(), rows: rows.map(({ person, programme }) => ({ person, programme })) },
    })
    setChosen([])
    message.success(`已提出：补发 ${done.arrears}，追回 ${done.recoveries}，冲销 ${done.counterEntries}。等另一人批准。`)
  }
  const view = told.data
  return (
    <>
      <PageTitle
        title={view ? `${view.month} 重新核算` : '重新核算'}
        acts={<Link to={'/benefits/recomputes' as string}>全部核算</Link>}
      >
        {view && (
          <span className="sub">
            {view.state === 'waiting' && `正在核算：${view.phase}`}
            {view.state === 'failed' && `没有完成：${view.error ?? ''}`}
            {view.state === 'done' &&
              (view.linesDiffering === 0
                ? `用当时的规则和事实重算 ${view.linesChecked.toLocaleString()} 笔，全部一致`
                : `用当时的规则和事实重算，${view.linesDiffering} 笔不一致，请联系系统管理员`)}
          </span>
        )}
      </PageTitle>
      <ProblemNote error={told.error ?? propose.error} />
      <ListPage<KeyedRow>
        columns={columns}
        rows={list.data?.rows.map((row) => ({ ...row, key: keyOf(row) }))}
        total={list.data?.total ?? 0}
        page={page}
        size={20}
        rowKey="key"
        loading={list.isPending}
        error={list.error}
        empty="没有差额：按现在知道的事实和规则，这个月不补不追。"
        sheet={{ line: listRecomputeRows, input }}
        onPage={setPage}
        {...(may && { selection: { keys: chosen, onChange: setChosen } })}
      />
      {may && (
        <DecisionBar
          acts={
            <Button
              type="primary"
              size="large"
              disabled={rows.length === 0}
              loading={propose.isPending}
              onClick={() => void save()}
            >
              提出处理（{rows.length} 项）
            </Button>
          }
        >
          <span>{rows.length > 0 ? `已选 ${rows.length} 项，合计 ${yuan(sum)} 元` : '请先在表里勾选还没处理的差额'}</span>
        </DecisionBar>
      )}
    </>
  )
}
