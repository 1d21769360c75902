// Which of the benefits that an elder meets the conditions of bring the most together without two that shut each other out: every combination is tried, there are few.
export interface Due {
  programme: string
  fen: number
}

export type Shut = readonly [string, string]

/** Of combinations that bring the same the one with fewer benefits given up comes first. */
export function bestCombination(due: readonly Due[], shut: readonly Shut[]): Due[] {
  const clashes = due.map((one) =>
    due.reduce(
      (mask, other, i) =>
        shut.some((pair) => pair.includes(one.programme) && pair.includes(other.programme) && one !== other)
          ? mask | (1 << i)
          : mask,
      0,
    ),
  )
  let best: { fen: number; chosen: Due[] } = { fen: 0, chosen: [] }
  for (let mask = 0; mask < 1 << due.length; mask++) {
    const chosen = due.filter((_, i) => mask & (1 << i))
    if (due.some((_, i) => mask & (1 << i) && mask & clashes[i]!)) continue
    const fen = chosen.reduce((sum, one) => sum + one.fen, 0)
    if (fen > best.fen || (fen === best.fen && chosen.length > best.chosen.length)) best = { fen, chosen }
  }
  return best.chosen
}
