// What already runs for the people of an imported list, and whether this system granted or paid it.
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

export interface StandingStream {
  id: string
  person: string
  programme: string
  start_month: string
  takeover_fen: number | null
  last_paid_month: string | null
  decision_number: string
  by_case: boolean
  paid_here: boolean
}

/** Keys are `person/programme`. */
export async function streamsOf(ctx: Context, people: readonly string[]): Promise<Map<string, StandingStream>> {
  const { district } = ctx.principal
  const found = await sql<StandingStream>`
    select e.id, e.person, e.programme, e.start_month, e.takeover_fen, e.last_paid_month, e.decision_number, e.benefit_case is not null as by_case,
      exists (select from benefits.line l join benefits.run r on r.district = l.district and r.id = l.run
        where l.district = ${district} and l.person = e.person and l.entitlement = e.id and r.kind <> 'shadow' and r.state <> 'discarded') as paid_here
    from benefits.entitlement e where e.district = ${district} and e.person = any(${[...people]}::uuid[]) and e.state <> 'stopped'`.execute(
    ctx.db,
  )
  return new Map(found.rows.map((row) => [`${row.person}/${row.programme}`, row]))
}
