// Yubei's printed forecast beside ours: its own sums worked out again, then what differs because it counts registered people and the census residents.
import type { PrintedForecast } from './tables.ts'

export interface PrintedLine {
  no: string
  title: string
  formula: string
  computed: string
  printed: string
  /** ok = equal by rounding half up; truncated = equal only when cut off; derived = not printed. */
  status: 'ok' | 'truncated' | 'derived'
  ours: string
}

/** Ours in the years that the plan speaks of, of one base; null where our base says nothing of that year. */
export interface OursThen {
  base: string
  elders2020: number | null
  elders2025: number | null
  /** Shares of the three age groups in 2025, of one. */
  shares: readonly [number, number, number] | null
  over80: number | null
  dependent: number | null
}

const wan = (people: number, places = 2) => `${(people / 10_000).toFixed(places)}万`
const percent = (share: number, places = 2) => `${(share * 100).toFixed(places)}%`
const of = (value: number | null, text: (value: number) => string) => (value === null ? '—' : text(value))

export function printedBeside(printed: PrintedForecast, ours: OursThen): { lines: PrintedLine[]; note: string } {
  const elders = printed.elders2025.value
  const share = ({ rate: [over, under] }: { rate: [number, number] }) => over / under
  const dependent = (elders * 17) / 100
  const over80 = (elders * printed.from80.rate[0]) / printed.from80.rate[1]
  const growth = elders / printed.elders2020.value - 1
  const ourGrowth = ours.elders2020 && ours.elders2025 ? ours.elders2025 / ours.elders2020 - 1 : null
  const lines: PrintedLine[] = [
    row(
      'N-01',
      '2025年失能、半失能老人',
      '24.37万 × 17%',
      wan(dependent),
      printed.dependent.text,
      status(dependent, 41_400),
      of(ours.dependent, wan),
    ),
    row(
      'N-02',
      '2025年能自理的老人',
      '24.37万 − 4.14万',
      wan(elders - 41_400),
      printed.selfReliant.text,
      status(elders - 41_400, 202_300),
      of(ours.elders2025 !== null && ours.dependent !== null ? ours.elders2025 - ours.dependent : null, wan),
    ),
    row('N-03', '80岁及以上', '24.37万 × 15%', wan(over80), printed.elders80.text, status(over80, 36_500), of(ours.over80, wan)),
    row(
      'N-04',
      '60—69岁、70—79岁',
      '24.37万 × 55%、× 30%',
      `${wan(elders * share(printed.from60to69))}、${wan(elders * share(printed.from70to79))}`,
      '55%左右、30%左右',
      'derived',
      ours.shares ? `${percent(ours.shares[0], 1)}、${percent(ours.shares[1], 1)}` : '—',
    ),
    row(
      'N-05',
      '总人口（2020年；2025年）',
      '20.82 ÷ 19.17%；24.37 ÷ 22.05%',
      `${wan(printed.elders2020.value / share(printed.share2020), 1)}；${wan(elders / share(printed.share2025), 1)}`,
      '没有印',
      'derived',
      '没有推算总人口',
    ),
    row(
      'N-06',
      '五年增长',
      '24.37 ÷ 20.82',
      `+${wan(elders - printed.elders2020.value)}，+${percent(growth)}，每年 ${percent((1 + growth) ** 0.2 - 1)}`,
      '没有印',
      'derived',
      of(ourGrowth, (value) => `+${percent(value)}，每年 ${percent((1 + value) ** 0.2 - 1)}`),
    ),
  ]
  return { lines, note: noteOf(printed, ours, growth, ourGrowth) }
}

function noteOf(printed: PrintedForecast, ours: OursThen, growth: number, ourGrowth: number | null): string {
  if (ours.elders2020 === null || ours.elders2025 === null || ourGrowth === null)
    return '文件按户籍从2020年推到2025年；本区登记册的基期在这以后，两者没有同一年可比。'
  const apart = ours.elders2025 - printed.elders2025.value
  const fromBase = ours.elders2020 - printed.elders2020.value
  return [
    `文件按户籍：2020年 ${printed.elders2020.text}、2025年 ${printed.elders2025.text}；这里按常住：${wan(ours.elders2020)}、${wan(ours.elders2025)}，2025年相差 ${wan(apart)}。`,
    `其中 ${wan(fromBase)} 在2020年就已相差（户籍与常住是两群人，外来常住老人不在户籍里），其余 ${wan(apart - fromBase)} 来自五年的增长：文件 ${percent(growth)}，这里 ${percent(ourGrowth)}。`,
    '两个口径不相加、不相除。',
  ].join('')
}

/** Compared at the two places of 万 that the plan prints. */
function status(computed: number, shown: number): PrintedLine['status'] {
  if (Math.round(computed / 100) * 100 === shown) return 'ok'
  return Math.floor(computed / 100) * 100 === shown ? 'truncated' : 'derived'
}

const row = (
  no: string,
  title: string,
  formula: string,
  computed: string,
  shown: string,
  state: PrintedLine['status'],
  ours: string,
): PrintedLine => ({
  no,
  title,
  formula,
  computed,
  printed: shown,
  status: state,
  ours,
})
