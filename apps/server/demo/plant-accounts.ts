// The staff of a practice district, one account per role, and the settings its office would have made.
import { newId } from '@songhe/basics/ids'
import type { Installation } from '../installation.ts'
import { DEMO_POSTS, type DemoDistrict, usernameOf } from './accounts.ts'

/** How large a practice region is and what it is drawn from; kept with it, so that it can be drawn again. */
export interface DemoSize {
  /** 1 in how many elders of the census. */
  oneIn: number
  seed: number
}

export async function plantAccounts({ owner }: Installation, district: DemoDistrict, hash: string, { oneIn, seed }: DemoSize) {
  await owner(async (client) => {
    const town = (
      await client.query<{ key: number; below: number[] }>(
        `select t.area as key, array_agg(v.area) filter (where v.area is not null) || t.area as below
       from registry.area_period t left join registry.area_period v on v.parent = t.area where t.parent = $1 group by t.area order by t.area limit 1`,
        [district.key],
      )
    ).rows[0]
    for (const post of DEMO_POSTS) {
      const [staff, account] = [newId(), newId()]
      const limited = post.town && town
      await client.query('insert into kernel.staff (id, district, name, post) values ($1, $2, $3, $4)', [
        staff,
        district.key,
        post.name,
        post.title,
      ])
      await client.query(
        `insert into kernel.account (id, staff, district, username, password, must_change_password, second_factor_exempt, demo)
        values ($1, $2, $3, $4, $5, false, true, true)`,
        [account, staff, district.key, usernameOf(district, post), hash],
      )
      await client.query(
        'insert into kernel.role_grant (id, account, role, district, area, areas) values ($1, $2, $3, $4, $5, $6)',
        [newId(), account, post.role, district.key, limited ? town.key : null, limited ? town.below : null],
      )
    }
    const settings = {
      office: `${district.name}民政局`,
      'help-line': '023-0000-0000（演示）',
      'as-of-boundaries': '2020',
      'demo-plan': { oneIn, seed },
    }
    await client.query(
      `insert into kernel.setting (district, key, value) select $1, key, value from jsonb_each($2::jsonb) on conflict do nothing`,
      [district.key, JSON.stringify(settings)],
    )
  })
}
