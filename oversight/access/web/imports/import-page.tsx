// One import from file to result: columns, check, commit, undo; each state shows only what can be done in it.
import { type ImportRow, showImport } from '@songhe/kernel/sheets/contract'
import type { ReplyOf } from '@songhe/basics/contract'
import { JobBar } from '@songhe/ui/job-bar'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { CheckedStep } from './checked-step.tsx'
import { ColumnsStep } from './columns-step.tsx'
import { CommittedStep } from './committed-step.tsx'
import { count, ImportState, isBusy, momentOf } from './import-words.tsx'

export type ShownImport = ReplyOf<typeof showImport>

export function ImportPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error } = useRead(showImport, { params: { id } })
  if (!data) return error ? <ProblemNote error={error} /> : <p className="sub">正在打开…</p>
  const { import: row } = data
  return (
    <>
      <PageTitle title={row.fileName} acts={<Link to={'/imports' as never}>全部导入</Link>}>
        <ImportState state={row.state} />
        <span className="sub">
          {row.sheetTitle}，{row.startedBy} {momentOf(row.startedAt)} 上传
        </span>
      </PageTitle>
      <Counts row={row} />
      <Step key={row.state} shown={data} />
    </>
  )
}

function Step({ shown }: { shown: ShownImport }) {
  const may = useMay('sheets.import')
  const [again, setAgain] = useState(false)
  const { state } = shown.import
  if (isBusy(state)) return <Watching id={shown.import.id} shown={shown} />
  return (
    <div style={{ display: 'grid', gap: 14 }}>
      {shown.job?.state === 'failed' && (
        <div className="problem" role="alert">
          <b>上一步没有办成：{shown.job.title}</b>
          {shown.job.error} 数据没有改动，可以再办一次。
        </div>
      )}
      {(state === 'previewed' || again) &&
        (may ? <ColumnsStep shown={shown} /> : <p className="card inside sub">还没有校验。</p>)}
      {state === 'checked' && !again && <CheckedStep shown={shown} onAgain={() => setAgain(true)} />}
      {(state === 'committed' || state === 'undone') && <CommittedStep shown={shown} />}
    </div>
  )
}

/** Asks every second while a job runs; when it ends, everything on the page is asked again. */
function Watching({ id, shown }: { id: string; shown: ShownImport }) {
  const client = useQueryClient()
  useRead(showImport, { params: { id } }, { every: 1_000 })
  useEffect(() => () => void client.invalidateQueries(), [client])
  return <section className="card inside">{shown.job ? <JobBar job={shown.job} /> : <p className="sub">正在开始…</p>}</section>
}

function Counts({ row }: { row: ImportRow }) {
  if (row.rowsIn === null) return null
  const sums: [string, number | null, string?][] = [
    ['共', row.rowsIn],
    ['可以导入', row.accepted, 'pine'],
    ['退回', row.rejected, row.rejected ? 'amber' : ''],
    ...(row.warned ? [['可以导入但有提醒', row.warned] as [string, number]] : []),
    ...(row.added === null
      ? []
      : ([
          ['新增', row.added],
          ['更新', row.changed],
          ['没有变化', row.unchanged],
        ] as [string, number | null][])),
  ]
  return (
    <dl className="card inside" style={{ display: 'flex', gap: '8px 28px', flexWrap: 'wrap', marginBottom: 14 }}>
      {sums.map(([title, n, tone = '']) => (
        <div key={title} style={{ display: 'flex', gap: 6, alignItems: 'baseline' }}>
          <dt className="sub">{title}</dt>
          <dd className={tone}>
            <b style={{ fontSize: 18 }}>{count(n)}</b> 行
          </dd>
        </div>
      ))}
    </dl>
  )
}
