// Claims under which more was paid than what stands today: a rating taken back, a result corrected, two addresses found to be one.
import type { ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract-grants.ts'
import { verdicts } from './find-hits.ts'
import { placesBy } from './one-address.ts'
import { APPROVED, roundTitle } from './round-store.ts'
import { SCHEMES, type SchemeKey } from './schemes.ts'

interface Row {
  round: string
  facility: string
  name: string
  scheme: SchemeKey
  period: string
  number: number
  claim: string
  standing: string | null
  state: string
  outcome: string
  fen: number
  entitled: number
  recovered: number
  /** Its rating counts no more. */
  withdrawn: boolean
}

export type Overpaid = ReplyOf<typeof contract.listGrantOverpaid>[number]

export async function listGrantOverpaid(ctx: Context): Promise<Overpaid[]> {
  const found = await sql<Row>`
    select l.round, l.facility, s.name, l.scheme, l.period, r.number, l.claim, l.standing, l.state, l.outcome, case when l.state = 'cancelled' then 0 else l.fen end as fen,
      l.entitled_fen as entitled,
      (select coalesce(sum(c.fen), 0)::bigint from benefits.grant_correction c where c.district = l.district and c.round = l.round and c.facility = l.facility
        and c.kind = 'recovery' and c.state in ('approved', 'settled')) as recovered,
      l.rating is not null and not exists (select from facilities.facility_fact f where f.district = l.district and f.facility = l.facility and f.id = l.rating) as withdrawn
    from benefits.grant_line l join benefits.grant_round r on r.district = l.district and r.id = l.round and r.state in ${APPROVED}
    join benefits.grant_snapshot s on s.district = l.district and s.round = l.round and s.facility = l.facility
    where l.district = ${ctx.principal.district} order by r.made_at, r.id`.execute(ctx.db)
  const { claimOf } = placesBy(await verdicts(ctx))
  const claims = Map.groupBy(found.rows, ({ scheme, standing, claim, period }) =>
    [scheme, standing ? claimOf(standing) : claim, SCHEMES[scheme].once === 'site-and-period' ? period : ''].join('/'),
  )
  return [...claims.values()].flatMap(overpaidOf)
}

/** The newest paid line bears it first, one whose rating was taken back before all others. */
function overpaidOf(rows: readonly Row[]): Overpaid[] {
  const paid = rows.reduce((sum, { fen, recovered }) => sum + fen - recovered, 0)
  const due = dueOf(rows)
  let over = paid - due
  if (over <= 0) return []
  const bearing = [...rows].reverse().sort((a, b) => Number(b.withdrawn) - Number(a.withdrawn))
  return bearing.flatMap((row) => {
    const fen = Math.min(over, row.fen - row.recovered)
    if (fen <= 0) return []
    over -= fen
    return [
      {
        round: row.round,
        facility: row.facility,
        name: row.name,
        title: roundTitle(row),
        paidFen: row.fen - row.recovered,
        dueFen: row.fen - row.recovered - fen,
        overFen: fen,
        reason: row.withdrawn ? '所依据的等级已撤回' : '按后来的核定，这笔多付了',
      },
    ]
  })
}

/** A reward stands at the best grade that still counts; a yearly amount at what the newest round found. */
function dueOf(rows: readonly Row[]): number {
  const standing = ({ withdrawn, outcome, entitled }: Row) =>
    withdrawn || !['due', 'nothing-more'].includes(outcome) ? 0 : entitled
  const best = SCHEMES[rows[0]!.scheme].once === 'address'
  return best ? Math.max(...rows.filter(({ state }) => state !== 'cancelled').map(standing), 0) : standing(rows.at(-1)!)
}
