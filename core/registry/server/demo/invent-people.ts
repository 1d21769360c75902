// An invented population with the age structure of the 2020 census on the demo's first day. Nobody here exists: the ID prefix was never given out.
import { readFileSync } from 'node:fs'
import { checkCharacter } from '@songhe/basics/citizen-id'
import { addDays, type Day } from '@songhe/basics/day'
import { projectRoot } from '@songhe/kernel/config'
import { nameMaker } from './names.ts'
import { type SeededRandom, seededRandom } from './seeded-random.ts'

export interface InventedPerson {
  name: string
  sex: 'male' | 'female'
  birth: Day
  citizenId: string
  area: number
  address?: string
  phone: string | null
  facts: { kind: string; value: string; from: Day }[]
  account: string
  contact: { name: string; relation: string; phone: string } | null
}

export interface DemoPopulation {
  district: number
  /** Villages of the district. */
  areas: readonly number[]
  today: Day
  oneIn: number
  seed: number
}

/** Share of residents whose 户籍 is here: Yubei prints 20.82 of 35.94 (万); elsewhere nothing is printed and nearly all are assumed. */
const REGISTERED_SHARE: Record<number, number> = { 3: 208_200 / 359_381 }

export function* inventPeople({ district, areas, today, oneIn, seed }: DemoPopulation): Generator<InventedPerson> {
  const random = seededRandom(seed)
  const makeName = nameMaker()
  const born = new Map<string, number>()
  for (const { from, years, sex, count } of ageGroups(district)) {
    const wanted = Math.floor(count / oneIn + random.next())
    for (let i = 0; i < wanted; i++) {
      const age = from + random.below(years)
      const birth = addDays(
        `${Number(today.slice(0, 4)) - age}${today.slice(4) === '-02-29' ? '-02-28' : today.slice(4)}`,
        -random.below(365),
      )
      const serial = (born.get(birth + sex) ?? 0) + 1
      born.set(birth + sex, serial)
      yield {
        name: makeName(random, sex),
        sex,
        birth,
        citizenId: inventId(district, birth, sex, serial),
        area: random.pick(areas),
        phone: random.chance(0.7) ? inventPhone(random) : null,
        facts: inventFacts(random, age, today, district),
        account: inventAccount(random),
        contact: random.chance(0.6)
          ? {
              name: makeName(random, 'female'),
              relation: random.pick(['子女', '配偶', '邻居', '村级联系人']),
              phone: inventPhone(random),
            }
          : null,
      }
    }
  }
}

function ageGroups(district: number) {
  const [, ...lines] = readFileSync(`${projectRoot}/packs/demo/census-2020.csv`, 'utf8').trim().split('\n')
  return lines
    .map((line) => line.split(','))
    .filter(([key]) => Number(key) === district)
    .flatMap(([, group = '', male = '', female = '']) => {
      const from = Number.parseInt(group, 10)
      const years = from === 100 ? 6 : 5
      return [
        { from, years, sex: 'male' as const, count: Number(male) },
        { from, years, sex: 'female' as const, count: Number(female) },
      ]
    })
}

/** Sequence numbers that one birthday and sex leave to a prefix. */
const SEQUENCES = 498
const DISTRICTS = 6

/** Two districts never give out the same number: each takes every sixth of both prefixes, enough for 166 people of one birthday and sex. */
export function inventId(district: number, birth: Day, sex: 'male' | 'female', serial: number): string {
  const place = (serial - 1) * DISTRICTS + (district % DISTRICTS)
  if (place >= 2 * SEQUENCES) throw new Error(`no invented ID number left for ${birth}`)
  const prefix = place < SEQUENCES ? '500199' : '512299'
  const sequence = ((place % SEQUENCES) + 1) * 2 - (sex === 'male' ? 1 : 0)
  const first17 = `${prefix}${birth.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return first17 + checkCharacter(first17)
}

const inventPhone = (random: SeededRandom) => `139${String(random.below(100_000_000)).padStart(8, '0')}`

/** 62 00 ... with a right Luhn digit: a range no bank uses. */
export function inventAccount(random: SeededRandom): string {
  const first = `620000${String(random.below(1_000_000_000)).padStart(9, '0')}${String(random.below(1_000)).padStart(3, '0')}`
  const sum = [...first].reverse().reduce((total, digit, i) => {
    const value = i % 2 === 0 ? Number(digit) * 2 : Number(digit)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return `${first}${(10 - (sum % 10)) % 10}`
}

function inventFacts(random: SeededRandom, age: number, today: Day, district: number) {
  const facts: InventedPerson['facts'] = []
  const since = addDays(today, -400 - random.below(900))
  const add = (kind: string, value: string, from = since) => facts.push({ kind, value, from })
  const destitute = random.chance(0.012)
  const allowance = !destitute && random.chance(0.045)
  add('person.registered-here', String(random.chance(REGISTERED_SHARE[district] ?? 0.985)))
  add('person.resides-here', String(random.chance(0.93)))
  add('aid.destitute', String(destitute))
  if (destitute) add('aid.destitute-care', random.pick(['全自理', '全自理', '半护理', '半护理', '全护理']))
  add(
    'aid.minimum-allowance',
    String(allowance),
    allowance && random.chance(0.06) ? addDays(today, -20 - random.below(100)) : since,
  )
  add('aid.low-income', String(!destitute && !allowance && random.chance(0.015)))
  const disabled = random.chance(0.03 + Math.max(0, age - 60) * 0.0022)
  add('disability.grade', disabled ? random.pick(['1', '2', '2', '3', '3', '4']) : '0')
  if (disabled) add('disability.kind', random.pick(['肢体', '视力', '听力', '言语', '智力', '精神', '多重']))
  const assessed = random.chance(age >= 80 ? 0.35 : 0.06)
  if (assessed) add('ability.level', random.pick(['0', '0', '1', '1', '2', '3', '4']), addDays(today, -random.below(330)))
  if (random.chance(0.1 + Math.max(0, age - 75) * 0.004)) add('living.alone', 'true')
  else if (random.chance(0.25)) add('living.empty-nest', 'true')
  if (random.chance(0.06)) add('living.left-behind', 'true')
  if (random.chance(0.004)) add('family.special', 'true')
  if (random.chance(0.008)) add('honour.entitled-group', 'true')
  add('insurance.injury-nursing', 'false')
  add('insurance.medical', random.chance(0.965) ? 'resident' : 'none')
  return facts
}
