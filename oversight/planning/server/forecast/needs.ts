// From people to what they need: each line is people × a rate with its source; a rate without one, out of its years or of the other base gives a gap, never a number.
import type { Parameter } from './tables.ts'

export type Base = 'resident' | 'registered'

/** What the years of a forecast hold, whole and unrounded; null = not known. */
export interface YearOfPeople {
  year: number
  /** By cut: 60+, 65+, 80+. */
  elders: Readonly<Record<string, number | null>>
  /** All ages, where somebody counted them in this year. */
  everybody: number | null
  /** Money of the allowance by age in fen a year, where it can be counted. */
  allowanceFen: number | null
}

export interface AllowanceByAge {
  pack: string
  title: string
  version: number
  document: string
  clause: string
  example: boolean
  /** Fen a month by single age 0..100. */
  fen: readonly number[]
}

export interface NeedLine {
  key: string
  title: string
  unit: string
  formula: string
  values: (number | null)[]
  document: string
  clause: string
  mark: string
  example: boolean
  note: string
}

export interface Gap {
  title: string
  why: string
}

const OF: Readonly<Record<string, string>> = { '60+': '60岁及以上', '65+': '65岁及以上', beds: '床位', everybody: '总人口' }
const BASES = { resident: '常住', registered: '户籍' } as const

/** The rate that holds in a year: the district's own before everybody's, the latest before earlier ones; never one that nobody has checked. */
export function rateIn(
  parameters: readonly Parameter[],
  asked: { key: string; base: Base; year: number },
): Parameter | undefined {
  return parameters
    .filter(({ key, mark, base }) => key === asked.key && mark !== 'memory' && (base === 'either' || base === asked.base))
    .filter(({ from, to }) => from <= asked.year && (to === undefined || asked.year <= to))
    .toSorted((a, b) => Number(b.region !== undefined) - Number(a.region !== undefined) || b.from - a.from)[0]
}

export const rateText = ({ rate: [over, under], unit }: Pick<Parameter, 'rate' | 'unit'>): string => {
  const factor = unit === '%' ? 100 : unit.endsWith('/千人') ? 1000 : 1
  return `${Math.round((over / under) * factor * 100) / 100}${unit === '%' ? '%' : ` ${unit}`}`
}

export function needsOf(
  people: readonly YearOfPeople[],
  base: Base,
  parameters: readonly Parameter[],
  allowance: AllowanceByAge | null,
): { needs: NeedLine[]; gaps: Gap[] } {
  const needs: NeedLine[] = []
  const gaps: Gap[] = []
  const line = (key: string, title: string, unit: string, of: (year: YearOfPeople, rate: Parameter) => number | null) => {
    const found = ratedLine({ key, title, unit, people, base, parameters, of })
    if ('why' in found) gaps.push(found)
    else needs.push(found)
    return found
  }
  const byCut = ({ elders }: YearOfPeople, rate: Parameter) => times(elders[rate.of] ?? null, rate)

  line('ability.disabled-share', '失能老人', '人', byCut)
  const dependent = line('ability.dependent-share', '失能、半失能老人', '人', byCut)
  if (!('why' in dependent))
    needs.push({
      ...dependent,
      key: 'ability.self-reliant',
      title: '能自理的老人',
      formula: '60岁及以上 − 失能、半失能老人',
      values: people.map(({ elders }, at) => less(elders['60+'] ?? null, dependent.values[at]!)),
    })
  for (const key of ['beds.rate', 'beds.rate-65']) {
    if (key === 'beds.rate-65' && !parameters.some((one) => one.key === key)) continue
    const suffix = key === 'beds.rate-65' ? '（按65岁及以上）' : ''
    const beds = line(key, `养老床位${suffix}`, '张', byCut)
    if ('why' in beds) continue
    line('beds.nursing-share', `其中护理型床位${suffix}`, '张', (year, rate) =>
      times(beds.values[people.indexOf(year)] ?? null, rate),
    )
  }
  line('staff.social-workers', '社会工作者', '人', byCut)
  line('staff.volunteers', '老年志愿者', '人', byCut)
  line('land.per-person', '养老用地', '平方米', ({ everybody }, rate) => times(everybody, rate))
  gaps.push(...unchecked(parameters))
  if (allowance && base === 'registered') needs.push(money(people, allowance))
  else
    gaps.push({
      title: '高龄津贴预算',
      why:
        base === 'resident'
          ? '津贴按户籍发放，常住口径不计算，请看户籍口径的预测。'
          : '没有只按年龄定额的高龄津贴表，或表里还要用别的情况。',
    })
  gaps.push({ title: '养老服务补贴、护理补贴等预算', why: '要看经济状况和失能等级，没有分年龄的比例作依据。' })
  return { needs, gaps }
}

interface Rated {
  key: string
  title: string
  unit: string
  people: readonly YearOfPeople[]
  base: Base
  parameters: readonly Parameter[]
  of(year: YearOfPeople, rate: Parameter): number | null
}

function ratedLine({ key, title, unit, people, base, parameters, of }: Rated): NeedLine | Gap {
  const rates = people.map(({ year }) => rateIn(parameters, { key, base, year }))
  const rate = rates.findLast((one) => one !== undefined)
  if (!rate) return { title, why: whyNone(parameters, key, base) }
  const values = people.map((year, at) => (rates[at] ? (unit === '张' ? atLeast : whole)(of(year, rates[at])) : null))
  if (values.every((value) => value === null))
    return { title, why: `没有可以相乘的人数：${OF[rate.of] ?? rate.of}在这个口径的这些年里没有来源。` }
  return {
    key,
    title,
    unit,
    formula: `${OF[rate.of] ?? rate.of} × ${rateText(rate)}${rate.formula ? `（${rate.formula}）` : ''}`,
    values,
    document: rate.document,
    clause: rate.clause,
    mark: rate.mark,
    example: false,
    note: [rate.to && `只用到${rate.to}年。`, rate.note].filter(Boolean).join(''),
  }
}

function whyNone(parameters: readonly Parameter[], key: string, base: Base): string {
  const other = parameters.find((one) => one.key === key && one.mark !== 'memory' && one.base !== 'either' && one.base !== base)
  if (other) return `${other.document}的比例按${BASES[other.base as Base]}老人，不能用在${BASES[base]}口径上。`
  return '本区的文件没有写这个比例，没有来源就不计算。'
}

/** Rates that somebody remembers and nobody has checked are named, not used. */
function unchecked(parameters: readonly Parameter[]): Gap[] {
  return parameters
    .filter(({ mark }) => mark === 'memory')
    .map(({ title, document }) => ({ title, why: `${document}凭记忆转述，没有核对原文，不用来计算。` }))
}

const money = (people: readonly YearOfPeople[], allowance: AllowanceByAge): NeedLine => ({
  key: 'budget.old-age-allowance',
  title: `${allowance.title}（一年）`,
  unit: '分',
  formula: '各年龄户籍人数 × 月标准 × 12',
  values: people.map(({ allowanceFen }) => whole(allowanceFen)),
  document: allowance.document,
  clause: allowance.clause,
  mark: 'own',
  example: allowance.example,
  note: `按现行月标准，第 ${allowance.version} 版；没有算涨价。`,
})

const times = (count: number | null, { rate: [over, under] }: Parameter) => (count === null ? null : (count * over) / under)
const less = (count: number | null, taken: number | null) => (count === null || taken === null ? null : Math.round(count) - taken)
/** Part of a bed is a bed; a quotient that is whole but for its last binary digits stays it. */
const atLeast = (value: number | null) => (value === null ? null : Math.ceil(value - 1e-6))
const whole = (value: number | null) => (value === null ? null : Math.round(value))
