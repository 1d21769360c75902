// Double entry: an amount moves from one account to another, once per cause and object; a mistake is reversed by a counter-transfer.
import { newId } from '@songhe/basics/ids'
import { notFound, refused } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

export interface AccountDraft {
  key: string
  kind: 'fund' | 'payable' | 'bank' | 'person' | 'recovery'
  title: string
}

export interface Transfer {
  debit: string
  credit: string
  /** More than 0. */
  fen: number
  /** paid, recovered ...: with `object` booked once, for ever. */
  cause: string
  object: string
  person?: string
  month?: string
}

export async function openAccounts(ctx: Context, accounts: readonly AccountDraft[]) {
  if (accounts.length === 0) return
  await sql`insert into ledger.account (district, key, kind, title)
    select ${ctx.principal.district}, key, kind, title from jsonb_to_recordset(${JSON.stringify(accounts)}::jsonb) as a (key text, kind text, title text)
    on conflict (district, key) do nothing`.execute(ctx.db)
}

/** @returns whether this call booked it; false = it stood already. */
export async function book(ctx: Context, transfer: Transfer): Promise<boolean> {
  const done = await sql`insert into ledger.transfer (district, id, debit, credit, fen, cause, object, person, month)
    values (${ctx.principal.district}, ${newId()}, ${transfer.debit}, ${transfer.credit}, ${transfer.fen}, ${transfer.cause}, ${transfer.object},
      ${transfer.person ?? null}, ${transfer.month ?? null}) on conflict (district, cause, object) do nothing`.execute(ctx.db)
  return done.numAffectedRows === 1n
}

/** Moves the same amount back; a transfer is reversed once. */
export async function reverse(ctx: Context, cause: string, object: string): Promise<void> {
  const found = await sql<{
    id: string
  }>`select id from ledger.transfer where district = ${ctx.principal.district} and cause = ${cause} and object = ${object}`.execute(
    ctx.db,
  )
  const original = found.rows[0]?.id
  if (!original) throw notFound('这笔账')
  const done = await sql`insert into ledger.transfer (district, id, debit, credit, fen, cause, object, person, month, reverses)
    select district, ${newId()}, credit, debit, fen, 'reversed', id::text, person, month, id from ledger.transfer
    where district = ${ctx.principal.district} and id = ${original} on conflict do nothing`.execute(ctx.db)
  if (done.numAffectedRows !== 1n) throw refused('这笔账已经冲回过。', { next: '同一笔账只能冲回一次，请查看分录。' })
}

export interface Balance {
  key: string
  title: string
  fen: number
}

/** Debits minus credits of every account; the sum over all accounts is always zero. */
export async function balances(ctx: Context): Promise<Balance[]> {
  const found =
    await sql<Balance>`select a.key, a.title, coalesce(sum(case when t.debit = a.key then t.fen else -t.fen end), 0)::bigint as fen
    from ledger.account a left join ledger.transfer t on t.district = a.district and a.key in (t.debit, t.credit)
    where a.district = ${ctx.principal.district} group by a.key, a.title order by a.key`.execute(ctx.db)
  return found.rows
}
