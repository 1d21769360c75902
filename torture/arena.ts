// What every trial gets: a seeded dice, a folder of its own, and how often its tier asks it to try.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Arena, Tier } from './trial.ts'

export interface OpenArena extends Arena {
  close(): void
}

export function openArena(id: string, tier: Tier, seed: number): OpenArena {
  const folder = mkdtempSync(path.join(tmpdir(), `songhe-torture-${id}-`))
  const scale = Number(process.env.SONGHE_TEST_SCALE ?? 1)
  return {
    tier,
    seed,
    random: dice(seed),
    count: (times) => Math.max(1, Math.round(times[tier] * scale)),
    folder,
    say: (text) => console.log(`    ${text}`),
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** mulberry32: small, fast, and the same on every machine. */
function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
