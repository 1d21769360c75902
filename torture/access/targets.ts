// One of everything that belongs to a place: what an account of another place must neither see nor change.
import type { TestWorld } from '@songhe/kernel/testing'
import { openPlanter, type TargetPlan } from './target/planter.ts'
import { plantCases } from './target/plant-cases.ts'
import { plantFacilities } from './target/plant-facilities.ts'
import { plantForecast } from './target/plant-forecast.ts'
import { plantGrants } from './target/plant-grants.ts'
import { plantMoney } from './target/plant-money.ts'
import { plantOffice } from './target/plant-office.ts'
import { plantPeople } from './target/plant-people.ts'
import { plantPlanningNumbers } from './target/plant-planning-numbers.ts'
import { plantRatings } from './target/plant-ratings.ts'
import { plantWork } from './target/plant-work.ts'

export type Target = Awaited<ReturnType<typeof plantTarget>>

export async function plantTarget(world: TestWorld, plan: TargetPlan) {
  const planter = await openPlanter(world, plan)
  const people = await plantPeople(planter)
  const cases = await plantCases(planter, people)
  const money = await plantMoney(planter, people, cases.stream)
  const facilities = await plantFacilities(planter)
  return {
    ...plan,
    ...people,
    ...cases,
    ...money,
    ...(await plantOffice(planter)),
    ...(await plantForecast(planter)),
    ...(await plantPlanningNumbers(planter)),
    ...facilities,
    ...(await plantGrants(planter, facilities.site.open)),
    ...(await plantRatings(planter, facilities.site)),
    ...(await plantWork(planter)),
  }
}
