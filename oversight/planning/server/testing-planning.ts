// For tests: the rooms that count, real areas and documents, and an office that hands in the printed tables as a clerk does.
import { newId } from '@songhe/basics/ids'
import type { Somebody, TestWorld } from '@songhe/kernel/testing'
import { capability as benefits } from '@songhe/benefits/capability'
import { capability as ledger } from '@songhe/ledger/capability'
import { facilitiesWorld, office } from '../../../core/facilities/server/testing-facilities.ts'
import { insertSites, type NewSite } from '../../../core/facilities/server/bulk/insert-sites.ts'
import { capability } from './capability.ts'
import { listIndicators } from './indicators/list-indicators.ts'

export const [SHAPINGBA, DIANJIANG, YUBEI, KAIZHOU, WUXI] = [1, 2, 3, 4, 5]
export const clerkOf = (district: number): Somebody => ({ roles: ['clerk'], staff: `经办${district}`, district })
export const reviewerOf = (district: number): Somebody => ({ roles: ['reviewer'], staff: `复核${district}`, district })

export const planningWorld = () => facilitiesWorld([ledger, benefits, capability])

export const printedFile = (name: string) => new URL(`../../../packs/printed/${name}.csv`, import.meta.url).pathname
const desks = new Map<string, ReturnType<typeof office>>()
/** One clerk's desk a district: it saves every file anew, so that no two are the same bytes. */
export function desk(world: TestWorld, district: number) {
  const key = `${world.ownerUrl}|${district}`
  const known = desks.get(key) ?? office(world, clerkOf(district))
  desks.set(key, known)
  return known
}

export const tableOptions = {
  yubei: { document: 'yubei', clause: '第三章 四', baselineTime: '2020', targetTime: '2025' },
  wuxi: { document: 'wuxi', clause: '附件', baselineTime: '2021', targetTime: '2025' },
} as const

/** Every line of a kind, or the one of this title. */
export const indicatorsOf = async (world: TestWorld, district: number, kind: 'indicator' | 'rule' | 'forecast' = 'indicator') =>
  (await world.as(clerkOf(district), (ctx) => listIndicators(ctx, { query: { page: 1, size: 200, kind } }))).rows

export async function indicatorCalled(world: TestWorld, district: number, title: string) {
  const found = (await indicatorsOf(world, district)).filter((row) => row.title === title)
  if (found.length !== 1) throw new Error(`${found.length} indicators called ${title}`)
  return found[0]!
}

type SiteDraft = Pick<NewSite, 'name' | 'area' | 'kind' | 'from'> & Partial<NewSite>

export async function openSites(world: TestWorld, district: number, sites: readonly SiteDraft[]): Promise<NewSite[]> {
  const rows = sites.map((site): NewSite => ({ id: newId(), facts: [], state: 'open', ...site }))
  await world.as(clerkOf(district), (ctx) => insertSites(ctx, rows, { source: '测试台账' }))
  return rows
}
