// Every score sheet of a case, newest first: points beside the full points, the share, and the evidence one may open.
import { Card } from '@songhe/facilities/web-door'
import { addressOf } from '@songhe/ui/call'
import { StateTag } from '@songhe/ui/state-tag'
import { showEvidence } from '../contract/cases.ts'
import { SHEET_KINDS } from '../contract/shapes.ts'
import type { File } from './case-page.tsx'

export function ScoresCard({ file }: { file: File }) {
  if (file.sheets.length === 0) return null
  return (
    <Card title="评分">
      <div style={{ display: 'grid', gap: 14 }}>
        {file.sheets.map((sheet) => (
          <Sheet key={sheet.id} file={file} sheet={sheet} />
        ))}
      </div>
    </Card>
  )
}

function Sheet({ file, sheet }: { file: File; sheet: File['sheets'][number] }) {
  const total = sheet.lines.reduce((sum, { points }) => sum + Math.round(points * 100), 0) / 100
  return (
    <div>
      <p style={{ marginBottom: 6 }}>
        <b>{SHEET_KINDS[sheet.kind]}</b> {sheet.counts && <StateTag tone="pine">作数</StateTag>}{' '}
        <span className="sub">
          {sheet.scoredOn}，{sheet.institution ? `${sheet.institution}（${sheet.people}），` : ''}
          {sheet.recordedBy} 登记
        </span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={`${SHEET_KINDS[sheet.kind]} ${sheet.scoredOn}`}>
        <table className="sheet">
          <thead>
            <tr>
              <th scope="col">部分</th>
              <th scope="col">得分</th>
              <th scope="col">满分</th>
              <th scope="col">得分率</th>
              <th scope="col">证据</th>
            </tr>
          </thead>
          <tbody>
            {sheet.lines.map((line) => (
              <tr key={line.section}>
                <th scope="row">{line.section}</th>
                <td className="num">
                  <b>{line.points}</b>
                </td>
                <td className="num">{line.full}</td>
                <td className="num">{line.share}%</td>
                <td>
                  {line.evidence}
                  {line.file && (
                    <>
                      {' '}
                      <a href={addressOf(showEvidence.path, { id: file.id, file: line.file })} target="_blank" rel="noreferrer">
                        打开文件
                      </a>
                    </>
                  )}
                </td>
              </tr>
            ))}
            <tr>
              <th scope="row">合计</th>
              <td className="num">
                <b>{total}</b>
              </td>
              <td className="num">{sheet.lines.reduce((sum, { full }) => sum + full, 0)}</td>
              <td />
              <td />
            </tr>
          </tbody>
        </table>
      </div>
    </div>
  )
}
