// 村社点位 as a sheet: where people of a village are taken to live, measured or estimated.
import type { Context } from '@songhe/kernel/context'
import type { CheckPlan, CommitCounts, CommitPlan, SheetDefinition } from '@songhe/kernel/sheets/sheet'
import { placesByName } from '@songhe/registry/door'
import { sql } from 'kysely'

export const pointSheet: SheetDefinition = {
  key: 'area-points',
  title: '村社点位',
  note: '村社居民居住的中心点，用来估算十五分钟圈。实测的填“是”；估的点只作参考，从不决定达标。',
  permission: 'facilities.write',
  columns: [
    { key: 'town', title: '镇街', aliases: ['乡镇', '街道'], required: true, kind: 'area' },
    { key: 'village', title: '村社', aliases: ['村', '社区'], kind: 'area' },
    { key: 'lng', title: '经度', required: true, kind: 'number' },
    { key: 'lat', title: '纬度', required: true, kind: 'number' },
    { key: 'exact', title: '实测', aliases: ['现场定位'], kind: 'yes-no' },
  ],
  options: [{ key: 'source', title: '来源', kind: 'text', note: '谁测的或怎样估的', initial: '镇街上报' }],
  check: checkPoints,
  commit: commitPoints,
  dependents: async () => [],
  undo: async (ctx, id) => {
    const done =
      await sql`delete from facilities.area_point where district = ${ctx.principal.district} and import = ${id}`.execute(ctx.db)
    return { closed: Number(done.numAffectedRows ?? 0), restored: 0 }
  },
}

const inChina = (lng: number, lat: number) => lng >= 73 && lng <= 136 && lat >= 3 && lat <= 54

async function checkPoints(ctx: Context, { rows, report }: CheckPlan) {
  const places = await placesByName(ctx, '')
  const seen = new Map<number, number>()
  for await (const batch of rows)
    for (const { row, cells, faulty } of batch) {
      if (faulty) continue
      const place = places.find(cells.town ?? '', cells.village ?? '')
      if (!('area' in place)) {
        report({ row, ...place })
        continue
      }
      const before = seen.get(place.area)
      if (before) report({ row, column: 'village', value: cells.village ?? '', reason: `与第 ${before} 行是同一个村社。` })
      seen.set(place.area, row)
      if (!inChina(Number(cells.lng), Number(cells.lat)))
        report({ row, column: 'lng', value: cells.lng ?? '', reason: '经纬度不在国内，是不是写反了？' })
    }
}

async function commitPoints(ctx: Context, plan: CommitPlan): Promise<CommitCounts> {
  const places = await placesByName(ctx, '')
  const counts: CommitCounts = { added: 0, changed: 0, unchanged: 0 }
  for await (const batch of plan.rows) {
    for (const { cells } of batch) {
      const place = places.find(cells.town ?? '', cells.village ?? '')
      if (!('area' in place)) throw new Error('a row that was checked names no place any more')
      const done = await sql<{
        fresh: boolean
      }>`insert into facilities.area_point as p (district, area, lng, lat, method, source, import)
        values (${ctx.principal.district}, ${place.area}, ${cells.lng}, ${cells.lat}, ${cells.exact === 'true' ? 'exact' : 'approximate'}, ${plan.options.source ?? ''}, ${plan.id})
        on conflict (district, area) do update set lng = excluded.lng, lat = excluded.lat, method = excluded.method, source = excluded.source, import = excluded.import
        where (p.lng, p.lat, p.method) is distinct from (excluded.lng, excluded.lat, excluded.method) returning xmax = 0 as fresh`.execute(
        ctx.db,
      )
      counts[done.rows[0] ? (done.rows[0].fresh ? 'added' : 'changed') : 'unchanged']++
    }
    await plan.progress(counts.added + counts.changed + counts.unchanged)
  }
  return counts
}
