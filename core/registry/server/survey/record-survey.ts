// A survey is one source with many answers of one day; the next one stands beside it and counts from its own day on.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { conflict, invalid } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { BASES } from '../facts/bases.ts'
import { factKind, faultOf } from '../facts/fact-kinds.ts'
import { recordSource } from '../facts/source.ts'
import { storeFacts } from '../facts/store-facts.ts'
import { getPerson } from '../people/person-rows.ts'

/** Whoever asked: of two surveys the later counts, so all have one rank. */
const RANK = 45

export async function recordSurvey(
  ctx: Context,
  { params, body }: InputOf<typeof contract.recordSurvey>,
): Promise<ReplyOf<typeof contract.recordSurvey>> {
  const person = await getPerson(ctx, params.id, true)
  const known = await sql`select from registry.source where district = ${ctx.principal.district} and id = ${body.id}`.execute(
    ctx.db,
  )
  if (known.rows.length) return { id: body.id, outcome: 'exists' }
  if (person.state !== 'active') throw conflict('这份档案已经关闭，不能再登记调查。')
  if (body.day > today(ctx)) throw invalid(`调查日期 ${body.day} 晚于今天。`, { next: '请核对调查表上的日期。' })
  const answers = Object.entries(body.answers)
  if (answers.length === 0) throw invalid('一个问题也没有回答。', { next: '请至少填写一项再登记。' })
  const faults = answers.flatMap(([kind, value]) => {
    if (factKind(kind)?.group !== '调查') return ['有一项不是调查表里的问题。']
    return faultOf(kind, value) ?? []
  })
  if (faults.length) throw invalid(faults.join(''), { next: '请改正后再登记，已填的内容没有丢。' })
  const { district, staff, name } = ctx.principal
  const consent = newId()
  await sql`insert into registry.consent (district, id, person, area, purpose, given_by, relation, given_on, recorded_by, recorded_by_name)
    values (${district}, ${consent}, ${person.id}, ${person.area}, ${BASES.调查.purpose}, ${body.consent.by}, ${body.consent.relation || '本人'}, ${body.day}, ${staff}, ${name})`.execute(
    ctx.db,
  )
  const source = await recordSource(ctx, { id: body.id, kind: body.way, label: body.by, reportedOn: body.day, rank: RANK })
  await storeFacts(
    ctx,
    answers.map(([kind, value]) => ({
      id: newId(),
      person: person.id,
      area: person.area,
      kind,
      value,
      from: body.day,
      source,
      consent,
    })),
  )
  await audit(ctx, {
    event: 'survey.recorded',
    object: `survey:${body.id}`,
    person: person.id,
    details: { day: body.day, by: body.by, answers: answers.length },
  })
  return { id: body.id, outcome: 'created' }
}
