// One amount on one thread: clause, rule row, facts, sources, run, payment; and what the same month comes to when computed again.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Month } from '@songhe/basics/day'
import { yuan } from '@songhe/basics/money'
import { notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract-explain.ts'
import { monthWords, personHead } from './explain-person.ts'
import { programmeVerdict } from './judge-person.ts'
import { theJudge } from './judge-port.ts'
import { programmeTitle } from './queue-rows.ts'

type Reply = ReplyOf<typeof contract.explainLine>

interface LineRow {
  run: string
  person: string
  programme: string
  kind: string
  for_month: Month
  fen: number
  pack: string
  version: number
  row_id: string
  document: string
  clause: string
  state: string
  state_reason: string
  state_at: Date | null
  bank_row: number | null
}

export const LINE_STATES: Record<string, string> = {
  due: '待发放',
  held: '暂停',
  sent: '已送银行',
  paid: '已发放',
  returned: '退回',
  reissued: '已重发',
  cancelled: '已取消',
}

export async function explainLine(ctx: Context, input: InputOf<typeof contract.explainLine>): Promise<Reply> {
  const { run, person, programme, kind, forMonth } = input.query
  const line = (
    await sql<LineRow>`select * from benefits.line where district = ${ctx.principal.district} and run = ${run} and person = ${person}
    and programme = ${programme} and kind = ${kind} and (${forMonth ?? null}::text is null or for_month = ${forMonth ?? null})
    order by for_month limit 1`.execute(ctx.db)
  ).rows[0]
  if (!line) throw notFound('这笔发放')
  const head = await personHead(ctx, person)
  const now = await programmeVerdict(ctx, person, programme, line.for_month)
  const [runKnot, row, clause, payment, sources] = [
    await runOf(ctx, run),
    await rowOf(ctx, line),
    await clauseOf(ctx, line),
    await paymentOf(ctx, line),
    await sourcesOf(
      ctx,
      now.why.map((one) => one.sourceId),
    ),
  ]
  await audit(ctx, { event: 'payment.explained', object: `run:${run}`, person, details: { programme, forMonth: line.for_month } })
  return {
    person,
    ...head,
    programmeTitle: programmeTitle(programme),
    month: runKnot.month,
    forMonth: line.for_month,
    kind: line.kind,
    fen: line.fen,
    sentence: lineSentence(
      line,
      now.why.filter((one) => one.verdict === 'met').map((one) => `${one.condition}${one.value ? `：${one.value}` : ''}`),
    ),
    clause,
    amount: now.amount,
    row,
    facts: now.why,
    sources,
    run: runKnot,
    payment,
    thenFen: line.kind === 'month' ? ((await theJudge().knownThen?.(ctx, line)) ?? null) : null,
    nowFen: line.kind === 'month' ? now.dueFen : null,
    sameClause: await sameClause(ctx, line),
  }
}

function lineSentence(line: LineRow, met: string[]): string {
  const what = `${monthWords(line.for_month)}${programmeTitle(line.programme)} ${yuan(line.fen)} 元`
  if (line.kind !== 'month')
    return `${what}，是${line.kind === 'arrear' ? '补发' : line.kind === 'recovery' ? '追回抵扣' : '一次性更正'}。`
  return met.length > 0 ? `${what}，符合的条件：${met.join('；')}。` : `${what}，按规则行“${line.row_id}”发放。`
}

async function runOf(ctx: Context, id: string): Promise<Reply['run']> {
  const found = await sql<{
    month: Month
    number: number
    state: string
    snapshot_at: Date | null
    made_by_name: string
    submitted_by_name: string | null
    submitted_at: Date | null
    approved_by_name: string | null
    approved_at: Date | null
    total_fen: number
  }>`select * from benefits.run where district = ${ctx.principal.district} and id = ${id}`.execute(ctx.db)
  const run = found.rows[0]
  if (!run) throw notFound('这个发放批次')
  return {
    id,
    month: run.month,
    number: run.number,
    state: run.state,
    frozenAt: run.snapshot_at?.toISOString() ?? null,
    madeBy: run.made_by_name,
    submittedBy: run.submitted_by_name,
    submittedAt: run.submitted_at?.toISOString() ?? null,
    approvedBy: run.approved_by_name,
    approvedAt: run.approved_at?.toISOString() ?? null,
    totalFen: run.total_fen,
  }
}

interface Body {
  table?: string
  inputs?: Record<string, string>
  rows?: { id: string; when?: Record<string, unknown> }[]
}

/** The row exactly as it stood in the version that the run froze. */
async function rowOf(ctx: Context, line: LineRow): Promise<Reply['row']> {
  const found = await sql<{ body: Body; valid_from: string }>`select body, valid_from::text as valid_from from policy.pack_version
    where district = ${ctx.principal.district} and pack = ${line.pack} and version = ${line.version}`.execute(ctx.db)
  const version = found.rows[0]
  if (!version) return null
  const row = version.body.rows?.find((one) => one.id === line.row_id)
  return {
    table: version.body.table ?? programmeTitle(line.programme),
    version: line.version,
    row: line.row_id,
    validFrom: version.valid_from,
    cells: Object.entries(row?.when ?? {}).map(([column, cell]) => ({ column, cell: String(cell) })),
    fen: line.fen,
  }
}

async function clauseOf(ctx: Context, line: LineRow): Promise<Reply['clause']> {
  if (!line.document) return null
  const found = await sql<{
    title: string
    status: string
    issued_on: string | null
    heading: string
    summary: string
    text: string | null
  }>`
    select d.title, d.status, d.issued_on::text as issued_on, coalesce(c.heading, '') as heading, coalesce(c.summary, '') as summary, t.text
    from policy.document d left join policy.clause c on c.document = d.key and c.locator = ${line.clause}
    left join policy.clause_text t on t.district = ${ctx.principal.district} and t.document = d.key and t.locator = ${line.clause}
    where d.key = ${line.document} or d.number = ${line.document} limit 1`.execute(ctx.db)
  const known = found.rows[0]
  return {
    document: line.document,
    clause: line.clause,
    title: known?.title ?? '',
    status: known?.status ?? '',
    heading: known?.heading ?? '',
    summary: known?.summary ?? '',
    text: known?.text ?? null,
    issuedOn: known?.issued_on ?? null,
  }
}

async function paymentOf(ctx: Context, line: LineRow): Promise<Reply['payment']> {
  const district = ctx.principal.district
  const account = await sql<{
    account_tail: string
  }>`select account_tail from registry.payee where district = ${district} and person = ${line.person}
    and closed_at is null`.execute(ctx.db)
  const transfers = await sql<{ id: string; debit: string; credit: string; fen: number; booked_at: Date }>`
    select t.id, d.title as debit, c.title as credit, t.fen, t.booked_at from ledger.transfer t
      join ledger.account d on d.district = t.district and d.key = t.debit join ledger.account c on c.district = t.district and c.key = t.credit
    where t.district = ${district} and t.person = ${line.person} and t.month = ${line.for_month}
      and position(${line.run} in t.object) > 0 and position(${line.programme} in t.object) > 0 order by t.booked_at`.execute(
    ctx.db,
  )
  return {
    state: line.state,
    stateTitle: LINE_STATES[line.state] ?? line.state,
    account: account.rows[0] ? `****${account.rows[0].account_tail}` : null,
    bankRow: line.bank_row,
    at: line.state_at?.toISOString() ?? null,
    reason: line.state_reason,
    transfers: transfers.rows.map(({ booked_at, ...row }) => ({ ...row, at: booked_at.toISOString() })),
  }
}

async function sourcesOf(ctx: Context, ids: (string | null)[]): Promise<Reply['sources']> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return []
  const found = await sql<{
    id: string
    label: string
    kind: string
    reportedOn: string
    recordedBy: string
    file: string | null
  }>`
    select id, label, kind, reported_on::text as "reportedOn", recorded_by as "recordedBy", file::text as file from registry.source
    where district = ${ctx.principal.district} and id = any(${wanted}::uuid[]) order by reported_on`.execute(ctx.db)
  return found.rows.map((row) => ({ ...row, row: null }))
}

async function sameClause(ctx: Context, line: LineRow): Promise<number> {
  const found = await sql<{ n: number }>`select count(distinct person)::int as n from benefits.line
    where district = ${ctx.principal.district} and document = ${line.document} and clause = ${line.clause} and run = ${line.run}`.execute(
    ctx.db,
  )
  return found.rows[0]!.n
}
