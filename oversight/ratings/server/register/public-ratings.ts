// The ratings in force for everybody, without signing in: one plain page that may be printed and hung up.
import type { InputOf } from '@songhe/basics/contract'
import { notFound } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { enterScope } from '@songhe/kernel/db/enter-scope'
import type { FileReply } from '@songhe/kernel/http/file-reply'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { SCHEMES } from '../../contract/shapes.ts'
import { listRatings } from './list-ratings.ts'

const MOST = 2_000

export async function publicRatings(ctx: Context, { params }: InputOf<typeof contract.publicRatings>): Promise<FileReply> {
  // A visitor has no district of his own: he names one and sees of it what is published; a rating names a site and no person.
  const visitor: Context = { ...ctx, principal: { ...ctx.principal, district: params.district, areas: null } }
  await enterScope(ctx.db, visitor.principal)
  const { rows } = await listRatings(visitor, { query: { page: 1, size: MOST, holding: 'current' } })
  if (rows.length === 0) throw notFound('已公布的等级名单')
  const office = await sql<{
    value: string
  }>`select value from kernel.setting where district = ${params.district} and key = 'office'`.execute(ctx.db)
  const html = page(office.rows[0]?.value ?? '', today(ctx), rows)
  return { name: '养老服务设施等级名单.html', mediaType: 'text/html; charset=utf-8', bytes: Buffer.from(html), inline: true }
}

type Rows = Awaited<ReturnType<typeof listRatings>>['rows']

const page = (office: string, on: string, rows: Rows) => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>养老服务设施等级名单</title><style>
body{font:18px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1E2321;margin:24px auto;max-width:1100px;padding:0 16px}
h1{font-size:26px;color:#14483A;margin:0}p{color:#5A635F}div{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #CFCDC4;padding:6px 10px;text-align:left;vertical-align:top}th{background:#F7F6F0;white-space:nowrap}
@media print{body{margin:0}}</style></head><body><main>
<h1>养老服务设施等级名单</h1><p>${escaped(office)}　${on} 有效的等级　共 ${rows.length} 条</p>
<div tabindex="0" role="region" aria-label="名单"><table><thead><tr><th>序号</th><th>设施</th><th>类别</th><th>所在地</th><th>种类</th><th>等级</th><th>有效期</th></tr></thead><tbody>
${rows
  .map(
    (row, i) =>
      `<tr><td>${i + 1}</td>${[row.name, row.kindTitle, row.place, SCHEMES[row.scheme] ?? row.scheme, row.grade].map((text) => `<td>${escaped(text)}</td>`).join('')}<td>${row.validFrom} 起${row.validTo ? `，到期 ${row.validTo}` : ''}</td></tr>`,
  )
  .join('\n')}
</tbody></table></div></main></body></html>`

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, (mark) => MARKS[mark]!)
