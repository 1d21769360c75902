// Records as a reader may see them: a name where the room gives one, else the bare fact that there is a record.
import type { Day } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { placeNames } from '@songhe/registry/door'

interface Raw {
  measure: string
  split: string
  object: string
  area: number | null
  day: Day
  value: string
}

/** @param before how many records stand on earlier pages */
export async function nameRecords<R extends Raw>(ctx: Context, rows: readonly R[], before: number) {
  const areas = rows.flatMap(({ area }) => (area === null ? [] : [area]))
  const places = await placeNames(ctx, areas, today(ctx))
  const names = new Map<string, Map<string, string>>()
  for (const key of new Set(rows.map(({ measure }) => measure))) {
    const measure = ctx.catalogue.measures.get(key)
    if (measure?.permission && !ctx.principal.permissions.has(measure.permission)) continue
    const objects = [...new Set(rows.filter((row) => row.measure === key).map(({ object }) => object))]
    names.set(key, (await measure?.names?.(ctx, objects)) ?? new Map())
  }
  return rows.map(({ measure: key, area, ...row }, index) => {
    const measure = ctx.catalogue.measures.get(key)
    const name = names.get(key)?.get(row.object)
    return {
      ...row,
      key: String(before + index),
      name: name ?? '（您无权查看名称）',
      // Where no name may be seen there is nothing to open.
      opens: name === undefined || !measure ? '' : measure.opens.replace(':id', row.object),
      place: area === null ? '' : (places.get(area) ?? ''),
      split: measure?.splits?.[row.split] ?? row.split,
    }
  })
}
