// Signing, listing and ending operation contracts; the operator and the way of running stand on every site the contract covers.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { addDays, dayInChina } from '@songhe/basics/day'
import { conflict, invalid, notFound, refused } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { factsOn } from '../facts/facts-on.ts'
import { storeFact } from '../facts/store-facts.ts'
import { getOperator } from '../operators/operator-store.ts'
import { facilityRows } from '../register/facility-rows.ts'
import { getFacility } from '../register/facility-store.ts'
import { type FacilitySettings, facilitySettings } from '../settings.ts'
import { CONTRACT_FROM, CONTRACT_RECORD, type ContractRecord, owedReports, toRow } from './contract-rows.ts'

type Sign = InputOf<typeof contract.signContract>['body']

export async function signContract(
  ctx: Context,
  { body }: InputOf<typeof contract.signContract>,
): Promise<ReplyOf<typeof contract.signContract>> {
  const { district } = ctx.principal
  const again = await sql`select from facilities.contract where district = ${district} and id = ${body.id}`.execute(ctx.db)
  if (again.rows.length) return { id: body.id, outcome: 'exists' }
  if (body.to <= body.from) throw invalid('合同止日不晚于起日。', { next: '请对照合同核对。' })
  if ((body.mode === 'village-home' || body.mode === 'purchased') && body.modeReason.length < 4)
    throw invalid('委托敬老院或购买服务，要写明为什么还不能市场化运营。', { next: '请补写理由（至少 4 个字）。' })
  const operator = await getOperator(ctx, body.operator)
  await streetCentreRule(ctx, body, operator.id)
  if (body.selection) await mustHaveWon(ctx, body.selection, operator.id)
  await sql`insert into facilities.contract (district, id, number, operator, entrusted_by, mode, selection, duty_groups, signed_on, valid_from, ends_on, report_months, recorded_by)
    values (${district}, ${body.id}, ${body.number}, ${operator.id}, ${body.entrustedBy}, ${body.mode}, ${body.selection ?? null}, ${body.dutyGroups},
      ${body.signedOn}, ${body.from}, ${body.to}, ${body.reportMonths}, ${ctx.principal.name})`.execute(ctx.db)
  for (const id of body.facilities) {
    const site = await getFacility(ctx, id, true)
    await refuseOverlap(ctx, site.id, site.name, body)
    await sql`insert into facilities.contract_facility (district, contract, facility, area) values (${district}, ${body.id}, ${site.id}, ${site.area})`.execute(
      ctx.db,
    )
    const fact = {
      facility: site.id,
      area: site.area,
      from: body.from,
      source: `运营合同 ${body.number || body.signedOn}`,
      reason: body.modeReason,
    }
    await storeFact(ctx, { ...fact, kind: 'facility.operator', value: operator.id })
    await storeFact(ctx, {
      ...fact,
      kind: 'facility.operation-mode',
      value: body.mode === 'cooperation' ? 'public-private' : body.mode,
    })
  }
  await audit(ctx, {
    event: 'contract.signed',
    object: `contract:${body.id}`,
    details: { operator: operator.id, facilities: body.facilities.length },
  })
  return { id: body.id, outcome: 'created' }
}

/** As a principle a street centre is run by a filed care institution (垫江 二(三)); another needs its reason. */
async function streetCentreRule(ctx: Context, body: Sign, operator: string) {
  const facts = await factsOn(ctx, body.facilities, body.from)
  const centres = body.facilities.filter((id) => facts.get(id)?.get('facility.kind')?.value === 'street-centre')
  if (centres.length === 0 || body.exceptionReason.length >= 4) return
  const found = await sql<{ filed: boolean; name: string }>`select filed_home as filed, name from facilities.operator
    where district = ${ctx.principal.district} and id = ${operator}`.execute(ctx.db)
  if (!found.rows[0]!.filed)
    throw refused(`街道养老服务中心原则上由备案的养老机构运营，“${found.rows[0]!.name}”没有备案标记。`, {
      next: '请核对该主体是否已备案（在运营主体里更正），或写明例外理由。',
      citation: { rule: '街道中心由养老机构运营', document: '垫江府办〔2020〕8号', clause: '二(三)' },
    })
}

async function mustHaveWon(ctx: Context, selection: string, operator: string) {
  const won = await sql`select from facilities.bid b join facilities.selection s on s.district = b.district and s.id = b.selection
    where b.district = ${ctx.principal.district} and b.selection = ${selection} and b.operator = ${operator} and b.won and s.state = 'decided'`.execute(
    ctx.db,
  )
  if (won.rows.length === 0) throw conflict('这个运营主体没有在所选的比选里中选。', { next: '请先登记比选结果，或另选比选。' })
}

async function refuseOverlap(ctx: Context, facility: string, name: string, { from, to }: Sign) {
  const other = await sql<{
    number: string
    from: string
    to: string
  }>`select c.number, c.valid_from as "from", least(c.ends_on, c.ended_on) as "to"
    from facilities.contract c join facilities.contract_facility cf on cf.district = c.district and cf.contract = c.id
    where c.district = ${ctx.principal.district} and cf.facility = ${facility} and c.valid_from <= ${to} and least(c.ends_on, c.ended_on) >= ${from}`.execute(
    ctx.db,
  )
  if (other.rows[0])
    throw conflict(`“${name}”在 ${other.rows[0].from} 至 ${other.rows[0].to} 已有合同 ${other.rows[0].number}。`, {
      next: '请先终止原合同，或改起止日期。',
    })
}

export async function endContract(
  ctx: Context,
  { params, body }: InputOf<typeof contract.endContract>,
): Promise<ReplyOf<typeof contract.endContract>> {
  const record = await getContract(ctx, params.id)
  if (record.endedOn !== null) {
    if (record.endedOn === body.day) return { id: body.id, outcome: 'exists' }
    throw conflict(`这份合同已于 ${record.endedOn} 终止。`)
  }
  if (body.day < record.from) throw invalid(`终止日早于合同起日 ${record.from}。`, { next: '请核对日期。' })
  await sql`update facilities.contract set ended_on = ${body.day}, ended_reason = ${body.reason}
    where district = ${ctx.principal.district} and id = ${record.id}`.execute(ctx.db)
  await audit(ctx, { event: 'contract.ended', object: `contract:${record.id}`, reason: body.reason, details: { day: body.day } })
  return { id: body.id, outcome: 'created' }
}

export async function getContract(ctx: Context, id: string): Promise<ContractRecord> {
  const found =
    await sql<ContractRecord>`select ${CONTRACT_RECORD} from ${CONTRACT_FROM} where c.district = ${ctx.principal.district} and c.id = ${id}`.execute(
      ctx.db,
    )
  if (!found.rows[0]) throw notFound('这份合同')
  return found.rows[0]
}

export async function listContracts(
  ctx: Context,
  { query }: InputOf<typeof contract.listContracts>,
): Promise<ReplyOf<typeof contract.listContracts>> {
  const on = today(ctx)
  const settings = await facilitySettings(ctx)
  const soon = addDays(on, settings.soonDays)
  const where = [sql`c.district = ${ctx.principal.district}`]
  if (query.operator) where.push(sql`c.operator = ${query.operator}`)
  const states: Record<string, ReturnType<typeof sql>> = {
    all: sql`true`,
    ended: sql`c.ended_on is not null`,
    current: sql`c.ended_on is null`,
    coming: sql`c.ended_on is null and c.valid_from > ${on}`,
    overdue: sql`c.ended_on is null and c.ends_on < ${on}`,
    soon: sql`c.ended_on is null and c.ends_on between ${on} and ${soon} and c.valid_from <= ${on}`,
    running: sql`c.ended_on is null and c.ends_on > ${soon} and c.valid_from <= ${on}`,
    due: sql`c.ended_on is null and c.ends_on <= ${soon}`,
  }
  where.push(states[query.state]!)
  const found = await sql<ContractRecord>`select ${CONTRACT_RECORD} from ${CONTRACT_FROM} where ${sql.join(where, sql` and `)}
    order by c.ended_on nulls first, c.ends_on, c.id`.execute(ctx.db)
  const late = (record: ContractRecord) => owedReports(record, on, settings.reportGraceDays).some((one) => one.late)
  const wanted = query.late ? found.rows.filter(late) : found.rows
  const page = wanted.slice(offsetOf(query), offsetOf(query) + query.size)
  return { rows: await Promise.all(page.map((record) => toRow(ctx, record, on))), total: wanted.length }
}

export async function showContract(
  ctx: Context,
  { params }: InputOf<typeof contract.showContract>,
): Promise<ReplyOf<typeof contract.showContract>> {
  const on = today(ctx)
  const { district } = ctx.principal
  const record = await getContract(ctx, params.id)
  const settings = await facilitySettings(ctx)
  const covered = await sql<{
    facility: string
  }>`select facility from facilities.contract_facility where district = ${district} and contract = ${record.id}`.execute(ctx.db)
  const assets = await sql<ReplyOf<typeof contract.showContract>['assets'][number]>`
    select id, name, quantity, unit, value_fen::float8 as value, state from facilities.contract_asset
    where district = ${district} and contract = ${record.id} order by name, id`.execute(ctx.db)
  const reports = await sql<Omit<ReplyOf<typeof contract.showContract>['reports'][number], 'late'>>`
    select id, kind, period_end as period, to_json(happened_at)#>>'{}' as "happenedAt", received_on as "receivedOn", summary
    from facilities.contract_report where district = ${district} and contract = ${record.id} order by received_on desc, id`.execute(
    ctx.db,
  )
  const bids = await sql<{ operator: string; score: number | null; won: boolean }>`
    select o.name as operator, b.score::float8 as score, b.won from facilities.bid b join facilities.operator o on o.district = b.district and o.id = b.operator
    where b.district = ${district} and b.selection = ${record.selection} order by b.score desc nulls last`.execute(ctx.db)
  const sites = await facilityRows(
    ctx,
    covered.rows.map(({ facility }) => facility),
    on,
  )
  return {
    ...(await toRow(ctx, record, on)),
    signedOn: record.signedOn,
    dutyGroups: record.dutyGroups,
    reportMonths: record.reportMonths,
    endedOn: record.endedOn,
    endedReason: record.endedReason,
    sites: sites.map(({ id, name, kindTitle, place }) => ({ id, name, kindTitle, place })),
    assets: assets.rows,
    reports: reports.rows.map((report) => ({ ...report, late: lastDayFor(report, settings) < report.receivedOn })),
    owed: owedReports(record, on, settings.reportGraceDays),
    bids: bids.rows,
  }
}

/** The last day on which a report is in time: so many days after its period, so many hours after the event. */
function lastDayFor(
  { period, happenedAt }: { period: string | null; happenedAt: string | null },
  { reportGraceDays, majorEventHours }: FacilitySettings,
): string {
  return period === null
    ? dayInChina(new Date(Date.parse(happenedAt!) + majorEventHours * 3_600_000))
    : addDays(period, reportGraceDays)
}
