// Licences and certificates of a site; an end within the office's notice is amber, a passed one red.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { addDays, type Day } from '@songhe/basics/day'
import { invalid, notFound } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { areaBelow, placeNames } from '@songhe/registry/door'
import { sql } from 'kysely'
import { kindTitle } from '../../contract/kinds.ts'
import type * as contract from '../../contract.ts'
import { factLateral } from '../facts/facts-on.ts'
import { getFacility } from '../register/facility-store.ts'
import { facilitySettings } from '../settings.ts'

export type PaperWord = 'expired' | 'soon' | 'valid'

export function paperState(endsOn: Day | null, on: Day, soonDays: number): PaperWord {
  if (endsOn === null) return 'valid'
  if (endsOn < on) return 'expired'
  return endsOn <= addDays(on, soonDays) ? 'soon' : 'valid'
}

/** Whole days until the last one; negative when it has passed. */
export const daysLeft = (endsOn: Day | null, on: Day): number | null =>
  endsOn === null ? null : Math.round((Date.parse(endsOn) - Date.parse(on)) / 86_400_000)

export async function addPaper(
  ctx: Context,
  { params, body }: InputOf<typeof contract.addPaper>,
): Promise<ReplyOf<typeof contract.addPaper>> {
  const site = await getFacility(ctx, params.id, true)
  if (body.to && body.to < body.from) throw invalid('有效期止早于有效期起。', { next: '请对照证照核对日期。' })
  if (body.from > today(ctx)) throw invalid(`有效期起 ${body.from} 晚于今天。`, { next: '请到生效那天再登记。' })
  const done =
    await sql`insert into facilities.paper (district, id, facility, area, kind, number, issuer, valid_from, ends_on, file, recorded_by)
    values (${ctx.principal.district}, ${body.id}, ${site.id}, ${site.area}, ${body.kind}, ${body.number}, ${body.issuer}, ${body.from}, ${body.to},
      ${body.file ?? null}, ${ctx.principal.name}) on conflict (district, id) do nothing`.execute(ctx.db)
  if (!Number(done.numAffectedRows ?? 0)) return { id: body.id, outcome: 'exists' }
  await audit(ctx, { event: 'facility.paper-added', object: `facility:${site.id}`, details: { kind: body.kind, to: body.to } })
  return { id: body.id, outcome: 'created' }
}

export async function closePaper(
  ctx: Context,
  { params, body }: InputOf<typeof contract.closePaper>,
): Promise<ReplyOf<typeof contract.closePaper>> {
  const site = await getFacility(ctx, params.id, true)
  const found = await sql<{ closed: boolean }>`select closed_at is not null as closed from facilities.paper
    where district = ${ctx.principal.district} and facility = ${site.id} and id = ${params.paper}`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这份证照')
  if (found.rows[0].closed) return { id: body.id, outcome: 'exists' }
  await sql`update facilities.paper set closed_at = clock_timestamp(), closed_reason = ${body.reason}
    where district = ${ctx.principal.district} and id = ${params.paper}`.execute(ctx.db)
  await audit(ctx, { event: 'facility.paper-closed', object: `facility:${site.id}`, reason: body.reason })
  return { id: body.id, outcome: 'created' }
}

/** Papers of a site whose last day lies before `day` and that no newer one of the kind replaces, in words. */
export async function expiredOn(ctx: Context, facility: string, day: Day): Promise<string[]> {
  const found = await sql<{ kind: string; ends_on: Day }>`
    select kind, max(ends_on) as ends_on from facilities.paper
    where district = ${ctx.principal.district} and facility = ${facility} and closed_at is null
    group by kind having bool_and(ends_on is not null) and max(ends_on) < ${day} order by kind`.execute(ctx.db)
  return found.rows.map(({ kind, ends_on }) => `${kind}（至 ${ends_on}）`)
}

/** Whether every kind of paper the site has shown is in force on the day; undefined where none is registered. */
export async function papersInForce(ctx: Context, facility: string, day: Day): Promise<boolean | undefined> {
  const found = await sql<{ n: number }>`select count(*)::int as n from facilities.paper
    where district = ${ctx.principal.district} and facility = ${facility} and closed_at is null`.execute(ctx.db)
  if (found.rows[0]!.n === 0) return undefined
  return (await expiredOn(ctx, facility, day)).length === 0
}

export async function listPapers(
  ctx: Context,
  { query }: InputOf<typeof contract.listPapers>,
): Promise<ReplyOf<typeof contract.listPapers>> {
  const on = today(ctx)
  const { soonDays } = await facilitySettings(ctx)
  const soon = addDays(on, soonDays)
  const where = [
    sql`p.district = ${ctx.principal.district}`,
    sql`p.closed_at is null`,
    sql`f.state not in ('closed', 'withdrawn')`,
  ]
  if (query.area) where.push(sql`p.area = any(${await areaBelow(ctx, [query.area], on)}::int[])`)
  if (query.kind) where.push(sql`p.kind = ${query.kind}`)
  if (query.state === 'due') where.push(sql`p.ends_on <= ${soon}`)
  if (query.state === 'expired') where.push(sql`p.ends_on < ${on}`)
  if (query.state === 'soon') where.push(sql`p.ends_on between ${on} and ${soon}`)
  if (query.state === 'valid') where.push(sql`(p.ends_on is null or p.ends_on > ${soon})`)
  const found = await sql<Row & { total: number }>`
    select p.id, p.facility, f.name, f.area, p.kind, p.number, p.issuer, p.ends_on as "to", coalesce(kind.value, '') as "facilityKind", count(*) over ()::int as total
    from facilities.paper p join facilities.facility f on f.district = p.district and f.id = p.facility ${factLateral('facility.kind', on, 'kind')}
    where ${sql.join(where, sql` and `)} order by p.ends_on nulls last, f.name, p.id limit ${query.size} offset ${offsetOf(query)}`.execute(
    ctx.db,
  )
  const places = await placeNames(
    ctx,
    found.rows.map(({ area }) => area),
    on,
  )
  return {
    rows: found.rows.map(({ area, facilityKind, total: _total, ...row }) => ({
      ...row,
      kindTitle: kindTitle(facilityKind),
      place: places.get(area) ?? '',
      days: daysLeft(row.to, on),
      state: paperState(row.to, on, soonDays),
    })),
    total: found.rows[0]?.total ?? 0,
  }
}

interface Row {
  id: string
  facility: string
  name: string
  area: number
  kind: string
  number: string
  issuer: string
  to: Day | null
  facilityKind: string
}
