// The same seed gives the same region: a small generator (mulberry32), never used where chance has to be safe.

export interface SeededRandom {
  /** In [0, 1). */
  next(): number
  /** Whole number in [0, below). */
  below(limit: number): number
  chance(share: number): boolean
  pick<T>(from: readonly T[]): T
}

export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return { next, below, chance: (share) => next() < share, pick: (from) => from[below(from.length)]! }
}

/** Picks by weight: build once, draw often. */
export function weighted<T>(items: readonly (readonly [T, number])[]): (random: SeededRandom) => T {
  const bounds: number[] = []
  let sum = 0
  for (const [, weight] of items) bounds.push((sum += weight))
  return (random) => {
    const wanted = random.next() * sum
    let low = 0
    for (let high = bounds.length - 1; low < high; ) {
      const middle = (low + high) >> 1
      if (bounds[middle]! > wanted) high = middle
      else low = middle + 1
    }
    return items[low]![0]
  }
}
