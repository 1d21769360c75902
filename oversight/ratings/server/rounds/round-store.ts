// Reading rounds: one for an act, or as a row of the list.
import type { Day } from '@songhe/basics/day'
import { notFound } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { Scheme } from '../../contract/shapes.ts'

export interface RoundRecord {
  id: string
  title: string
  scheme: Scheme
  kinds: string[]
  pack: string
  packVersion: number
  announcement: string
  announcedOn: Day
  applyBy: Day
  year: number | null
  validityMonths: number | null
  noticeDays: number
  example: boolean
  closedOn: Day | null
  closedReason: string
  openedBy: string
}

export const ROUND = sql`r.id, r.title, r.scheme, r.kinds, r.pack, r.pack_version as "packVersion", r.announcement, r.announced_on as "announcedOn",
  r.apply_by as "applyBy", r.year, r.validity_months as "validityMonths", r.notice_days as "noticeDays", r.example, r.closed_on as "closedOn",
  r.closed_reason as "closedReason", r.opened_by as "openedBy"`

export async function getRound(ctx: Context, id: string): Promise<RoundRecord> {
  const found = await sql<RoundRecord>`select ${ROUND} from ratings.round r
    where r.district = ${ctx.principal.district} and r.id = ${id}`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这一轮评定')
  return found.rows[0]
}

export type RoundState = 'applying' | 'working' | 'closed'
export const roundState = (round: Pick<RoundRecord, 'closedOn' | 'applyBy'>, on: Day): RoundState =>
  round.closedOn ? 'closed' : round.applyBy >= on ? 'applying' : 'working'
