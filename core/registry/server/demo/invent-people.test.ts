// The invented region: repeatable, with the census structure, and with numbers nobody can own.
import { expect, test } from 'vitest'
import { readCitizenId } from '@songhe/basics/citizen-id'
import { ageOn } from '@songhe/basics/day'
import { inventPeople } from './invent-people.ts'
import { peopleOfTwoDistricts } from './people-of-two-districts.ts'

const plan = { district: 4, areas: [4001001, 4001002], today: '2026-11-24', oneIn: 200, seed: 7 }

test('the same seed gives the same region, another seed another', () => {
  const first = [...inventPeople(plan)]
  expect([...inventPeople(plan)]).toEqual(first)
  expect([...inventPeople({ ...plan, seed: 8 })].map((p) => p.name)).not.toEqual(first.map((p) => p.name))
})

test('every ID number is right, unique, and carries a prefix that was never given out', () => {
  const people = [...inventPeople({ ...plan, oneIn: 20 })]
  expect(new Set(people.map((person) => person.citizenId)).size).toBe(people.length)
  for (const person of people) {
    const reading = readCitizenId(person.citizenId, plan.today)
    expect(reading).toMatchObject({ birth: person.birth, sex: person.sex, prefix: '500199' })
  }
})

test('no two districts give out the same number, but for the five elders who stand on two registers', () => {
  const districts = [1, 2, 3, 4, 5]
  const numbers = districts.flatMap((district) =>
    [...inventPeople({ ...plan, district, oneIn: 20, seed: plan.seed + district })].map((person) => person.citizenId),
  )
  expect(new Set(numbers).size).toBe(numbers.length)
  const shared = districts.flatMap((district) => peopleOfTwoDistricts(district, [district], plan.today))
  expect(shared).toHaveLength(10)
  const twice = Map.groupBy(shared, (person) => `${person.citizenId} ${person.name} ${person.birth}`)
  expect([...twice.values()].map((people) => new Set(people.map((person) => `${person.area} ${person.account}`)).size)).toEqual([
    2, 2, 2, 2, 2,
  ])
  for (const { citizenId } of shared) expect(numbers).not.toContain(citizenId)
})

test('one in twenty of the census: 开州 has 274,028 people of 60 and more, 40,655 of 80 and more', () => {
  const people = [...inventPeople({ ...plan, oneIn: 20 })]
  expect(people.length * 20).toBeGreaterThan(274_028 * 0.99)
  expect(people.length * 20).toBeLessThan(274_028 * 1.01)
  const old = people.filter((person) => ageOn(person.birth, plan.today) >= 80).length * 20
  expect(Math.abs(old - 40_655) / 40_655).toBeLessThan(0.03)
})
