// Three lists of the takeover: paid and owed, paid and not owed (why), owed and not paid; with totals and by town.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { type Month, monthOf } from '@songhe/basics/day'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { personCards } from '@songhe/registry/door'
import { sql } from 'kysely'
import type { ProgrammeVerdict } from '../../contract-explain.ts'
import { TAKEOVER_LISTS, TakeoverList, type CompareRow } from '../../contract-takeover.ts'
import type * as contract from '../../contract-takeover.ts'
import { failing } from '../cases/decide.ts'
import { programmeVerdicts } from '../cases/judge-person.ts'
import { checkedAt } from '../cases/list-queue.ts'
import { placeRows } from '../cases/places.ts'
import { programmeTitle } from '../cases/queue-rows.ts'
import { type Pair, takeoverPairs } from './compare-pairs.ts'
import { amountReason, type RowAmounts, rowAmounts } from './old-amounts.ts'

export async function takeoverTotals(ctx: Context): Promise<ReplyOf<typeof contract.takeoverTotals>> {
  const sums = await sql<Omit<ReplyOf<typeof contract.takeoverTotals>['lists'][number], 'title'>>`
    select list, count(*)::int as lines, count(distinct person)::int as persons, sum(old_fen)::bigint as "oldFen", sum(rule_fen)::bigint as "ruleFen",
      (count(*) filter (where old_fen = rule_fen))::int as equal, (count(*) filter (where old_fen <> rule_fen))::int as differs
    from (${takeoverPairs(ctx)}) c group by list`.execute(ctx.db)
  const towns = await sql<ReplyOf<typeof contract.takeoverTotals>['towns'][number]>`with place as (${placeRows(ctx)})
    select w.town_key as town, w.town as name, (count(*) filter (where list = 'paid-owed' and old_fen = rule_fen))::int as equal,
      (count(*) filter (where list = 'paid-owed' and old_fen <> rule_fen))::int as differs, (count(*) filter (where list = 'paid-not-owed'))::int as "paidNotOwed",
      (count(*) filter (where list = 'owed-not-paid'))::int as "owedNotPaid", sum(old_fen)::bigint as "oldFen", sum(rule_fen)::bigint as "ruleFen"
    from (${takeoverPairs(ctx)}) c join place w on w.area = c.area group by 1, 2 order by 1`.execute(ctx.db)
  const known = new Map(sums.rows.map((row) => [row.list, row]))
  return {
    asOf: await checkedAt(ctx),
    lists: TakeoverList.options.map((list) => ({
      ...(known.get(list) ?? { list, lines: 0, persons: 0, oldFen: 0, ruleFen: 0, equal: 0, differs: 0 }),
      title: TAKEOVER_LISTS[list],
    })),
    towns: towns.rows,
  }
}

interface Found extends Pair {
  town: string
  village: string
  case_id: string | null
  case_number: string | null
  anomaly: boolean
  total: number
}

export async function takeoverCompare(
  ctx: Context,
  { params, query }: InputOf<typeof contract.takeoverCompare>,
): Promise<ReplyOf<typeof contract.takeoverCompare>> {
  const { district } = ctx.principal
  const found = await sql<Found>`with place as (${placeRows(ctx)})
    select c.*, w.town, w.village, k.id as case_id, k.number as case_number,
      exists (select from benefits.anomaly a where a.district = ${district} and a.person = c.person and a.programme = c.programme and a.kind = 'paid-not-due'
        and a.closed_at is null) as anomaly, count(*) over ()::int as total
    from (${takeoverPairs(ctx)}) c left join place w on w.area = c.area
    left join benefits.benefit_case k on k.district = ${district} and k.person = c.person and k.programme = c.programme
      and k.state in ('town-check', 'returned', 'district-decision', 'public-notice', 'objection')
    where c.list = ${params.list} ${query.town === undefined ? sql`` : sql`and w.town_key = ${query.town}`}
      ${query.programme ? sql`and c.programme = ${query.programme}` : sql``}
      ${query.amount ? sql`and (c.old_fen = c.rule_fen) = ${query.amount === 'equal'}` : sql``}
    order by w.town_key, c.area, c.person, c.programme limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  const month = monthOf(today(ctx))
  const cards = await personCards(
    ctx,
    found.rows.map((row) => row.person),
  )
  const amounts = params.list === 'paid-owed' ? await rowAmounts(ctx, month) : new Map()
  const rows: CompareRow[] = []
  for (const row of found.rows) {
    const card = cards.get(row.person)
    const why = params.list === 'paid-not-owed' ? await verdictOn(ctx, row, month) : undefined
    rows.push({ ...plain(row), name: card?.name ?? '', citizenId: card?.citizenId ?? '', ...told(row, why, amounts) })
  }
  return { rows, total: found.rows[0]?.total ?? 0 }
}

const verdictOn = async (ctx: Context, { person, programme }: Pair, month: Month) =>
  (await programmeVerdicts(ctx, person, month)).find((one) => one.programme === programme)

const plain = (row: Found) => ({
  key: `${row.person}/${row.programme}`,
  person: row.person,
  town: row.town ?? '',
  village: row.village ?? '',
  programme: row.programme,
  programmeTitle: programmeTitle(row.programme),
  held: row.held,
  startMonth: row.start_month,
  lastPaidMonth: row.last_paid_month,
  decisionNumber: row.decision_number,
  oldFen: row.old_fen,
  ruleFen: row.rule_fen,
  differenceFen: row.rule_fen - row.old_fen,
  row: row.version === null ? '' : `第${row.version}版 ${row.row_id}`,
  complete: row.complete,
  benefitCase: row.case_id ? { id: row.case_id, number: row.case_number! } : null,
  anomaly: row.anomaly,
})

type Told = Pick<CompareRow, 'reason' | 'why' | 'next' | 'document' | 'clause'>

function told(row: Found, why: ProgrammeVerdict | undefined, amounts: RowAmounts): Told {
  const ground = { document: why?.citation?.document ?? row.document, clause: why?.citation?.clause ?? row.clause }
  if (row.list === 'paid-not-owed')
    return {
      ...ground,
      reason: why ? `${failing(why)}。` : '本区县没有发布这个项目的规则表。',
      why: (why?.why ?? []).filter((line) => line.verdict !== 'met'),
      next: row.anomaly ? '已列为数据异常，待核对' : '列为数据异常',
    }
  if (row.list === 'owed-not-paid')
    return {
      ...ground,
      reason: row.case_number ? `正在办理（${row.case_number}）。` : '',
      why: [],
      next: row.case_number ? '办理中' : row.complete ? '可以免申即享' : '派镇街核实',
    }
  const differs = amountReason(amounts, {
    programme: row.programme,
    oldFen: row.old_fen,
    newFen: row.rule_fen,
    row: row.row_id,
  })
  return { ...ground, reason: differs, why: [], next: differs ? '核对标准，发放按规则金额' : '' }
}
