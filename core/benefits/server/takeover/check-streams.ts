// Which rows of a list of running entitlements can be taken over, and what is odd about the others; nothing is written.
import { addMonths, type Month, monthOf } from '@songhe/basics/day'
import { maskAccount } from '@songhe/basics/masking'
import type { Context } from '@songhe/kernel/context'
import type { CheckPlan, RowProblem } from '@songhe/kernel/sheets/sheet'
import { today } from '@songhe/kernel/today'
import { foldName, payeesOf, type Payee } from '@songhe/registry/door'
import { lastClosedMonth } from '../cases/closed-month.ts'
import { type MatchedRow, matchRows } from './match-rows.ts'
import { type StandingStream, streamsOf } from './streams-standing.ts'

export async function checkStreams(ctx: Context, { rows, report }: CheckPlan) {
  const now = monthOf(today(ctx))
  const closed = await lastClosedMonth(ctx)
  const seen = new Map<string, number>()
  const accounts = new Map<string, { account: string; row: number }>()
  for await (const batch of rows) {
    const matched = await matchRows(ctx, batch, report)
    const people = [...new Set(matched.map(({ person }) => person.id))]
    const standing = await streamsOf(ctx, people)
    const payees = await payeesOf(ctx, people)
    for (const one of matched) {
      const key = `${one.person.id}/${one.programme}`
      const say = (column: string, value: string, reason: string, warning = false): void =>
        report({ row: one.row, column, value, reason, ...(warning && { warning }) } satisfies RowProblem)
      if (seen.has(key)) say('programme', one.cells.programme!, `同一位老人的这个项目在第 ${seen.get(key)} 行已经有了。`)
      else seen.set(key, one.row)
      checkMonths(one, now, closed, say)
      checkStanding(one, standing.get(key), say)
      checkPayee(one, payees.get(one.person.id), accounts, say)
    }
  }
}

type Say = (column: string, value: string, reason: string, warning?: boolean) => void

function checkMonths({ cells, person }: MatchedRow, now: Month, closed: Month, say: Say) {
  const start = cells.startMonth!
  const last = cells.lastPaidMonth!
  if (Number(cells.amount) <= 0) say('amount', cells.amount!, '月标准应大于 0。')
  if (start > now) say('startMonth', start, '起发月份晚于本月。')
  if (last > now) say('lastPaidMonth', last, '最后发放月份晚于本月。')
  else if (last < addMonths(start, -1)) say('lastPaidMonth', last, `最后发放月份早于起发月份 ${start}。`)
  else if (last < closed)
    say('lastPaidMonth', last, `${addMonths(last, 1)}到${closed}没有发放记录，接续后不会自动补发，请核对。`, true)
  if (person.diedOn) say('citizenId', '', `名册登记这位老人 ${person.diedOn} 去世，不能接续发放。`)
}

function checkStanding({ cells }: MatchedRow, stream: StandingStream | undefined, say: Say) {
  if (!stream) return
  if (stream.by_case)
    say('programme', cells.programme!, `本系统已经批准并在发放（${stream.decision_number || '有办件'}），不能再按旧台账接续。`)
  else if (stream.paid_here && !sameStream(cells, stream))
    say('programme', cells.programme!, '接续后本系统已经计算或发放过，不能再改起发月份、标准和最后发放月份。')
}

export const sameStream = (cells: MatchedRow['cells'], stream: StandingStream) =>
  stream.start_month === cells.startMonth &&
  stream.takeover_fen === Number(cells.amount) &&
  stream.decision_number === (cells.decision ?? '') &&
  (stream.paid_here || stream.last_paid_month === cells.lastPaidMonth)

function checkPayee(
  { cells, person, row }: MatchedRow,
  payee: Payee | undefined,
  accounts: Map<string, { account: string; row: number }>,
  say: Say,
) {
  if (!cells.account) {
    if (!payee) say('account', '', '没有收款账号，名册里也没有，发放前要补登。', true)
    return
  }
  const before = accounts.get(person.id)
  if (before && before.account !== cells.account)
    say('account', maskAccount(cells.account), `同一位老人在第 ${before.row} 行是另一个账号，只能有一个收款账号。`)
  accounts.set(person.id, before ?? { account: cells.account, row })
  const holder = cells.holder ?? person.name
  if (foldName(holder) !== foldName(person.name) && (cells.relation ?? '本人') === '本人')
    say('relation', '', '户名不是老人本人，请填写“与老人关系”一栏。')
  if (payee && (payee.account !== cells.account || payee.holder !== holder))
    say(
      'account',
      maskAccount(cells.account),
      `与名册里的收款账号 ${maskAccount(payee.account)} 不同，导入后改为本表的账号。`,
      true,
    )
}
