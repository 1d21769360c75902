// 指标，哪几项赶不上: binding ones first, late ones first inside a group; the upright line is where today should stand; no source is a dotted line, never zero.
import { Link } from '@tanstack/react-router'
import { STATES } from '../../contract/words.ts'
import { Amount, stateWord } from '../state-words.tsx'
import type { Sheet } from './leader-page.tsx'

type Row = Sheet['indicators']['rows'][number]
const TONES: Readonly<Record<string, string>> = {
  missed: 'red',
  behind: 'amber',
  undecided: 'amber',
  met: 'pine',
  'on-course': 'pine',
  historic: 'sky',
}

export function LeaderIndicators({ sheet }: { sheet: Sheet }) {
  const { counts, rows } = sheet.indicators
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const groups = [
    ['约束性', rows.filter(({ binding }) => binding === 'binding')],
    ['预期性', rows.filter(({ binding }) => binding === 'expected')],
    ['没有写属性', rows.filter(({ binding }) => binding === '')],
  ] as const
  return (
    <section>
      <h2>
        {`${total} 项指标，哪几项赶不上？`}
        <small>竖线：今天该到的位置</small>
      </h2>
      <p style={{ display: 'flex', flexWrap: 'wrap', gap: '2px 14px' }}>
        {Object.entries(STATES)
          .filter(([state]) => counts[state as keyof typeof counts] > 0)
          .map(([state, word]) => (
            <Link
              key={state}
              to={'/planning/indicators' as never}
              search={{ state } as never}
              className={TONES[state] ?? 'stone'}
            >
              <b>{counts[state as keyof typeof counts]}</b> {word}
            </Link>
          ))}
      </p>
      {groups.map(([title, lines]) =>
        lines.length === 0 ? null : (
          <table key={title} className="lines indicator-lines">
            <thead>
              <tr>
                <th>{`${title} ${lines.length} 项`}</th>
                <th className="num">现在</th>
                <th className="num">目标</th>
                <th>进度</th>
                <th>状态</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <Link to={`/planning/indicators/${row.id}` as never}>{row.title}</Link>
                  </th>
                  <td className="num">
                    <Amount value={row.value} unit={row.unit} />
                  </td>
                  <td className="num">{row.target}</td>
                  <td>
                    <Way row={row} />
                  </td>
                  <td className={TONES[row.state] ?? 'stone'} style={{ whiteSpace: 'nowrap' }}>
                    {stateWord(row.state)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ),
      )}
    </section>
  )
}

const FILL: Readonly<Record<string, string>> = { missed: '#b3261e', behind: '#b8791f' }

function Way({ row }: { row: Row }) {
  if (row.progress === null)
    return (
      <svg viewBox="0 0 90 12" className="way" aria-hidden="true">
        <line x1="0" y1="6" x2="90" y2="6" stroke="#cfcdc4" strokeWidth="1.5" strokeDasharray="2 2" />
      </svg>
    )
  return (
    <svg viewBox="0 0 90 12" className="way" aria-hidden="true">
      <rect x="0" y="2" width="90" height="8" rx="2" fill="#efede6" />
      <rect x="0" y="2" width={Math.max(1, row.progress * 90)} height="8" rx="2" fill={FILL[row.state] ?? '#1f6b52'} />
      {row.expected !== null && <rect x={Math.min(88, row.expected * 90)} y="0" width="2" height="12" fill="#1e2321" />}
    </svg>
  )
}
