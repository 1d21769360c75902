// Model and database side by side after each act: every line, every month's sum, every recovery, every booking.
import { linesOf, type Model } from './story-model.ts'
import type { Office } from './story-office.ts'

export class Disagreement extends Error {}

export async function compareBooks(model: Model, office: Office, after: string) {
  const lines = await office.rows(
    `select l.run, l.person, l.kind, l.for_month, l.fen::int, l.state from benefits.line l join benefits.run r on r.district = l.district and r.id = l.run where r.state <> 'discarded'`,
  )
  same(
    after,
    'lines',
    lines.map((row) => [row.run, row.person, row.kind, row.for_month, row.fen, row.state].join()),
    model.runs.flatMap((run) =>
      run.lines.map((line) => [run.id, line.person, line.kind, line.forMonth, line.fen, line.state].join()),
    ),
  )
  const runs = await office.rows(`select id, month, state, total_fen::int as fen from benefits.run where state <> 'discarded'`)
  same(
    after,
    'months',
    runs.map((row) => [row.id, row.month, row.state, row.fen].join()),
    model.runs.map((run) => [run.id, run.month, run.state, run.lines.reduce((sum, { fen }) => sum + fen, 0)].join()),
  )
  const recoveries = await office.rows(
    `select person, for_month, fen::int from benefits.adjustment where kind = 'recovery' and state <> 'cancelled'`,
  )
  same(
    after,
    'recoveries',
    recoveries.map((row) => [row.person, row.for_month, -row.fen].join()),
    model.people.flatMap(({ id, recoveries: own }) => [...own].map(([month, fen]) => [id, month, fen].join())),
  )
  const [books] = await office.rows(`select
    (select coalesce(sum(fen), 0)::int from ledger.transfer where cause = 'paid') as paid,
    (select coalesce(sum(case when t.debit = a.key then t.fen else -t.fen end), 0)::int from ledger.account a join ledger.transfer t on a.key in (t.debit, t.credit)) as rest,
    (select coalesce(sum(case when cause = 'owed' then fen when cause = 'reversed' then -fen else 0 end), 0)::int from ledger.transfer) as counter`)
  const paid = linesOf(model)
    .filter(({ state }) => state === 'paid')
    .reduce((sum, { fen }) => sum + fen, 0)
  same(
    after,
    'books',
    [`paid ${books.paid}, debits less credits ${books.rest}, entries less counter-entries ${books.counter}`],
    [`paid ${paid}, debits less credits 0, entries less counter-entries 0`],
  )
}

function same(after: string, what: string, is: string[], should: string[]) {
  const [only, missing] = [is.filter((row) => !should.includes(row)), should.filter((row) => !is.includes(row))]
  if (only.length > 0 || missing.length > 0 || is.length !== should.length)
    throw new Disagreement(
      `after “${after}” ${what} differ: the database has ${only.join(' | ') || 'nothing more'}, the model ${missing.join(' | ') || 'nothing more'}`,
    )
}
