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
  const name = pg.escapeIdentifier(table)
  const definition = Object.entries(columns).map(([column, type]) => `${pg.escapeIdentifier(column)} ${type}`)
  await sql.raw(`create temporary table ${name} (${definition.join(', ')}) on commit drop`).execute(ctx.db)
  const client = await clientOf(ctx.db)
  let count = 0
  async function* lines() {
    let chunk = ''
    for await (const row of rows) {
      chunk += `${row.map(copyCell).join('\t')}\n`
      count++
      if (chunk.length > 65_536) {
        yield chunk
        chunk = ''
      }
    }
    yield chunk
  }
  await pipeline(Readable.from(lines()), client.query(copyFrom(`copy ${name} from stdin`)))
  return count
}

function copyCell(cell: Cell): string {
  if (cell === null || cell === undefined) return '\\N'
  if (Buffer.isBuffer(cell)) return `\\\\x${cell.toString('hex')}`
  return String(cell).replace(/[\\\t\n\r]/g, (c) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[c]!)
}
