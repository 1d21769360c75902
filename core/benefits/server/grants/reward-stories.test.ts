// The star reward against those who register anew: generated stories of names, operators, addresses written differently, upgrades, downgrades, closing and opening.
import fc from 'fast-check'
import { normaliseAddress } from '@songhe/facilities/door'
import { describe, expect, test } from 'vitest'
import type { AddressAt } from './alike-address.ts'
import { NOTHING_BEFORE, type PaidBefore } from './due-now.ts'
import { type Decided, newHits, placesBy } from './one-address.ts'
import { type Claimant, payClaims } from './pay-claims.ts'
import { SCHEMES } from './schemes.ts'

const times = Number(process.env.SONGHE_TEST_SCALE ?? 1)
const YUAN: Readonly<Record<number, number>> = { 2: 5_000_000, 3: 8_000_000, 4: 12_000_000, 5: 20_000_000 }
const ABOVE = ['开州区', '汉丰街道', '文峰街道']

/** Doors that really are different, some of them written almost alike. */
const DOORS = ['滨湖路12号', '滨湖路13号', '滨江路12号', '滨湖路112号', '人民街8号附2号', '人民街18号']
/** The same door as an operator may write it who wants another reward. */
const WRITINGS: readonly ((door: string) => string)[] = [
  (door) => door,
  (door) => `重庆市开州区汉丰街道${door}`,
  (door) => door.replace('12', '十二').replace('13', '十三').replace('18', '十八'),
  (door) => door.split('').join(' '),
  (door) => `${door}（老年公寓）`,
  (door) => `${door}3楼`,
  (door) => `${door}附9号`,
  (door) => `${door}-2`,
  (door) => `凤凰社区${door}`,
  (door) => door.replace('路', '大路').replace('街', '大街'),
]

type Act =
  | { act: 'open'; door: number; writing: number; otherTown: boolean }
  | { act: 'rate'; site: number; star: number }
  | { act: 'close' | 'reopen'; site: number }
  | { act: 'round' }

const acts = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        act: fc.constant('open' as const),
        door: fc.nat(DOORS.length - 1),
        writing: fc.nat(WRITINGS.length - 1),
        otherTown: fc.boolean(),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({ act: fc.constant('rate' as const), site: fc.nat(9), star: fc.integer({ min: 0, max: 5 }) }),
    },
    { weight: 2, arbitrary: fc.record({ act: fc.constantFrom('close' as const, 'reopen' as const), site: fc.nat(9) }) },
    { weight: 3, arbitrary: fc.constant({ act: 'round' as const }) },
  ),
  { minLength: 6, maxLength: 24 },
)

interface Site extends AddressAt {
  door: number
  star: number
  open: boolean
}

type Rules = { alike: typeof newHits; pay: typeof payClaims }
const PRODUCT: Rules = { alike: newHits, pay: payClaims }

/** What the product pays at each door: rounds until no pair waits, an officer who knows the truth. */
function paidBy(story: readonly Act[], rules: Rules): number[] {
  const sites: Site[] = []
  const rewarded = new Set<string>()
  const decided: (Decided & { verdict: 'same' | 'different' | null })[] = []
  const lines: { id: string; fen: number; rank: number }[] = []
  const round = () => {
    const asking = sites.filter(({ open, star }) => open && star >= 2)
    decided.push(
      ...rules
        .alike(
          asking,
          sites.filter(({ id }) => rewarded.has(id)),
          decided,
        )
        .map(({ one, other }) => ({ one, other, verdict: null })),
    )
    const places = placesBy(decided)
    const before = new Map<string, PaidBefore>()
    for (const { id, fen, rank } of lines) {
      const claim = places.claimOf(id)
      const known = before.get(claim) ?? NOTHING_BEFORE
      before.set(claim, { fen: known.fen + fen, rank: Math.max(known.rank, rank), grade: '' })
    }
    const claimants = asking
      .filter(({ id }) => !places.waits(id))
      .map(
        ({ id, star }): Claimant => ({
          id,
          claim: places.claimOf(id),
          fen: YUAN[star]!,
          rank: star,
          grade: `${star}星`,
          reason: '按',
        }),
      )
    for (const [id, { fen }] of rules.pay(SCHEMES['star-reward'], claimants, before)) {
      lines.push({ id, fen, rank: sites.find((site) => site.id === id)!.star })
      if (fen > 0) rewarded.add(id)
    }
    return decided.filter(({ verdict }) => verdict === null)
  }
  const officer = (open: Decided[]) => {
    const doorOf = (id: string) => sites.find((site) => site.id === id)!.door
    for (const pair of open) pair.verdict = doorOf(pair.one) === doorOf(pair.other) ? 'same' : 'different'
  }
  for (const act of story) {
    if (act.act === 'open') sites.push(siteOf(act, sites.length))
    else if (act.act === 'round') {
      officer(round())
      expect(round()).toEqual([])
    } else {
      const site = sites[act.site % Math.max(sites.length, 1)]
      if (site && act.act === 'rate') site.star = act.star
      else if (site) site.open = act.act === 'reopen'
    }
  }
  return DOORS.map((_, door) =>
    lines.reduce((sum, { id, fen }) => sum + (sites.find((site) => site.id === id)!.door === door ? fen : 0), 0),
  )
}

function siteOf({ door, writing, otherTown }: Extract<Act, { act: 'open' }>, place: number): Site {
  const key = normaliseAddress(WRITINGS[writing]!(DOORS[door]!), { above: ABOVE })
  const town = otherTown ? 2 : 1
  return {
    id: String(place).padStart(3, '0'),
    facility: `f${place}`,
    town,
    key,
    index: `${town}|${key}`,
    door,
    star: 0,
    open: true,
  }
}

/** Apart from everything above: the highest star that ever stood open at a door on the day of a round, and its amount. */
function owed(story: readonly Act[]): number[] {
  const sites: { door: number; star: number; open: boolean }[] = []
  const best = DOORS.map(() => 0)
  for (const act of story) {
    const site = 'site' in act ? sites[act.site % Math.max(sites.length, 1)] : undefined
    if (act.act === 'open') sites.push({ door: act.door, star: 0, open: true })
    if (act.act === 'rate' && site) site.star = act.star
    if (act.act === 'close' && site) site.open = false
    if (act.act === 'reopen' && site) site.open = true
    if (act.act === 'round') for (const { door, star, open } of sites) if (open && star > best[door]!) best[door] = star
  }
  return best.map((star) => YUAN[star] ?? 0)
}

const holds = (rules: Rules, runs: number) =>
  fc.assert(
    fc.property(acts, (story) => {
      expect(paidBy(story, rules)).toEqual(owed(story))
    }),
    { numRuns: runs },
  )

describe('a reward is paid once for an address, and an upgrade pays the difference [KZ-019]', () => {
  test('1,000 stories of registering anew: never a yuan too much or too little', () => holds(PRODUCT, 1_000 * times))

  test.each<[string, Rules]>([
    [
      'only equal keys are held together',
      { ...PRODUCT, alike: (a, b, c) => newHits(a, b, c).filter(({ likeness }) => likeness === 'same') },
    ],
    [
      'an upgrade pays the whole amount',
      {
        ...PRODUCT,
        pay: (scheme, claimants, before) =>
          payClaims(scheme, claimants, new Map([...before].map(([claim, paid]) => [claim, { ...paid, fen: 0 }]))),
      },
    ],
    [
      'a lower grade is rewarded again',
      {
        ...PRODUCT,
        pay: (scheme, claimants, before) =>
          payClaims(scheme, claimants, new Map([...before].map(([claim, paid]) => [claim, { ...paid, fen: 0, rank: 0 }]))),
      },
    ],
    [
      'every site is its own claim',
      {
        ...PRODUCT,
        pay: (scheme, claimants) =>
          payClaims(
            scheme,
            claimants.map((one) => ({ ...one, claim: one.id })),
            new Map(),
          ),
      },
    ],
  ])('a broken rule is seen: %s', (_name, rules) => expect(() => holds(rules, 400)).toThrow())
})
