// Streams a district's tables as CSV through tar, gzip and the cipher into one file; nothing readable ever touches the disk.
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { sql } from 'kysely'
import type { Progress } from '../capability.ts'
import type { Context } from '../context.ts'
import { open } from '../secrets.ts'
import { inert } from '../sheets/csv.ts'
import { type ExportedTable, exportedTables } from './exported-tables.ts'
import { encryptAsOpenssl, openCommand } from './openssl-cipher.ts'
import { TAR_END, tarEntry } from './tar-writer.ts'

/** Of one table in one file of the archive; a larger table comes as several, each with its heading. */
const PART = 16 * 1024 * 1024
const FETCH = 2_000
const SEALED_BY = 1
const SEALED_LEAST = 29

export interface OpenExportDone {
  tables: number
  rows: number
  bytes: number
  digest: Buffer
}

export async function writeOpenExport(
  ctx: Context,
  passphrase: string,
  file: string,
  progress: Progress,
): Promise<OpenExportDone> {
  const tables = await exportedTables(ctx)
  const counts = new Map<string, number>()
  const hash = createHash('sha256')
  let bytes = 0
  const measure = new PassThrough()
  measure.on('data', (chunk: Buffer) => {
    hash.update(chunk)
    bytes += chunk.length
  })
  async function* entries() {
    for (const [place, table] of tables.entries()) {
      await progress(place, tables.length, table.name)
      let part = 0
      for await (const csv of partsOf(ctx, table, (count) => counts.set(table.name, count))) {
        part++
        yield tarEntry(`${table.name}${part > 1 ? `.${part}` : ''}.csv`, csv, ctx.now)
      }
    }
    yield tarEntry('columns.csv', columnsFile(tables), ctx.now)
    yield tarEntry('README.txt', Buffer.from(readme(ctx, tables, counts)), ctx.now)
    yield TAR_END
  }
  await pipeline(
    Readable.from(entries()),
    createGzip(),
    encryptAsOpenssl(passphrase),
    measure,
    createWriteStream(file, { mode: 0o600, flush: true }),
  )
  return {
    tables: tables.length,
    rows: [...counts.values()].reduce((sum, count) => sum + count, 0),
    bytes,
    digest: hash.digest(),
  }
}

const MARK = '\uFEFF'
const line = (cells: readonly string[]) => `${cells.map(quoted).join(',')}\r\n`
const quoted = (cell: string) => (/[",\r\n]/.test(cell) || cell === '' ? `"${cell.replaceAll('"', '""')}"` : cell)

/** An empty cell is "not known"; "" is an empty text. */
async function* partsOf(ctx: Context, table: ExportedTable, counted: (rows: number) => void): AsyncGenerator<Buffer> {
  const head = MARK + line(table.columns.map((column) => column.name))
  const columns = table.columns.map(({ name, type }) => (type === 'bytea' ? sql.ref(name) : sql`${sql.ref(name)}::text`))
  await sql`declare open_export no scroll cursor for select ${sql.join(columns)} from ${sql.table(table.name)}`.execute(ctx.db)
  let held = [head]
  let size = 0
  let rows = 0
  let parts = 0
  for (;;) {
    const found = await sql<Record<string, string | Buffer | null>>`fetch ${sql.raw(String(FETCH))} from open_export`.execute(
      ctx.db,
    )
    for (const row of found.rows) {
      const cells = Object.values(row).map((value) =>
        value === null ? null : typeof value === 'string' ? inert(value) : opened(value),
      )
      const text = `${cells.map((cell) => (cell === null ? '' : quoted(cell))).join(',')}\r\n`
      held.push(text)
      size += text.length * 2
      rows++
    }
    if (found.rows.length < FETCH) break
    if (size < PART) continue
    yield Buffer.from(held.join(''))
    parts++
    held = [head]
    size = 0
  }
  await sql`close open_export`.execute(ctx.db)
  counted(rows)
  if (held.length > 1 || parts === 0) yield Buffer.from(held.join(''))
}

/** Sealed values as their text, digests as hex. One that does not open is no reason to keep the rest back. */
function opened(value: Buffer): string {
  if (value[0] === SEALED_BY && value.length >= SEALED_LEAST) {
    try {
      return inert(open(value))
    } catch {
      // A digest that happens to begin so.
    }
  }
  return value.toString('hex')
}

const columnsFile = (tables: readonly ExportedTable[]) =>
  Buffer.from(
    MARK +
      line(['表', '列', '类型', '含义']) +
      tables.flatMap((table) => table.columns.map(({ name, type, meaning }) => line([table.name, name, type, meaning]))).join(''),
  )

function readme(ctx: Context, tables: readonly ExportedTable[], counts: ReadonlyMap<string, number>): string {
  return [
    '松鹤 开放导出',
    '',
    `区划编号 ${ctx.principal.district}，导出时间 ${ctx.now.toISOString()}（UTC），共 ${tables.length} 张表。`,
    '每张表一个 CSV（UTF-8，逗号分隔，第一行是列名）；超过 16 MB 的表分成几个文件，每个都有列名行。',
    '空单元格是“没有”，"" 是空文字。金额以分为单位，日期是 年-月-日，时间带时区。身份证号、电话、银行账号已解密。',
    '以 = + - @ 开头的文字和超过 11 位的数字前面加了一个单引号，防止表格软件当公式执行或改掉尾数；还原时去掉它。',
    '各表按顺序读出，导出期间有人办事的，先后两张表可能差几秒。',
    'columns.csv 说明每一列。附件（原件）不在里面，见备份里的 files 文件夹。',
    '',
    ...tables.map((table) => `${table.name}（${counts.get(table.name) ?? 0} 行）：${table.meaning}`),
    '',
    `打开方法：${openCommand('<文件>')}`,
    '',
  ].join('\n')
}
