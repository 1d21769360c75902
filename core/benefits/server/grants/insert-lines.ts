// One line for each site that the tables concern: what it earns and why, or why not.
import type { Context } from '@songhe/kernel/context'
import type { Rating } from '@songhe/facilities/door'
import { sql } from 'kysely'
import type { FrozenSite } from './freeze-sites.ts'
import type { GrantVerdict } from './judge-grant.ts'
import type { Settled } from './pay-claims.ts'
import type { Scheme } from './schemes.ts'

export interface NewLine {
  frozen: FrozenSite
  verdict: GrantVerdict & { noAddress?: boolean }
  scheme: Scheme
  period: string
  claim: string
  standing: string | null
  rating: Rating | null
  /** null where nothing is due or an officer must look first. */
  settled: Settled | null
  waits: boolean
  otherDayFen: number | null
}

export async function insertLines(ctx: Context, round: string, lines: readonly NewLine[]) {
  const rows = lines.map((line) => ({ ...saidOf(line), ...citedOf(line) }))
  await sql`insert into benefits.grant_line (district, round, facility, area, scheme, period, claim, standing, outcome, fen, entitled_fen, before_fen, rank, grade, rating,
      share_percent, other_day_fen, pack, version, row_id, document, clause, share_pack, share_version, share_row, share_document, share_clause, reason, state)
    select ${ctx.principal.district}, ${round}, facility, area, scheme, period, claim, standing, outcome, fen, entitled_fen, before_fen, rank, grade, rating,
      share_percent, other_day_fen, pack, version, row_id, document, clause, share_pack, share_version, share_row, share_document, share_clause, reason,
      case when fen > 0 then 'due' else 'none' end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (facility uuid, area int, scheme text, period text, claim uuid, standing uuid, outcome text, fen bigint,
      entitled_fen bigint, before_fen bigint, rank int, grade text, rating uuid, share_percent int, other_day_fen bigint, pack text, version int, row_id text,
      document text, clause text, share_pack text, share_version int, share_row text, share_document text, share_clause text, reason text)`.execute(
    ctx.db,
  )
}

function saidOf({ frozen, verdict, scheme, period, claim, standing, rating, settled, waits, otherDayFen }: NewLine) {
  const fen = settled?.fen ?? 0
  return {
    facility: frozen.site.id,
    area: frozen.site.area,
    scheme: scheme.key,
    period,
    claim,
    standing,
    outcome: waits ? 'hit' : settled ? (fen > 0 ? 'due' : 'nothing-more') : verdict.noAddress ? 'no-address' : verdict.outcome,
    fen,
    entitled_fen: verdict.fen,
    before_fen: settled?.beforeFen ?? 0,
    rank: verdict.rank,
    grade: rating?.grade ?? '',
    rating: rating?.id ?? null,
    share_percent: verdict.sharePercent,
    other_day_fen: otherDayFen,
    reason: waits ? '这个地址和别的地址可能是一处，先由工作人员核定，再发。' : (settled?.reason ?? verdict.reason),
  }
}

const citedOf = ({ verdict: { rate, share } }: NewLine) => ({
  pack: rate.pack,
  version: rate.version,
  row_id: rate.row,
  document: rate.document,
  clause: rate.clause,
  share_pack: share?.pack ?? null,
  share_version: share?.version ?? null,
  share_row: share?.row ?? '',
  share_document: share?.document ?? '',
  share_clause: share?.clause ?? '',
})
