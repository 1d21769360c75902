// Plan hatched, actual solid, side by side by year; the words carry what the colour says.

interface Bar {
  phase: string
  plan: number
  planShare: string
  actual: number | null
}

const [WIDTH, HEIGHT, BOTTOM, TOP] = [640, 190, 40, 22]
const word = (phase: string) => (phase === 'existing' ? '原有' : phase === 'now' ? '现在' : `${phase}年底`)

export function PlanBars({ phases, of }: { phases: readonly Bar[]; of: number }) {
  const step = WIDTH / Math.max(1, phases.length)
  const wide = Math.min(64, step / 3)
  const height = (count: number) => (of === 0 ? 0 : (count / of) * (HEIGHT - BOTTOM - TOP))
  const foot = HEIGHT - BOTTOM
  const said = phases
    .map(({ phase, plan, actual }) => `${word(phase)}计划 ${plan}${actual === null ? '' : `，实有 ${actual}`}`)
    .join('；')
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="chart" role="img" aria-label={`共 ${of} 个镇街。${said}`}>
      <defs>
        <pattern id="plan-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="6" stroke="#1f6b52" strokeWidth="1.2" />
        </pattern>
      </defs>
      <line x1="0" y1={foot} x2={WIDTH} y2={foot} stroke="#1e2321" />
      {phases.map(({ phase, plan, planShare, actual }, index) => {
        const middle = step * (index + 0.5)
        return (
          <g key={phase}>
            <rect
              x={middle - wide}
              y={foot - height(plan)}
              width={wide}
              height={height(plan)}
              fill="url(#plan-hatch)"
              stroke="#1f6b52"
            />
            <text x={middle - wide / 2} y={foot - height(plan) - 5} textAnchor="middle">
              {planShare.replace('.00%', '%')}
            </text>
            {actual !== null && (
              <>
                <rect x={middle + 3} y={foot - height(actual)} width={wide} height={height(actual)} fill="#1f6b52" />
                <text
                  x={middle + 3 + wide / 2}
                  y={foot - height(actual) - 5}
                  textAnchor="middle"
                  style={{ fontWeight: 600, fill: '#1e2321' }}
                >
                  {actual}
                </text>
              </>
            )}
            <text x={middle} y={foot + 16} textAnchor="middle">
              {word(phase)}
            </text>
            <text x={middle} y={foot + 32} textAnchor="middle">
              {`计划 ${plan}`}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
