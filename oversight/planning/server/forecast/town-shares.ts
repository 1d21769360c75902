// Towns by their share of the register today: whole people that add up to the district's, largest remainder first.

export interface TownCount {
  area: number
  count: number
}

export function divideAmong(total: number, towns: readonly TownCount[]): number[] {
  const all = towns.reduce((sum, { count }) => sum + count, 0)
  if (all === 0) return towns.map(() => 0)
  const exact = towns.map(({ count }) => (total * count) / all)
  const whole = exact.map(Math.floor)
  const left = total - whole.reduce((sum, count) => sum + count, 0)
  const order = exact.map((value, at) => ({ at, rest: value - whole[at]! })).sort((a, b) => b.rest - a.rest || a.at - b.at)
  for (const { at } of order.slice(0, left)) whole[at] = whole[at]! + 1
  return whole
}
