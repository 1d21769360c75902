// For tests of the cases side: the rooms it stands on, and a small district of invented elders.
import { newId } from '@songhe/basics/ids'
import type { Capability } from '@songhe/kernel/capability'
import type { TestWorld } from '@songhe/kernel/testing'
import { casesInvariants, casesJobs, casesPermissions, casesReactions, casesRoutes, casesTodos } from './routes.ts'

const tables = (name: string, migrations: string): Capability => ({
  name,
  title: name,
  migrations: new URL(migrations, import.meta.url),
})

export const casesRoom: Capability[] = [
  tables('registry', '../../../registry/migrations/'),
  tables('policy', '../../../policy/migrations/'),
  tables('ledger', '../../../../foundation/ledger/migrations/'),
  {
    ...tables('benefits', '../../migrations/'),
    permissions: { ...casesPermissions, 'registry.names': { title: '查看姓名', roles: [] } },
    routes: casesRoutes,
    reactions: casesReactions,
    jobs: casesJobs,
    todos: casesTodos,
    invariants: casesInvariants,
  },
]

export const DISTRICT = 4
export const TOWN = 4_010
export const VILLAGE = 4_011
export const OTHER_TOWN = 4_020

export async function plantAreas(world: TestWorld) {
  await world.owner(`insert into registry.area (key, kind) values (4, 'district'), (5, 'district'), (${TOWN}, 'town'), (${VILLAGE}, 'village'), (${OTHER_TOWN}, 'town')
    on conflict do nothing`)
  await world.owner(`insert into registry.area_period (area, valid_from, name, code, parent) values (4, '1949-10-01', '开州区', '500154', null),
    (5, '1949-10-01', '巫溪县', '500238', null), (${TOWN}, '1949-10-01', '临江镇', null, 4), (${VILLAGE}, '1949-10-01', '明月村', null, ${TOWN}),
    (${OTHER_TOWN}, '1949-10-01', '郭家镇', null, 4) on conflict do nothing`)
}

export interface Planted {
  name?: string
  birth?: string
  area?: number
  payee?: boolean
  district?: number
}

/** One invented elder, with a bank account unless told otherwise. */
export async function plantPerson(
  world: TestWorld,
  { name = '张某英', birth = '1940-03-12', area = VILLAGE, payee = true, district = DISTRICT }: Planted = {},
) {
  const id = newId()
  await world.owner(
    `insert into registry.person (district, id, area, name, name_masked, sex, birth) values ($1, $2, $3, $4, $5, 'female', $6)`,
    [district, id, area, name, `${name[0]}*${name.at(-1)}`, birth],
  )
  if (payee)
    await world.owner(
      `insert into registry.payee (district, id, person, area, holder, account, account_index, account_tail, valid_from)
       values ($1, $2, $3, $4, $5, '\\x00', '\\x00', '0017', '2025-01-01')`,
      [district, newId(), id, area, name],
    )
  return id
}
