// 开放导出: everything of the district as open files, once a month or before leaving; asked by one, approved by another.
import { newId } from '@songhe/basics/ids'
import { addressOf } from '@songhe/ui/call'
import { ListPage } from '@songhe/ui/list-page'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import {
  approveOpenExport,
  askOpenExport,
  downloadOpenExport,
  listOpenExports,
  refuseOpenExport,
} from '../../contract-open-export.ts'

const STATE: Record<string, [Tone, string]> = {
  asked: ['amber', '待批准'],
  refused: ['stone', '未批准'],
  approved: ['sky', '正在导出'],
  done: ['pine', '完成'],
  failed: ['red', '没有做成'],
}
const SIZE = 20
const clock = (instant: string | null) =>
  instant ? new Date(instant).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }) : ''

export function OpenExportsPage() {
  const [page, setPage] = useState(1)
  const query = { page, size: SIZE }
  const list = useRead(listOpenExports, { query }, { every: 5_000 })
  const mayAsk = useMay('open-export.ask')
  const mayApprove = useMay('open-export.approve')
  const approve = useWrite(approveOpenExport)
  const refuse = useWrite(refuseOpenExport)
  return (
    <>
      <PageTitle title="开放导出">
        <span className="sub">全部资料存成 CSV，证号、电话、账号都是明文，用口令加密。要求的人拿文件，批准的人拿口令。</span>
      </PageTitle>
      {mayAsk && <Ask />}
      <ProblemNote error={approve.error ?? refuse.error} />
      {approve.data && (
        <Alert
          style={{ marginBottom: 14 }}
          type="success"
          title={
            <>
              口令 <b style={{ fontFamily: 'monospace', letterSpacing: 1 }}>{approve.data.passphrase}</b>
              。只显示这一次，请抄下，和文件分开保管。
            </>
          }
        />
      )}
      <ListPage
        rowKey="id"
        rows={list.data?.rows}
        total={list.data?.total ?? 0}
        page={page}
        size={SIZE}
        loading={list.isPending}
        error={list.error}
        empty="还没有做过开放导出。建议每月一次，把文件和口令交给两个人保管。"
        onPage={setPage}
        sheet={{ line: listOpenExports, input: { query } }}
        columns={[
          { title: '状态', render: (_, row) => <StateTag tone={STATE[row.state]![0]}>{STATE[row.state]![1]}</StateTag> },
          { title: '用途', dataIndex: 'reason' },
          { title: '要求人', render: (_, row) => `${row.askedBy}，${clock(row.askedAt)}` },
          { title: '批准人', render: (_, row) => row.decidedBy && `${row.decidedBy}，${clock(row.decidedAt)}` },
          {
            title: '内容',
            render: (_, row) =>
              row.rows !== null &&
              `${row.tables} 张表 ${row.rows.toLocaleString()} 行，${((row.bytes ?? 0) / 1e6).toFixed(1)} MB`,
          },
          { title: '文件摘要', render: (_, row) => row.digest && <code title={row.digest}>{row.digest.slice(0, 12)}…</code> },
          {
            title: '',
            render: (_, row) =>
              row.state === 'done' && row.mine && mayAsk ? (
                <a href={addressOf(downloadOpenExport.path, { id: row.id })}>下载</a>
              ) : row.state === 'asked' && mayApprove && !row.mine ? (
                <span style={{ display: 'inline-flex', gap: 8 }}>
                  <Button size="small" loading={approve.isPending} onClick={() => approve.mutate({ params: { id: row.id } })}>
                    批准
                  </Button>
                  <Button size="small" onClick={() => refuse.mutate({ params: { id: row.id } })}>
                    不批准
                  </Button>
                </span>
              ) : null,
          },
        ]}
      />
    </>
  )
}

function Ask() {
  const [reason, setReason] = useState('')
  const ask = useWrite(askOpenExport)
  const send = () => ask.mutate({ body: { id: newId(), reason: reason.trim() } }, { onSuccess: () => setReason('') })
  return (
    <section
      className="card inside"
      style={{ marginBottom: 14, display: 'flex', gap: 8, flexWrap: 'wrap', alignItems: 'center' }}
    >
      <Input
        aria-label="用途"
        placeholder="用途，如：2026年11月留存"
        value={reason}
        style={{ width: 260 }}
        onChange={(event) => setReason(event.target.value)}
        onPressEnter={send}
      />
      <Button type="primary" disabled={reason.trim().length < 4} loading={ask.isPending} onClick={send}>
        要求导出
      </Button>
      <ProblemNote error={ask.error} />
    </section>
  )
}
