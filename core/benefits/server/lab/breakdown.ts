// Who gains and who loses, by town, age, sex and ability: one pass over the roll, adding up numbers only.
import type { Day } from '@songhe/basics/day'
import { packDay } from '@songhe/rules'
import { bornAfter, type Roll } from './roll.ts'
import type { Weighed } from './weigh.ts'

export interface Breakdown {
  key: string
  /** By row of the roll: which of the groups. */
  of: Uint16Array
  groups: { key: string; name: string }[]
}

export interface GroupSum {
  key: string
  name: string
  persons: number
  before: number
  after: number
  gain: number
  lose: number
}

const AGES = [0, 60, 65, 70, 75, 80, 85, 90, 95, 100]
const UNASSESSED = 'unknown'

export interface Places {
  /** Town of an area, and its name. */
  town(area: number): number
  name(town: number): string
}

const known = new WeakMap<Roll, Breakdown[]>()

/** Worked out once for a roll. @param words of the levels of ability, by code */
export function breakdowns(roll: Roll, on: Day, places: Places, words: Readonly<Record<string, string>>): Breakdown[] {
  const found = known.get(roll)
  if (found) return found
  const made = [byTown(roll, places), byAge(roll, on), bySex(roll), byAbility(roll, words)]
  known.set(roll, made)
  return made
}

function byTown(roll: Roll, places: Places): Breakdown {
  const groups: Breakdown['groups'] = []
  const at = new Map<number, number>()
  for (const area of new Set(roll.areas)) {
    const town = places.town(area)
    const index = groups.findIndex(({ key }) => key === String(town))
    at.set(area, index < 0 ? groups.push({ key: String(town), name: places.name(town) }) - 1 : index)
  }
  const of = new Uint16Array(roll.length)
  roll.areas.forEach((area, row) => (of[row] = at.get(area)!))
  return { key: 'town', of, groups }
}

/** Whole years at the end of the first month. */
function byAge(roll: Roll, on: Day): Breakdown {
  const groups = AGES.map((age, i) => ({
    key: String(age),
    name: age === 0 ? '不满60岁' : AGES[i + 1] ? `${age}–${AGES[i + 1]! - 1}岁` : `${age}岁以上`,
  }))
  const of = new Uint16Array(roll.length)
  const today = packDay(on)
  // In order of birth: the oldest first.
  AGES.forEach((age, i) => of.fill(i, 0, bornAfter(roll.births, today - age * 10_000)))
  return { key: 'age', of, groups }
}

const bySex = (roll: Roll): Breakdown => ({
  key: 'sex',
  of: Uint16Array.from(roll.female),
  groups: [
    { key: 'male', name: '男' },
    { key: 'female', name: '女' },
  ],
})

function byAbility(roll: Roll, words: Readonly<Record<string, string>>): Breakdown {
  const column = roll.facts.get('ability.level')!.column
  const places = column.type === 'number' ? 10 ** column.places : 1
  const levels = Object.keys(words)
  const groups = [...levels.map((key) => ({ key, name: words[key]! })), { key: UNASSESSED, name: '没有评估' }]
  const at = new Map(levels.map((key, i) => [Number(key) * places, i]))
  const of = new Uint16Array(roll.length).fill(levels.length)
  column.values.forEach((level, row) => at.has(level) && (of[row] = at.get(level)!))
  return { key: 'ability', of, groups }
}

export interface Compared {
  gain: { persons: number; fen: number }
  lose: { persons: number; fen: number }
  groups: Record<string, GroupSum[]>
}

export function compared(before: Weighed, after: Weighed, parts: readonly Breakdown[]): Compared {
  const told: Compared = { gain: { persons: 0, fen: 0 }, lose: { persons: 0, fen: 0 }, groups: {} }
  const sums = parts.map(({ groups }) => groups.map((group) => ({ ...group, persons: 0, before: 0, after: 0, gain: 0, lose: 0 })))
  for (let row = 0; row < after.sums.length; row++) {
    const [was, becomes] = [before.sums[row]!, after.sums[row]!]
    if (was === 0 && becomes === 0) continue
    const share = becomes > was ? told.gain : becomes < was ? told.lose : undefined
    if (share) {
      share.persons++
      share.fen += becomes - was
    }
    for (let i = 0; i < parts.length; i++) {
      const sum = sums[i]![parts[i]!.of[row]!]!
      sum.before += was
      sum.after += becomes
      if (becomes > 0) sum.persons++
      if (becomes > was) sum.gain++
      else if (becomes < was) sum.lose++
    }
  }
  const touched = (sum: GroupSum) => sum.before > 0 || sum.after > 0
  parts.forEach(({ key }, i) => (told.groups[key] = sums[i]!.filter(touched)))
  return told
}
