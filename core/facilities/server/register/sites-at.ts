// Who else stands at an address, by its equality key; closed sites too, since a reward once paid there was paid there.
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { kindTitle } from '../../contract/kinds.ts'
import { factLateral } from '../facts/facts-on.ts'
import type { FacilityState } from './facility-store.ts'

export interface SiteAt {
  id: string
  name: string
  kind: string
  kindTitle: string
  state: FacilityState
  operator: string
}

/** @param running only sites that are not closed (the default) */
export async function sitesAt(ctx: Context, index: Buffer | null, except: string, running = true): Promise<SiteAt[]> {
  if (!index) return []
  const on = today(ctx)
  const found = await sql<Omit<SiteAt, 'kindTitle'>>`
    select f.id, f.name, f.state, coalesce(kind.value, '') as kind, coalesce(o.name, '') as operator from facilities.facility f
    ${factLateral('facility.kind', on, 'kind')} ${factLateral('facility.operator', on, 'runs')}
    left join facilities.operator o on o.district = f.district and o.id::text = runs.value
    where f.district = ${ctx.principal.district} and f.address_index = ${index} and f.id <> ${except}
      and f.state <> 'withdrawn' and (${!running} or f.state <> 'closed') order by f.opened_on, f.id`.execute(ctx.db)
  return found.rows.map((row) => ({ ...row, kindTitle: kindTitle(row.kind) }))
}
