// Any list as a table to take away: the same verb, filter, scope and masking as the page, all rows instead of one page, and a line in the log.
import type { Line, ListColumn } from '@songhe/basics/contract'
import { get, SHEET_PATH } from '@songhe/basics/contract'
import { refused } from '@songhe/basics/problem'
import { audit } from '../audit.ts'
import type { MountedRoute } from '../capability.ts'
import type { Context } from '../context.ts'
import { z } from 'zod'
import { bytesOf, writeStream } from '../sheets/excel.ts'
import { today } from '../today.ts'
import type { FileReply } from './file-reply.ts'

const MOST_ROWS = 100_000
const ROWS_AT_ONCE = 2_000
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

// biome-ignore lint: rows of any list
type Row = Record<string, any>
type Rows = readonly Row[] | { rows: readonly Row[]; total?: number }

/** The export that stands beside a list: who may read the list may take it away, and the log says who did. */
// biome-ignore lint: any line, any verb
export function sheetOf(line: Line<any, any, any, any>, verb: MountedRoute[1]): MountedRoute {
  const sheet = line.sheet!
  const beside = get(`${line.path}${SHEET_PATH}`, {
    title: `导出：${sheet.name}`,
    permission: line.permission,
    audit: 'list.exported',
    ...(line.params && { params: line.params }),
    query: withReason(line.query),
    reply: 'file',
  })
  return [
    beside,
    async (ctx: Context, input: { params?: Row; query?: Row }): Promise<FileReply> => {
      const { page: _page, size: _size, reason = '', ...filter } = input.query ?? {}
      let count = 0
      const bytes = await bytesOf(async (target) => {
        count = await writeStream(target, {
          sheet: sheet.name.slice(0, 31),
          columns: sheet.columns.map((column) => ({ title: column.title, width: 18, ...numberOf(column) })),
          rows: cellsOf(ctx, verb, { ...input, query: filter }, sheet.columns),
          taken: takenBy(ctx, reason),
        })
      })
      await audit(ctx, { event: 'list.exported', object: line.path, reason, details: { list: sheet.name, rows: count, filter } })
      return { name: `${sheet.name} ${today(ctx)}.xlsx`, mediaType: EXCEL, bytes }
    },
  ] as unknown as MountedRoute
}

/** What the table is wanted for; it goes into the log and onto every printed page. */
const REASON = z.object({ reason: z.string().trim().max(200).optional() })
const withReason = (query: z.ZodType | undefined) => (query instanceof z.ZodObject ? query.extend(REASON.shape) : REASON)

const takenBy = ({ principal, now }: Context, reason: string) =>
  `${principal.name} 于 ${now.toISOString().slice(0, 16).replace('T', ' ')}（UTC）从松鹤导出${reason && `，用途：${reason}`}。含个人信息，不得外传。`

const numberOf = ({ as }: ListColumn) => (as === 'yuan' ? { number: '#,##0.00' } : as === 'count' ? { number: '0' } : {})

async function* cellsOf(
  ctx: Context,
  verb: MountedRoute[1],
  input: { query?: Row },
  columns: readonly ListColumn[],
): AsyncGenerator<string[]> {
  let seen = 0
  for (let page = 1; ; page++) {
    const reply: Rows = await verb(ctx, { ...input, query: { ...input.query, page, size: ROWS_AT_ONCE } })
    const rows = 'rows' in reply ? reply.rows : reply
    const total = 'rows' in reply ? (reply.total ?? rows.length) : rows.length
    if (total > MOST_ROWS)
      throw refused(`这张表有 ${total} 行，一次最多导出 ${MOST_ROWS} 行，没有导出。`, {
        next: '请先用上方的条件缩小范围，例如按镇街分别导出。',
      })
    for (const row of rows) yield columns.map((column) => cellOf(valueAt(row, column.key), column))
    seen += rows.length
    if (seen >= total || rows.length === 0) return
  }
}

/** `town.name` steps into an object; stepping into a list takes that part of each. */
function valueAt(value: unknown, key: string): unknown {
  return key.split('.').reduce<unknown>((at, part) => {
    if (Array.isArray(at)) return at.map((one) => one?.[part])
    return at === null || at === undefined ? undefined : (at as Row)[part]
  }, value)
}

function cellOf(value: unknown, { as }: ListColumn): string {
  if (value === null || value === undefined) return ''
  if (as === 'yuan') return (Number(value) / 100).toFixed(2)
  if (typeof as === 'object') return as[String(value)] ?? String(value)
  if (Array.isArray(value)) return value.map(String).join('、')
  return typeof value === 'boolean' ? (value ? '是' : '否') : String(value)
}
