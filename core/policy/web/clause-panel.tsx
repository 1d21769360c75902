// The clause beside the work: original wording where the office imported it, our own words otherwise, and the tables standing on it.
import { Panel } from '@songhe/ui/panel'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { showClause } from '../contract.ts'
import { DocumentState } from './document-state.tsx'

export function ClausePanel({ document, clause }: { document: string; clause: string }) {
  const found = useRead(showClause, { query: { document, locator: clause } })
  if (found.error) return <ProblemNote error={found.error} />
  if (!found.data) return <p className="sub">正在打开条款…</p>
  const { data } = found
  return (
    <article>
      <h2>
        {data.locator}　{data.heading}
      </h2>
      <p className="sub">
        {data.document.number ?? '无文号'}《{data.document.title}》 <DocumentState status={data.document.status} />
      </p>
      <ClauseWords text={data.text} summary={data.summary} />
      {data.tables.map((table) => (
        <p key={table.pack}>
          <Link to={`/policy/documents/${data.document.key}?pack=${table.pack}` as string}>{table.title}</Link> 第{table.version}
          版
        </p>
      ))}
      <Panel name="clause.people" document={document} clause={clause} />
    </article>
  )
}

export function ClauseWords({ text, summary }: { text: string | null; summary: string }) {
  if (text) return <p style={{ whiteSpace: 'pre-wrap' }}>{text}</p>
  return (
    <p>
      {summary || '这一条还没有摘要。'}
      <br />
      <span className="sub">以上是摘要。本单位导入文件后，这里显示原文。</span>
    </p>
  )
}
