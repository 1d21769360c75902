// The land ledger: what was planned and supplied, square metres for each person on a stated population, and requests with two opinions by two people.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { readCreditCode } from '@songhe/basics/credit-code'
import { conflict, invalid, notFound, refused } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { areaBelow, placeNames, requireArea } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { facilitySettings } from '../settings.ts'

export async function recordPlot(
  ctx: Context,
  { body }: InputOf<typeof contract.recordPlot>,
): Promise<ReplyOf<typeof contract.recordPlot>> {
  await requireArea(ctx, body.area, today(ctx))
  if ((body.state === 'supplied' || body.state === 'in-use') && !body.suppliedOn)
    throw invalid('已供地的要写供地日期。', { next: '请补填供地日期。' })
  const done =
    await sql`insert into facilities.land_plot (district, id, area, name, kind, square_metres, state, planned_year, supplied_on, document, adjustments, recorded_by)
    values (${ctx.principal.district}, ${body.id}, ${body.area}, ${body.name}, ${body.kind}, ${body.squareMetres}, ${body.state}, ${body.plannedYear ?? null},
      ${body.suppliedOn ?? null}, ${body.document}, ${body.adjustments}, ${ctx.principal.name}) on conflict (district, id) do nothing`.execute(
      ctx.db,
    )
  if (!Number(done.numAffectedRows ?? 0)) return { id: body.id, outcome: 'exists' }
  await audit(ctx, { event: 'land.recorded', object: `land:${body.id}`, details: { squareMetres: body.squareMetres } })
  return { id: body.id, outcome: 'created' }
}

export async function setLandPopulation(
  ctx: Context,
  { body }: InputOf<typeof contract.setLandPopulation>,
): Promise<ReplyOf<typeof contract.setLandPopulation>> {
  const part = JSON.stringify({ landPopulation: body.population, landPopulationBase: body.base })
  await sql`insert into kernel.setting (district, key, value) values (${ctx.principal.district}, 'facilities', ${part}::jsonb)
    on conflict (district, key) do update set value = kernel.setting.value || excluded.value`.execute(ctx.db)
  await audit(ctx, { event: 'land.population-set', details: { population: body.population, base: body.base } })
  return { id: body.id, outcome: 'created' }
}

type Row = ReplyOf<typeof contract.listPlots>['rows'][number]

export async function listPlots(
  ctx: Context,
  { query }: InputOf<typeof contract.listPlots>,
): Promise<ReplyOf<typeof contract.listPlots>> {
  const on = today(ctx)
  const { district } = ctx.principal
  const where = [sql`l.district = ${district}`]
  if (query.area) where.push(sql`l.area = any(${await areaBelow(ctx, [query.area], on)}::int[])`)
  if (query.kind) where.push(sql`l.kind = ${query.kind}`)
  const found = await sql<Omit<Row, 'place'> & { total: number }>`
    select l.id, l.name, l.area, l.kind, l.square_metres::float8 as "squareMetres", l.state, l.planned_year as "plannedYear", l.supplied_on as "suppliedOn",
      l.document, l.adjustments, count(*) over ()::int as total
    from facilities.land_plot l where ${sql.join(where, sql` and `)} order by l.supplied_on desc nulls first, l.name, l.id limit ${query.size} offset ${offsetOf(query)}`.execute(
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
    perPerson: await perPerson(ctx),
    years: await yearsOf(ctx),
  }
}

async function yearsOf(ctx: Context): Promise<ReplyOf<typeof contract.listPlots>['years']> {
  const found = await sql<{ year: number; planned: number; supplied: number }>`
    select year, sum(planned)::float8 as planned, sum(supplied)::float8 as supplied from (
      select planned_year as year, square_metres as planned, 0 as supplied from facilities.land_plot
        where district = ${ctx.principal.district} and planned_year is not null and state <> 'given-up'
      union all select extract(year from supplied_on)::int, 0, square_metres from facilities.land_plot
        where district = ${ctx.principal.district} and supplied_on is not null and state <> 'given-up') plot
    group by year order by year`.execute(ctx.db)
  return found.rows
}

async function perPerson(ctx: Context): Promise<ReplyOf<typeof contract.listPlots>['perPerson']> {
  const { landPopulation, landPopulationBase, landPerPerson } = await facilitySettings(ctx)
  const found = await sql<{ sum: number }>`select coalesce(sum(square_metres), 0)::float8 as sum from facilities.land_plot
    where district = ${ctx.principal.district} and state in ('supplied', 'in-use')`.execute(ctx.db)
  const squareMetres = found.rows[0]!.sum
  const value = landPopulation === null ? null : Math.round((squareMetres / landPopulation) * 10_000) / 10_000
  return {
    squareMetres,
    population: landPopulation,
    base: landPopulationBase,
    value,
    wanted: landPerPerson,
    // Never by the rounded figure: 0.19999 is not 0.2.
    met: landPopulation === null ? null : squareMetres >= landPerPerson * landPopulation,
  }
}

export async function requestLand(
  ctx: Context,
  { body }: InputOf<typeof contract.requestLand>,
): Promise<ReplyOf<typeof contract.requestLand>> {
  await requireArea(ctx, body.area, today(ctx))
  const reading = readCreditCode(body.registration)
  if ('error' in reading) throw invalid(`登记证书号有误：${reading.error}`, { next: '请对照登记证书填写统一社会信用代码。' })
  if (body.way === 'allotment' && reading.kind !== 'social-service' && reading.kind !== 'institution')
    throw refused('划拨用地只给非营利性养老机构，证书上的机构性质不是。', {
      next: '请核对证书，或改为租赁、转用。',
      citation: { rule: '非营利机构可申请划拨', document: '沙府办发〔2020〕56号', clause: '二（五）' },
    })
  const done =
    await sql`insert into facilities.land_request (district, id, area, plot, applicant, operator, registration, square_metres, asked_on, way, recorded_by)
    values (${ctx.principal.district}, ${body.id}, ${body.area}, ${body.plot ?? null}, ${body.applicant}, ${body.operator ?? null}, ${reading.code},
      ${body.squareMetres}, ${body.askedOn}, ${body.way}, ${ctx.principal.name}) on conflict (district, id) do nothing`.execute(
      ctx.db,
    )
  if (!Number(done.numAffectedRows ?? 0)) return { id: body.id, outcome: 'exists' }
  await audit(ctx, { event: 'land.requested', object: `land-request:${body.id}`, details: { squareMetres: body.squareMetres } })
  return { id: body.id, outcome: 'created' }
}

interface Opinions {
  civil: 'agree' | 'refuse' | null
  civilStaff: string | null
  planning: 'agree' | 'refuse' | null
}

export async function giveOpinion(
  ctx: Context,
  { params, body }: InputOf<typeof contract.giveOpinion>,
): Promise<ReplyOf<typeof contract.giveOpinion>> {
  const { district, name, staff } = ctx.principal
  const found =
    await sql<Opinions>`select civil_affairs as civil, civil_affairs_staff as "civilStaff", planning from facilities.land_request
    where district = ${district} and id = ${params.id} for update`.execute(ctx.db)
  const request = found.rows[0]
  if (!request) throw notFound('这份用地申请')
  const given = body.side === 'civil-affairs' ? request.civil : request.planning
  if (given === body.opinion) return { id: body.id, outcome: 'exists' }
  if (given) throw conflict('这一方的意见已经登记，结论不同。', { next: '请刷新页面核对。' })
  if (body.side === 'planning') {
    if (request.civil !== 'agree') throw conflict('民政还没有同意，规划意见不能先登记。')
    if (sameHuman(ctx.principal, request.civilStaff))
      throw refused('民政意见是您登记的，规划意见须由另一个人登记。', {
        next: '请交同事办理。',
        citation: { rule: '两部门意见两人登记' },
      })
  }
  const column = (part: string) => sql.ref(`${body.side === 'civil-affairs' ? 'civil_affairs' : 'planning'}${part}`)
  await sql`update facilities.land_request set ${column('')} = ${body.opinion}, ${column('_note')} = ${body.note}, ${column('_by')} = ${name},
      ${column('_staff')} = ${staff} where district = ${district} and id = ${params.id}`.execute(ctx.db)
  await audit(ctx, {
    event: 'land.opinion-given',
    object: `land-request:${params.id}`,
    reason: body.note,
    details: { side: body.side, opinion: body.opinion },
  })
  return { id: body.id, outcome: 'created' }
}

const STATE = sql`case when r.civil_affairs = 'refuse' or r.planning = 'refuse' then 'refused' when r.planning = 'agree' then 'agreed'
  when r.civil_affairs = 'agree' then 'planning' else 'civil-affairs' end`

export async function listLandRequests(
  ctx: Context,
  { query }: InputOf<typeof contract.listLandRequests>,
): Promise<ReplyOf<typeof contract.listLandRequests>> {
  type RequestRow = ReplyOf<typeof contract.listLandRequests>['rows'][number]
  const found = await sql<Omit<RequestRow, 'place'> & { area: number; total: number }>`
    select r.id, r.area, r.applicant, r.registration, r.square_metres::float8 as "squareMetres", r.way, r.asked_on as "askedOn", coalesce(l.name, '') as plot,
      r.civil_affairs as "civilAffairs", r.civil_affairs_note as "civilAffairsNote", coalesce(r.civil_affairs_by, '') as "civilAffairsBy",
      r.planning, r.planning_note as "planningNote", coalesce(r.planning_by, '') as "planningBy", ${STATE} as state, count(*) over ()::int as total
    from facilities.land_request r left join facilities.land_plot l on l.district = r.district and l.id = r.plot
    where r.district = ${ctx.principal.district} and (${query.state} = 'all' or ${STATE} = ${query.state})
    order by r.asked_on desc, r.id limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  const places = await placeNames(
    ctx,
    found.rows.map(({ area }) => area),
    today(ctx),
  )
  return {
    rows: found.rows.map(({ area, total: _total, ...row }) => ({ ...row, place: places.get(area) ?? '' })),
    total: found.rows[0]?.total ?? 0,
  }
}
