// One elder in one month: what the rules say joined with what runs, what was paid and what is being worked on.
import { type Month, monthOf } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type { ProgrammeVerdict } from '../../contract-explain.ts'
import { type Judged, theJudge } from './judge-port.ts'
import { programmeTitle } from './queue-rows.ts'
import { recordsOf } from './records-of.ts'

interface Standing {
  programme: string
  stream: 'running' | 'held' | null
  hold_reason: string | null
  received: number
  case_id: string | null
  case_number: string | null
  case_state: string | null
  since_month: string | null
  arrears_fen: number
  arrears_months: number
  complete: boolean | null
  lacking: { name: string; title: string }[] | null
}

export async function programmeVerdicts(
  ctx: Context,
  person: string,
  month: Month = monthOf(today(ctx)),
): Promise<ProgrammeVerdict[]> {
  const judged = await theJudge().person(ctx, person, month)
  const known = new Map((await standings(ctx, person, month)).map((row) => [row.programme, row]))
  const verdicts = judged.map((one) => verdictFrom(one, known.get(one.programme)))
  return verdicts.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
}

export async function programmeVerdict(ctx: Context, person: string, programme: string, month: Month): Promise<ProgrammeVerdict> {
  const found = (await programmeVerdicts(ctx, person, month)).find((one) => one.programme === programme)
  return (
    found ??
    verdictFrom(
      {
        programme,
        outcome: 'none',
        fen: 0,
        why: [],
        citation: null,
        amount: null,
        table: null,
        missing: [],
        excludedBy: null,
        nextChange: null,
      },
      undefined,
    )
  )
}

const ORDER: ProgrammeVerdict['state'][] = [
  'unclaimed',
  'paid-not-due',
  'in-case',
  'held',
  'missing',
  'receiving',
  'excluded',
  'none',
]
const STATE_TITLES: Record<ProgrammeVerdict['state'], string> = {
  receiving: '发放中',
  unclaimed: '应享未享',
  'in-case': '办理中',
  held: '暂停',
  missing: '还缺事实',
  excluded: '已享同类',
  none: '不符合',
  'paid-not-due': '已发，现不符合',
}

function verdictFrom(one: Judged, known: Standing | undefined): ProgrammeVerdict {
  const state = stateOf(one, known)
  const lacking = [...one.missing, ...(known?.lacking ?? []).filter((fact) => fact.name === 'payee')]
  return {
    programme: one.programme,
    title: programmeTitle(one.programme),
    state,
    stateTitle: STATE_TITLES[state],
    dueFen: one.outcome === 'due' ? one.fen : 0,
    receivedFen: known?.received ?? 0,
    why: one.why,
    citation: one.citation,
    amount: one.amount,
    table: one.table,
    missing: state === 'unclaimed' || state === 'in-case' ? lacking : one.missing,
    excludedBy: one.excludedBy,
    next: nextStep(state, one, known, lacking),
    nextChange: one.nextChange,
    sinceMonth: known?.since_month ?? null,
    arrearsFen: known?.arrears_fen ?? 0,
    arrearsMonths: known?.arrears_months ?? 0,
    complete: one.outcome === 'due' && (known?.complete ?? false),
    benefitCase: known?.case_id ? { id: known.case_id, number: known.case_number!, state: known.case_state! } : null,
  }
}

function stateOf(one: Judged, known: Standing | undefined): ProgrammeVerdict['state'] {
  if (known?.stream === 'held') return 'held'
  if (known?.stream === 'running') return one.outcome === 'due' ? 'receiving' : 'paid-not-due'
  if (known?.case_id) return 'in-case'
  return one.outcome === 'due' ? 'unclaimed' : one.outcome
}

function nextStep(
  state: ProgrammeVerdict['state'],
  one: Judged,
  known: Standing | undefined,
  lacking: { title: string }[],
): string {
  const told = state === 'in-case' && one.outcome !== 'due' ? one.outcome : state
  switch (told) {
    case 'unclaimed':
      return lacking.length > 0 ? `请补${lacking.map((fact) => fact.title).join('、')}后办理。` : '材料齐全，可以确认并办理。'
    case 'in-case':
      return `办件 ${known!.case_number} 正在办理。`
    case 'held':
      return `已暂停：${known!.hold_reason || '待核实'}。请复核后恢复或停发。`
    case 'missing':
      return `请补${one.missing.map((fact) => fact.title).join('、')}，补后自动重新核对。`
    case 'paid-not-due':
      return '请核对事实；确实不符合的，停发并核算多发的钱。'
    case 'excluded':
      return `已领${one.excludedBy ?? '同类待遇'}，两项只能领一项。`
    case 'none':
      return one.why.some((line) => line.verdict === 'not-met') ? '情况变化后请更新事实，系统会自动重新核对。' : ''
    case 'receiving':
      return ''
  }
}

async function standings(ctx: Context, person: string, month: Month): Promise<Standing[]> {
  const district = ctx.principal.district
  const found = await sql<Standing>`with keys as (
      select programme from benefits.judgement where district = ${district} and person = ${person}
      union select programme from benefits.entitlement where district = ${district} and person = ${person}
      union select programme from benefits.benefit_case where district = ${district} and person = ${person}
      union select programme from benefits.line where district = ${district} and person = ${person} and for_month = ${month})
    select k.programme, e.state as stream, e.hold_reason, coalesce(l.received, 0)::bigint as received, c.id as case_id, c.number as case_number, c.state as case_state,
      j.since_month, coalesce(j.arrears_fen, 0)::bigint as arrears_fen, coalesce(j.arrears_months, 0) as arrears_months, j.complete, j.missing as lacking
    from keys k
    left join benefits.judgement j on j.district = ${district} and j.person = ${person} and j.programme = k.programme and j.outcome = 'due'
    left join benefits.entitlement e on e.district = ${district} and e.person = ${person} and e.programme = k.programme and e.state <> 'stopped'
      and e.start_month <= ${month}
    left join benefits.benefit_case c on c.district = ${district} and c.person = ${person} and c.programme = k.programme
      and c.state in ('town-check', 'returned', 'district-decision', 'public-notice', 'objection')
    left join lateral (select sum(fen) as received from benefits.line where district = ${district} and person = any(${await recordsOf(ctx, person)}::uuid[]) and programme = k.programme
      and for_month = ${month} and kind in ('month', 'arrear') and state in ('paid', 'sent', 'reissued')) l on true`.execute(
    ctx.db,
  )
  return found.rows
}
