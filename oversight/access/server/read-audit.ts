// Reading the sealed log; reading it is itself part of it.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import { verifyChain } from '@songhe/kernel/audit/verify'
import type { Context } from '@songhe/kernel/context'
import type { FileReply } from '@songhe/kernel/http/file-reply'
import { today } from '@songhe/kernel/today'
import { personCards } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../contract.ts'

type Row = ReplyOf<typeof contract.listAudit>['rows'][number]

export async function listAudit(
  ctx: Context,
  { query }: InputOf<typeof contract.listAudit>,
): Promise<ReplyOf<typeof contract.listAudit>> {
  const matches = sql`e.district = ${ctx.principal.district}
    ${query.actor ? sql`and e.actor = ${query.actor}` : sql``} ${query.event ? sql`and e.event = ${query.event}` : sql``}
    ${query.person ? sql`and e.person = ${query.person}` : sql``} ${query.from ? sql`and e.at >= ${query.from}::date` : sql``}
    ${query.to ? sql`and e.at < ${query.to}::date + 1` : sql``}`
  const total = await sql<{ n: number }>`select count(*)::int as n from kernel.audit_entry e where ${matches}`.execute(ctx.db)
  const found = await sql<Omit<Row, 'title' | 'about'>>`
    select e.seq, to_json(e.at)#>>'{}' as at, e.actor, e.event, e.object, e.person, e.reason, e.address, s.seq is not null as sealed, d.details
    from kernel.audit_entry e left join kernel.audit_sealed s on s.district = e.district and s.seq = e.seq
    left join kernel.audit_detail d on d.district = e.district and d.entry = e.seq
    where ${matches} order by e.seq desc limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  const titles = eventTitles(ctx)
  const people = await personCards(
    ctx,
    found.rows.flatMap((row) => row.person ?? []),
  )
  return {
    total: total.rows[0]!.n,
    rows: found.rows.map((row) => ({
      ...row,
      title: titles.get(row.event) ?? '其他操作',
      about: (row.person && people.get(row.person)?.name) || '',
    })),
  }
}

export const verifyAudit = (
  ctx: Context,
  { query }: InputOf<typeof contract.verifyAudit>,
): Promise<ReplyOf<typeof contract.verifyAudit>> => verifyChain(ctx.db, ctx.principal.district, query.root)

/** One line to print, mail or keep elsewhere: with it a cut-off tail is found later. */
export async function exportRoot(ctx: Context): Promise<FileReply> {
  const report = await verifyChain(ctx.db, ctx.principal.district)
  const text = `松鹤操作日志根值\n区划编号：${ctx.principal.district}\n日期：${today(ctx)}\n封存块：${report.blocks}\n记录数：${report.entries}\n根值：${report.root}\n`
  return { name: `日志根值-${today(ctx)}.txt`, mediaType: 'text/plain; charset=utf-8', bytes: Buffer.from(text) }
}

const EXTRA: [string, string][] = [
  ['auth.failed', '登录失败'],
  ['auth.locked', '多次失败被锁定'],
  ['person.benefits-explained', '查看老人待遇'],
  ['import.undo-refused', '撤销导入（没有撤）'],
  ['harvest.slowed', '十分钟内查看大量档案，已放慢'],
]

function eventTitles(ctx: Context): Map<string, string> {
  const lines = ctx.catalogue.capabilities.flatMap((room) => (room.routes ?? []).map(([line]) => line))
  return new Map([...lines.flatMap((line) => (line.audit ? [[line.audit, line.title] as [string, string]] : [])), ...EXTRA])
}

/** How often somebody was slowed in the last seven days, for whoever keeps the log. */
export async function countHarvests(ctx: Context): Promise<number> {
  const found = await sql<{
    n: number
  }>`select count(*)::int as n from kernel.audit_entry where district = ${ctx.principal.district}
    and event = 'harvest.slowed' and at > ${ctx.now}::timestamptz - interval '7 days'`.execute(ctx.db)
  return found.rows[0]!.n
}
