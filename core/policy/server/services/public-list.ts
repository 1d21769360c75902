// The published basic service list for everybody, without signing in: one plain page that a village can print and hang up.
import type { InputOf } from '@songhe/basics/contract'
import { notFound } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { enterScope } from '@songhe/kernel/db/enter-scope'
import type { FileReply } from '@songhe/kernel/http/file-reply'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import type { ServiceItem } from '../../contract-services.ts'
import { currentList, itemsOf } from './show-service-list.ts'

export async function publicServiceList(
  ctx: Context,
  { params }: InputOf<typeof contract.publicServiceList>,
): Promise<FileReply> {
  // A visitor has no district of his own: he names one and sees of it what is published, and no person.
  const visitor: Context = { ...ctx, principal: { ...ctx.principal, district: params.district, areas: [] } }
  await enterScope(ctx.db, visitor.principal)
  const version = await currentList(visitor)
  if (version?.state !== 'published') throw notFound('已公布的基本养老服务清单')
  const office = await sql<{
    value: string
  }>`select value from kernel.setting where district = ${params.district} and key = 'office'`.execute(ctx.db)
  const html = page({
    office: office.rows[0]?.value ?? '',
    title: version.body.table,
    version: version.version,
    from: version.validFrom,
    items: itemsOf(version.body),
  })
  return { name: '基本养老服务清单.html', mediaType: 'text/html; charset=utf-8', bytes: Buffer.from(html), inline: true }
}

interface Listed {
  office: string
  title: string
  version: number
  from: string
  items: ServiceItem[]
}

const COLUMNS: [keyof ServiceItem, string][] = [
  ['item', '服务项目'],
  ['persons', '服务对象'],
  ['kind', '服务类型'],
  ['standard', '服务标准'],
  ['payer', '支出责任'],
  ['body', '责任单位'],
]

const page = ({ office, title, version, from, items }: Listed) => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>
body{font:16px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1E2321;margin:24px auto;max-width:1100px;padding:0 16px}
h1{font-size:24px;color:#14483A;margin:0}p{color:#5A635F}div{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #CFCDC4;padding:6px 10px;text-align:left;vertical-align:top}th{background:#F7F6F0;white-space:nowrap}
@media print{body{margin:0}}</style></head><body><main>
<h1>${escaped(title)}</h1><p>${escaped(office)}　${from} 起实行　第 ${version} 版　共 ${items.length} 项</p>
<div tabindex="0" role="region" aria-label="清单"><table><thead><tr><th>序号</th>${COLUMNS.map(([, heading]) => `<th>${heading}</th>`).join('')}</tr></thead><tbody>
${items.map((item, i) => `<tr><td>${i + 1}</td>${COLUMNS.map(([key]) => `<td>${escaped(item[key])}</td>`).join('')}</tr>`).join('\n')}
</tbody></table></div></main></body></html>`

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, (mark) => MARKS[mark]!)
