// What a town that changes district leaves here and what goes along: streams and open cases go, money of past months stays with the district that owed it.
import type { TransferLine } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

export async function onTransfer(ctx: Context, areas: readonly number[]): Promise<TransferLine[]> {
  const mine = sql`x.district = ${ctx.principal.district} and x.area = any(${[...areas]}::int[])`
  const ask = async (title: string, goes: boolean, from: ReturnType<typeof sql>): Promise<TransferLine> => {
    const found = await sql<{
      n: number
      fen: number | null
    }>`select count(*)::int as n, sum(fen)::bigint as fen from (${from}) y`.execute(ctx.db)
    return { title, goes, count: found.rows[0]!.n, fen: found.rows[0]!.fen }
  }
  const approved = sql`join benefits.run r on r.district = x.district and r.id = x.run and r.kind = 'regular' and r.state in ('approved', 'sent', 'settled')`
  return [
    await ask(
      '在发和暂停的待遇',
      true,
      sql`select null::bigint as fen from benefits.entitlement x where ${mine} and x.state <> 'stopped'`,
    ),
    await ask(
      '正在办的办件',
      true,
      sql`select null::bigint as fen from benefits.benefit_case x where ${mine} and x.state in ('town-check', 'returned', 'district-decision', 'public-notice', 'objection')`,
    ),
    await ask(
      '已批准、还没有付出的款',
      false,
      sql`select x.fen from benefits.line x ${approved} where ${mine} and x.state in ('due', 'held', 'sent', 'returned', 'reissued')`,
    ),
    await ask(
      '还没有付清的补发',
      false,
      sql`select x.fen - x.settled_fen as fen from benefits.adjustment x where ${mine} and x.kind <> 'recovery' and x.state in ('proposed', 'approved', 'planned')`,
    ),
    await ask(
      '还没有收回的追回（以后收现款）',
      false,
      sql`select -x.fen - x.settled_fen as fen from benefits.adjustment x where ${mine} and x.kind = 'recovery' and x.state in ('proposed', 'approved', 'planned')`,
    ),
  ]
}
