// From a cookie to a principal, by one statement in the transaction that will carry the act.
import { createHash } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import { type Catalogue, permissionsOf, permissionsOfGrants } from '../capability.ts'
import type { Principal } from '../context.ts'

interface PrincipalRow {
  account: string
  staff: string
  name: string
  post: string
  username: string
  district: number
  demo: boolean
  mustChangePassword: boolean
  mustEnrol: boolean
  roles: Grant[]
  absent: { staff: string; name: string; roles: Grant[] }[]
}

interface Grant {
  role: string
  areas: number[] | null
  area: number | null
}

export type SignedIn = Principal & { username: string; mustEnrol: boolean; grantedAreas: number[] | null }

export const hashToken = (token: string) => createHash('sha256').update(token).digest()

// biome-ignore lint: tables of any room
export async function findPrincipal(
  db: Transaction<any> | Kysely<any>,
  token: string,
  address: string,
  catalogue: Catalogue,
  /** What the called line asks for; without one (a menu, a queue count) the union counts and no name is changed. */
  permission?: string,
  /** Milliseconds that any later statement of this transaction may take; 0 = as long as it takes. */
  patience = 0,
): Promise<SignedIn | null> {
  const found = await sql<{
    p: PrincipalRow | null
  }>`select kernel.principal(${hashToken(token)}) as p, set_config('statement_timeout', ${String(patience)}, true)`.execute(db)
  const row = found.rows[0]?.p
  if (!row) return null
  const unfinished = row.mustChangePassword || row.mustEnrol
  const needed = unfinished ? [] : neededAbsent(row, catalogue, permission)
  // Where only the colleague's role opens the door, only the colleague's places lie behind it: a clerk of the whole district decides for his town alone.
  const ownOpens = permission === undefined || permissionsOfGrants(catalogue, row.roles).has(permission) || needed.length === 0
  const held = [...(ownOpens ? row.roles : []), ...needed.flatMap((absent) => absent.roles)]
  const everyRole = unfinished ? row.roles : [...row.roles, ...row.absent.flatMap((absent) => absent.roles)]
  const wholeDistrict = held.some((grant) => grant.areas === null)
  const standsFor = permission === undefined ? [] : needed.map(({ staff, name }) => ({ staff, name }))
  return {
    account: row.account,
    staff: row.staff,
    name: standsFor.length > 0 ? `${row.name}（代${standsFor.map((absent) => absent.name).join('、')}）` : row.name,
    post: row.post,
    standsFor,
    username: row.username,
    roles: [...new Set(everyRole.map((grant) => grant.role))],
    district: row.district,
    demo: row.demo,
    address,
    permissions: unfinished ? new Set() : permissionsOfGrants(catalogue, everyRole),
    areas: wholeDistrict ? null : [...new Set(held.flatMap((grant) => grant.areas ?? []))],
    grantedAreas: wholeDistrict ? null : [...new Set(held.flatMap((grant) => (grant.area === null ? [] : [grant.area])))],
    mustChangePassword: row.mustChangePassword,
    mustEnrol: row.mustEnrol,
  }
}

/** The absent colleagues whose grants add something to this call: the permission itself, or places one's own grants do not cover. */
function neededAbsent(row: PrincipalRow, catalogue: Catalogue, permission: string | undefined): PrincipalRow['absent'] {
  if (permission === undefined) return row.absent
  const holds = (grant: Grant) => permissionsOf(catalogue, [grant.role], grant.areas).has(permission)
  const own = row.roles.filter(holds)
  const covered = new Set(row.roles.flatMap((grant) => grant.areas ?? []))
  const everywhere = row.roles.some((grant) => grant.areas === null)
  return row.absent.flatMap((absent) => {
    const roles = absent.roles.filter(holds)
    const adds =
      own.length === 0 || (!everywhere && roles.some((grant) => grant.areas?.some((area) => !covered.has(area)) ?? true))
    return roles.length > 0 && adds ? [{ ...absent, roles }] : []
  })
}
