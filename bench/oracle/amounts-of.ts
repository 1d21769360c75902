// The slow oracle: what one person is due in one month, in fen, decided by plain ifs for one person at a time. It shares no line with the product it checks.
import { type District, PRINTED, type Printed, type Programme } from './printed-amounts.ts'

/** null = nobody knows; it pays nobody who needs the fact. */
export interface Facts {
  registeredHere: boolean | null
  destitute: boolean | null
  care: string | null
  minimumAllowance: boolean | null
  lowIncome: boolean | null
  disabilityGrade: number | null
  abilityLevel: number | null
  injuryNursing: boolean | null
}

export interface Person {
  birth: string
  diedOn: string | null
  /** As they stand on the last day of the month (ADR 3). */
  facts: Facts
}

export type Amounts = Partial<Record<Programme, number>>

/** A month is judged on its last day; whoever lived on its first day, or into it, is still paid for it, and nothing after (ADR 3). */
export function amountsOf(person: Person, month: string, district: District, printed: Printed = PRINTED): Amounts {
  const [year, number] = numbersOf(month)
  const lived = person.diedOn === null || person.diedOn >= `${month}-01`
  return amountsOn(person.birth, person.facts, lived, `${month}-${two(lengthOfMonth(year!, number!))}`, district, printed)
}

/** What the tables say on one day; the golden cases are written in this form. */
export function amountsOn(
  birth: string,
  facts: Facts,
  alive: boolean,
  day: string,
  district: District,
  printed: Printed = PRINTED,
): Amounts {
  const due: Amounts = {}
  if (!alive || facts.registeredHere !== true) return due
  const age = fullYears(birth, day)
  const pay = (programme: Programme, from: string, yuan: number) => {
    if (day >= from && yuan > 0) due[programme] = Math.round(yuan * 100)
  }

  const oldAge = printed.oldAge[district]
  if (age >= 100) pay('old-age-allowance', oldAge.from, oldAge.at100)
  else if (age >= 90) pay('old-age-allowance', oldAge.from, oldAge.at90)
  else if (age >= 80) pay('old-age-allowance', oldAge.from, oldAge.at80)

  const service = printed.service[district]
  if (facts.destitute === false && isPoor(facts)) {
    if (facts.abilityLevel !== null && facts.abilityLevel >= 2) pay('service-subsidy', service.from, service.disabled)
    else if (age >= 80) pay('service-subsidy', service.from, service.veryOld)
  }

  const care = printed.destituteCare
  if (facts.destitute === true) {
    if (facts.care === '全护理') pay('destitute-care', care.from, care.full)
    if (facts.care === '半护理') pay('destitute-care', care.from, care.half)
    if (facts.care === '全自理') pay('destitute-care', care.from, care.none)
  }

  // Both subsidies shut out whoever is supported as destitute; whether one is, must be known. The nursing fee of an injured worker counts only where somebody reported it.
  if (facts.destitute === false && facts.injuryNursing !== true) {
    const living = printed.disabilityLiving
    const nursing = printed.disabilityNursing
    const grade = facts.disabilityGrade
    if (facts.minimumAllowance === true && grade !== null && grade >= 1 && grade <= 4)
      pay('disability-living', living.from, living.holder)
    if (grade === 1) pay('disability-nursing', nursing.from, nursing.grade1)
    if (grade === 2) pay('disability-nursing', nursing.from, nursing.grade2)
  }
  return due
}

/** On minimum allowance, or known not to be and of low income. */
function isPoor(facts: Facts): boolean {
  if (facts.minimumAllowance === true) return true
  return facts.minimumAllowance === false && facts.lowIncome === true
}

/** Full years by counting birthdays one after another. Born on 29 February: 1 March in a common year (golden cases of the old-age allowance, foundation/basics/day.ts). */
export function fullYears(birth: string, day: string): number {
  let age = 0
  while (birthday(birth, age + 1) <= day) age++
  return age
}

function birthday(birth: string, age: number): string {
  const [year, month, day] = numbersOf(birth)
  const then = year! + age
  return day! > lengthOfMonth(then, month!) ? `${then}-${two(month! + 1)}-01` : `${then}-${two(month!)}-${two(day!)}`
}

export function lengthOfMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  if (month === 2) return leap ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

const numbersOf = (text: string) => text.split('-').map(Number)
const two = (number: number) => String(number).padStart(2, '0')
