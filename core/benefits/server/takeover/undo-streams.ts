// Taking an imported list back: streams it added stop, those it changed are as before; refused where money, a case or a death stands on one.
import type { Context } from '@songhe/kernel/context'
import type { Dependent } from '@songhe/kernel/sheets/sheet'
import { giveBackPayees } from '@songhe/registry/door'
import { sql } from 'kysely'

/** A shadow month is no dependent: it only compared. */
export async function dependentsOfStreams(ctx: Context, id: string): Promise<Dependent[]> {
  const { district } = ctx.principal
  const found = await sql<Dependent>`with mine as (select object as entitlement, person from benefits.takeover_row
      where district = ${district} and import = ${id} and kind = 'entitlement'),
    later as (
      select m.person, r.month || ' 月发放批次已计算' as what from mine m join benefits.line l on l.district = ${district} and l.person = m.person and l.entitlement = m.entitlement
        join benefits.run r on r.district = l.district and r.id = l.run and r.kind <> 'shadow' and r.state <> 'discarded'
      union select m.person, '办件 ' || c.number from mine m join benefits.entitlement e on e.district = ${district} and e.id = m.entitlement
        join benefits.benefit_case c on c.district = e.district and c.id = e.benefit_case
      union select m.person, case f.cause when 'died' then '已登记去世' else '已登记迁出' end from mine m
        join benefits.life_effect f on f.district = ${district} and f.person = m.person and f.kind = 'entitlement' and f.undone_at is null
          and (f.object->>'id')::uuid = m.entitlement
      union select m.person, '后来又一次导入改过' from mine m join benefits.entitlement e on e.district = ${district} and e.id = m.entitlement and e.import is distinct from ${id}::uuid)
    select p.name_masked as name, l.what from later l join registry.person p on p.district = ${district} and p.id = l.person order by l.what, p.name_masked`.execute(
    ctx.db,
  )
  return found.rows
}

export async function undoStreams(ctx: Context, id: string): Promise<{ closed: number; restored: number }> {
  const { district } = ctx.principal
  const mine = sql`t.district = ${district} and t.import = ${id} and t.kind = 'entitlement' and e.district = t.district and e.id = t.object`
  const closed =
    await sql`update benefits.entitlement e set state = 'stopped', hold_reason = '接管导入已撤销', version = e.version + 1
    from benefits.takeover_row t where ${mine} and t.added and e.state <> 'stopped'`.execute(ctx.db)
  const restored =
    await sql`update benefits.entitlement e set start_month = t.before->>'start_month', takeover_fen = (t.before->>'takeover_fen')::bigint,
      last_paid_month = t.before->>'last_paid_month', decision_number = t.before->>'decision_number', import = (t.before->>'import')::uuid, version = e.version + 1
    from benefits.takeover_row t where ${mine} and not t.added`.execute(ctx.db)
  const payees = await sql<{ opened: string; closed: string | null }>`
    select object as opened, (before->>'closed')::uuid as closed from benefits.takeover_row
    where district = ${district} and import = ${id} and kind = 'payee'`.execute(ctx.db)
  const accounts = await giveBackPayees(ctx, payees.rows)
  return {
    closed: Number(closed.numAffectedRows ?? 0n) + accounts.closed - accounts.restored,
    restored: Number(restored.numAffectedRows ?? 0n) + accounts.restored,
  }
}
