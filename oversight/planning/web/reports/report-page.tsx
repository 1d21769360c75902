// One report as paper: on the screen, on A4 through the browser's own print, or as a Word file.
import type { ReplyOf } from '@songhe/basics/contract'
import { ActButton } from '@songhe/ui/act-button'
import { addressOf } from '@songhe/ui/call'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { useParams } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { discardReport, issueReport, type Paper, REPORT_KINDS, showWorkReport, takeWord } from '../../contract/work-reports.ts'
import { Places } from '../tasks/places.tsx'
import './report-paper.css'
import { ReportWord } from './reports-page.tsx'

type File = ReplyOf<typeof showWorkReport>

export function ReportPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error } = useRead(showWorkReport, { params: { id } })
  if (error) return <ProblemNote error={error} />
  if (!data) return <Skeleton active />
  return (
    <>
      <div className="no-print">
        <PageTitle title={REPORT_KINDS[data.kind]} acts={<Acts report={data} />}>
          <ReportWord state={data.state} />
          <span className="sub">
            {data.madeBy} 生成{data.issuedOn && `，${data.issuedBy} ${data.issuedOn} 签发`}；内容摘要 {data.digest.slice(0, 12)}
          </span>
        </PageTitle>
        <Places at="/tasks/reports" />
      </div>
      <article className="card report-paper">
        <PaperText paper={data.paper} number={data.numberText} issuedOn={data.issuedOn} />
      </article>
    </>
  )
}

function Acts({ report }: { report: File }) {
  const [issue, write] = [useMay('reports.issue'), useMay('reports.write')]
  const params = { id: report.id }
  return (
    <>
      {write && report.state === 'made' && (
        <ActButton
          line={discardReport}
          button="作废"
          fields={[{ name: 'reason', label: '理由', kind: 'long', required: true }]}
          input={({ reason }, id) => ({ params, body: { id, reason } })}
        />
      )}
      <Button onClick={() => window.print()}>打印</Button>
      <Button href={addressOf(takeWord.path, params)}>下载 Word</Button>
      {issue && report.state === 'made' && !report.mine && (
        <ActButton line={issueReport} button="签发" primary fields={[]} input={(_values, id) => ({ params, body: { id } })}>
          <p>
            签发后编上号，不能再作废。
            {report.kind === 'supervision' && '督办清单签发后，向牵头单位和没有上报的镇街发出督办事项。'}
          </p>
        </ActButton>
      )}
    </>
  )
}

const inWords = (day: string) => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')

function PaperText({ paper, number, issuedOn }: { paper: Paper; number: string; issuedOn: string | null }) {
  return (
    <>
      <h2>{paper.title}</h2>
      <p className="number">{number || '（待签发）'}</p>
      {paper.parts.map((part) => (
        <section key={part.heading}>
          <h3>{part.heading}</h3>
          {part.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {part.table && <PaperTable table={part.table} label={part.heading} />}
        </section>
      ))}
      <p>{paper.closing}</p>
      <p className="sign">{paper.office}</p>
      <p className="sign">{inWords(issuedOn ?? paper.asOf)}</p>
    </>
  )
}

function PaperTable({ table, label }: { table: NonNullable<Paper['parts'][number]['table']>; label: string }) {
  return (
    // A wide table scrolls inside the paper, and by keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="scrolls" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {table.head.map((head, column) => (
              <th key={head} scope="col" style={{ width: `${table.widths[column]}%` }}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, column) => (
                <td key={table.head[column]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
