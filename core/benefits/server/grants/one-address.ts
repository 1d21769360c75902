// Which addresses are one, by what officers said; and which pairs an officer must look at before money flows. Pure.
import { type AddressAt, alikeAddress, type Likeness } from './alike-address.ts'

export interface Decided {
  one: string
  other: string
  verdict: 'same' | 'different' | null
}

export interface Hit extends Likeness {
  one: string
  other: string
}

/** Ids are made in time order: the smaller one is the earlier address. */
export const pairOf = (a: string, b: string): { one: string; other: string } =>
  a < b ? { one: a, other: b } : { one: b, other: a }
const nameOf = ({ one, other }: { one: string; other: string }) => `${one}/${other}`

/** Pairs of a candidate with any address that was rewarded or asks in this round, as far as nobody has found them yet. */
export function newHits(candidates: readonly AddressAt[], rewarded: readonly AddressAt[], known: readonly Decided[]): Hit[] {
  const seen = new Set(known.map(nameOf))
  const hits: Hit[] = []
  for (const candidate of candidates)
    for (const other of [...rewarded, ...candidates]) {
      if (candidate.id === other.id) continue
      const pair = pairOf(candidate.id, other.id)
      if (seen.has(nameOf(pair))) continue
      const likeness = alikeAddress(candidate, other)
      if (!likeness) continue
      seen.add(nameOf(pair))
      hits.push({ ...pair, ...likeness })
    }
  return hits
}

export interface Places {
  /** The earliest address of those that are one with it: the claim its money is counted under. */
  claimOf(id: string): string
  /** True while a pair of any of them waits for an officer. */
  waits(id: string): boolean
}

export function placesBy(decided: readonly Decided[]): Places {
  const parent = new Map<string, string>()
  const root = (id: string): string => {
    const above = parent.get(id)
    return above === undefined || above === id ? id : root(above)
  }
  for (const { one, other, verdict } of decided)
    if (verdict === 'same') {
      const [a, b] = [root(one), root(other)]
      if (a !== b) parent.set(a < b ? b : a, a < b ? a : b)
    }
  const waiting = new Set(decided.flatMap(({ one, other, verdict }) => (verdict === null ? [root(one), root(other)] : [])))
  return { claimOf: root, waits: (id) => waiting.has(root(id)) }
}
