// Reading and locking one site; every verb begins here.
import { notFound } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

export type FacilityState = 'planned' | 'building' | 'open' | 'suspended' | 'closed' | 'withdrawn'

export interface FacilityRecord {
  id: string
  area: number
  code: string | null
  name: string
  address: string
  addressKey: string
  addressIndex: Buffer | null
  phone: Buffer | null
  contact: string
  lng: number | null
  lat: number | null
  position: 'none' | 'exact' | 'approximate'
  state: FacilityState
  openedOn: string | null
  closedOn: string | null
  example: boolean
  import: string | null
  version: number
}

export const FACILITY_RECORD = sql`f.id, f.area, f.code, f.name, f.address, f.address_key as "addressKey", f.address_index as "addressIndex", f.phone, f.contact,
  f.lng::float8 as lng, f.lat::float8 as lat, f.position, f.state, f.opened_on as "openedOn", f.closed_on as "closedOn", f.example, f.import, f.version`

export async function findFacility(ctx: Context, id: string, lock = false): Promise<FacilityRecord | undefined> {
  const found = await sql<FacilityRecord>`select ${FACILITY_RECORD} from facilities.facility f
    where f.district = ${ctx.principal.district} and f.id = ${id} ${lock ? sql`for update` : sql``}`.execute(ctx.db)
  return found.rows[0]
}

export async function getFacility(ctx: Context, id: string, lock = false): Promise<FacilityRecord> {
  const record = await findFacility(ctx, id, lock)
  if (!record) throw notFound('这处设施')
  return record
}

export async function setState(
  ctx: Context,
  id: string,
  to: { state: FacilityState; openedOn?: string | null; closedOn?: string | null },
) {
  await sql`update facilities.facility set state = ${to.state},
      opened_on = ${to.openedOn === undefined ? sql`opened_on` : to.openedOn}, closed_on = ${to.closedOn === undefined ? sql`closed_on` : to.closedOn},
      version = version + 1
    where district = ${ctx.principal.district} and id = ${id}`.execute(ctx.db)
}
