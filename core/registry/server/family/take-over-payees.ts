// Accounts that another office paid to until today become the current ones, many at once; taking the list back opens the former ones again.
import type { Day } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import { type Cell, copyRows } from '@songhe/kernel/bulk'
import type { Context } from '@songhe/kernel/context'
import { blindIndex, seal } from '@songhe/kernel/secrets'
import { sql } from 'kysely'

export interface PayeeOfList {
  person: string
  area: number
  account: string
  holder: string
  relation: string
  ground: string
  bank: string
  from: Day
}

export interface PayeeChange {
  person: string
  area: number
  opened: string
  /** The account that was current before. */
  closed: string | null
}

const COLUMNS = {
  id: 'uuid',
  person: 'uuid',
  area: 'int',
  holder: 'text',
  relation: 'text',
  ground: 'text',
  bank: 'text',
  account: 'bytea',
  account_index: 'bytea',
  account_tail: 'text',
  valid_from: 'date',
}
const NAMES = sql.raw(Object.keys(COLUMNS).join(', '))

/** One row per person. Who is paid to the same account and holder already keeps that row. */
export async function takeOverPayees(ctx: Context, rows: readonly PayeeOfList[]): Promise<PayeeChange[]> {
  if (rows.length === 0) return []
  const { district } = ctx.principal
  await copyRows(ctx, 'payee_of_list', COLUMNS, rows.map(cells))
  await sql`delete from payee_of_list n using registry.payee k where k.district = ${district} and k.person = n.person and k.closed_at is null
    and k.account_index = n.account_index and k.holder = n.holder`.execute(ctx.db)
  const changes = await sql<PayeeChange>`select n.person, n.area, n.id as opened, k.id as closed from payee_of_list n
    left join registry.payee k on k.district = ${district} and k.person = n.person and k.closed_at is null`.execute(ctx.db)
  await sql`update registry.payee k set closed_at = clock_timestamp() from payee_of_list n
    where k.district = ${district} and k.person = n.person and k.closed_at is null`.execute(ctx.db)
  await sql`insert into registry.payee (district, ${NAMES}) select ${district}::int, ${NAMES} from payee_of_list`.execute(ctx.db)
  await sql`drop table payee_of_list`.execute(ctx.db)
  return changes.rows
}

/** Where somebody entered a newer account since, that one stays. @returns accounts closed and opened again */
export async function giveBackPayees(
  ctx: Context,
  changes: readonly Pick<PayeeChange, 'opened' | 'closed'>[],
): Promise<{ closed: number; restored: number }> {
  const { district } = ctx.principal
  const rows = sql`jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c (opened uuid, closed uuid)`
  const closed = await sql<{ former: string | null }>`
    update registry.payee k set closed_at = clock_timestamp() from ${rows}
    where k.district = ${district} and k.id = c.opened and k.closed_at is null returning c.closed as former`.execute(ctx.db)
  const former = closed.rows.flatMap((row) => (row.former ? [row.former] : []))
  await sql`update registry.payee set closed_at = null where district = ${district} and id = any(${former}::uuid[])`.execute(
    ctx.db,
  )
  return { closed: closed.rows.length, restored: former.length }
}

const cells = (row: PayeeOfList): Cell[] => [
  newId(),
  row.person,
  row.area,
  row.holder,
  row.relation,
  row.ground,
  row.bank,
  seal(row.account),
  blindIndex('account', row.account),
  row.account.slice(-4),
  row.from,
]
