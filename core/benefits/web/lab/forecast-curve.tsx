// A curve with its band, drawn as one picture; the figures stand in the table below it.
import { yuan } from '@songhe/basics/money'

interface Point {
  month: string
  still: number
  low: number
  middle: number
  high: number
}

const [WIDTH, HEIGHT, LEFT, BOTTOM] = [760, 230, 8, 24]

export function ForecastCurve({ months }: { months: readonly Point[] }) {
  const all = months.flatMap(({ still, low, high }) => [still, low, high])
  const [least, most] = [Math.min(...all) * 0.97, Math.max(...all, 1) * 1.03]
  const x = (i: number) => LEFT + (i / Math.max(1, months.length - 1)) * (WIDTH - 2 * LEFT)
  const y = (fen: number) => 18 + (1 - (fen - least) / Math.max(1, most - least)) * (HEIGHT - BOTTOM - 18)
  const line = (of: (point: Point) => number) =>
    months.map((point, i) => `${x(i).toFixed(1)},${y(of(point)).toFixed(1)}`).join(' ')
  const back = months
    .map((point, i) => `${x(i).toFixed(1)},${y(point.low).toFixed(1)}`)
    .reverse()
    .join(' ')
  const [first, last] = [months[0]!, months.at(-1)!]
  const said = `每月支出：${first.month} ${yuan(first.middle)} 元，${last.month} 中间值 ${yuan(last.middle)} 元，范围 ${yuan(last.low)} 至 ${yuan(last.high)} 元`
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={said} style={{ width: '100%', display: 'block' }}>
      <line x1={LEFT} x2={WIDTH - LEFT} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} stroke="var(--line-strong)" />
      <polygon points={`${line(({ high }) => high)} ${back}`} fill="var(--mist)" stroke="#bfd9ce" />
      <polyline points={line(({ still }) => still)} fill="none" stroke="var(--stone)" strokeDasharray="4 4" />
      <polyline points={line(({ middle }) => middle)} fill="none" stroke="var(--pine)" strokeWidth="2" />
      {months.map(({ month }, i) =>
        i % 6 === 0 ? (
          <text key={month} x={x(i)} y={HEIGHT - 7} fontSize="11" fill="var(--stone)" textAnchor={i === 0 ? 'start' : 'middle'}>
            {month}
          </text>
        ) : null,
      )}
      <text x={LEFT} y={Math.max(12, y(first.high) - 8)} fontSize="12" fill="var(--ink)">
        {yuan(first.middle)} 元
      </text>
      <text x={WIDTH - LEFT} y={Math.max(12, y(last.high) - 8)} fontSize="12" fill="var(--ink)" textAnchor="end">
        {yuan(last.middle)} 元
      </text>
    </svg>
  )
}
