// What is known of every site on the judging day, as rules ask for it, and its copy that the round keeps for ever.
import type { Day } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { facilitiesOf, type FacilityOfDoor, kindOf, kindTitle, type Rating } from '@songhe/facilities/door'
import type { Facts } from '@songhe/rules'
import { sql } from 'kysely'
import type { Days } from './schemes.ts'

export interface KindSpan {
  from: Day
  to: Day | null
  kind: string
}

export interface FrozenSite {
  site: FacilityOfDoor
  facts: Facts
  /** With the kind of the other end of the period; null where it is the same. */
  otherFacts: Facts | null
  kindDoubt: string
  kinds: KindSpan[]
  ratings: Rating[]
}

/** Sites that ran at some time of the period. @param kindOn the day whose kind counts; `otherKindOn` is shown beside it */
export async function sitesOf(
  ctx: Context,
  asked: { days: Days; on: Day; kindOn: Day; otherKindOn: Day | null },
): Promise<FrozenSite[]> {
  const all = (await facilitiesOf(ctx, {}, asked.on)).filter(
    ({ openedOn, closedOn }) => openedOn !== null && openedOn <= asked.on && (closedOn === null || closedOn > asked.days.first),
  )
  const kinds = await kindsOf(ctx, asked.days)
  const committees = await committeesOf(
    ctx,
    all.map(({ area }) => area),
  )
  return all.map((site) => {
    const spans = kinds.get(site.id) ?? []
    const kind = kindAt(spans, asked.kindOn) ?? site.kind
    const other = asked.otherKindOn ? (kindAt(spans, asked.otherKindOn) ?? kind) : kind
    const ratings = [...site.ratings, ...(site.evaluation ? [site.evaluation] : [])]
    const facts: Facts = {
      ...site.facts,
      'facility.kind': kindTitle(kind),
      ...Object.fromEntries(ratings.map(({ scheme, grade }) => [`rating.${scheme}`, grade])),
    }
    return {
      site: { ...site, kind },
      facts,
      otherFacts: other === kind ? null : { ...facts, 'facility.kind': kindTitle(other) },
      kindDoubt: doubtOf(kind, committees.get(site.area) ?? null, spans),
      kinds: spans.map(({ from, to, kind: of }) => ({ from, to, kind: of })),
      ratings,
    }
  })
}

type Span = KindSpan & { reason: string }

/** Before its first day a site had none: then the first kind within the period stands in. */
const kindAt = (spans: readonly Span[], on: Day) =>
  (spans.find(({ from, to }) => from <= on && (to === null || to > on)) ?? spans[0])?.kind

async function kindsOf(ctx: Context, days: Days): Promise<Map<string, Span[]>> {
  const found = await sql<
    Span & { facility: string }
  >`select facility, value as kind, valid_from as "from", valid_to as "to", reason from facilities.fact
    where district = ${ctx.principal.district} and kind = 'facility.kind' and closed_at is null
      and valid_from <= ${days.last} and (valid_to is null or valid_to > ${days.first}) order by valid_from`.execute(ctx.db)
  return Map.groupBy(found.rows, ({ facility }) => facility)
}

async function committeesOf(ctx: Context, areas: readonly number[]): Promise<Map<number, string | null>> {
  const found = await sql<{ key: number; committee: string | null }>`select key, committee from registry.area
    where key = any(${[...new Set(areas)]}::int[])`.execute(ctx.db)
  return new Map(found.rows.map(({ key, committee }) => [key, committee]))
}

const COMMITTEES: Readonly<Record<string, string>> = { residents: '居民委员会', villagers: '村民委员会' }

/** A station of a village or a point of a community is paid only where somebody has said why: their rates differ tenfold. */
function doubtOf(kind: string, committee: string | null, spans: readonly Span[]): string {
  const wanted = kindOf(kind)?.committee
  if (!wanted || !committee || wanted === committee) return ''
  if (spans.some((span) => span.kind === kind && span.reason.length >= 4)) return ''
  return `所在地是${COMMITTEES[committee]}，登记为${kindTitle(kind)}，没有写明依据；站与点的年标准不同，先在设施台账核定类别，再发。`
}

export async function freezeSites(ctx: Context, round: string, sites: readonly FrozenSite[]) {
  const rows = sites.map(({ site, facts, kinds, ratings, kindDoubt }) => ({
    facility: site.id,
    area: site.area,
    name: site.name,
    kind: site.kind,
    open_on: site.openOn,
    opened_on: site.openedOn,
    closed_on: site.closedOn,
    address: site.address,
    address_key: site.addressKey,
    address_hex: site.addressIndex,
    operator: site.operator?.id ?? null,
    operator_name: site.operator?.name ?? '',
    credit_code: site.operator?.creditCode ?? '',
    facts,
    ratings,
    kinds,
    kind_doubt: kindDoubt,
    example: site.example,
  }))
  await sql`insert into benefits.grant_snapshot (district, round, facility, area, name, kind, open_on, opened_on, closed_on, address, address_key, address_index,
      operator, operator_name, credit_code, facts, ratings, kinds, kind_doubt, example)
    select ${ctx.principal.district}, ${round}, facility, area, name, kind, open_on, opened_on, closed_on, address, address_key,
      case when address_hex <> '' then decode(address_hex, 'hex') end, operator, operator_name, credit_code, facts, ratings, kinds, kind_doubt, example
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (facility uuid, area int, name text, kind text, open_on boolean, opened_on date, closed_on date,
      address text, address_key text, address_hex text, operator uuid, operator_name text, credit_code text, facts jsonb, ratings jsonb, kinds jsonb, kind_doubt text, example boolean)`.execute(
    ctx.db,
  )
}
