// Many new sites at once: the same rows as one registration writes, in one statement a table.
import type { Day } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import { seal } from '@songhe/kernel/secrets'
import { today } from '@songhe/kernel/today'
import { foldName } from '@songhe/registry/door'
import { sql } from 'kysely'
import { addressKeyOf } from '../register/address-key.ts'
import { areaLines } from '../register/area-line.ts'
import type { FacilityState } from '../register/facility-store.ts'

export interface NewSite {
  id: string
  area: number
  code?: string | null
  name: string
  kind: string
  kindReason?: string
  address?: string
  phone?: string
  contact?: string
  point?: { lng: number; lat: number; exact: boolean } | null
  state: Extract<FacilityState, 'planned' | 'building' | 'open' | 'suspended'>
  /** Since when it is in this state; of an open site the opening day. */
  from: Day
  facts: readonly { kind: string; value: string }[]
  paper?: { kind: string; number: string; issuer: string; from: Day; to: Day | null } | null
}

export async function insertSites(
  ctx: Context,
  sites: readonly NewSite[],
  act: { source: string; import?: string | null; example?: boolean },
): Promise<void> {
  if (sites.length === 0) return
  const on = today(ctx)
  const { district, name: by } = ctx.principal
  const lines = await areaLines(
    ctx,
    sites.map(({ area }) => area),
    on,
  )
  const rows = sites.map((site) => {
    const address = addressKeyOf(site.address ?? '', lines.get(site.area)!)
    return {
      id: site.id,
      area: site.area,
      code: site.code || null,
      name: site.name,
      name_folded: foldName(site.name),
      address: site.address ?? '',
      address_key: address.key,
      address_index: address.index?.toString('hex') ?? null,
      phone: site.phone ? seal(site.phone).toString('hex') : null,
      contact: site.contact ?? '',
      lng: site.point?.lng ?? null,
      lat: site.point?.lat ?? null,
      position: site.point ? (site.point.exact ? 'exact' : 'approximate') : 'none',
      state: site.state,
      opened_on: site.state === 'open' || site.state === 'suspended' ? site.from : null,
    }
  })
  await sql`insert into facilities.facility (district, id, area, code, name, name_folded, address, address_key, address_index, phone, contact, lng, lat, position,
      state, opened_on, example, import)
    select ${district}, id, area, code, name, name_folded, address, address_key, decode(address_index, 'hex'), decode(phone, 'hex'), contact, lng, lat, position,
      state, opened_on, ${act.example ?? false}, ${act.import ?? null}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, area int, code text, name text, name_folded text, address text, address_key text,
      address_index text, phone text, contact text, lng numeric, lat numeric, position text, state text, opened_on date)`.execute(
    ctx.db,
  )
  const facts = sites.flatMap((site) => {
    const from = site.from < on ? site.from : on
    return [
      { kind: 'facility.kind', value: site.kind, reason: site.kindReason ?? '' },
      ...site.facts.map((fact) => ({ ...fact, reason: '' })),
    ].map((fact) => ({ ...fact, id: newId(), facility: site.id, area: site.area, from }))
  })
  await sql`insert into facilities.fact (district, id, facility, area, kind, value, valid_from, source, reason, import, recorded_by)
    select ${district}, id, facility, area, kind, value, "from", ${act.source}, reason, ${act.import ?? null}::uuid, ${by}
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as r(id uuid, facility uuid, area int, kind text, value text, "from" date, reason text)`.execute(
    ctx.db,
  )
  await insertEvents(ctx, sites, act)
  await insertPapers(ctx, sites, act)
}

async function insertEvents(ctx: Context, sites: readonly NewSite[], act: { source: string; import?: string | null }) {
  const word = { planned: 'planned', building: 'building', open: 'opened', suspended: 'opened' } as const
  const events = sites.flatMap((site) => [
    { id: site.id, facility: site.id, area: site.area, kind: word[site.state] as string, day: site.from },
    ...(site.state === 'suspended'
      ? [{ id: newId(), facility: site.id, area: site.area, kind: 'suspended', day: today(ctx) }]
      : []),
  ])
  await sql`insert into facilities.event (district, id, facility, area, kind, day, detail, import, recorded_by)
    select ${ctx.principal.district}, id, facility, area, kind, day, ${JSON.stringify({ source: act.source })}::jsonb, ${act.import ?? null}::uuid, ${ctx.principal.name}
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as r(id uuid, facility uuid, area int, kind text, day date)`.execute(
    ctx.db,
  )
}

async function insertPapers(ctx: Context, sites: readonly NewSite[], act: { import?: string | null }) {
  const papers = sites.flatMap((site) => (site.paper ? [{ ...site.paper, id: newId(), facility: site.id, area: site.area }] : []))
  if (papers.length === 0) return
  await sql`insert into facilities.paper (district, id, facility, area, kind, number, issuer, valid_from, ends_on, import, recorded_by)
    select ${ctx.principal.district}, id, facility, area, kind, number, issuer, "from", "to", ${act.import ?? null}::uuid, ${ctx.principal.name}
    from jsonb_to_recordset(${JSON.stringify(papers)}::jsonb) as r(id uuid, facility uuid, area int, kind text, number text, issuer text, "from" date, "to" date)`.execute(
    ctx.db,
  )
}
