// Addresses that ask for a star reward, held against every address that was rewarded: what may be one waits for a named officer.
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { AddressAt } from './alike-address.ts'
import type { FrozenSite } from './freeze-sites.ts'
import { type Decided, newHits, type Places, placesBy } from './one-address.ts'

type Standing = AddressAt & { rewarded: boolean }

const standings = (ctx: Context) =>
  sql<Standing>`select a.id, a.facility, a.town, a.address_key as key, encode(a.address_index, 'hex') as index,
      exists (select from benefits.grant_line l join benefits.grant_round r on r.district = l.district and r.id = l.round and r.state in ('approved', 'sent', 'settled')
        where l.district = a.district and l.standing = a.id and l.fen > 0) as rewarded
    from benefits.grant_address a where a.district = ${ctx.principal.district} order by a.id`
    .execute(ctx.db)
    .then(({ rows }) => rows)

export interface Addressed {
  /** Site -> its address of today. */
  standingOf: ReadonlyMap<string, string>
  places: Places
}

export async function findHits(ctx: Context, round: string, candidates: readonly FrozenSite[]): Promise<Addressed> {
  const { district } = ctx.principal
  const rows = candidates.map(({ site }) => ({
    id: newId(),
    facility: site.id,
    area: site.area,
    town: site.town.key,
    name: site.name,
    operator_name: site.operator?.name ?? '',
    address: site.address,
    address_key: site.addressKey,
    address_hex: site.addressIndex,
  }))
  await sql`insert into benefits.grant_address (district, id, facility, area, town, name, operator_name, address, address_key, address_index, first_round)
    select ${district}, id, facility, area, town, name, operator_name, address, address_key, decode(address_hex, 'hex'), ${round}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, facility uuid, area int, town int, name text, operator_name text, address text, address_key text, address_hex text)
    on conflict (district, facility, address_index) do nothing`.execute(ctx.db)
  const all = await standings(ctx)
  const asks = new Set(candidates.map(({ site }) => `${site.id}/${site.addressIndex}`))
  const asking = all.filter(({ facility, index }) => asks.has(`${facility}/${index}`))
  const hits = newHits(
    asking,
    all.filter(({ rewarded }) => rewarded),
    await verdicts(ctx),
  )
  await sql`insert into benefits.grant_hit (district, one, other, likeness, reason, round)
    select ${district}, one, other, likeness, reason, ${round} from jsonb_to_recordset(${JSON.stringify(hits)}::jsonb) as r (one uuid, other uuid, likeness text, reason text)
    on conflict do nothing`.execute(ctx.db)
  return { standingOf: new Map(asking.map(({ facility, id }) => [facility, id])), places: placesBy(await verdicts(ctx)) }
}

export async function verdicts(ctx: Context): Promise<Decided[]> {
  const found =
    await sql<Decided>`select one, other, verdict from benefits.grant_hit where district = ${ctx.principal.district}`.execute(
      ctx.db,
    )
  return found.rows
}
