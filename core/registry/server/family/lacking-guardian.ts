// Hard cases (特困, 孤老, 特殊家庭, 独居, 重度失能) for whom nobody is named: one definition for the queue, the list and the alert.
import type { Day } from '@songhe/basics/day'
import { type RawBuilder, sql } from 'kysely'
import { HARD_CASES } from '../facts/fact-kinds.ts'

/** Living people only; the person page says the same through isHardCase. */
export function lackingGuardian(district: number, on: Day): RawBuilder<{ person: string }> {
  return sql`select f.person from registry.fact_winning f join registry.person h on h.district = f.district and h.id = f.person
    where f.district = ${district} and f.valid_from <= ${on} and (f.valid_to is null or f.valid_to > ${on})
      and ((f.kind = any(${HARD_CASES}::text[]) and f.value = 'true') or (f.kind = 'ability.level' and f.value in ('3', '4')))
      and h.state = 'active' and h.died_on is null
      and not exists (select from registry.contact c where c.district = h.district and c.person = h.id and c.closed_at is null)`
}
