// 赶得上吗: the printed way from base to target, what was counted month by month, and what each month until the end must bring.
import type { IndicatorFile } from '../../contract/indicators.ts'
import { Amount } from '../state-words.tsx'

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [640, 240, 56, 28, 14]
const dayNumber = (day: string) => new Date(day).getTime() / 86_400_000

export function CourseCard({ file }: { file: IndicatorFile }) {
  const baseline = file.printed.find((one) => one.role === 'baseline' && one.day && one.value !== null && one.usable)
  return (
    <section className="card">
      <h2>计划、实际、赶得上吗</h2>
      <div className="inside" style={{ display: 'grid', gap: 10 }}>
        <Chart file={file} baseline={baseline} />
        <div className="four-facts">
          <div>
            <span className="xs">{`基期 ${baseline?.dayPrinted ?? ''}`}</span>
            <b>{baseline?.printed ?? '没有'}</b>
          </div>
          <div>
            <span className="xs">今天该到</span>
            <b>{file.expected === null ? '说不上' : `${file.expected}${file.unit}`}</b>
          </div>
          <div>
            <span className="xs">现在</span>
            <b>
              <Amount value={file.value} unit={file.unit} />
            </b>
          </div>
          <div>
            <span className="xs">{file.targetDay ? `到 ${file.targetDay} 每月要` : '每月要'}</span>
            <b className={file.state === 'behind' ? 'amber' : ''}>
              {file.state === 'met'
                ? '已达到'
                : file.pace === null || file.state === 'missed'
                  ? '说不上'
                  : `${file.pace}${file.unit}`}
            </b>
          </div>
        </div>
      </div>
    </section>
  )
}

interface Point {
  day: number
  value: number
}

function Chart({ file, baseline }: { file: IndicatorFile; baseline: IndicatorFile['printed'][number] | undefined }) {
  const actual = file.series.flatMap(({ month, value }): Point[] =>
    value === null ? [] : [{ day: dayNumber(`${month}-28`), value: Number(value) }],
  )
  const told = file.observations
    .map((one): Point => ({ day: dayNumber(one.day), value: Number(one.value) }))
    .sort((one, other) => one.day - other.day)
  const plan: Point[] = [
    ...(baseline ? [{ day: dayNumber(baseline.day!), value: Number(baseline.value) }] : []),
    ...(file.target !== null && file.targetDay ? [{ day: dayNumber(file.targetDay), value: Number(file.target) }] : []),
  ]
  const points = [...actual, ...told, ...plan]
  if (points.length < 2) return <p className="sub">没有足够的数可以画：没有来源的指标不画线，也不当作零。</p>
  const [from, to] = [Math.min(...points.map(({ day }) => day)), Math.max(...points.map(({ day }) => day))]
  const [low, high] = [Math.min(0, ...points.map(({ value }) => value)), Math.max(...points.map(({ value }) => value)) || 1]
  const x = (day: number) => LEFT + ((day - from) / Math.max(1, to - from)) * (WIDTH - LEFT - 20)
  const y = (value: number) => HEIGHT - BOTTOM - ((value - low) / (high - low || 1)) * (HEIGHT - BOTTOM - TOP)
  const path = (line: readonly Point[]) => line.map(({ day, value }) => `${x(day).toFixed(1)},${y(value).toFixed(1)}`).join(' ')
  const year = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 7)
  const said = `${file.title}：${actual.length + told.length} 个实际数，${plan.length === 2 ? '有计划线' : '没有计划线'}`
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="chart" role="img" aria-label={said}>
      <line x1={LEFT} y1={y(low)} x2={WIDTH - 20} y2={y(low)} stroke="#1e2321" />
      {[low, (low + high) / 2, high].map((value) => (
        <text key={value} x={LEFT - 6} y={y(value) + 4} textAnchor="end">
          {Number(value.toFixed(2))}
        </text>
      ))}
      <text x={LEFT} y={HEIGHT - 8}>
        {year(from)}
      </text>
      <text x={WIDTH - 20} y={HEIGHT - 8} textAnchor="end">
        {year(to)}
      </text>
      {plan.length === 2 && <polyline points={path(plan)} fill="none" stroke="#5a635f" strokeWidth="1.5" strokeDasharray="6 5" />}
      {plan.map((point) => (
        <circle key={point.day} cx={x(point.day)} cy={y(point.value)} r="4" fill="#fff" stroke="#5a635f" strokeWidth="1.5" />
      ))}
      {[actual, told].map((line, index) =>
        line.length > 0 ? (
          <g key={index === 0 ? 'actual' : 'told'}>
            <polyline points={path(line)} fill="none" stroke={index === 0 ? '#1f6b52' : '#245e8c'} strokeWidth="3" />
            {line.map((point) => (
              <circle key={point.day} cx={x(point.day)} cy={y(point.value)} r="3" fill={index === 0 ? '#1f6b52' : '#245e8c'} />
            ))}
          </g>
        ) : null,
      )}
      <text x={LEFT} y={12}>
        {`虚线：文件印的路；绿：登记数${told.length > 0 ? '；蓝：按文件登记' : ''}`}
      </text>
    </svg>
  )
}
