// Who looked at this elder: one query on the sealed log.
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { PersonFile } from '../../contract/people.ts'

const TITLES: Record<string, string> = {
  'person.viewed': '查看档案',
  'person.benefits-explained': '查看待遇',
  'person.unmasked': '看全号',
  'person.printed': '打印明细',
  'person.registered': '登记',
  'person.died': '登记去世',
  'person.death-reversed': '撤销去世登记',
  'person.moved': '登记迁出',
  'person.move-reversed': '撤销迁出登记',
  'person.relocated': '登记地址变动',
  'person.merged': '合并档案',
  'person.marked-different': '标为不同的人',
  'fact.recorded': '登记情况',
  'fact.corrected': '更正情况',
  'fact.closed': '终止情况',
  'contact.added': '登记联系人',
  'contact.closed': '停用联系人',
  'payee.set': '登记收款账户',
  'household.set': '登记同住家庭',
  'household.left': '登记不再同住',
  'survey.recorded': '登记调查',
}

export async function looksAt(ctx: Context, person: string): Promise<PersonFile['looks']> {
  const { district } = ctx.principal
  const counted = await sql<{ in_year: number; unmasked: number }>`
    select count(*)::int as in_year, (count(*) filter (where event = 'person.unmasked'))::int as unmasked
    from kernel.audit_entry where district = ${district} and person = ${person} and at > ${ctx.now}::timestamptz - interval '1 year'`.execute(
    ctx.db,
  )
  const newest = await sql<{ at: Date; actor: string; event: string; reason: string }>`
    select at, actor, event, reason from kernel.audit_entry where district = ${district} and person = ${person} order by seq desc limit 20`.execute(
    ctx.db,
  )
  const lines = new Map(
    ctx.catalogue.capabilities.flatMap((room) => (room.routes ?? []).map(([line]) => [line.audit, line.title] as const)),
  )
  return {
    inYear: counted.rows[0]!.in_year,
    unmasked: counted.rows[0]!.unmasked,
    rows: newest.rows.map((row) => ({
      at: row.at.toISOString(),
      actor: row.actor,
      event: row.event,
      title: TITLES[row.event] ?? lines.get(row.event) ?? '办理业务',
      reason: row.reason,
    })),
  }
}
