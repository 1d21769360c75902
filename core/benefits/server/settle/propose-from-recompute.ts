// From the list to money: chosen rows become arrears, recoveries or counter-entries, each waiting for another person's approval.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract-settle.ts'
import { derivedId } from '../cases/derived-id.ts'
import { planRecoveries } from './plan-recoveries.ts'
import { settledRows, UNPAID } from './settled-so-far.ts'

interface Row {
  person: string
  programme: string
  area: number
  settled_fen: number
  now_fen: number
  way: 'arrear' | 'recovery' | 'counter-entry'
  reason: string
  proposed: boolean
  fresh: boolean
}

export async function proposeFromRecompute(
  ctx: Context,
  { params, body }: InputOf<typeof contract.proposeFromRecompute>,
): Promise<ReplyOf<typeof contract.proposeFromRecompute>> {
  const { district } = ctx.principal
  const found = await sql<{
    month: string
    run: string
  }>`select c.month, c.run from benefits.recompute c join benefits.run r on r.district = c.district and r.id = c.run
    where c.district = ${district} and c.id = ${params.id} for update of r`.execute(ctx.db)
  const recompute = found.rows[0]
  if (!recompute) throw notFound('这次核算')
  const rows = await chosenRows(ctx, params.id, recompute.month, body.rows)
  if (rows.length < body.rows.length) throw notFound('选中的差额')
  const open = rows.filter((row) => !row.proposed)
  if (open.some((row) => !row.fresh))
    throw conflict('核算以后，选中的月份又有别的补发、追回或更正。', { next: '请重新核算这个月，再从新的结果里选。' })
  const counts = { arrears: 0, recoveries: 0, counterEntries: 0 }
  for (const row of open) {
    if (row.way === 'counter-entry')
      counts.counterEntries += await counterEntry(ctx, params.id, recompute.run, recompute.month, row)
    else {
      await adjustment(ctx, params.id, recompute.month, row)
      counts[row.way === 'arrear' ? 'arrears' : 'recoveries']++
    }
  }
  await sql`update benefits.recompute_row r set proposed_at = ${ctx.now} from jsonb_to_recordset(${JSON.stringify(body.rows)}::jsonb) as w (person uuid, programme text)
    where r.district = ${district} and r.recompute = ${params.id} and r.person = w.person and r.programme = w.programme and r.proposed_at is null`.execute(
    ctx.db,
  )
  for (const person of new Set(open.filter((row) => row.way === 'recovery').map((row) => row.person)))
    await planRecoveries(ctx, person)
  await audit(ctx, {
    event: 'recompute.proposed',
    object: `recompute:${params.id}`,
    details: { month: recompute.month, ...counts },
  })
  return { id: body.id, outcome: open.length > 0 ? 'created' : 'exists', ...counts }
}

async function chosenRows(
  ctx: Context,
  id: string,
  month: string,
  wanted: { person: string; programme: string }[],
): Promise<Row[]> {
  const found = await sql<Row>`with settled as (${settledRows(ctx, month)})
    select r.person, r.programme, r.area, r.settled_fen, r.now_fen, r.way, (select string_agg(x ->> 'text', '；') from jsonb_array_elements(r.reasons) x) as reason,
      r.proposed_at is not null as proposed, coalesce(s.fen, 0) = r.settled_fen and coalesce(s.unpaid_fen, 0) = r.unpaid_fen as fresh
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (person uuid, programme text)
    join benefits.recompute_row r on r.district = ${ctx.principal.district} and r.recompute = ${id} and r.person = w.person and r.programme = w.programme
    left join settled s on s.person = r.person and s.programme = r.programme`.execute(ctx.db)
  return found.rows
}

async function adjustment(ctx: Context, recompute: string, month: string, row: Row) {
  const { district, staff, name } = ctx.principal
  await sql`insert into benefits.adjustment (district, id, person, area, programme, kind, for_month, fen, reason, proposed_by, proposed_by_name, origin)
    values (${district}, ${derivedId(recompute, row.person, row.programme)}, ${row.person}, ${row.area}, ${row.programme}, ${row.way}, ${month},
      ${row.now_fen - row.settled_fen}, ${reasonText(month, row)}, ${staff}, ${name}, ${`recompute:${recompute}`}) on conflict (district, id) do nothing`.execute(
    ctx.db,
  )
}

/** The unpaid line goes, the right amount comes again; what else was settled for the month stays and is set off. */
async function counterEntry(ctx: Context, recompute: string, run: string, month: string, row: Row): Promise<number> {
  const { district, staff, name } = ctx.principal
  const made =
    await sql`insert into benefits.line_reversal (district, id, area, run, person, programme, kind, for_month, fen, corrected_fen, reason, origin, proposed_by, proposed_by_name)
    select l.district, ${derivedId(recompute, row.person, row.programme)}, l.area, l.run, l.person, l.programme, l.kind, l.for_month, l.fen,
      greatest(0, l.fen + ${row.now_fen - row.settled_fen}), ${reasonText(month, row)}, ${`recompute:${recompute}`}, ${staff}, ${name}
    from benefits.line l where l.district = ${district} and l.run = ${run} and l.person = ${row.person} and l.programme = ${row.programme}
      and l.kind = 'month' and l.for_month = ${month} and l.state in ${UNPAID} on conflict do nothing`.execute(ctx.db)
  return Number(made.numAffectedRows)
}

const reasonText = (month: string, row: Row) => `重新核算${month}：${row.reason}`.slice(0, 200)
