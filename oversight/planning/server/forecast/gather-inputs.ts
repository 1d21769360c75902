// Everything a forecast counts with, read once: the base's people, death rates, rates of this district, the allowance in force, the towns' shares.
import { invalid } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { allowanceByAge } from './allowance-by-age.ts'
import type { ForecastInputs } from './count-forecast.ts'
import { yearOf } from './count-forecast.ts'
import type { Base } from './needs.ts'
import { registeredPeople, residentsByTown } from './people-queries.ts'
import { CENSUS_DAY, censusGroups, censusPeople, deathRates, shipped } from './tables.ts'

const DRAWS = 300
/** From this age on the register is to hold everybody. */
const REGISTER_FROM = 60

export async function gatherInputs(ctx: Context, asked: { base: Base; lastYear: number; seed: number }): Promise<ForecastInputs> {
  const { district } = ctx.principal
  const { tables, parameters } = shipped()
  const base = asked.base === 'resident' ? await residents(ctx) : await registered(ctx)
  if (asked.lastYear <= yearOf(base.baseDay))
    throw invalid(`基期是 ${base.baseDay}，推算到 ${asked.lastYear} 年没有可推的年份。`, {
      next: '请把推算到的年份改到基期以后。',
    })
  return {
    method: 1,
    base: asked.base,
    lastYear: asked.lastYear,
    ...base,
    deaths: deathRates(),
    tables: asked.base === 'resident' ? tables : tables.filter(({ key }) => key === 'death-rates'),
    parameters: parameters.filter(({ region }) => region === undefined || region === district),
    allowance: asked.base === 'registered' ? await allowanceByAge(ctx) : null,
    draws: DRAWS,
    seed: asked.seed,
  }
}

type BaseOfInputs = Pick<ForecastInputs, 'baseDay' | 'from' | 'people' | 'everybody' | 'earlier' | 'towns'>

async function residents(ctx: Context): Promise<BaseOfInputs> {
  const { district } = ctx.principal
  const people = censusPeople(district, 2020)
  if (!people)
    throw invalid('没有本区的人口普查分年龄表，不能按常住人口推算。', { next: '请改用户籍口径，或把本区的普查表加进来。' })
  const before = censusPeople(district, 2010)
  return {
    baseDay: CENSUS_DAY[2020],
    from: 0,
    people,
    everybody: censusGroups(district, 2020)!.reduce((sum, { male, female }) => sum + male + female, 0),
    earlier: before ? { day: CENSUS_DAY[2010], people: before } : null,
    towns: await residentsByTown(ctx, today(ctx), REGISTER_FROM),
  }
}

async function registered(ctx: Context): Promise<BaseOfInputs> {
  const on = today(ctx)
  const { people, towns } = await registeredPeople(ctx, on, REGISTER_FROM)
  if (towns.length === 0)
    throw invalid('登记册里没有户籍在本区的60岁以上老人，不能按户籍推算。', { next: '请先导入花名册，或改用常住口径。' })
  return { baseDay: on, from: REGISTER_FROM, people, everybody: null, earlier: null, towns }
}
