// The A4 list with a signature column: heads on every page, names masked as the reader may see them.
import { yuan } from '@songhe/basics/money'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { useParams } from '@tanstack/react-router'
import { Button, Pagination } from 'antd'
import { useState } from 'react'
import { listLines, showRun } from '../../contract-month.ts'
import { monthTitle } from './month-words.ts'

const cell = { border: '1px solid #999', padding: '5px 8px' } as const
const PER_PART = 200

export function SignaturePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const [page, setPage] = useState(1)
  const run = useRead(showRun, { params: { id } })
  const lines = useRead(listLines, { params: { id }, query: { page, size: PER_PART } })
  if (!run.data) return <ProblemNote error={run.error} />
  return (
    <>
      <PageTitle
        title={`${monthTitle(run.data.month)}养老待遇发放花名册`}
        acts={
          <>
            <Pagination simple current={page} total={lines.data?.total ?? 0} pageSize={PER_PART} onChange={setPage} />
            <Button type="primary" onClick={() => print()}>
              打印这一部分
            </Button>
          </>
        }
      >
        <span className="sub">
          共 {run.data.lines.toLocaleString()} 笔，{yuan(run.data.totalFen)} 元
          {run.data.packs.some((pack) => pack.example) && '，含示例金额，不得作为真实发放依据'}
        </span>
      </PageTitle>
      <ProblemNote error={lines.error} />
      <div style={{ overflowX: 'auto' }}>
        <table style={{ borderCollapse: 'collapse', width: '100%', background: '#fff' }}>
          <thead>
            <tr>
              {['序号', '姓名', '镇街、村居', '项目', '金额（元）', '签字'].map((title) => (
                <th key={title} style={cell}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.data?.rows.map((row, i) => (
              <tr key={`${row.person}${row.programme}${row.kind}${row.forMonth}`} style={{ breakInside: 'avoid' }}>
                <td style={cell}>{(page - 1) * PER_PART + i + 1}</td>
                <td style={cell}>{row.name}</td>
                <td style={cell}>{row.place}</td>
                <td style={cell}>{row.title}</td>
                <td style={{ ...cell, textAlign: 'right' }}>{yuan(row.fen)}</td>
                <td style={{ ...cell, minWidth: 120 }} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
