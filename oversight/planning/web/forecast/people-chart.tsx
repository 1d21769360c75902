// The elderly by age group and year as stacked columns, drawn by hand: the same numbers stand in the table below it.
import type { ReplyOf } from '@songhe/basics/contract'
import type { showForecast } from '../../contract/forecast.ts'

type Shown = ReplyOf<typeof showForecast>
const COLOURS = ['#d9eae2', '#b5d5c6', '#8cbba6', '#629d84', '#3d8468', '#1f6b52', '#14483a', '#0a2c22', '#7a4f00']
const [WIDTH, HEIGHT, LEFT, FOOT] = [900, 300, 62, 34]

export function PeopleChart({ shown }: { shown: Shown }) {
  const bands = shown.ranges.filter(({ key }) => !/^(60|65|80)\+$/.test(key))
  const sums = shown.years.map(({ ranges }) => bands.reduce((sum, { key }) => sum + (ranges[key]?.value ?? 0), 0))
  const top = niceTop(Math.max(...sums, ...shown.years.map(({ ranges }) => ranges['60+']?.high ?? 0)))
  const step = (WIDTH - LEFT) / shown.years.length
  const y = (count: number) => HEIGHT - FOOT - (count / top) * (HEIGHT - FOOT - 12)
  return (
    <figure style={{ margin: 0 }}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <section tabIndex={0} aria-label="各年龄组柱状图" style={{ overflowX: 'auto' }}>
        <svg
          style={{ minWidth: 620 }}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          width="100%"
          role="img"
          aria-label="各年各年龄组老人数，数字见下表"
          fontSize="12"
          fill="#5A635F"
        >
          {[0, 0.25, 0.5, 0.75, 1].map((share) => (
            <g key={share}>
              <line x1={LEFT} x2={WIDTH} y1={y(top * share)} y2={y(top * share)} stroke="#EFEDE6" />
              <text x={LEFT - 8} y={y(top * share) + 4} textAnchor="end">
                {Math.round(top * share).toLocaleString()}
              </text>
            </g>
          ))}
          {shown.years.map(({ year, ranges }, at) => {
            const x = LEFT + at * step + step * 0.15
            let below = 0
            const whole = ranges['60+']
            return (
              <g key={year}>
                {bands.map(({ key }, place) => {
                  const count = ranges[key]?.value ?? 0
                  below += count
                  return (
                    <rect
                      key={key}
                      x={x}
                      width={step * 0.7}
                      y={y(below)}
                      height={y(below - count) - y(below)}
                      fill={COLOURS[place]}
                    />
                  )
                })}
                {whole?.low != null && whole.high != null && whole.high > whole.low && (
                  <line
                    x1={x + step * 0.35}
                    x2={x + step * 0.35}
                    y1={y(whole.high)}
                    y2={y(whole.low)}
                    stroke="#1E2321"
                    strokeWidth="1.5"
                  />
                )}
                {at % Math.ceil(shown.years.length / 11) === 0 && (
                  <text x={x + step * 0.35} y={HEIGHT - 12} textAnchor="middle">
                    {year}
                  </text>
                )}
              </g>
            )
          })}
        </svg>
      </section>
      <figcaption className="xs" style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 14px' }}>
        {bands.map(({ key, title }, place) => (
          <span key={key}>
            <i style={{ display: 'inline-block', width: 10, height: 10, marginRight: 4, background: COLOURS[place] }} />
            {title}
          </span>
        ))}
        {shown.base === 'resident' ? (
          <span>竖线：60岁及以上的误差范围</span>
        ) : (
          <span>只画有来源的年龄组：柱子变矮是以后满60岁的人没有来源，不是人变少。</span>
        )}
      </figcaption>
    </figure>
  )
}

/** The next round number above, so that the lines stand on round numbers. */
function niceTop(count: number): number {
  const unit = 10 ** Math.max(Math.floor(Math.log10(Math.max(count, 4))) - 1, 0)
  return Math.ceil(count / (4 * unit)) * 4 * unit
}
