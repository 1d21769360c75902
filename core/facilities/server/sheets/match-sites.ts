// Which rows of a list are sites the register already has: by the office's own number, else by name inside the town.
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { foldName } from '@songhe/registry/door'
import { sql } from 'kysely'
import { factLateral } from '../facts/facts-on.ts'
import { areaLines } from '../register/area-line.ts'
import { FACILITY_RECORD, type FacilityRecord } from '../register/facility-store.ts'

export interface KnownSite extends FacilityRecord {
  kind: string
  town: number
}

export interface SiteBook {
  /** `several` when two sites of the town bear the name: only a number can tell them apart. */
  find(row: { code: string | null; name: string; line: { townKey: number } }): KnownSite | 'several' | undefined
  /** Running sites at an address. */
  at(index: Buffer | null): KnownSite[]
}

export async function siteBook(ctx: Context): Promise<SiteBook> {
  const on = today(ctx)
  const found = await sql<
    Omit<KnownSite, 'town'>
  >`select ${FACILITY_RECORD}, coalesce(kind.value, '') as kind from facilities.facility f
    ${factLateral('facility.kind', on, 'kind')} where f.district = ${ctx.principal.district} and f.state not in ('withdrawn', 'closed')`.execute(
    ctx.db,
  )
  const lines = await areaLines(
    ctx,
    found.rows.map(({ area }) => area),
    on,
  )
  const [byCode, byName, byAddress] = [
    new Map<string, KnownSite>(),
    new Map<string, KnownSite[]>(),
    new Map<string, KnownSite[]>(),
  ]
  const add = (book: Map<string, KnownSite[]>, key: string, site: KnownSite) => book.set(key, [...(book.get(key) ?? []), site])
  for (const row of found.rows) {
    const site = { ...row, town: lines.get(row.area)?.townKey ?? row.area }
    if (site.code) byCode.set(site.code, site)
    add(byName, `${site.town}|${foldName(site.name)}`, site)
    if (site.addressIndex) add(byAddress, site.addressIndex.toString('hex'), site)
  }
  return {
    find({ code, name, line }) {
      const numbered = code ? byCode.get(code) : undefined
      if (numbered) return numbered
      const named = (byName.get(`${line.townKey}|${foldName(name)}`) ?? []).filter((site) => !code || !site.code)
      return named.length > 1 ? 'several' : named[0]
    },
    at: (index) => (index ? (byAddress.get(index.toString('hex')) ?? []) : []),
  }
}
