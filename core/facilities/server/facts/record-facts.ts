// What somebody states about a site from a day on, and how a statement is put right or ended.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { invalid, notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { getFacility } from '../register/facility-store.ts'
import { checkStandards } from '../standards/check-standards.ts'
import { FACT_COLUMNS, type FactOn } from './facts-on.ts'
import { endFact, storeFact } from './store-facts.ts'

export async function recordFacts(
  ctx: Context,
  { params, body }: InputOf<typeof contract.recordFacts>,
): Promise<ReplyOf<typeof contract.recordFacts>> {
  const site = await getFacility(ctx, params.id, true)
  const known = await sql`select from facilities.fact where district = ${ctx.principal.district} and id = ${body.id}`.execute(
    ctx.db,
  )
  if (known.rows.length) return { id: body.id, outcome: 'exists' }
  const waived = body.facts.some(({ kind, value }) => kind === 'facility.area-waived' && value === 'true')
  if (waived && body.reason.length < 4)
    throw invalid('面积例外要写明理由。', { next: '“原则上”的面积可以例外，请写明依据和理由（至少 4 个字）。' })
  if (body.facts.some(({ kind }) => kind === 'facility.kind'))
    throw invalid('类别变化请用“转型”办理。', { next: '这样会留下前后类别和依据。' })
  let written = 0
  for (const fact of body.facts)
    if (
      await storeFact(ctx, {
        ...fact,
        ...(written === 0 && { id: body.id }),
        facility: site.id,
        area: site.area,
        source: body.source,
        reason: body.reason,
      })
    )
      written++
  if (written > 0) await checkStandards(ctx, [site.id])
  await audit(ctx, {
    event: 'facility.facts-recorded',
    object: `facility:${site.id}`,
    reason: body.reason,
    details: { kinds: body.facts.map(({ kind }) => kind), written },
  })
  return { id: body.id, outcome: written > 0 ? 'created' : 'exists' }
}

export async function closeFact(
  ctx: Context,
  { params, body }: InputOf<typeof contract.closeFact>,
): Promise<ReplyOf<typeof contract.closeFact>> {
  const site = await getFacility(ctx, params.id, true)
  const found = await sql<
    FactOn & { closed: boolean }
  >`select ${FACT_COLUMNS}, k.closed_at is not null as closed from facilities.fact k
    where k.district = ${ctx.principal.district} and k.facility = ${site.id} and k.id = ${params.fact}`.execute(ctx.db)
  const fact = found.rows[0]
  if (!fact) throw notFound('这条情况')
  if (fact.closed) return { id: body.id, outcome: 'exists' }
  if (fact.kind === 'facility.kind') throw invalid('类别不能空着。', { next: '请用“转型”改成正确的类别。' })
  if (body.to && body.to <= fact.from) throw invalid(`终止日不晚于起始日 ${fact.from}。`, { next: '从头就不对的，请用“更正”。' })
  await endFact(ctx, { ...fact, area: site.area }, body.to ?? null, body.reason)
  await checkStandards(ctx, [site.id])
  await audit(ctx, {
    event: 'facility.fact-closed',
    object: `facility:${site.id}`,
    reason: body.reason,
    details: { kind: fact.kind },
  })
  return { id: body.id, outcome: 'created' }
}
