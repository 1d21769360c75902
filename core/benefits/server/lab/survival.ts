// How likely somebody of an age and sex is to be alive some months on: five-year survival ratios of age groups, spread evenly over their sixty months.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '@songhe/kernel/config'

/** Where the table stands; it is of the whole country, not of a district. */
export const SURVIVAL_FILE = 'packs/national/survival-60plus.csv'
export const SURVIVAL_SOURCE = '联合国《世界人口展望2022》中国分年龄性别死亡率推算的五年存活比（全国水平，不是本区县的）'

export interface Survival {
  /** @returns the share alive one month on, of whoever has this age (full years) in this year */
  monthly(female: boolean, age: number, year: number): number
}

const YOUNGEST = 55
const OLDEST = 95

/** @param text lines of sex, period (2020-2025), step (60-64→65-69, 95+→100+), ratio */
export function survivalFrom(text: string): Survival {
  const ratios = new Map<string, number>()
  const begins = new Set<number>()
  for (const line of text.trim().split('\n').slice(1)) {
    const [sex, period, step, ratio] = line.split(',') as [string, string, string, string]
    const begin = Number(period.slice(0, 4))
    begins.add(begin)
    ratios.set(`${sex}/${begin}/${Number.parseInt(step, 10)}`, Number(ratio) ** (1 / 60))
  }
  const periods = [...begins].sort((a, b) => a - b)
  return {
    monthly(female, age, year) {
      const group = Math.min(OLDEST, Math.max(YOUNGEST, Math.floor(age / 5) * 5))
      // Before the first and after the last period the nearest one stands.
      const begin = periods.findLast((one) => one <= year) ?? periods[0]!
      return ratios.get(`${female ? 'female' : 'male'}/${begin}/${group}`)!
    },
  }
}

let read: Survival | undefined
export const survivalOfChina = (): Survival =>
  (read ??= survivalFrom(readFileSync(path.join(projectRoot, SURVIVAL_FILE), 'utf8')))
