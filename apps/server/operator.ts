// Whose hands the command line is: a named account with its roles and scope, so that two-person rules and the log hold there too.
import { invalid } from '@songhe/basics/problem'
import { permissionsOfGrants } from '@songhe/kernel/capability'
import type { Principal } from '@songhe/kernel/context'
import type { Installation } from './installation.ts'

/** @param permission what is asked for: only the places of the grants that carry it count, as on the web */
export async function principalOf({ owner, around }: Installation, username: string, permission?: string): Promise<Principal> {
  const row = await owner(
    async (client) =>
      (
        await client.query(
          `select a.id, a.staff, a.district, a.demo, f.name, f.post, json_agg(json_build_object('role', g.role, 'areas', g.areas)) as grants
      from kernel.account a join kernel.staff f on f.id = a.staff join kernel.role_grant g on g.account = a.id and g.revoked_at is null
        and g.valid_from <= current_date and (g.valid_to is null or g.valid_to >= current_date)
      where a.username = $1 and a.disabled_at is null and (f.left_on is null or f.left_on > current_date) group by a.id, f.id`,
          [username],
        )
      ).rows[0],
  )
  if (!row)
    throw invalid(`没有名为 ${username} 的在用账号，或它没有岗位。`, { next: '请核对用户名；账号和岗位在“审计与权限”页。' })
  const grants = row.grants as { role: string; areas: number[] | null }[]
  const held = grants.filter((grant) => permission && permissionsOfGrants(around.catalogue, [grant]).has(permission))
  const scope = held.length > 0 ? held : grants
  const areas = scope.some((grant) => grant.areas === null) ? null : [...new Set(scope.flatMap((grant) => grant.areas ?? []))]
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
