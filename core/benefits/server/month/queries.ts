// All reading SQL of the month: runs, their parts, their lines.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { personCards } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../../contract-month.ts'
import { placeRows } from '../cases/places.ts'
import { programmeTitle } from '../cases/queue-rows.ts'
import { approvalBar } from './approve-run.ts'
import { changedSql } from './difference.ts'
import { getRun, previousRun, RUN_COLUMNS, type StoredRun } from './run-store.ts'

export const LINE_STATES: Record<string, string> = {
  due: '待发放',
  held: '停在本行',
  sent: '发放中',
  paid: '已发放',
  returned: '退回',
  reissued: '待重发',
  cancelled: '已取消',
}
const STEP_TITLES: Record<string, string> = {
  computed: '冻结并计算',
  submitted: '提交复核',
  approved: '批准',
  returned: '退回',
  discarded: '作废',
  'bank-file': '送银行',
  'return-file': '回盘入账',
  'lines-reversed': '冲销未付',
}
const shown = ({
  digest: _d,
  computeMs: _c,
  madeByStaff: _m,
  submittedByStaff: _s,
  approvedAt: _a,
  packs: _p,
  seen: _e,
  ...row
}: StoredRun) => row

export async function listRuns(
  ctx: Context,
  { query }: InputOf<typeof contract.listRuns>,
): Promise<ReplyOf<typeof contract.listRuns>> {
  const found =
    await sql<StoredRun>`select ${RUN_COLUMNS} from benefits.run where district = ${ctx.principal.district} and kind = ${query.kind ?? 'regular'}
    and state <> 'discarded' order by month desc, number desc limit 60`.execute(ctx.db)
  return found.rows.map(shown)
}

export async function showRun(
  ctx: Context,
  { params }: InputOf<typeof contract.showRun>,
): Promise<ReplyOf<typeof contract.showRun>> {
  const { district } = ctx.principal
  const run = await getRun(ctx, params.id)
  const previous = await previousRun(ctx, run.month)
  const programmes = await sql<{ programme: string; kind: string; lines: number; fen: number }>`
    select case when kind = 'month' then programme else '' end as programme, kind, count(*)::int as lines, sum(fen)::bigint as fen from benefits.line
    where district = ${district} and run = ${run.id} group by 1, 2 order by kind <> 'month', fen desc`.execute(ctx.db)
  const states = await sql<{
    state: string
    lines: number
    fen: number
  }>`select state, count(*)::int as lines, sum(fen)::bigint as fen from benefits.line
    where district = ${district} and run = ${run.id} group by state`.execute(ctx.db)
  const steps = await sql<{
    step: string
    by: string
    at: string
    note: string
  }>`select step, by_name as by, to_json(at)#>>'{}' as at, note from benefits.run_step
    where district = ${district} and run = ${run.id} order by at`.execute(ctx.db)
  const held = await sql<{
    n: number
  }>`select count(*)::int as n from benefits.entitlement where district = ${district} and state = 'held'`.execute(ctx.db)
  return {
    ...shown(run),
    digest: run.digest,
    computeMs: run.computeMs,
    held: held.rows[0]!.n,
    packs: run.packs,
    previous: previous ? { id: previous.id, month: previous.month, totalFen: previous.totalFen } : null,
    programmes: programmes.rows.map((row) => ({
      ...row,
      title: row.programme ? programmeTitle(row.programme) : KINDS[row.kind]!,
    })),
    states: states.rows.map((row) => ({ ...row, title: LINE_STATES[row.state] ?? row.state })),
    steps: steps.rows.map((row) => ({ ...row, title: STEP_TITLES[row.step] ?? row.step })),
    mayApprove: await approvalBar(ctx, run),
  }
}

const KINDS: Record<string, string> = { arrear: '补发以前月份', recovery: '追回抵扣', 'one-off': '一次性更正' }

interface LineRecord {
  person: string
  programme: string
  kind: string
  forMonth: string
  fen: number
  change: number | null
  reason: string | null
  pack: string
  version: number
  row: string
  document: string
  clause: string
  state: string
  stateReason: string
  reversing: boolean
  total: number
}

export async function listLines(
  ctx: Context,
  { params, query }: InputOf<typeof contract.listLines>,
): Promise<ReplyOf<typeof contract.listLines>> {
  const { district } = ctx.principal
  const run = await getRun(ctx, params.id)
  const previous = await previousRun(ctx, run.month)
  const found = await sql<LineRecord>`with ${changedSql(ctx, run, previous)}
    select l.person, l.programme, l.kind, l.for_month as "forMonth", l.fen, (c.current - c.before)::bigint as change, c.reason, l.pack, l.version, l.row_id as row, l.document, l.clause,
      l.state, l.state_reason as "stateReason", exists (select from benefits.line_reversal v where v.district = l.district and v.run = l.run and v.person = l.person
        and v.programme = l.programme and v.kind = l.kind and v.for_month = l.for_month and v.state = 'proposed') as reversing, count(*) over ()::int as total
    from benefits.line l left join changed c using (person, programme, kind)
    where l.district = ${district} and l.run = ${run.id}
      ${query.programme ? sql`and l.programme = ${query.programme}` : sql``} ${query.state ? sql`and l.state = ${query.state}` : sql``}
      ${query.reason ? sql`and c.reason = ${query.reason}` : sql``} ${query.changed ? sql`and c.reason is not null` : sql``}
      ${query.town ? sql`and l.area in (select area from (${placeRows(ctx)}) place where town_key = ${query.town})` : sql``}
    order by l.area, l.person, l.programme, l.kind, l.for_month limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  const cards = await personCards(
    ctx,
    found.rows.map((row) => row.person),
  )
  return {
    total: found.rows[0]?.total ?? 0,
    rows: found.rows.map(({ total: _t, change, reason, ...row }) => {
      const card = cards.get(row.person)
      return {
        ...row,
        changeFen: change,
        reason: reason ?? '',
        title: programmeTitle(row.programme),
        stateTitle: LINE_STATES[row.state] ?? row.state,
        name: card?.name ?? '',
        citizenId: card?.citizenId ?? '',
        place: card?.place ?? '',
      }
    }),
  }
}

export const currentMonth = (ctx: Context) => today(ctx).slice(0, 7)
