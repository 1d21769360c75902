// How many sites of each kind a document prints for a district, put into its real areas one after another. The sites themselves are invented.
import { readFileSync } from 'node:fs'
import type { DemoTown } from './areas-of-demo.ts'

export interface PlantedSite {
  kind: string
  area: number
  town: DemoTown
  name: string
  state: 'planned' | 'building' | 'open'
  from: string
  /** Run by somebody outside the government. */
  social?: boolean
  beds?: { nursing: number; ordinary: number }
  /** Centres with beds of their own, where no document prints the sum of all beds. */
  ownBeds?: boolean
}

type Towns = readonly DemoTown[]

export function sitesByDocument(district: number, towns: Towns): PlantedSite[] {
  const plan = PLANS[district]
  return plan ? plan(towns) : []
}

const PLANS: Record<number, (towns: Towns) => PlantedSite[]> = { 1: shapingba, 2: dianjiang, 3: yubei, 4: kaizhou, 5: wuxi }

const centre = (town: DemoTown) => ({
  kind: town.street ? 'street-centre' : 'town-centre',
  area: town.key,
  town,
  name: `${town.name}养老服务中心`,
})
const station = (town: DemoTown, village: DemoTown['villages'][number]) => ({
  kind: village.committee === 'residents' ? 'station' : 'village-point',
  area: village.key,
  town,
  name: `${village.name}${village.committee === 'residents' ? '养老服务站' : '互助养老点'}`,
})
const open = { state: 'open', from: '2019-06-01' } as const
const villagesOf = (towns: Towns, committee: 'residents' | 'villagers') =>
  towns.flatMap((town) => town.villages.flatMap((village) => (village.committee === committee ? [{ town, village }] : [])))

/** Round and round the towns. */
function spread<T>(towns: Towns, count: number, make: (town: DemoTown, round: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(towns[i % towns.length]!, Math.floor(i / towns.length)))
}

const numbered = (name: string, round: number) => (round === 0 ? name : `${name}${'二三四五六'[round - 1] ?? round + 1}部`)

const COVERAGE = new URL('../../../../packs/printed/dianjiang-coverage-plan.csv', import.meta.url)

/** Existing, then the ends of the three planned years. */
const STAGES = ['2019-06-01', '2020-12-31', '2021-12-31', '2022-12-31']

/** 附件2: existing ones stand open, what was planned for 2020 to 2022 stands planned. Communities come before villages. */
function dianjiang(towns: Towns): PlantedSite[] {
  const [, ...lines] = readFileSync(COVERAGE, 'utf8').trim().split('\n')
  return lines.flatMap((line) => {
    const cells = line.split(',')
    const town = towns.find(({ name }) => name === cells[1])
    if (!town) return []
    // Columns: no, township, four of centres, communities and villages, four of stations and points.
    const centres = cells.slice(2, 6).map(Number)
    const stations = cells.slice(7, 11).map(Number)
    const state = (stage: number) => ({ state: stage === 0 ? 'open' : 'planned', from: STAGES[stage]! }) as const
    const villages = [...town.villages].sort((a, b) => a.committee.localeCompare(b.committee))
    let next = 0
    return [
      { ...centre(town), ...state(centres.findIndex((count) => count > 0)), ownBeds: true },
      ...stations.flatMap((count, stage) => {
        const from = next
        next += count
        return villages.slice(from, next).map((village) => ({ ...station(town, village), ...state(stage) }))
      }),
    ]
  })
}

/** 三（二）2: 42 + 40 + 3 + 78 + 423. */
function kaizhou(towns: Towns): PlantedSite[] {
  const country = towns.filter(({ street }) => !street)
  return [
    ...towns.map((town) => ({ ...centre(town), ...open })),
    ...spread(country, 42, (town, round) => ({
      kind: 'village-home',
      area: town.key,
      town,
      name: numbered(`${town.name}敬老院`, round),
      ...open,
      beds: { nursing: 12, ordinary: 48 },
    })),
    ...spread(country, 3, (town) => ({
      kind: 'disabled-care-centre',
      area: town.key,
      town,
      name: `${town.name}片区特困失能照护中心`,
      ...open,
      beds: { nursing: 80, ordinary: 0 },
    })),
    ...villagesOf(towns, 'residents')
      .slice(0, 78)
      .map(({ town, village }) => ({ ...station(town, village), ...open })),
    ...villagesOf(towns, 'villagers')
      .slice(0, 423)
      .map(({ town, village }) => ({ ...station(town, village), ...open })),
  ]
}

/** So many in all over so many places, whole numbers. */
function shares(total: number, places: number): number[] {
  return Array.from({ length: places }, (_, i) => Math.floor(((i + 1) * total) / places) - Math.floor((i * total) / places))
}

/** 第一章 一: 14 centres, 158 stations, 63 points, 1 + 23 + 25 homes (3 of them nursing homes) with 6,700 beds, 17 meal and 11 bath points. */
function yubei(towns: Towns): PlantedSite[] {
  const country = towns.filter(({ street }) => !street)
  const base = { state: 'open', from: '2018-09-01' } as const
  const publicBeds = shares(3_015, 24)
  const socialBeds = shares(3_685, 25)
  // 155 of 221 stations and points: the printed 70 per cent.
  const social = (i: number) => ({ social: i % 10 !== 3 && i % 10 !== 6 && i % 10 !== 9 })
  const homes = [
    { kind: 'welfare-home', area: towns[0]!.key, town: towns[0]!, name: '渝北区社会福利院', ...base },
    ...spread(country, 23, (town, round) => ({
      kind: 'village-home',
      area: town.key,
      town,
      name: numbered(`${town.name}敬老院`, round),
      ...base,
    })),
  ].map((home, i) => ({
    ...home,
    beds: { nursing: Math.floor(publicBeds[i]! * 0.3), ordinary: publicBeds[i]! - Math.floor(publicBeds[i]! * 0.3) },
  }))
  const private25 = spread(towns, 25, (town, round) => ({ town, round })).map(({ town, round }, i) => ({
    kind: i < 3 ? 'nursing-home' : 'social-home',
    area: town.villages[round]?.key ?? town.key,
    town,
    name: numbered(`${town.name}${i < 3 ? '护理院' : '颐养院'}`, round),
    ...base,
    social: true,
    beds: { nursing: Math.floor(socialBeds[i]! * 0.32), ordinary: socialBeds[i]! - Math.floor(socialBeds[i]! * 0.32) },
  }))
  return [
    ...towns.slice(0, 14).map((town) => ({ ...centre(town), ...base, social: true })),
    ...[...villagesOf(towns, 'residents').slice(0, 158), ...villagesOf(towns, 'villagers').slice(0, 63)].map(
      ({ town, village }, i) => ({
        ...station(town, village),
        ...base,
        ...social(i),
      }),
    ),
    ...homes,
    ...private25,
    { kind: 'home-care-centre', area: towns[0]!.key, town: towns[0]!, name: '渝北区居家养老服务中心', ...base, social: true },
    ...spread(towns, 17, (town) => ({
      kind: 'meal-point',
      area: town.villages[0]!.key,
      town,
      name: `${town.villages[0]!.name}助餐点`,
      ...base,
    })),
    ...spread(towns, 11, (town) => ({
      kind: 'bath-point',
      area: town.villages[0]!.key,
      town,
      name: `${town.villages[0]!.name}助浴点`,
      ...base,
    })),
  ]
}

/** 一（一）2: 47 homes with 2,340 beds, 2 street centres, 37 stations; one care place being built, 8 centres and 55 points planned. */
function wuxi(towns: Towns): PlantedSite[] {
  const country = towns.filter(({ street }) => !street)
  const base = { state: 'open', from: '2018-05-01' } as const
  const [publicBeds, privateBeds] = [shares(1_086, 31), shares(1_254, 16)]
  // 1,006 nursing beds in all, in the order of the homes.
  const [publicNursing, privateNursing] = [shares(452, 31), shares(554, 16)]
  const beds = (all: number[], nursing: number[], i: number) => ({ nursing: nursing[i]!, ordinary: all[i]! - nursing[i]! })
  return [
    ...towns.filter(({ street }) => street).map((town) => ({ ...centre(town), ...base, social: true })),
    ...villagesOf(towns, 'residents')
      .slice(0, 37)
      .map(({ town, village }) => ({ ...station(town, village), ...base })),
    {
      kind: 'welfare-home',
      area: towns[0]!.key,
      town: towns[0]!,
      name: '巫溪县社会福利院',
      ...base,
      beds: beds(publicBeds, publicNursing, 0),
    },
    ...country.map((town, i) => ({
      kind: 'village-home',
      area: town.key,
      town,
      name: `${town.name}敬老院`,
      ...base,
      beds: beds(publicBeds, publicNursing, i + 1),
    })),
    ...spread(towns, 16, (town, round) => ({ town, round })).map(({ town, round }, i) => ({
      kind: 'social-home',
      area: town.villages[round]?.key ?? town.key,
      town,
      name: numbered(`${town.name}养老公寓`, round),
      ...base,
      social: true,
      beds: beds(privateBeds, privateNursing, i),
    })),
    {
      kind: 'disabled-care-centre',
      area: country[0]!.key,
      town: country[0]!,
      name: '巫溪县失能特困人员集中照护机构',
      state: 'building',
      from: '2020-09-01',
    },
    ...country.slice(0, 8).map((town) => ({ ...centre(town), state: 'planned' as const, from: '2020-12-31' })),
    ...villagesOf(towns, 'villagers')
      .slice(0, 55)
      .map(({ town, village }) => ({ ...station(town, village), state: 'planned' as const, from: '2020-12-31' })),
  ]
}

/** The document prints no present-day figure: a handful, so that the pages are not empty. */
function shapingba(towns: Towns): PlantedSite[] {
  return [
    ...towns.slice(0, 12).map((town) => ({ ...centre(town), ...open, social: true })),
    ...villagesOf(towns, 'residents')
      .slice(0, 40)
      .map(({ town, village }) => ({ ...station(town, village), ...open, social: true })),
    ...spread(towns, 4, (town) => ({
      kind: 'social-home',
      area: town.villages[0]!.key,
      town,
      name: `${town.name}康养院`,
      ...open,
      social: true,
      beds: { nursing: 60, ordinary: 60 },
    })),
    ...spread(towns, 3, (town) => ({
      kind: 'canteen',
      area: town.villages[0]!.key,
      town,
      name: `${town.villages[0]!.name}老年食堂`,
      ...open,
    })),
  ]
}
