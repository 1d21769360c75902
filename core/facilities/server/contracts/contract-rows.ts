// Contracts as lists show them: until when, what is late, how it was chosen.
import type { ReplyOf } from '@songhe/basics/contract'
import { addDays, addMonths, type Day, lastDay, monthOf } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { CONTRACT_MODES } from '../../contract/contracts.ts'
import type { FacilityFile } from '../../contract/register.ts'
import type * as contract from '../../contract.ts'
import { daysLeft } from '../papers/papers.ts'
import { facilitySettings } from '../settings.ts'

export type ContractRow = ReplyOf<typeof contract.listContracts>['rows'][number]

export interface ContractRecord {
  id: string
  number: string
  operator: string
  operatorName: string
  entrustedBy: string
  mode: string
  dutyGroups: string
  signedOn: Day
  from: Day
  to: Day
  reportMonths: number
  endedOn: Day | null
  endedReason: string
  selection: string | null
  selectionTitle: string | null
  example: boolean
  facilityNames: string[]
  /** Ends of periods a regular report was received for. */
  reported: Day[]
}

export const CONTRACT_RECORD = sql`c.id, c.number, c.operator, o.name as "operatorName", c.entrusted_by as "entrustedBy", c.mode, c.duty_groups as "dutyGroups",
  c.signed_on as "signedOn", c.valid_from as "from", c.ends_on as "to", c.report_months as "reportMonths", c.ended_on as "endedOn", c.ended_reason as "endedReason",
  c.selection, s.title as "selectionTitle", c.example,
  (select coalesce(array_agg(f.name order by f.name), '{}') from facilities.contract_facility cf join facilities.facility f on f.district = cf.district and f.id = cf.facility
    where cf.district = c.district and cf.contract = c.id) as "facilityNames",
  (select coalesce(array_agg(r.period_end::text), '{}') from facilities.contract_report r where r.district = c.district and r.contract = c.id and r.kind = 'regular') as reported`
export const CONTRACT_FROM = sql`facilities.contract c join facilities.operator o on o.district = c.district and o.id = c.operator
  left join facilities.selection s on s.district = c.district and s.id = c.selection`

export async function toRow(ctx: Context, record: ContractRecord, on: Day): Promise<ContractRow> {
  const settings = await facilitySettings(ctx)
  return {
    id: record.id,
    number: record.number,
    operator: { id: record.operator, name: record.operatorName },
    entrustedBy: record.entrustedBy,
    mode: record.mode,
    modeTitle: CONTRACT_MODES[record.mode] ?? record.mode,
    facilities: record.facilityNames.length,
    facilityNames: record.facilityNames,
    from: record.from,
    to: record.to,
    state: stateOf(record, on, settings.soonDays),
    days: daysLeft(record.to, on)!,
    lateReports: owedReports(record, on, settings.reportGraceDays).filter(({ late }) => late).length,
    selection: record.selectionTitle ?? '',
    example: record.example,
  }
}

export function stateOf(
  { from, to, endedOn }: Pick<ContractRecord, 'from' | 'to' | 'endedOn'>,
  on: Day,
  soonDays: number,
): ContractRow['state'] {
  if (endedOn !== null) return 'ended'
  if (from > on) return 'coming'
  if (to < on) return 'overdue'
  return to <= addDays(on, soonDays) ? 'soon' : 'running'
}

/** Ends of reporting periods that have passed without a report: every so many whole months from the start, the last one at the contract's end. */
export function owedReports(
  { from, to, endedOn, reportMonths, reported }: Pick<ContractRecord, 'from' | 'to' | 'endedOn' | 'reportMonths' | 'reported'>,
  on: Day,
  graceDays: number,
): { period: Day; late: boolean }[] {
  const end = endedOn !== null && endedOn < to ? endedOn : to
  const owed: { period: Day; late: boolean }[] = []
  for (let month = addMonths(monthOf(from), reportMonths - 1); ; month = addMonths(month, reportMonths)) {
    const period = lastDay(month) < end ? lastDay(month) : end
    if (period >= on) break
    if (!reported.includes(period)) owed.push({ period, late: addDays(period, graceDays) < on })
    if (period === end) break
  }
  return owed
}

export async function contractsOfFacility(ctx: Context, facility: string, on: Day): Promise<FacilityFile['contracts']> {
  const found = await sql<{ id: string; number: string; operator: string; from: Day; to: Day; endedOn: Day | null }>`
    select c.id, c.number, o.name as operator, c.valid_from as "from", c.ends_on as "to", c.ended_on as "endedOn" from ${CONTRACT_FROM}
    join facilities.contract_facility cf on cf.district = c.district and cf.contract = c.id
    where c.district = ${ctx.principal.district} and cf.facility = ${facility} order by c.valid_from desc`.execute(ctx.db)
  return found.rows.map(({ endedOn, ...row }) => ({
    ...row,
    state: endedOn !== null || row.to < on ? ('ended' as const) : row.from > on ? ('coming' as const) : ('running' as const),
  }))
}
