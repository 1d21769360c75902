// Sites as other rooms ask for them: kind on that day, address key, operator, town, what was rated and how the year was evaluated.
import type { Day } from '@songhe/basics/day'
import { notFound } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { areaBelow } from '@songhe/registry/door'
import type { Facts } from '@songhe/rules'
import { sql } from 'kysely'
import { kindTitle } from '../../contract/kinds.ts'
import { factsOn } from '../facts/facts-on.ts'
import { type Rating, ratingsOfMany } from '../ratings/ratings.ts'
import { factsForRules } from '../standards/facts-for-rules.ts'
import { areaLines } from './area-line.ts'
import { FACILITY_RECORD, type FacilityRecord, type FacilityState } from './facility-store.ts'

export interface FacilityOfDoor {
  id: string
  name: string
  area: number
  town: { key: number; name: string }
  /** On the day asked: a station in spring may be a centre in autumn. */
  kind: string
  kindTitle: string
  /** As registered now; whether it was open on a day is `openOn`. */
  state: FacilityState
  openedOn: Day | null
  closedOn: Day | null
  openOn: boolean
  /** Readable, and the equality key (hex) by which one address is one address; both empty where no address is known. */
  address: string
  addressKey: string
  addressIndex: string
  operator: { id: string; name: string; creditCode: string | null } | null
  /** In force on the day, one per scheme, without the yearly evaluation. */
  ratings: Rating[]
  /** The yearly evaluation in force on the day. */
  evaluation: Rating | null
  example: boolean
  /** Everything a table of rules may ask of it on the day. */
  facts: Facts
}

export interface FacilityQuestion {
  ids?: readonly string[]
  kinds?: readonly string[]
  /** A town, a village or the whole district (default). */
  area?: number
  operator?: string
  addressIndex?: string
  /** Only those open on the day (default: all but withdrawn). */
  open?: boolean
}

export async function facilityById(ctx: Context, id: string, on: Day): Promise<FacilityOfDoor> {
  const [found] = await facilitiesOf(ctx, { ids: [id] }, on)
  if (!found) throw notFound('这处设施')
  return found
}

export async function facilitiesOf(ctx: Context, asked: FacilityQuestion, on: Day): Promise<FacilityOfDoor[]> {
  const where = [sql`f.district = ${ctx.principal.district}`, sql`f.state <> 'withdrawn'`]
  if (asked.ids) where.push(sql`f.id = any(${[...asked.ids]}::uuid[])`)
  if (asked.area !== undefined) where.push(sql`f.area = any(${await areaBelow(ctx, [asked.area], on)}::int[])`)
  if (asked.addressIndex !== undefined) where.push(sql`f.address_index = decode(${asked.addressIndex}, 'hex')`)
  const found = await sql<FacilityRecord & { openOn: boolean }>`select ${FACILITY_RECORD}, ${openOn(on)} as "openOn"
    from facilities.facility f where ${sql.join(where, sql` and `)} order by f.id`.execute(ctx.db)
  const ids = found.rows.map(({ id }) => id)
  const facts = await factsOn(ctx, ids, on)
  const ratings = await ratingsOfMany(ctx, ids, on)
  const lines = await areaLines(
    ctx,
    found.rows.map(({ area }) => area),
    on,
  )
  const operators = await operatorsOf(ctx)
  const all = found.rows.map((record): FacilityOfDoor => {
    const known = facts.get(record.id)!
    const kind = known.get('facility.kind')?.value ?? ''
    const line = lines.get(record.area)
    const own = ratings.get(record.id) ?? []
    return {
      id: record.id,
      name: record.name,
      area: record.area,
      town: { key: line?.townKey ?? record.area, name: line?.town ?? '' },
      kind,
      kindTitle: kindTitle(kind),
      state: record.state,
      openedOn: record.openedOn,
      closedOn: record.closedOn,
      openOn: record.openOn,
      address: record.address,
      addressKey: record.addressKey,
      addressIndex: record.addressIndex?.toString('hex') ?? '',
      operator: operators.get(known.get('facility.operator')?.value ?? '') ?? null,
      ratings: own.filter(({ scheme }) => scheme !== 'evaluation'),
      evaluation: own.find(({ scheme }) => scheme === 'evaluation') ?? null,
      example: record.example,
      facts: { ...factsForRules(known, record.openOn ? 'open' : 'closed') },
    }
  })
  return all.filter(
    (site) =>
      (!asked.kinds || asked.kinds.includes(site.kind)) &&
      (!asked.operator || site.operator?.id === asked.operator) &&
      (!asked.open || site.openOn),
  )
}

/** Opened before or on the day, not closed by it, and no suspension that ran on it. */
const openOn = (on: Day) => sql`(f.opened_on is not null and f.opened_on <= ${on} and (f.closed_on is null or f.closed_on > ${on})
  and coalesce((select e.kind from facilities.event e where e.district = f.district and e.facility = f.id and e.kind in ('suspended', 'resumed')
    and e.reversed_by is null and e.day <= ${on} order by e.day desc, e.recorded_at desc limit 1), 'resumed') = 'resumed')`

interface OperatorOfDoor {
  id: string
  name: string
  creditCode: string | null
}

/** By every id under which it was ever met: a merged one answers with the one that stayed. */
async function operatorsOf(ctx: Context): Promise<Map<string, OperatorOfDoor>> {
  const found = await sql<OperatorOfDoor & { met: string }>`
    select o.id as met, coalesce(m.id, o.id) as id, coalesce(m.name, o.name) as name, coalesce(m.credit_code, o.credit_code) as "creditCode"
    from facilities.operator o left join facilities.operator m on m.district = o.district and m.id = o.merged_into
    where o.district = ${ctx.principal.district}`.execute(ctx.db)
  return new Map(found.rows.map(({ met, ...operator }) => [met, operator]))
}
