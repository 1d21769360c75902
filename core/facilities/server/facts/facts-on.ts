// What is true of sites on a day.
import type { Day } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

export interface FactOn {
  id: string
  facility: string
  kind: string
  value: string
  from: Day
  to: Day | null
  source: string
  reason: string
}

export const FACT_COLUMNS = sql`k.id, k.facility, k.kind, k.value, k.valid_from as "from", k.valid_to as "to", k.source, k.reason`

/** Per site, kind -> the one statement that counts on the day. */
export async function factsOn(ctx: Context, ids: readonly string[], on: Day): Promise<Map<string, Map<string, FactOn>>> {
  const facts = new Map<string, Map<string, FactOn>>(ids.map((id) => [id, new Map()]))
  if (ids.length === 0) return facts
  const found = await sql<FactOn>`select ${FACT_COLUMNS} from facilities.fact k
    where k.district = ${ctx.principal.district} and k.facility = any(${[...ids]}::uuid[]) and k.closed_at is null
      and k.valid_from <= ${on} and (k.valid_to is null or k.valid_to > ${on})`.execute(ctx.db)
  for (const fact of found.rows) facts.get(fact.facility)!.set(fact.kind, fact)
  return facts
}

/** A fact of a site on a day, as a joinable lateral: `alias.value`. */
export const factLateral = (kind: string, on: Day, alias: string) =>
  sql`left join lateral (select k.value, k.valid_from from facilities.fact k where k.district = f.district and k.facility = f.id and k.kind = ${kind}
    and k.closed_at is null and k.valid_from <= ${on} and (k.valid_to is null or k.valid_to > ${on})) ${sql.raw(alias)} on true`
