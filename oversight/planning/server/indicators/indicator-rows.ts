// Indicators with all that belongs to them, read in one go for a list or for one: prints, definition, observation, open questions.
import type { Day } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { type RawBuilder, sql } from 'kysely'
import type { Definition, DefinitionInput } from '../../contract/shapes.ts'
import type { Printed } from '../../contract/indicators.ts'
import { DOCUMENT_TITLE } from './documents.ts'

export interface IndicatorRecord {
  id: string
  title: string
  category: string
  kind: string
  binding: string
  direction: string
  unit: string
  unitInferred: boolean
  base: string
  responsible: string
  document: string
  documentTitle: string
  clause: string
  number: number
  printed: Printed[]
  definition: (Omit<Definition, 'recordedAt'> & { recordedAt: string }) | null
  observation: { value: string; day: Day; document: string } | null
  openFlags: string[]
}

/** One statement: the pages of a whole district ask it, and each trip to the database costs more than the rows. */
export async function indicatorRows(ctx: Context, where: RawBuilder<unknown> = sql`true`): Promise<IndicatorRecord[]> {
  const { district } = ctx.principal
  const found = await sql<IndicatorRecord>`
    select i.id, i.title, i.category, i.kind, i.binding, i.direction, i.unit, i.unit_inferred as "unitInferred", i.base, i.responsible, i.document,
      ${DOCUMENT_TITLE} as "documentTitle", i.clause, i.number,
      coalesce((select jsonb_agg(jsonb_build_object('id', v.id, 'role', v.role, 'printed', v.printed, 'operator', v.operator, 'value', trim_scale(v.value)::text,
          'valueMax', trim_scale(v.value_max)::text, 'unit', v.unit, 'day', v.day, 'dayPrinted', v.day_printed, 'dayInferred', v.day_inferred, 'quantity', v.quantity,
          'certainty', v.certainty, 'standing', v.standing, 'usable', v.usable, 'document', v.document,
          'documentTitle', coalesce((select coalesce(d.number, d.title) from policy.document d where d.key = v.document), v.document), 'clause', v.clause)
          order by v.role, v.day, v.number)
        from planning.printed_value v where v.district = ${district} and v.indicator = i.id and v.closed_at is null), '[]') as printed,
      (select jsonb_build_object('version', d.version, 'words', d.words, 'countsNot', d.counts_not, 'formula', d.formula, 'inputs', d.inputs, 'unit', d.unit,
          'places', d.places, 'base', d.base, 'reason', d.reason, 'recordedBy', d.recorded_by, 'recordedAt', d.recorded_at)
        from planning.definition d where d.district = ${district} and d.indicator = i.id order by d.version desc limit 1) as definition,
      (select jsonb_build_object('value', trim_scale(o.value)::text, 'day', o.day, 'document', o.document)
        from planning.observation o where o.district = ${district} and o.indicator = i.id and o.closed_at is null order by o.day desc, o.recorded_at desc limit 1) as observation,
      coalesce((select jsonb_agg(f.kind) from planning.flag f where f.district = ${district} and f.indicator = i.id and f.verdict is null and f.closed_at is null), '[]') as "openFlags"
    from planning.indicator i where i.district = ${district} and i.closed_at is null and ${where}
    order by i.document, i.number, i.title`.execute(ctx.db)
  return found.rows
}

export const inputsOf = (record: IndicatorRecord): Readonly<Record<string, DefinitionInput>> => record.definition?.inputs ?? {}
