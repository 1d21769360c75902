// A shadow month line by line against the old list: equal, another amount and why, only in the old list and why, only in ours. It pays nobody.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { notFound } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { personCards } from '@songhe/registry/door'
import { type RawBuilder, sql } from 'kysely'
import { SHADOW_OUTCOMES, ShadowOutcome, type ShadowRow } from '../../contract-takeover.ts'
import type * as contract from '../../contract-takeover.ts'
import { failing } from '../cases/decide.ts'
import { programmeVerdicts } from '../cases/judge-person.ts'
import { placeRows } from '../cases/places.ts'
import { programmeTitle } from '../cases/queue-rows.ts'
import { getRun, type StoredRun } from '../month/run-store.ts'
import { amountReason, rowAmounts } from './old-amounts.ts'

async function getShadow(ctx: Context, id: string): Promise<StoredRun> {
  const run = await getRun(ctx, id)
  if (run.kind !== 'shadow') throw notFound('这次试算')
  return run
}

/** The old list of that month beside the lines of the run. */
function beside({ principal: { district } }: Context, run: StoredRun): RawBuilder<unknown> {
  return sql`select person, programme, coalesce(n.area, o.area) as area, o.fen as old_fen, n.fen as new_fen, o.state = 'held' as held, o.hold_reason,
      n.version, coalesce(n.row_id, '') as row_id, coalesce(n.document, '') as document, coalesce(n.clause, '') as clause,
      case when n.fen is null then 'only-old' when o.fen is null then 'only-new' when n.fen = o.fen then 'equal' else 'differs' end as outcome
    from (select person, programme, area, takeover_fen as fen, state, hold_reason from benefits.entitlement
      where district = ${district} and takeover_fen is not null and state <> 'stopped' and start_month <= ${run.month} and (end_month is null or end_month >= ${run.month})) o
    full join (select person, programme, area, fen, version, row_id, document, clause from benefits.line
      where district = ${district} and run = ${run.id} and kind = 'month') n using (person, programme)`
}

export async function shadowTotals(
  ctx: Context,
  { params }: InputOf<typeof contract.shadowTotals>,
): Promise<ReplyOf<typeof contract.shadowTotals>> {
  const run = await getShadow(ctx, params.id)
  const sums = sql`count(*)::int as lines, coalesce(sum(old_fen), 0)::bigint as "oldFen", coalesce(sum(new_fen), 0)::bigint as "newFen"`
  const outcomes = await sql<{ outcome: ShadowOutcome; lines: number; oldFen: number; newFen: number }>`
    select outcome, ${sums} from (${beside(ctx, run)}) b group by outcome`.execute(ctx.db)
  const programmes = await sql<{ programme: string; lines: number; equal: number; oldFen: number; newFen: number }>`
    select programme, ${sums}, (count(*) filter (where outcome = 'equal'))::int as equal from (${beside(ctx, run)}) b group by programme order by 1`.execute(
    ctx.db,
  )
  const others = await sql<{ lines: number; fen: number }>`
    select count(*)::int as lines, coalesce(sum(fen), 0)::bigint as fen from benefits.line
    where district = ${ctx.principal.district} and run = ${run.id} and kind <> 'month'`.execute(ctx.db)
  const known = new Map(outcomes.rows.map((row) => [row.outcome, row]))
  const all = ShadowOutcome.options.map((outcome) => {
    const row = known.get(outcome) ?? { outcome, lines: 0, oldFen: 0, newFen: 0 }
    return { ...row, title: SHADOW_OUTCOMES[outcome], differenceFen: row.newFen - row.oldFen }
  })
  const total = (pick: (row: (typeof all)[number]) => number) => all.reduce((sum, row) => sum + pick(row), 0)
  return {
    month: run.month,
    number: run.number,
    madeBy: run.madeBy,
    madeAt: run.madeAt,
    lines: total((row) => row.lines),
    oldFen: total((row) => row.oldFen),
    newFen: total((row) => row.newFen),
    beside: others.rows[0]!,
    outcomes: all,
    programmes: programmes.rows.map((row) => ({ ...row, title: programmeTitle(row.programme) })),
  }
}

interface Found {
  person: string
  programme: string
  outcome: ShadowOutcome
  old_fen: number | null
  new_fen: number | null
  held: boolean | null
  hold_reason: string | null
  version: number | null
  row_id: string
  document: string
  clause: string
  town: string | null
  village: string | null
  total: number
}

export async function compareShadow(
  ctx: Context,
  { params, query }: InputOf<typeof contract.compareShadow>,
): Promise<ReplyOf<typeof contract.compareShadow>> {
  const run = await getShadow(ctx, params.id)
  const found = await sql<Found>`with place as (${placeRows(ctx)})
    select b.*, w.town, w.village, count(*) over ()::int as total from (${beside(ctx, run)}) b left join place w on w.area = b.area
    where true ${query.outcome ? sql`and b.outcome = ${query.outcome}` : sql``} ${query.programme ? sql`and b.programme = ${query.programme}` : sql``}
      ${query.town === undefined ? sql`` : sql`and w.town_key = ${query.town}`}
    order by array_position(array['differs', 'only-old', 'only-new', 'equal'], b.outcome), b.area, b.person, b.programme limit ${query.size} offset ${offsetOf(query)}`.execute(
    ctx.db,
  )
  const cards = await personCards(
    ctx,
    found.rows.map((row) => row.person),
  )
  const amounts = await rowAmounts(ctx, run.month)
  const rows: ShadowRow[] = []
  for (const row of found.rows) {
    const ground = row.outcome === 'only-old' ? await whyNotDue(ctx, row, run.month) : undefined
    rows.push({
      key: `${row.person}/${row.programme}`,
      person: row.person,
      name: cards.get(row.person)?.name ?? '',
      citizenId: cards.get(row.person)?.citizenId ?? '',
      town: row.town ?? '',
      village: row.village ?? '',
      programme: row.programme,
      programmeTitle: programmeTitle(row.programme),
      outcome: row.outcome,
      outcomeTitle: SHADOW_OUTCOMES[row.outcome],
      oldFen: row.old_fen,
      newFen: row.new_fen,
      differenceFen: (row.new_fen ?? 0) - (row.old_fen ?? 0),
      row: row.version === null ? '' : `第${row.version}版 ${row.row_id}`,
      document: ground?.document ?? row.document,
      clause: ground?.clause ?? row.clause,
      reason: ground?.reason ?? reasonOf(row, amounts),
    })
  }
  return { rows, total: found.rows[0]?.total ?? 0 }
}

function reasonOf(row: Found, amounts: Awaited<ReturnType<typeof rowAmounts>>): string {
  if (row.outcome === 'only-new') return '旧台账没有这一项，由本系统批准。'
  if (row.outcome === 'equal') return ''
  return amountReason(amounts, { programme: row.programme, oldFen: row.old_fen!, newFen: row.new_fen!, row: row.row_id })
}

async function whyNotDue(ctx: Context, row: Found, month: string) {
  if (row.held) return { reason: `已暂停：${row.hold_reason || '待核实'}。`, document: '', clause: '' }
  const verdict = (await programmeVerdicts(ctx, row.person, month)).find((one) => one.programme === row.programme)
  if (!verdict) return { reason: '这个月没有发布这个项目的规则表。', document: '', clause: '' }
  const reason = verdict.dueFen > 0 ? '试算以后事实变了，现在符合条件。' : `${failing(verdict)}。`
  return { reason, document: verdict.citation?.document ?? '', clause: verdict.citation?.clause ?? '' }
}
