// A forecast of the district, as small as one may be: nobody, one year, one death rate.
import { MAKER, type Planter } from './planter.ts'

const NOBODY = Array<number>(101).fill(0)
const RATES = [[0.01]]

export async function plantForecast({ id, mark, town }: Planter) {
  const inputs = {
    method: 1,
    base: 'resident',
    baseDay: '2020-11-01',
    lastYear: 2021,
    from: 0,
    people: { male: NOBODY, female: NOBODY },
    everybody: null,
    earlier: null,
    deaths: { ages: [0], periods: [2020], rates: { male: RATES, female: RATES } },
    tables: [],
    parameters: [],
    allowance: null,
    towns: [{ area: town, count: 1 }],
    draws: 0,
    seed: 1,
  }
  const years = [0, 1].map(() => Array<number>(12).fill(0))
  const outcome = {
    middle: years,
    bands: years.map((year) => year.map(() => null)),
    needYears: [2020],
    needs: [],
    gaps: [],
    towns: [[0]],
    backTest: [],
  }
  const forecast = await id('planning.forecast_run', {
    base: 'resident',
    base_day: '2020-11-01',
    last_year: 2021,
    inputs: JSON.stringify(inputs),
    outcome: JSON.stringify(outcome),
    digest: 'planted',
    note: mark,
    made_by: MAKER,
  })
  return { forecast }
}
