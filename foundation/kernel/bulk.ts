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
 * Creates `table` as a temporary table (dropped at commit) and copies the rows into it.
 * @param columns column definitions, e.g. `{ person: 'uuid', born: 'date' }`; each row has its cells in this order
 * @returns rows copied
 */
export async function copyRows(
  ctx: Pick<Context, 'db'>,
  table: string,
  columns: Record<string, string>,
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
): Promise<number> {
  const text = new CopyText()
  for await (const row of rows) text.add(row)
  await copyText(ctx, table, columns, text)
  return text.rows
}

/** The same for rows that were written out before: the next can be written while these are stored. */
export async function copyText(ctx: Pick<Context, 'db'>, table: string, columns: Record<string, string>, text: CopyText) {
  const name = pg.escapeIdentifier(table)
  const definition = Object.entries(columns).map(([column, type]) => `${pg.escapeIdentifier(column)} ${type}`)
  await sql.raw(`create temporary table ${name} (${definition.join(', ')}) on commit drop`).execute(ctx.db)
  const client = await clientOf(ctx.db)
  await pipeline(Readable.from([text.bytes()]), client.query(copyFrom(`copy ${name} from stdin`)))
}

/**
 * Rows as COPY reads them, in one buffer that is filled again and again: as objects they would outlive the collector's quick rounds,
 * and the heap of a long import would grow by hundreds of megabytes.
 */
export class CopyText {
  rows = 0
  #text = ''
  #buffer = Buffer.allocUnsafe(PIECE)
  #length = 0

  add(row: readonly Cell[]) {
    this.rows++
    this.#text += copyLine(row)
    if (this.#text.length > PIECE) this.#write()
  }

  /** Good until `clear`. */
  bytes(): Buffer {
    this.#write()
    return this.#buffer.subarray(0, this.#length)
  }

  clear() {
    this.rows = this.#length = 0
    this.#text = ''
  }

  #write() {
    const end = this.#length + Buffer.byteLength(this.#text)
    if (end > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.ceil(end * 1.5))
      this.#buffer.copy(larger, 0, 0, this.#length)
      this.#buffer = larger
    }
    this.#buffer.write(this.#text, this.#length)
    this.#length = end
    this.#text = ''
  }
}

const PIECE = 16_384

function copyLine(row: readonly Cell[]): string {
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
