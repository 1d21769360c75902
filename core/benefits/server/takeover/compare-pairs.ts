// Person and programme side by side: taken over from the old list, due by the newest check, or both. One query serves totals, lists and acts.
import type { Context } from '@songhe/kernel/context'
import { type RawBuilder, sql } from 'kysely'

export interface Pair {
  person: string
  programme: string
  area: number
  list: 'paid-owed' | 'paid-not-owed' | 'owed-not-paid'
  held: boolean
  hold_reason: string
  start_month: string | null
  last_paid_month: string | null
  decision_number: string
  old_fen: number
  rule_fen: number
  row_id: string
  version: number | null
  document: string
  clause: string
  complete: boolean
}

/** Streams this system granted itself are neither: they are paid by its own decision. */
export function takeoverPairs({ principal: { district } }: Context): RawBuilder<Pair> {
  return sql<Pair>`select person, programme, coalesce(e.area, j.area) as area,
      case when e.id is null then 'owed-not-paid' when j.fen is null then 'paid-not-owed' else 'paid-owed' end as list,
      coalesce(e.state = 'held', false) as held, coalesce(e.hold_reason, '') as hold_reason, e.start_month, e.last_paid_month, coalesce(e.decision_number, '') as decision_number,
      coalesce(e.takeover_fen, 0) as old_fen, coalesce(j.fen, 0) as rule_fen, coalesce(j.row_id, '') as row_id, j.version, coalesce(j.document, '') as document,
      coalesce(j.clause, '') as clause, coalesce(j.complete, false) as complete
    from (select * from benefits.entitlement where district = ${district} and takeover_fen is not null and state <> 'stopped') e
    full join (select * from benefits.judgement where district = ${district} and outcome = 'due') j using (person, programme)
    where e.id is not null or not exists (select from benefits.entitlement o where o.district = ${district} and o.person = j.person and o.programme = j.programme
      and o.state <> 'stopped')`
}
