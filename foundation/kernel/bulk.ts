// Many rows at once: COPY into a temporary table (row level security refuses COPY on protected ones), then the caller inserts from it.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Context } from './context.ts'
import { clientOf } from './db/client-of.ts'

export type Cell = string | number | boolean | null | undefined | Buffer

/**
 * Creates `table` as a temporary table (dropped at commit) and streams the rows into it.
 * @param columns column definitions, e.g. `{ person: 'uuid', born: 'date' }`; each row has its cells in this order
 * @returns rows copied
 */
export async function copyRows(
  ctx: Pick<Context, 'db'>,
  table: string,
  columns: Record<string, string>,
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
): Promise<number> {
  let count = 0
  async function* lines() {
    let chunk = ''
    for await (const row of rows) {
      chunk += copyLine(row)
      count++
      if (chunk.length > PIECE) {
        yield chunk
        chunk = ''
      }
    }
    yield chunk
  }
  await copyLines(ctx, table, columns, lines())
  return count
}

/** The same for rows that were turned into text before (copyLine): preparing the next can go on while these are stored. */
export async function copyLines(
  ctx: Pick<Context, 'db'>,
  table: string,
  columns: Record<string, string>,
  lines: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const name = pg.escapeIdentifier(table)
  const definition = Object.entries(columns).map(([column, type]) => `${pg.escapeIdentifier(column)} ${type}`)
  await sql.raw(`create temporary table ${name} (${definition.join(', ')}) on commit drop`).execute(ctx.db)
  const client = await clientOf(ctx.db)
  await pipeline(Readable.from(lines), client.query(copyFrom(`copy ${name} from stdin`)))
}

const PIECE = 65_536

export function copyLine(row: readonly Cell[]): string {
  let line = copyCell(row[0])
  for (let i = 1; i < row.length; i++) line += `\t${copyCell(row[i])}`
  return `${line}\n`
}

function copyCell(cell: Cell): string {
  if (cell === null || cell === undefined) return '\\N'
  if (Buffer.isBuffer(cell)) return `\\\\x${cell.toString('hex')}`
  const text = String(cell)
  return SPECIAL.test(text) ? escaped(text) : text
}

const SPECIAL = /[\\\t\n\r]/

function escaped(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (c) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[c]!)
}
