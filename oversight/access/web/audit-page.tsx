// The sealed log as readable lines, and whether its chain is whole.
import type { ReplyOf } from '@songhe/basics/contract'
import { call } from '@songhe/ui/call'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Button, Input, type TableColumnsType } from 'antd'
import { exportRoot, listAudit, verifyAudit } from '../contract.ts'

type Row = ReplyOf<typeof listAudit>['rows'][number]
const time = (at: string) => new Date(at).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false })

const columns: TableColumnsType<Row> = [
  { title: '时间', dataIndex: 'at', render: time },
  { title: '谁', dataIndex: 'actor', render: (name: string) => <b>{name}</b> },
  { title: '做了什么', dataIndex: 'title' },
  { title: '关于谁', dataIndex: 'about', render: (name: string, row) => <About name={name} person={row.person} /> },
  {
    title: '理由',
    dataIndex: 'reason',
    render: (reason: string) => <span style={{ display: 'block', maxWidth: 320, whiteSpace: 'normal' }}>{reason}</span>,
  },
  { title: '来自', dataIndex: 'address' },
  {
    title: '封存',
    dataIndex: 'sealed',
    render: (sealed: boolean) => (sealed ? <StateTag tone="pine">已封存</StateTag> : <StateTag>待封存</StateTag>),
  },
]

export function AuditPage() {
  const [state, change] = useListState({ page: 1, actor: '', from: '', to: '' })
  const { actor, from, to } = state
  const log = useRead(listAudit, {
    query: { page: Number(state.page), size: 20, ...(actor && { actor }), ...(from && { from }), ...(to && { to }) },
  })
  const mayVerify = useMay('audit.verify')
  return (
    <>
      <PageTitle title="操作日志" acts={mayVerify && <Chain />} />
      <ListPage
        columns={columns}
        rows={log.data?.rows}
        total={log.data?.total ?? 0}
        page={Number(state.page)}
        size={20}
        rowKey="seq"
        loading={log.isPending}
        error={log.error}
        sheet={{ line: listAudit, input: { query: state } }}
        empty="没有记录"
        onPage={(page) => change({ page })}
        filters={
          <>
            <Input.Search
              aria-label="工作人员姓名"
              placeholder="工作人员姓名"
              allowClear
              style={{ width: 200 }}
              defaultValue={state.actor}
              onSearch={(name) => change({ actor: name })}
            />
            <Input
              type="date"
              aria-label="从哪天"
              value={from}
              style={{ width: 150 }}
              onChange={(event) => change({ from: event.target.value })}
            />
            至
            <Input
              type="date"
              aria-label="到哪天"
              value={to}
              style={{ width: 150 }}
              onChange={(event) => change({ to: event.target.value })}
            />
          </>
        }
      />
    </>
  )
}

function Chain() {
  const chain = useRead(verifyAudit, { query: {} })
  if (chain.isError) return <ProblemNote error={chain.error} />
  if (!chain.data) return <span className="sub">正在核验…</span>
  return (
    <>
      <StateTag tone={chain.data.whole ? 'pine' : 'red'}>
        {chain.data.whole ? '日志完整' : `日志不完整，${chain.data.faults.length} 处`}
      </StateTag>
      <span className="xs">
        {chain.data.entries} 条，根值 {chain.data.root.slice(0, 8)}…
      </span>
      <Button onClick={() => void call(exportRoot, {})}>导出根值</Button>
    </>
  )
}

/** A link only for those who may open the elder's file. */
function About({ name, person }: { name: string; person: string | null }) {
  const may = useMay('registry.read')
  if (!name || !person || !may) return name
  return <Link to={`/people/${person}` as never}>{name}</Link>
}
