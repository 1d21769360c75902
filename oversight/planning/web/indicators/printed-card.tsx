// 文件印的: every printed value with its place, and what is undecided about it; the print is never changed.
import { Citation } from '@songhe/ui/citation'
import { StateTag } from '@songhe/ui/state-tag'
import type { IndicatorFile } from '../../contract/indicators.ts'
import { DecideFlag } from './decide-flag.tsx'

const STANDING: Readonly<Record<string, string>> = { historic: '期限已过，待确认', binding: '过期仍算', past: '只作历史' }

export function PrintedCard({ file }: { file: IndicatorFile }) {
  return (
    <section className="card">
      <h2>文件印的和算出来的</h2>
      <div className="inside scroll-x" tabIndex={0} role="group" aria-label="文件印的数">
        <table className="lines">
          <thead>
            <tr>
              <th>印的</th>
              <th>时间</th>
              <th>出处</th>
            </tr>
          </thead>
          <tbody>
            {file.printed.map((one) => (
              <tr key={one.id}>
                <td>
                  {one.role === 'baseline' ? '基期 ' : '目标 '}
                  <b>{one.printed}</b>
                  {!one.usable && <div className="amber xs">不用来比较</div>}
                </td>
                <td>
                  {one.dayPrinted || '没有写'}
                  {one.dayInferred && <div className="xs">推出来的</div>}
                  {STANDING[one.standing] && <div className="xs">{STANDING[one.standing]}</div>}
                </td>
                <td>
                  {one.document === file.document ? one.clause : <Citation document={one.documentTitle} clause={one.clause} />}
                </td>
              </tr>
            ))}
            <tr>
              <td>
                算出 <b>{file.value === null ? '无来源' : `${file.value}${file.unit}`}</b>
              </td>
              <td>{file.valueDay ?? ''}</td>
              <td className="sub">{file.sourceSaid}</td>
            </tr>
          </tbody>
        </table>
        {file.flagLines.map((flag) => (
          <div key={flag.id} className={flag.verdict ? 'inside' : 'problem'} style={{ marginTop: 8 }}>
            <p>{flag.said}</p>
            {flag.verdict ? (
              <p className="sub">
                <StateTag tone="pine">已定</StateTag> {`${flag.decidedBy}：${flag.reason}`}
              </p>
            ) : (
              <DecideFlag flag={flag} />
            )}
          </div>
        ))}
      </div>
    </section>
  )
}
