// "What should she get, what did she get, why": the answer to a telephone call in one reply.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { addMonths, type Month, monthOf, monthsBetween } from '@songhe/basics/day'
import { yuan } from '@songhe/basics/money'
import { notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract-explain.ts'
import type { ProgrammeVerdict } from '../../contract-explain.ts'
import { programmeVerdicts } from './judge-person.ts'
import { recordsOf } from './records-of.ts'
import { ageColumn, nameColumn, placeRows } from './places.ts'

export async function explainPerson(
  ctx: Context,
  input: InputOf<typeof contract.explainPerson>,
): Promise<ReplyOf<typeof contract.explainPerson>> {
  const { person } = input.params
  const month = input.query.month ?? monthOf(today(ctx))
  const who = await personHead(ctx, person)
  const programmes = await programmeVerdicts(ctx, person, month)
  const dueFen = programmes.reduce((sum, one) => sum + one.dueFen, 0)
  const receivedFen = programmes.reduce((sum, one) => sum + one.receivedFen, 0)
  await audit(ctx, { event: 'person.benefits-explained', object: `person:${person}`, person, details: { month } })
  return {
    person,
    ...who,
    month,
    dueFen,
    receivedFen,
    gapFen: dueFen - receivedFen,
    sentence: sentence(programmes, dueFen - receivedFen, month),
    programmes,
    months: await lastMonths(ctx, person, month),
    merged: await underMerged(ctx, person),
    example: programmes.some((one) => one.amount?.status === 'example'),
  }
}

async function underMerged(ctx: Context, person: string): Promise<{ records: number; lines: number; fen: number } | null> {
  const others = (await recordsOf(ctx, person)).filter((id) => id !== person)
  if (others.length === 0) return null
  const found = await sql<{ lines: number; fen: number }>`select count(*)::int as lines, coalesce(sum(l.fen), 0)::bigint as fen
    from benefits.line l join benefits.run r on r.district = l.district and r.id = l.run and r.kind <> 'shadow' and r.state in ('approved', 'sent', 'settled')
    where l.district = ${ctx.principal.district} and l.person = any(${others}::uuid[]) and l.state in ('sent', 'paid', 'reissued')`.execute(
    ctx.db,
  )
  return { records: others.length, ...found.rows[0]! }
}

export async function personHead(ctx: Context, person: string): Promise<{ name: string; age: number; place: string }> {
  const found = await sql<{ name: string; age: number; place: string }>`with place as (${placeRows(ctx)})
    select ${nameColumn(ctx)} as name, ${ageColumn(ctx)} as age, coalesce(w.town || w.village, '') as place
    from registry.person p left join place w on w.area = p.area where p.district = ${ctx.principal.district} and p.id = ${person}`.execute(
    ctx.db,
  )
  if (!found.rows[0]) throw notFound('这位老人')
  return found.rows[0]
}

/** One sentence that may be read aloud on the telephone. */
export function sentence(programmes: ProgrammeVerdict[], gapFen: number, month: Month): string {
  const unclaimed = programmes.find((one) => one.state === 'unclaimed')
  if (unclaimed) {
    const since =
      unclaimed.sinceMonth && unclaimed.sinceMonth < month ? `${monthWords(unclaimed.sinceMonth)}起就该领` : '本月就该领'
    return `${unclaimed.title}，${since}，一直没有领过。`
  }
  const held = programmes.find((one) => one.state === 'held')
  if (held) return `${held.title}已暂停，等待核实。`
  const wrong = programmes.find((one) => one.state === 'paid-not-due')
  if (wrong) return `${wrong.title}正在发放，但按现在的事实不符合条件，请核对。`
  const working = programmes.find((one) => one.state === 'in-case')
  if (working) return `${working.title}正在办理（${working.benefitCase!.number}）。`
  if (programmes.every((one) => one.dueFen === 0)) return '按现在的事实，没有符合条件的待遇。'
  return gapFen > 0 ? `本月还有 ${yuan(gapFen)} 元待发放。` : '应得的都已发放。'
}

export const monthWords = (month: Month) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`

/** Twelve months of money: arrived, on its way, and owed but never sent (from the newest check). */
async function lastMonths(ctx: Context, person: string, month: Month) {
  const district = ctx.principal.district
  const from = addMonths(month, -11)
  const lines = await sql<{ month: Month; paid: number; pending: number }>`
    select for_month as month, coalesce(sum(fen) filter (where state = 'paid'), 0)::bigint as paid,
      coalesce(sum(fen) filter (where state in ('due', 'sent', 'reissued')), 0)::bigint as pending
    from benefits.line where district = ${district} and person = any(${await recordsOf(ctx, person)}::uuid[]) and kind in ('month', 'arrear') and for_month between ${from} and ${month}
      and run in (select id from benefits.run where district = ${district} and kind <> 'shadow' and state in ('approved', 'sent', 'settled'))
    group by for_month`.execute(ctx.db)
  const owed = await sql<{ month: Month; fen: number }>`
    select month, sum(fen)::bigint as fen from (
      select a.item->>'month' as month, (a.item->>'fen')::bigint as fen from benefits.judgement j, jsonb_array_elements(j.arrears) as a(item)
        where j.district = ${district} and j.person = ${person} and j.outcome = 'due'
          and not exists (select from benefits.entitlement e where e.district = ${district} and e.person = j.person and e.programme = j.programme and e.state <> 'stopped')
      union all select for_month, fen - settled_fen from benefits.adjustment
        where district = ${district} and person = ${person} and kind = 'arrear' and state in ('proposed', 'approved', 'planned')) x
    group by month`.execute(ctx.db)
  const money = new Map(lines.rows.map((row) => [row.month, row]))
  const missing = new Map(owed.rows.map((row) => [row.month, row.fen]))
  return monthsBetween(from, month).map((one) => ({
    month: one,
    paidFen: money.get(one)?.paid ?? 0,
    toPayFen: money.get(one)?.pending ?? 0,
    owedFen: missing.get(one) ?? 0,
  }))
}
