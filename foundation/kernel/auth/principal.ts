// From a cookie to a principal, by one statement in the transaction that will carry the act.
import { createHash } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import { type Catalogue, permissionsOf } from '../capability.ts'
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
  roles: { role: string; areas: number[] | null; area: number | null }[]
}

export type SignedIn = Principal & { username: string; mustEnrol: boolean; grantedAreas: number[] | null }

export const hashToken = (token: string) => createHash('sha256').update(token).digest()

// biome-ignore lint: tables of any room
export async function findPrincipal(
  db: Transaction<any> | Kysely<any>,
  token: string,
  address: string,
  catalogue: Catalogue,
): Promise<SignedIn | null> {
  const found = await sql<{ p: PrincipalRow | null }>`select kernel.principal(${hashToken(token)}) as p`.execute(db)
  const row = found.rows[0]?.p
  if (!row) return null
  const roles = row.roles.map((grant) => grant.role)
  const wholeDistrict = row.roles.some((grant) => grant.areas === null)
  const unfinished = row.mustChangePassword || row.mustEnrol
  return {
    account: row.account,
    staff: row.staff,
    name: row.name,
    post: row.post,
    username: row.username,
    roles,
    district: row.district,
    demo: row.demo,
    address,
    permissions: unfinished ? new Set() : permissionsOf(catalogue, roles),
    areas: wholeDistrict ? null : [...new Set(row.roles.flatMap((grant) => grant.areas ?? []))],
    grantedAreas: wholeDistrict ? null : row.roles.flatMap((grant) => (grant.area === null ? [] : [grant.area])),
    mustChangePassword: row.mustChangePassword,
    mustEnrol: row.mustEnrol,
  }
}
