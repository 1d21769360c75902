// A world worth attacking: two districts with demo people and months of money, and accounts of every role that answer for different places.
import { createHash, randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { gather, type Catalogue, ROLE_LABELS, type RoleKey } from '@songhe/kernel/capability'
import type { Log } from '@songhe/kernel/context'
import { COOKIE } from '@songhe/kernel/http/build-http'
import { type Somebody, type TestWorld, testDatabase } from '@songhe/kernel/testing'
import pg from 'pg'
import { capabilities } from '../../apps/server/capabilities.ts'
import { plantTarget, type Target } from './targets.ts'

export const ROLES = Object.keys(ROLE_LABELS) as RoleKey[]
export const HOME_DISTRICT = 4
export const OTHER_DISTRICT = 2

/** Where an account may look, as seen from the village that is attacked. */
export type Post = 'district' | 'town' | 'village' | 'sister-village' | 'other-town' | 'other-district' | 'no-grant'
/** Why an account gets nowhere at all. */
export type Shut = 'logged-out' | 'expired' | 'disabled' | 'must-change'

export interface Attacker {
  name: string
  role: RoleKey
  post: Post | Shut
  cookie: string
  district: number
  /** null = the whole district; concrete keys else. */
  areas: readonly number[] | null
  staff: string
}

export interface AttackWorld {
  world: TestWorld
  catalogue: Catalogue
  attackers: readonly Attacker[]
  /** What is reached for: in the village, beside it, in another town, in another district; and what exists nowhere. */
  targets: Readonly<Record<'village' | 'sister-village' | 'other-town' | 'other-district' | 'nowhere', Target>>
  places: Places
  close(): Promise<void>
}

export interface Places {
  town: number
  village: number
  sister: number
  otherTown: number
  otherVillage: number
  foreignTown: number
  foreignVillage: number
}

export const quiet: Log = { info() {}, warn() {}, error() {} }

export async function openAttackWorld({ months = 1, oneIn = 4_000 } = {}): Promise<AttackWorld> {
  const world = await testDatabase(capabilities)
  const catalogue = gather(capabilities)
  await asOwner(world, async (owner) => {
    for (const room of capabilities) if (room.references) await room.references(owner)
  })
  const places = await findPlaces(world)
  for (const district of [HOME_DISTRICT, OTHER_DISTRICT]) await plantDistrict(world, catalogue, district, months, oneIn)
  const attackers = await plantAttackers(world, places)
  const targets = {
    village: await plantTarget(world, { mark: '龘', district: HOME_DISTRICT, area: places.village, town: places.town }),
    'sister-village': await plantTarget(world, { mark: '靐', district: HOME_DISTRICT, area: places.sister, town: places.town }),
    'other-town': await plantTarget(world, {
      mark: '齉',
      district: HOME_DISTRICT,
      area: places.otherVillage,
      town: places.otherTown,
    }),
    'other-district': await plantTarget(world, {
      mark: '爩',
      district: OTHER_DISTRICT,
      area: places.foreignVillage,
      town: places.foreignTown,
    }),
  }
  return {
    world,
    catalogue,
    attackers,
    targets: { ...targets, nowhere: nowhereLike(targets.village) },
    places,
    close: () => world.close(),
  }
}

/** The same target under ids that were never given out. */
export function nowhereLike(target: Target): Target {
  const turned = new Map<string, string>()
  const turn = (value: unknown): unknown =>
    typeof value === 'string' && /^[0-9a-f]{8}-/.test(value)
      ? (turned.get(value) ?? turned.set(value, randomUUID()).get(value))
      : Array.isArray(value)
        ? value.map(turn)
        : value && typeof value === 'object'
          ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, turn(one)]))
          : value
  return turn(target) as Target
}

export async function asOwner<T>(world: TestWorld, act: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
  try {
    return await act(owner)
  } finally {
    await owner.end()
  }
}

async function findPlaces(world: TestWorld): Promise<Places> {
  const towns = async (district: number) =>
    world.owner<{ town: number; villages: number[] }>(
      `select t.area as town, array_agg(v.area order by v.area) as villages from registry.area_period t join registry.area_period v on v.parent = t.area
       where t.parent = $1 and t.valid_to is null and v.valid_to is null group by t.area having count(*) > 2 order by t.area limit 2`,
      [district],
    )
  const [first, second] = await towns(HOME_DISTRICT)
  const [foreign] = await towns(OTHER_DISTRICT)
  return {
    town: first!.town,
    village: first!.villages[0]!,
    sister: first!.villages[1]!,
    otherTown: second!.town,
    otherVillage: second!.villages[0]!,
    foreignTown: foreign!.town,
    foreignVillage: foreign!.villages[0]!,
  }
}

/** People, rules and paid months as the demo makes them, by the rooms' own verbs. */
async function plantDistrict(world: TestWorld, catalogue: Catalogue, district: number, months: number, oneIn: number) {
  const steps = catalogue.capabilities
    .flatMap((room) => room.demo ?? [])
    .filter(({ order }) => order <= 30 + months || order >= 38)
    .sort((a, b) => a.order - b.order)
  const clerk: Somebody = { staff: `经办${district}`, district, roles: ['clerk'] }
  for (const step of steps) {
    await world.as(clerk, async (ctx) => {
      const plan = {
        oneIn,
        seed: district,
        folder: `${tmpdir()}/songhe-attack-${process.pid}`,
        districtName: `第${district}区`,
        asColleague: <T>(role: RoleKey, act: (colleague: typeof ctx) => Promise<T>) =>
          act({ ...ctx, principal: world.principal({ staff: `${ROLE_LABELS[role]}${district}`, district, roles: [role] }) }),
      }
      await step.run(ctx, plan, async () => {})
    })
    await asOwner(world, (owner) => owner.query('analyze'))
  }
}

async function plantAttackers(world: TestWorld, places: Places): Promise<Attacker[]> {
  const below = (
    await world.owner<{ area: number }>('select area from registry.area_period where parent = $1', [places.town])
  ).map(({ area }) => area)
  const scopes: Record<Post, { district: number; area: number | null; areas: number[] | null }> = {
    district: { district: HOME_DISTRICT, area: null, areas: null },
    town: { district: HOME_DISTRICT, area: places.town, areas: [places.town, ...below] },
    village: { district: HOME_DISTRICT, area: places.village, areas: [places.village] },
    'sister-village': { district: HOME_DISTRICT, area: places.sister, areas: [places.sister] },
    'other-town': { district: HOME_DISTRICT, area: places.otherTown, areas: [places.otherTown, places.otherVillage] },
    'other-district': { district: OTHER_DISTRICT, area: null, areas: null },
    'no-grant': { district: HOME_DISTRICT, area: null, areas: [] },
  }
  const attackers: Attacker[] = []
  await asOwner(world, async (owner) => {
    const add = async (role: RoleKey, post: Post | Shut, scope: (typeof scopes)[Post]) => {
      const name = `${role}@${post}`
      const id = randomUUID()
      const token = `token-of-${name}`
      await owner.query(`insert into kernel.staff (id, district, name) values ($1, $2, $3)`, [id, scope.district, name])
      await owner.query(
        `insert into kernel.account (id, staff, district, username, password, must_change_password, second_factor_exempt, disabled_at, demo)
        values ($1, $1, $2, $3, 'none', $4, true, $5, true)`,
        [id, scope.district, name, post === 'must-change', post === 'disabled' ? new Date() : null],
      )
      if (post !== 'no-grant')
        await owner.query(
          `insert into kernel.role_grant (id, account, role, district, area, areas) values ($1, $2, $3, $4, $5, $6)`,
          [randomUUID(), id, role, scope.district, scope.area, scope.areas],
        )
      await owner.query(`insert into kernel.session (token, account, seen_at) values ($1, $2, now() - $3::interval)`, [
        createHash('sha256').update(token).digest(),
        id,
        post === 'expired' ? '31 minutes' : '0',
      ])
      attackers.push({
        name,
        role,
        post,
        cookie: post === 'logged-out' ? '' : `${COOKIE}=${token}`,
        district: scope.district,
        areas: scope.areas,
        staff: id,
      })
    }
    for (const role of ROLES)
      for (const [post, scope] of Object.entries(scopes) as [Post, (typeof scopes)[Post]][]) await add(role, post, scope)
    for (const post of ['logged-out', 'expired', 'disabled', 'must-change'] as const) await add('clerk', post, scopes.district)
  })
  return attackers
}
