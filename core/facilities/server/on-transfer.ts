// What a transfer of towns does to their sites: nothing yet; the old district keeps them, and is told so before it starts.
import type { TransferLine } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

export async function onTransfer(ctx: Context, areas: readonly number[]): Promise<TransferLine[]> {
  const found = await sql<{ count: number }>`select count(*)::int as count from facilities.facility
    where district = ${ctx.principal.district} and area = any(${[...areas]}::int[]) and state not in ('closed', 'withdrawn')`.execute(
    ctx.db,
  )
  return [{ title: '设施（要在新区县重新登记）', count: found.rows[0]!.count, fen: null, goes: false }]
}
