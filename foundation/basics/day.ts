// Days and months as plain text (YYYY-MM-DD, YYYY-MM): no clock, no zone. Ages are full years (周岁) on a day.

export type Day = string
export type Month = string

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** True for a date that exists in the calendar. */
export function isDay(text: string): text is Day {
  const parts = DAY.exec(text)
  if (!parts) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Full years on `on`. Someone born on 29 February completes a year on 1 March of a common year (民法典 does not count part days). */
export function ageOn(birth: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5) >= birth.slice(5) ? years : years - 1
}

/** The day on which `age` is completed; 29 February becomes 1 March where the year has none. */
export function birthdayAt(birth: Day, age: number): Day {
  const year = Number(birth.slice(0, 4)) + age
  if (birth.endsWith('-02-29') && daysInMonth(year, 2) === 28) return `${year}-03-01`
  return `${year}${birth.slice(4)}`
}

export const monthOf = (day: Day): Month => day.slice(0, 7)
export const firstDay = (month: Month): Day => `${month}-01`
export const lastDay = (month: Month): Day =>
  `${month}-${String(daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)))).padStart(2, '0')}`

/** `addMonths('2026-11', 2)` is `2027-01`. */
export function addMonths(month: Month, count: number): Month {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
}

/** Months from `from` to `to`, both included; empty when `to` is earlier. */
export function monthsBetween(from: Month, to: Month): Month[] {
  const months: Month[] = []
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month)
  return months
}

export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

/** Today in the office's zone (Asia/Shanghai), whatever the machine's zone is. */
export function dayInChina(instant: Date): Day {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}
