// How an indicator is counted, as a new version: refused with its place where the formula cannot be read, where a source is unknown, or where two bases would meet.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { invalid, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { parseFormula } from '@songhe/rules'
import { sql } from 'kysely'
import { BASES } from '../../contract/words.ts'
import { type DefinitionInput } from '../../contract/shapes.ts'
import type * as contract from '../../contract.ts'
import { indicatorRecord } from './indicator-record.ts'

export async function defineIndicator(
  ctx: Context,
  { params, body }: InputOf<typeof contract.defineIndicator>,
): Promise<ReplyOf<typeof contract.defineIndicator>> {
  const { district, name, staff } = ctx.principal
  const before = await sql<{
    version: number
  }>`select version from planning.definition where district = ${district} and id = ${body.id}`.execute(ctx.db)
  if (before.rows[0]) return { id: body.id, outcome: 'exists', version: before.rows[0].version }
  await sql`select from planning.indicator where district = ${district} and id = ${params.id} for update`.execute(ctx.db)
  const record = await indicatorRecord(ctx, params.id)
  checkDefinition(ctx, body)
  const version = (record.definition?.version ?? 0) + 1
  await sql`insert into planning.definition (district, id, indicator, version, words, counts_not, formula, inputs, unit, places, base, reason, recorded_by, recorded_staff)
    values (${district}, ${body.id}, ${record.id}, ${version}, ${body.words}, ${body.countsNot}, ${body.formula}, ${JSON.stringify(body.inputs)}::jsonb, ${body.unit},
      ${body.places}, ${body.base}, ${body.reason}, ${name}, ${staff})`.execute(ctx.db)
  await audit(ctx, {
    event: 'indicator.defined',
    object: `indicator:${record.id}`,
    reason: body.reason,
    details: { version, formula: body.formula },
  })
  return { id: body.id, outcome: 'created', version }
}

function checkDefinition(ctx: Context, { formula, inputs }: { formula: string; inputs: Record<string, DefinitionInput> }) {
  if (formula === '') {
    if (Object.keys(inputs).length > 0) throw invalid('写了来源，没有写公式。', { next: '请补上公式，或去掉来源。' })
    return
  }
  const bases = new Set<string>()
  for (const [word, { measure: key, constant, source, splits = [] }] of Object.entries(inputs)) {
    if (constant !== undefined) {
      if (!source) throw invalid(`常数“${word}”没有写出处。`, { next: '请写明这个数来自哪份文件的哪一条。' })
      continue
    }
    const measure = key ? ctx.catalogue.measures.get(key) : undefined
    if (!measure)
      throw invalid(`“${word}”没有写来源，或没有“${key ?? ''}”这个来源。`, {
        next: '请从来源清单里选一个；没有来源的指标不要写公式。',
      })
    const unknown = splits.filter((split) => !(split in (measure.splits ?? {})))
    if (unknown.length > 0) throw invalid(`“${measure.title}”没有这些分项：${unknown.join('、')}。`, { next: '请从清单里选。' })
    if (measure.base) bases.add(measure.base)
  }
  if (bases.size > 1)
    throw refused(`公式里同时用了${[...bases].map((base) => BASES[base]).join('和')}，两种口径不能放在一个算式里。`, {
      next: '请都用同一种口径的来源。',
    })
  const parsed = parseFormula(formula, Object.keys(inputs))
  if (!('formula' in parsed))
    throw invalid(`公式第 ${parsed.position.from + 1} 个字起：${parsed.message}`, { next: parsed.proposal })
  const idle = Object.keys(inputs).filter((word) => !parsed.formula.reads.includes(word))
  if (idle.length > 0) throw invalid(`公式里没有用到：${idle.join('、')}。`, { next: '请去掉，或写进公式。' })
}
