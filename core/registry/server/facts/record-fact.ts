// A statement about an elder: recorded beside the others, corrected, or ended. Nothing is overwritten; the kind's winner is worked out anew.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { conflict, invalid, notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { getPerson } from '../people/person-rows.ts'
import { factKind, faultOf } from './fact-kinds.ts'
import { RANKS, recordSource } from './source.ts'
import { settle, storeFacts } from './store-facts.ts'

export async function recordFact(
  ctx: Context,
  { params, body }: InputOf<typeof contract.recordFact>,
): Promise<ReplyOf<typeof contract.recordFact>> {
  const person = await getPerson(ctx, params.id, true)
  refuseFaults(body)
  if (person.state === 'merged') throw conflict('这份档案已并入另一份，不能再登记。', { next: '请打开合并后的档案。' })
  const known = await sql<{
    wins: boolean
  }>`select wins from registry.fact where district = ${ctx.principal.district} and id = ${body.id}`.execute(ctx.db)
  if (known.rows[0]) return { id: body.id, outcome: 'exists', wins: known.rows[0].wins }
  const source = await recordSource(ctx, body.source)
  await storeFacts(ctx, [{ ...body, person: person.id, area: person.area, source }])
  const stored = await sql<{ wins: boolean }>`
    select bool_or(wins) as wins from registry.fact where district = ${ctx.principal.district} and closed_at is null and (id = ${body.id} or replaces = ${body.id})`.execute(
    ctx.db,
  )
  await audit(ctx, {
    event: 'fact.recorded',
    object: `fact:${body.id}`,
    person: person.id,
    details: { kind: body.kind, from: body.from, source: body.source.label },
  })
  return { id: body.id, outcome: 'created', wins: stored.rows[0]?.wins ?? false }
}

export async function correctFact(
  ctx: Context,
  { params, body }: InputOf<typeof contract.correctFact>,
): Promise<ReplyOf<typeof contract.correctFact>> {
  const person = await getPerson(ctx, params.id, true)
  if (await exists(ctx, body.id)) return { id: body.id, outcome: 'exists' }
  const fact = await getOpenFact(ctx, params.id, params.fact)
  refuseFaults({ ...body, kind: fact.kind })
  // The correction speaks for the source it corrects, only later: whatever that source says next counts again.
  const source = await recordSource(ctx, {
    kind: 'platform',
    label: `更正：${fact.label}`,
    reportedOn: today(ctx),
    rank: Math.min(fact.rank, RANKS.platform),
  })
  await closeRow(ctx, fact.id, source)
  await storeFacts(ctx, [{ ...body, kind: fact.kind, person: person.id, area: person.area, source, replaces: fact.id }])
  await audit(ctx, {
    event: 'fact.corrected',
    object: `fact:${fact.id}`,
    person: person.id,
    reason: body.reason,
    details: { kind: fact.kind, by: body.id },
  })
  return { id: body.id, outcome: 'created' }
}

export async function closeFact(
  ctx: Context,
  { params, body }: InputOf<typeof contract.closeFact>,
): Promise<ReplyOf<typeof contract.closeFact>> {
  const person = await getPerson(ctx, params.id, true)
  if (await exists(ctx, body.id)) return { id: body.id, outcome: 'exists' }
  const fact = await getOpenFact(ctx, params.id, params.fact)
  if (body.to <= fact.from) throw invalid(`终止日期应晚于起始日期 ${fact.from}。`, { next: '如果从来不成立，请用“更正”。' })
  if (fact.to !== null && fact.to <= body.to) throw conflict(`这条情况已于 ${fact.to} 终止。`)
  await closeRow(ctx, fact.id, null)
  const same = {
    kind: fact.kind,
    detail: fact.detail ?? undefined,
    person: person.id,
    area: person.area,
    source: fact.source,
    replaces: fact.id,
  }
  const ended = { ...same, id: body.id, value: fact.value, from: fact.from, to: body.to }
  // A trait that ends is known to be false from then on; otherwise a weaker source that still says true would count again.
  const over =
    factKind(fact.kind)?.type === 'boolean' && fact.value === 'true'
      ? [{ ...same, id: newId(), value: 'false', from: body.to }]
      : []
  await storeFacts(ctx, [ended, ...over])
  await audit(ctx, {
    event: 'fact.closed',
    object: `fact:${fact.id}`,
    person: person.id,
    reason: body.reason,
    details: { kind: fact.kind, to: body.to },
  })
  return { id: body.id, outcome: 'created' }
}

function refuseFaults(fact: { kind: string; value: string; from: string; to?: string | null | undefined }) {
  const fault = faultOf(fact.kind, fact.value)
  if (fault) throw invalid(fault, { next: '请从列表中选择。' })
  if (fact.to && fact.to <= fact.from) throw invalid(`“${factKind(fact.kind)?.title}”的截止日期应晚于起始日期。`)
}

interface OpenFact {
  id: string
  kind: string
  value: string
  from: string
  to: string | null
  source: string
  label: string
  rank: number
  detail: Record<string, unknown> | null
}

async function getOpenFact(ctx: Context, person: string, id: string): Promise<OpenFact> {
  const found =
    await sql<OpenFact>`select f.id, f.kind, f.value, f.valid_from as "from", f.valid_to as "to", f.source, f.detail, s.label, s.rank
    from registry.fact f join registry.source s on s.district = f.district and s.id = f.source
    where f.district = ${ctx.principal.district} and f.person = ${person} and f.id = ${id} and f.closed_at is null`.execute(
      ctx.db,
    )
  if (!found.rows[0]) throw notFound('这条情况（可能已被更正）')
  return found.rows[0]
}

async function exists(ctx: Context, id: string): Promise<boolean> {
  return (
    (await sql`select from registry.fact where district = ${ctx.principal.district} and id = ${id}`.execute(ctx.db)).rows.length >
    0
  )
}

/** Ends one row; whatever it had beaten counts again. */
export async function closeRow(ctx: Context, id: string, by: string | null) {
  const closed = await sql<{
    person: string
    kind: string
  }>`update registry.fact set closed_at = clock_timestamp(), closed_by = ${by}, wins = false
    where district = ${ctx.principal.district} and id = ${id} returning person, kind`.execute(ctx.db)
  await settle(ctx, closed.rows)
}
