// Approximate centres of towns that ship with the product, as the owner; a second run changes nothing.
import { existsSync, readFileSync } from 'node:fs'
import type pg from 'pg'

const POINTS = new URL('../../../../packs/areas/town-points.csv', import.meta.url)

/** area,lng,lat,source: towns whose place GeoNames or memory knows to a kilometre or three. */
export async function loadTownPoints(owner: Pick<pg.Client, 'query'>, points: URL = POINTS) {
  if (!existsSync(points)) return
  const [, ...lines] = readFileSync(points, 'utf8').trim().split('\n')
  const rows = lines.map((line) => {
    const [area, lng, lat, source] = line.split(',')
    return { area, lng, lat, source }
  })
  await owner.query(
    `insert into facilities.town_point (area, lng, lat, source)
    select r.area, r.lng, r.lat, r.source from jsonb_to_recordset($1::jsonb) as r(area int, lng numeric, lat numeric, source text)
    join registry.area a on a.key = r.area
    on conflict (area) do update set lng = excluded.lng, lat = excluded.lat, source = excluded.source`,
    [JSON.stringify(rows)],
  )
}
