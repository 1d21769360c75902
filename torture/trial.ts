// What a trial of the torture says of itself. The page docs/how-we-try-to-break-it.md is written from this and from what the trials found.

/** a: within 15 minutes on two cores, before every submission. b: nightly. c: before a release. A tier runs the trials of the tiers before it too. */
export type Tier = 'a' | 'b' | 'c'

export interface Trial {
  /** D1, M5, Z3 …: durability, money, access, hostile input (F), outside and time (N), whole system (W). */
  id: string
  /** What is done to the product, in one sentence. */
  title: string
  /** What must hold, with figures. */
  target: string
  /** The first tier that runs it. */
  tier: Tier
  /** What this machine lacks for it, in one sentence; the trial is then left out, and the run says so. */
  lacks?(): string | undefined
  /** Throws only when the trial itself could not be carried out; what the product did wrong is a fault. */
  run(arena: Arena): Promise<Finding>
  /** The product broken on purpose: the trial must then find faults, or it counts as not written. */
  control: Control
}

export interface Control {
  /** What is broken, in one sentence. */
  breaks: string
  run(arena: Arena): Promise<Finding>
}

export interface Finding {
  /** What was counted and timed: `kills: 25, lost: 0, 'slowest answer ms': 812`. */
  figures: Record<string, number | string>
  /** Each one thing that must not be, as a sentence; none = held. */
  faults: string[]
}

export interface Arena {
  tier: Tier
  /** Printed with every result; the same seed makes the same story. */
  seed: number
  /** 0 <= x < 1, drawn from the seed. */
  random(): number
  /** How often, by tier, times SONGHE_TEST_SCALE. */
  count(times: Readonly<Record<Tier, number>>): number
  /** A folder of this trial's own, thrown away afterwards. */
  folder: string
  say(text: string): void
}
