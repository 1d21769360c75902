// Idle rooms as a list, and one of them with its requests, use checks and the papers a conversion needs.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { notFound } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { areaBelow, placeNames } from '@songhe/registry/door'
import { type RawBuilder, sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { facilitySettings } from '../settings.ts'
import { conversionPapers } from './conversion-papers.ts'

type Row = ReplyOf<typeof contract.listPremises>['rows'][number]
type File = ReplyOf<typeof contract.showPremises>

const COLUMNS = sql`p.id, p.name, p.area, p.address, p.owner, p.kind, p.floor_area::float8 as "floorArea", p.detached, p.price_term as "priceTerm",
  p.longest_lease_months as "longestLeaseMonths", p.uses, p.state, p.permitted_use as "permittedUse", p.facility,
  (select count(*)::int from facilities.premises_request r where r.district = p.district and r.premises = p.id and r.verdict is null) as requests,
  (select max(c.checked_on)::text from facilities.use_check c where c.district = p.district and c.premises = p.id) as "lastCheck",
  ${misuse()} as misuse`

function misuse(): RawBuilder<boolean> {
  return sql<boolean>`exists (select from facilities.use_check c where c.district = p.district and c.premises = p.id and not c.as_agreed and c.closed_on is null)`
}

export async function listPremises(
  ctx: Context,
  { query }: InputOf<typeof contract.listPremises>,
): Promise<ReplyOf<typeof contract.listPremises>> {
  const on = today(ctx)
  const where = [sql`p.district = ${ctx.principal.district}`]
  if (query.area) where.push(sql`p.area = any(${await areaBelow(ctx, [query.area], on)}::int[])`)
  if (query.state !== 'all') where.push(sql`p.state = ${query.state}`)
  if (query.misuse) where.push(misuse())
  const found = await sql<
    Omit<Row, 'place'> & { total: number }
  >`select ${COLUMNS}, count(*) over ()::int as total from facilities.premises p
    where ${sql.join(where, sql` and `)} order by p.state, p.name, p.id limit ${query.size} offset ${offsetOf(query)}`.execute(
    ctx.db,
  )
  const places = await placeNames(
    ctx,
    found.rows.map(({ area }) => area),
    on,
  )
  return {
    rows: found.rows.map(({ total: _total, ...row }) => ({ ...row, place: places.get(row.area) ?? '' })),
    total: found.rows[0]?.total ?? 0,
  }
}

export async function showPremises(ctx: Context, { params }: InputOf<typeof contract.showPremises>): Promise<File> {
  const { district } = ctx.principal
  const found = await sql<
    Omit<Row, 'place'>
  >`select ${COLUMNS} from facilities.premises p where p.district = ${district} and p.id = ${params.id}`.execute(ctx.db)
  const row = found.rows[0]
  if (!row) throw notFound('这处用房')
  const asked = await sql<File['asked'][number]>`
    select id, applicant, purpose, months, asked_on as "askedOn", verdict, verdict_reason as reason, coalesce(decided_by, '') as "decidedBy", decided_on as "decidedOn"
    from facilities.premises_request where district = ${district} and premises = ${row.id} order by asked_on desc, id`.execute(
    ctx.db,
  )
  const checks = await sql<File['checks'][number]>`
    select id, checked_on as "on", as_agreed as "asAgreed", found, closed_on as "closedOn", recorded_by as by
    from facilities.use_check where district = ${district} and premises = ${row.id} order by checked_on desc, id`.execute(ctx.db)
  return {
    ...row,
    place: (await placeNames(ctx, [row.area], today(ctx))).get(row.area) ?? '',
    checklist: conversionPapers(row, (await facilitySettings(ctx)).shortListBelow),
    asked: asked.rows,
    checks: checks.rows,
  }
}
