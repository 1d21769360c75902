// Reading rounds and their lines.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { kindTitle } from '@songhe/facilities/door'
import { type RawBuilder, sql } from 'kysely'
import type * as contract from '../../contract-grants.ts'
import { LINE_STATES } from '../month/queries.ts'
import { grantApprovalBar } from './approve-round.ts'
import { KIND_DAYS } from './grant-settings.ts'
import { tablesOf } from './grant-table.ts'
import { asRow, getRound, ROUND_COLUMNS, roundTitle, type StoredRound } from './round-store.ts'
import { SCHEMES } from './schemes.ts'

export const OUTCOME_TITLES: Readonly<Record<string, string>> = {
  due: '应发',
  'nothing-more': '已发够',
  none: '不符合',
  missing: '缺评定或资料',
  unconfirmed: '金额未确认',
  conflict: '规则冲突',
  'not-open': '没有在运营',
  'kind-doubt': '类别待核定',
  'no-address': '没有地址',
  hit: '同址待核定',
}
export const GRANT_LINE_STATES: Readonly<Record<string, string>> = { ...LINE_STATES, none: '不发' }
const STEP_TITLES: Readonly<Record<string, string>> = {
  computed: '冻结并计算',
  submitted: '提交复核',
  approved: '批准',
  returned: '退回',
  discarded: '作废',
  'bank-file': '送银行',
  'return-file': '回盘入账',
  corrected: '冲销',
}

export async function listGrantSchemes(ctx: Context): Promise<ReplyOf<typeof contract.listGrantSchemes>> {
  const on = today(ctx)
  const schemes: ReplyOf<typeof contract.listGrantSchemes> = []
  for (const scheme of Object.values(SCHEMES)) {
    const newest = scheme.period === 'year' ? String(Number(on.slice(0, 4)) - 1) : on.slice(0, 7)
    const { rate, share } = await tablesOf(ctx, scheme, scheme.period === 'year' ? `${newest}-12-31` : on)
    if (rate.length === 0) continue
    schemes.push({
      key: scheme.key,
      title: scheme.title,
      period: scheme.period,
      newest,
      tables: [...rate, ...(share ?? [])].map(({ pack, title, table, example }) => ({
        pack,
        title,
        document: table.ground.document ?? table.ground.decision ?? '',
        clause: table.ground.clause ?? '',
        example,
        unconfirmed: table.rows.filter((row) => row.amount?.status === 'unconfirmed').length,
      })),
    })
  }
  return schemes
}

export async function listGrantRounds(
  ctx: Context,
  { query }: InputOf<typeof contract.listGrantRounds>,
): Promise<ReplyOf<typeof contract.listGrantRounds>> {
  const found = await sql<
    StoredRound & { total: number }
  >`select ${ROUND_COLUMNS}, count(*) over ()::int as total from benefits.grant_round
    where district = ${ctx.principal.district} and state <> 'discarded' ${query.scheme ? sql`and scheme = ${query.scheme}` : sql``}
    order by made_at desc limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  return { total: found.rows[0]?.total ?? 0, rows: found.rows.map(({ total: _t, ...round }) => asRow(round as StoredRound)) }
}

export async function showGrantRound(
  ctx: Context,
  { params }: InputOf<typeof contract.showGrantRound>,
): Promise<ReplyOf<typeof contract.showGrantRound>> {
  const { district } = ctx.principal
  const round = await getRound(ctx, params.id)
  const by = async (column: 'outcome' | 'state') =>
    (
      await sql<{
        key: string
        sites: number
        fen: number
      }>`select ${sql.ref(column)} as key, count(*)::int as sites, sum(fen)::bigint as fen from benefits.grant_line
      where district = ${district} and round = ${round.id} group by 1 order by 3 desc, 2 desc`.execute(ctx.db)
    ).rows
  const steps = await sql<{ step: string; by: string; at: string; note: string }>`
    select step, by_name as by, to_json(at)#>>'{}' as at, note from benefits.grant_step where district = ${district} and round = ${round.id} order by at`.execute(
    ctx.db,
  )
  return {
    ...asRow(round),
    digest: round.digest,
    kindDay: round.parameters.kindDay ? KIND_DAYS[round.parameters.kindDay] : null,
    packs: round.packs,
    outcomes: (await by('outcome')).map(({ key, ...rest }) => ({ outcome: key, title: OUTCOME_TITLES[key] ?? key, ...rest })),
    states: (await by('state'))
      .filter(({ key }) => key !== 'none')
      .map(({ key, ...rest }) => ({ state: key, title: GRANT_LINE_STATES[key] ?? key, ...rest })),
    steps: steps.rows.map((step) => ({ ...step, title: STEP_TITLES[step.step] ?? step.step })),
    mayApprove: await grantApprovalBar(ctx, round),
  }
}

type LineRow = ReplyOf<typeof contract.listGrantLines>['rows'][number]
export type LineRecord = Omit<LineRow, 'kindTitle' | 'outcomeTitle' | 'stateTitle'> & { kind: string }

export const GRANT_LINES = (ctx: Context, round: string): RawBuilder<unknown> => sql`
  select l.facility, s.name, s.kind, s.operator_name as operator, l.grade, l.fen, l.entitled_fen as "entitledFen", l.before_fen as "beforeFen", l.other_day_fen as "otherDayFen",
    l.outcome, l.reason, l.pack, l.version, l.row_id as row, l.document, l.clause, l.state, l.state_reason as "stateReason"
  from benefits.grant_line l join benefits.grant_snapshot s on s.district = l.district and s.round = l.round and s.facility = l.facility
  where l.district = ${ctx.principal.district} and l.round = ${round}`

export const asLine = ({ kind, ...line }: LineRecord): LineRow => ({
  ...line,
  kindTitle: kindTitle(kind),
  outcomeTitle: OUTCOME_TITLES[line.outcome] ?? line.outcome,
  stateTitle: GRANT_LINE_STATES[line.state] ?? line.state,
})

export async function listGrantLines(
  ctx: Context,
  { params, query }: InputOf<typeof contract.listGrantLines>,
): Promise<ReplyOf<typeof contract.listGrantLines>> {
  const round = await getRound(ctx, params.id)
  const found = await sql<
    LineRecord & { total: number }
  >`select x.*, count(*) over ()::int as total from (${GRANT_LINES(ctx, round.id)}) x
    where true ${query.outcome ? sql`and x.outcome = ${query.outcome}` : sql``} ${query.state ? sql`and x.state = ${query.state}` : sql``}
      ${query.q ? sql`and strpos(x.name, ${query.q}) > 0` : sql``}
    order by x.fen desc, x.outcome, x.name, x.facility limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  return { total: found.rows[0]?.total ?? 0, rows: found.rows.map(({ total: _t, ...line }) => asLine(line)) }
}

/** What one site was judged to get, newest first: for its own page. */
export async function showFacilityMoney(
  ctx: Context,
  { params }: InputOf<typeof contract.showFacilityMoney>,
): Promise<ReplyOf<typeof contract.showFacilityMoney>> {
  const found = await sql<
    Pick<LineRecord, 'grade' | 'fen' | 'outcome' | 'reason' | 'document' | 'clause' | 'state'> & {
      round: string
      scheme: string
      period: string
      number: number
      counts: boolean
    }
  >`select l.round, r.scheme, r.period, r.number, l.grade, l.fen, l.outcome, l.reason, l.document, l.clause, l.state, r.state in ('approved', 'sent', 'settled') and l.state <> 'cancelled' as counts
    from benefits.grant_line l join benefits.grant_round r on r.district = l.district and r.id = l.round and r.state <> 'discarded'
    where l.district = ${ctx.principal.district} and l.facility = ${params.id} order by r.made_at desc limit 20`.execute(ctx.db)
  return {
    totalFen: found.rows.reduce((sum, { fen, counts }) => sum + (counts ? fen : 0), 0),
    lines: found.rows.map(({ scheme, period, number, outcome, state, counts: _c, ...line }) => ({
      ...line,
      title: roundTitle({ scheme, period, number }),
      outcomeTitle: OUTCOME_TITLES[outcome] ?? outcome,
      stateTitle: GRANT_LINE_STATES[state] ?? state,
    })),
  }
}
