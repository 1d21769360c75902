// One case with all its steps, and the list that answers "who has my case".
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import { notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { CASE_STATES } from '../../contract-cases.ts'
import type * as contract from '../../contract-cases.ts'
import type { CaseRecord } from './case-store.ts'
import { ageColumn, nameColumn, placeRows } from './places.ts'
import { programmeTitle } from './queue-rows.ts'

export const STEP_TITLES: Record<string, string> = {
  opened: '发起办理',
  confirmed: '免申即享确认',
  'town-passed': '镇街核实通过',
  returned: '退回补正',
  resubmitted: '补正后提交',
  approved: '复核同意',
  refused: '不予批准',
  objection: '公示异议',
  'objection-answered': '异议不成立',
  'objection-upheld': '异议成立',
  'notice-ended': '公示期满',
  withdrawn: '撤回',
  'person-died': '老人去世，办件停止',
  'death-reversed': '撤销去世，办件恢复',
  'person-moved': '户籍迁出，办件停止',
  'move-reversed': '撤销迁出，办件恢复',
  'person-merged': '档案合并，保留的档案上已有同一项',
  'area-transferred': '区划划转，由划入区县接着办',
  'area-received': '区划划转，接着办理',
}

type Row = CaseRecord & { name: string; age: number; town: string; village: string; overdue_days: number }

export async function showCase(
  ctx: Context,
  input: InputOf<typeof contract.showCase>,
): Promise<ReplyOf<typeof contract.showCase>> {
  const district = ctx.principal.district
  const found = (
    await sql<Row>`with place as (${placeRows(ctx)})
    select c.*, ${nameColumn(ctx)} as name, ${ageColumn(ctx)} as age, coalesce(w.town, '') as town, coalesce(w.village, '') as village,
      greatest(0, coalesce(${today(ctx)}::date - c.due_on, 0))::int as overdue_days
    from benefits.benefit_case c join registry.person p on p.district = c.district and p.id = c.person left join place w on w.area = c.area
    where c.district = ${district} and c.id = ${input.params.id}`.execute(ctx.db)
  ).rows[0]
  if (!found) throw notFound('这个办件')
  const steps = await sql<{ id: string; step: string; by_name: string; at: Date; note: string; faults: string[] }>`
    select id, step, by_name, at, note, faults from benefits.case_step where district = ${district} and benefit_case = ${found.id} order by at, id`.execute(
    ctx.db,
  )
  const objections = await sql<{
    id: string
    raisedOn: string
    raisedBy: string
    ground: string
    answer: string
    upheld: boolean | null
  }>`
    select id, raised_on as "raisedOn", raised_by as "raisedBy", ground, answer, upheld from benefits.objection
    where district = ${district} and benefit_case = ${found.id} order by received_at`.execute(ctx.db)
  await audit(ctx, { event: 'case.viewed', object: `case:${found.id}`, person: found.person })
  const whyNot = reasonNotToDecide(ctx, found)
  return {
    id: found.id,
    number: found.number,
    state: found.state,
    stateTitle: CASE_STATES[found.state],
    person: found.person,
    name: found.name,
    age: found.age,
    town: found.town,
    village: found.village,
    programme: found.programme,
    programmeTitle: programmeTitle(found.programme),
    monthlyFen: found.monthly_fen ?? 0,
    startMonth: found.start_month,
    arrears: found.arrears,
    arrearsFen: found.arrears_fen,
    confirmedOnly: found.confirmed_only,
    holder: found.holder_name,
    dueOn: found.due_on,
    overdueDays: CLOSED.includes(found.state) ? 0 : found.overdue_days,
    noticeFrom: found.notice_from,
    noticeTo: found.notice_to,
    decisionNumber: found.decision_number,
    openedBy: found.opened_by_name,
    openedAt: found.opened_at.toISOString(),
    decidedBy: found.decided_by_name,
    decidedAt: found.decided_at?.toISOString() ?? null,
    explanation: found.explanation,
    version: found.version,
    mayDecide: whyNot === '',
    whyNot,
    steps: steps.rows.map((row) => ({
      id: row.id,
      step: row.step,
      title: STEP_TITLES[row.step] ?? row.step,
      by: row.by_name,
      at: row.at.toISOString(),
      note: row.note,
      faults: row.faults,
    })),
    objections: objections.rows,
  }
}

const CLOSED = ['granted', 'refused', 'withdrawn']

function reasonNotToDecide(ctx: Context, found: CaseRecord): string {
  if (found.state !== 'district-decision') return `现在是“${CASE_STATES[found.state]}”，不在复核这一步。`
  if (!ctx.principal.permissions.has('cases.decide')) return '您的岗位不能复核。'
  if (sameHuman(ctx.principal, found.opened_by)) return '这个办件是您本人发起的，要由另一位工作人员复核。'
  return ''
}

export async function findCases(
  ctx: Context,
  input: InputOf<typeof contract.findCases>,
): Promise<ReplyOf<typeof contract.findCases>> {
  const { number, person, state, page, size } = input.query
  const district = ctx.principal.district
  const where = sql`c.district = ${district} and (${number ?? null}::text is null or c.number like '%' || ${number ?? null}::text || '%')
    and (${person ?? null}::uuid is null or c.person = ${person ?? null}) and (${state ?? null}::text is null or c.state = ${state ?? null})`
  const rows = await sql<
    Pick<CaseRecord, 'id' | 'number' | 'state' | 'person' | 'programme' | 'holder_name' | 'due_on' | 'opened_at'> & {
      name: string
    }
  >`
    select c.id, c.number, c.state, c.person, c.programme, c.holder_name, c.due_on, c.opened_at, ${nameColumn(ctx)} as name
    from benefits.benefit_case c join registry.person p on p.district = c.district and p.id = c.person
    where ${where} order by c.opened_at desc, c.id limit ${size} offset ${offsetOf({ page, size })}`.execute(ctx.db)
  const total = await sql<{ n: number }>`select count(*)::int as n from benefits.benefit_case c where ${where}`.execute(ctx.db)
  return {
    total: total.rows[0]!.n,
    rows: rows.rows.map((row) => ({
      id: row.id,
      number: row.number,
      state: row.state,
      stateTitle: CASE_STATES[row.state],
      person: row.person,
      name: row.name,
      programmeTitle: programmeTitle(row.programme),
      holder: row.holder_name,
      dueOn: row.due_on,
      openedAt: row.opened_at.toISOString(),
    })),
  }
}
