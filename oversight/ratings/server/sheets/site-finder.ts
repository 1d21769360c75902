// Which site a row of a list means: by its name, with the town where two bear it; what cannot be told apart is said, never guessed.
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { type FacilityOfDoor, facilitiesOf } from '@songhe/facilities/door'
import { foldName } from '@songhe/registry/door'

export type SiteFound = FacilityOfDoor | { column: 'name' | 'town'; reason: string }

export async function siteFinder(ctx: Context): Promise<(name: string, town: string) => SiteFound> {
  const byName = new Map<string, FacilityOfDoor[]>()
  for (const site of await facilitiesOf(ctx, {}, today(ctx))) {
    const key = foldName(site.name)
    byName.set(key, [...(byName.get(key) ?? []), site])
  }
  return (name, town) => {
    const named = byName.get(foldName(name)) ?? []
    const there = town ? named.filter((site) => site.town.name.includes(town) || town.includes(site.town.name)) : named
    if (there.length === 1) return there[0]!
    if (named.length === 0) return { column: 'name', reason: `设施台账里没有“${name}”。请先登记设施，或写成台账里的名称。` }
    if (there.length === 0)
      return { column: 'town', reason: `“${name}”登记在${named.map((site) => site.town.name).join('、')}，不在“${town}”。` }
    return { column: 'town', reason: `有几处都叫“${name}”，请写镇街区分。` }
  }
}
