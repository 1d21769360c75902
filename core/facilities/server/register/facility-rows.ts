// Rows of sites as every list shows them: facts of the day, places, operator, papers, standards and stars, for one page at a time.
import type { Day } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { placeNames } from '@songhe/registry/door'
import { sql } from 'kysely'
import { kindTitle } from '../../contract/kinds.ts'
import type { FacilityRow } from '../../contract/register.ts'
import { factsOn } from '../facts/facts-on.ts'
import { operatorNames } from '../operators/operator-store.ts'
import { paperState } from '../papers/papers.ts'
import { facilitySettings } from '../settings.ts'
import { WORST } from '../standards/check-standards.ts'
import { NIGHT_BEDS } from '../standards/facts-for-rules.ts'
import { areaLines } from './area-line.ts'
import { FACILITY_RECORD, type FacilityRecord } from './facility-store.ts'

type Record = FacilityRecord & { standard: FacilityRow['standard']; rating: string | null; papers: number; paperEnds: Day | null }

/** In the order of `ids`. */
export async function facilityRows(ctx: Context, ids: readonly string[], on: Day): Promise<FacilityRow[]> {
  if (ids.length === 0) return []
  const found = await sql<Record>`
    select ${FACILITY_RECORD}, ${WORST} as standard,
      (select string_agg(r.grade, '、' order by r.scheme) from facilities.rating r where r.district = f.district and r.facility = f.id and r.closed_at is null
        and r.scheme in ('star', 'leaf') and r.valid_from <= ${on} and (r.valid_to is null or r.valid_to > ${on})) as rating,
      paper.papers, paper.ends as "paperEnds"
    from facilities.facility f
    left join lateral (select count(*)::int as papers, min(ends_on) as ends from facilities.paper p
      where p.district = f.district and p.facility = f.id and p.closed_at is null) paper on true
    where f.district = ${ctx.principal.district} and f.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  const records = new Map(found.rows.map((row) => [row.id, row]))
  const facts = await factsOn(ctx, ids, on)
  const areas = found.rows.map(({ area }) => area)
  const [lines, places, { soonDays }] = [
    await areaLines(ctx, areas, on),
    await placeNames(ctx, areas, on),
    await facilitySettings(ctx),
  ]
  const runs = (id: string) => facts.get(id)?.get('facility.operator')?.value
  const operators = await operatorNames(
    ctx,
    ids.flatMap((id) => runs(id) ?? []),
  )
  return ids.flatMap((id) => {
    const record = records.get(id)
    if (!record) return []
    const known = facts.get(id)!
    const kind = known.get('facility.kind')?.value ?? ''
    const operator = runs(id)
    return {
      id,
      code: record.code,
      name: record.name,
      kind,
      kindTitle: kindTitle(kind),
      area: record.area,
      town: lines.get(record.area)?.town ?? '',
      place: places.get(record.area) ?? '',
      address: record.address,
      operator: operator ? { id: operator, name: operators.get(operator) ?? '（名录外）' } : null,
      state: record.state,
      floorArea: numberOf(known.get('facility.floor-area')?.value),
      beds: NIGHT_BEDS.reduce((sum, bed) => sum + Number(known.get(`facility.beds.${bed}`)?.value ?? 0), 0),
      standard: record.standard,
      paper: record.papers === 0 ? 'none' : paperState(record.paperEnds, on, soonDays),
      paperEnds: record.paperEnds,
      rating: record.rating ?? '',
      position: record.position,
      example: record.example,
    } satisfies FacilityRow
  })
}

const numberOf = (value: string | undefined) => (value === undefined ? null : Number(value))
