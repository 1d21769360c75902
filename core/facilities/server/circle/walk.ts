// How far it is on foot: straight line on the globe, times the detour of roads, at an elder's pace. Parameters until roads or slopes are imported.

export interface Point {
  lng: number
  lat: number
}

export interface Pace {
  minutes: number
  metresPerMinute: number
  detourPercent: number
}

const RADIUS = 6_371_008.8

/** Great-circle metres. */
export function straightMetres(a: Point, b: Point): number {
  const rad = Math.PI / 180
  const dLat = (b.lat - a.lat) * rad
  const dLng = (b.lng - a.lng) * rad
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLng / 2) ** 2
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** Metres along the road, whole. */
export const roadMetres = (straight: number, { detourPercent }: Pace): number => Math.round((straight * detourPercent) / 100)

/** Minutes on foot, rounded up: somebody who needs 15 minutes and a second is not inside. */
export const walkMinutes = (metres: number, { metresPerMinute }: Pace): number => Math.ceil(metres / metresPerMinute)

/** The nearest of many; by straight line, which orders like the road does. */
export function nearest<T extends Point>(from: Point, places: readonly T[]): { place: T; straight: number } | undefined {
  let best: { place: T; straight: number } | undefined
  for (const place of places) {
    // Half a degree is fifty kilometres: nobody walks there, and most pairs need no sine.
    if (best && Math.abs(place.lat - from.lat) * 110_000 > best.straight) continue
    const straight = straightMetres(from, place)
    if (!best || straight < best.straight) best = { place, straight }
  }
  return best
}
