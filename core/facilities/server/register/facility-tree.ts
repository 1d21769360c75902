// The register as a tree: towns with their counts by kind, and what each should have beside what it has.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { FACILITY_KINDS, kindTitle } from '../../contract/kinds.ts'
import type * as contract from '../../contract.ts'
import { requiredSites } from '../chain/gaps.ts'
import { factLateral } from '../facts/facts-on.ts'

export async function facilityTree(
  ctx: Context,
  { query }: InputOf<typeof contract.facilityTree>,
): Promise<ReplyOf<typeof contract.facilityTree>> {
  const on = query.on ?? today(ctx)
  const required = await requiredSites(ctx, on)
  const townOf = new Map(required.map(({ area, townKey }) => [area, townKey]))
  const found = await sql<{ area: number; kind: string; count: number }>`
    select f.area, coalesce(kind.value, '') as kind, count(*)::int as count from facilities.facility f ${factLateral('facility.kind', on, 'kind')}
    where f.district = ${ctx.principal.district} and f.opened_on <= ${on} and (f.closed_on is null or f.closed_on > ${on}) and f.state <> 'withdrawn'
    group by 1, 2`.execute(ctx.db)
  const byTown = new Map<number, Map<string, number>>()
  const byKind = new Map<string, number>()
  for (const { area, kind, count } of found.rows) {
    const town = townOf.get(area) ?? area
    const counts = byTown.get(town) ?? new Map<string, number>()
    counts.set(kind, (counts.get(kind) ?? 0) + count)
    byTown.set(town, counts)
    byKind.set(kind, (byKind.get(kind) ?? 0) + count)
  }
  const towns = required.filter(({ area, townKey }) => area === townKey)
  return {
    on,
    kinds: FACILITY_KINDS.map(({ key, title, level }) => ({ kind: key, title, level, count: byKind.get(key) ?? 0 })),
    towns: towns.map(({ townKey, town }) => {
      const counts = byTown.get(townKey) ?? new Map<string, number>()
      const wanted = required.filter((one) => one.townKey === townKey)
      return {
        key: townKey,
        name: town,
        total: [...counts.values()].reduce((sum, count) => sum + count, 0),
        kinds: FACILITY_KINDS.flatMap(({ key }) => (counts.get(key) ? [{ kind: key, count: counts.get(key)! }] : [])),
        required: [...new Set(wanted.map(({ kind }) => kind))].map((kind) => ({
          kind,
          title: kindTitle(kind),
          needed: wanted.filter((one) => one.kind === kind).length,
          present: wanted.filter((one) => one.kind === kind && one.covered).length,
        })),
      }
    }),
  }
}
