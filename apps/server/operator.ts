// Whose hands the command line is: a named account with its roles and scope, so that two-person rules and the log hold there too.
import { permissionsOfGrants } from '@songhe/kernel/capability'
import type { Principal } from '@songhe/kernel/context'
import type { Installation } from './installation.ts'

export async function principalOf({ owner, around }: Installation, username: string): Promise<Principal> {
  const row = await owner(
    async (client) =>
      (
        await client.query(
          `select a.id, a.staff, a.district, a.demo, f.name, f.post, json_agg(json_build_object('role', g.role, 'areas', g.areas)) as grants
      from kernel.account a join kernel.staff f on f.id = a.staff join kernel.role_grant g on g.account = a.id and g.revoked_at is null
      where a.username = $1 and a.disabled_at is null group by a.id, f.id`,
          [username],
        )
      ).rows[0],
  )
  if (!row) throw new Error(`没有名为 ${username} 的在用账号。`)
  const grants = row.grants as { role: string; areas: number[] | null }[]
  const areas = grants.some((grant) => grant.areas === null) ? null : [...new Set(grants.flatMap((grant) => grant.areas ?? []))]
  return {
    account: row.id,
    staff: row.staff,
    name: row.name,
    post: row.post,
    roles: grants.map((grant) => grant.role),
    permissions: permissionsOfGrants(around.catalogue, grants),
    district: row.district,
    areas,
    demo: row.demo,
    mustChangePassword: false,
    address: '命令行',
  }
}
