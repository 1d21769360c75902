// One site whole: what is true today, what was before, papers, pictures, history, chain, contracts, ratings, and who else stands at the address.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { open } from '@songhe/kernel/secrets'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { FACILITY_FACTS, factKind } from '../../contract/facts.ts'
import { EVENT_LABELS, type FacilityFile } from '../../contract/register.ts'
import type * as contract from '../../contract.ts'
import { chainOf } from '../chain/chain.ts'
import { contractsOfFacility } from '../contracts/contract-rows.ts'
import { factText } from '../facts/fact-value.ts'
import { FACT_COLUMNS, type FactOn } from '../facts/facts-on.ts'
import { operatorNames } from '../operators/operator-store.ts'
import { daysLeft, paperState } from '../papers/papers.ts'
import { ratingRows } from '../ratings/ratings.ts'
import { facilitySettings } from '../settings.ts'
import { areaLines } from './area-line.ts'
import { facilityRows } from './facility-rows.ts'
import { getFacility } from './facility-store.ts'
import { misfitOf } from './kind-fits.ts'
import { sitesAt } from './sites-at.ts'

export async function showFacility(
  ctx: Context,
  { params }: InputOf<typeof contract.showFacility>,
): Promise<ReplyOf<typeof contract.showFacility>> {
  const on = today(ctx)
  const site = await getFacility(ctx, params.id)
  const [row] = await facilityRows(ctx, [site.id], on)
  const line = (await areaLines(ctx, [site.area], on)).get(site.area)
  const statements = await statementsOf(ctx, site.id, on)
  return {
    ...row!,
    version: site.version,
    addressKey: site.addressKey,
    phone: site.phone ? open(site.phone) : '',
    contact: site.contact,
    openedOn: site.openedOn,
    closedOn: site.closedOn,
    point: site.lng === null ? null : { lng: site.lng, lat: site.lat!, exact: site.position === 'exact' },
    committee: line?.committee ?? null,
    mismatch: line && row!.kind ? misfitOf(row!.kind, line) : '',
    ...statements,
    papers: await papersOf(ctx, site.id, on),
    photos: await photosOf(ctx, site.id),
    events: await eventsOf(ctx, site.id),
    ...(await chainOf(ctx, site.id, on)),
    contracts: await contractsOfFacility(ctx, site.id, on),
    ratings: await ratingRows(ctx, site.id),
    sameAddress: (await sitesAt(ctx, site.addressIndex, site.id, false)).map(({ kind: _kind, ...other }) => other),
    import: site.import,
  }
}

const ORDER = new Map(FACILITY_FACTS.map(({ kind }, place) => [kind, place]))

async function statementsOf(ctx: Context, facility: string, on: string): Promise<Pick<FacilityFile, 'facts' | 'earlier'>> {
  const found = await sql<FactOn>`select ${FACT_COLUMNS} from facilities.fact k
    where k.district = ${ctx.principal.district} and k.facility = ${facility} and k.closed_at is null order by k.valid_from desc`.execute(
    ctx.db,
  )
  const operators = await operatorNames(
    ctx,
    found.rows.flatMap(({ kind, value }) => (kind === 'facility.operator' ? [value] : [])),
  )
  const views = found.rows.map((fact) => ({
    id: fact.id,
    kind: fact.kind,
    title: factKind(fact.kind)?.title ?? fact.kind,
    value: fact.value,
    text: factText(fact.kind, fact.value, operators),
    from: fact.from,
    to: fact.to,
    source: fact.source,
    reason: fact.reason,
  }))
  views.sort((a, b) => ORDER.get(a.kind)! - ORDER.get(b.kind)!)
  const now = ({ from, to }: { from: string; to: string | null }) => from <= on && (to === null || to > on)
  return { facts: views.filter(now), earlier: views.filter((view) => !now(view)) }
}

async function papersOf(ctx: Context, facility: string, on: string): Promise<FacilityFile['papers']> {
  const { soonDays } = await facilitySettings(ctx)
  const found = await sql<Omit<FacilityFile['papers'][number], 'state' | 'days'>>`
    select id, kind, number, issuer, valid_from as "from", ends_on as "to", file from facilities.paper
    where district = ${ctx.principal.district} and facility = ${facility} and closed_at is null order by ends_on nulls last, kind`.execute(
    ctx.db,
  )
  return found.rows.map((paper) => ({ ...paper, state: paperState(paper.to, on, soonDays), days: daysLeft(paper.to, on) }))
}

async function photosOf(ctx: Context, facility: string): Promise<FacilityFile['photos']> {
  const found = await sql<FacilityFile['photos'][number]>`select id, subject, taken_on as "takenOn" from facilities.photo
    where district = ${ctx.principal.district} and facility = ${facility} and closed_at is null order by taken_on desc, id`.execute(
    ctx.db,
  )
  return found.rows
}

async function eventsOf(ctx: Context, facility: string): Promise<FacilityFile['events']> {
  const found = await sql<{ id: string; kind: string; day: string; note: string | null; by: string; reversed: boolean }>`
    select id, kind, day, detail ->> 'note' as note, recorded_by as by, reversed_by is not null as reversed from facilities.event
    where district = ${ctx.principal.district} and facility = ${facility} order by day desc, recorded_at desc`.execute(ctx.db)
  return found.rows.map(({ note, ...event }) => ({ ...event, note: note ?? '', title: EVENT_LABELS[event.kind] ?? event.kind }))
}
