// Sources of money with what came in, was set aside and spent in a year, and what the ledger says is left.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'

export async function requireSource(ctx: Context, id: string): Promise<{ id: string; name: string; kind: string }> {
  const found = await sql<{ id: string; name: string; kind: string }>`select id, name, kind from planning.fund_source
    where district = ${ctx.principal.district} and id = ${id}`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这个资金来源')
  return found.rows[0]
}

export async function listSources(
  ctx: Context,
  { query }: InputOf<typeof contract.listSources>,
): Promise<ReplyOf<typeof contract.listSources>> {
  const sum = (
    direction: string,
  ) => sql`(select coalesce(sum(e.fen), 0)::bigint from planning.fund_entry e where e.district = s.district and e.source = s.id
    and e.direction = ${direction} and e.verdict = 'approved' and extract(year from e.day) = ${query.year})`
  const found = await sql<ReplyOf<typeof contract.listSources>['rows'][number]>`
    select s.id, s.name, s.kind, s.level, s.kept_here as "keptHere", s.drawn_by as "drawnBy", ${sum('income')} as income, ${sum('spending')} as spent,
      (select coalesce(sum(b.fen), 0)::bigint from planning.budget_line b where b.district = s.district and b.source = s.id and b.year = ${query.year}) as budget,
      (select coalesce(sum(case when t.credit = a.key then t.fen else -t.fen end), 0)::bigint from ledger.account a join ledger.transfer t
        on t.district = a.district and a.key in (t.debit, t.credit) where a.district = s.district and a.key = 'planning:fund:' || s.id) as left
    from planning.fund_source s where s.district = ${ctx.principal.district} order by s.recorded_at, s.id`.execute(ctx.db)
  return { rows: found.rows }
}

export async function openSource(
  ctx: Context,
  { body }: InputOf<typeof contract.openSource>,
): Promise<ReplyOf<typeof contract.openSource>> {
  const done = await sql`insert into planning.fund_source (district, id, name, kind, level, kept_here, drawn_by, recorded_by)
    values (${ctx.principal.district}, ${body.id}, ${body.name}, ${body.kind}, ${body.level}, ${body.keptHere ?? null}, ${body.drawnBy}, ${ctx.principal.name})
    on conflict (district, id) do nothing`
    .execute(ctx.db)
    .catch((error: { constraint?: string }) => {
      if (error.constraint === 'fund_source_name')
        throw conflict(`已经有叫“${body.name}”的资金来源。`, { next: '请换一个名称，或用已有的。' })
      throw error
    })
  if (done.numAffectedRows !== 1n) return { id: body.id, outcome: 'exists' }
  const { id: _id, ...details } = body
  await audit(ctx, { event: 'fund.source-opened', object: `fund:${body.id}`, details })
  return { id: body.id, outcome: 'created' }
}

export async function addBudgetLine(
  ctx: Context,
  { body }: InputOf<typeof contract.addBudgetLine>,
): Promise<ReplyOf<typeof contract.addBudgetLine>> {
  const source = await requireSource(ctx, body.source)
  const done = await sql`insert into planning.budget_line (district, id, source, year, purpose, fen, ground, recorded_by)
    values (${ctx.principal.district}, ${body.id}, ${source.id}, ${body.year}, ${body.purpose}, ${body.fen}, ${body.ground}, ${ctx.principal.name})
    on conflict (district, id) do nothing`.execute(ctx.db)
  if (done.numAffectedRows !== 1n) return { id: body.id, outcome: 'exists' }
  await audit(ctx, {
    event: 'fund.budgeted',
    object: `fund:${source.id}`,
    reason: body.ground,
    details: { year: body.year, purpose: body.purpose, fen: body.fen },
  })
  return { id: body.id, outcome: 'created' }
}
