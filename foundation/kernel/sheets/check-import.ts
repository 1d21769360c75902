// Check: every row is read and judged, nothing is written to any room; each returned row keeps row, column, value and reason.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid } from '@songhe/basics/problem'
import { sql } from 'kysely'
import { audit } from '../audit.ts'
import type { Progress } from '../capability.ts'
import type { Context } from '../context.ts'
import { readFile } from '../files.ts'
import { startJob } from '../jobs.ts'
import { today } from '../today.ts'
import type * as contract from './contract.ts'
import { definitionOf, settledOptions } from './definitions.ts'
import { fingerprintOf, type Mapping, titlesIn } from './header.ts'
import {
  addProblems,
  clearProblems,
  getImport,
  type ImportRecord,
  rememberMapping,
  setImport,
  takeImport,
} from './import-store.ts'
import type { RowProblem, SheetDefinition, SheetRow } from './sheet.ts'
import { sheetRows } from './sheet-rows.ts'
import { openTable } from './table-file.ts'

export async function checkImport(
  ctx: Context,
  { params, body }: InputOf<typeof contract.checkImport>,
): Promise<ReplyOf<typeof contract.checkImport>> {
  await prepareCheck(ctx, { params, body })
  const { job } = await startJob(ctx, 'sheets.check', { id: params.id })
  await setImport(ctx, params.id, sql`job = ${job}`)
  return { job }
}

/** The synchronous half: what the clerk chose is kept, so that a job (or the command line) can read the rows. */
export async function prepareCheck(ctx: Context, { params, body }: InputOf<typeof contract.checkImport>) {
  const record = await takeImport(ctx, params.id)
  const definition = definitionOf(ctx, record.sheet)
  if (record.state !== 'previewed' && record.state !== 'checked') throw wrongState(record)
  const mapping = usable(definition, body.mapping)
  const worksheet = body.worksheet ?? record.worksheet
  const titles = await titlesOf(ctx, record, worksheet, body.headerRow)
  const options = settledOptions(ctx, definition, body.options)
  await setImport(
    ctx,
    record.id,
    sql`state = 'checking', worksheet = ${worksheet}, header_row = ${body.headerRow}, titles = ${titles}::text[],
    mapping = ${JSON.stringify(mapping)}::jsonb, options = ${JSON.stringify(options)}::jsonb, rows_in = null, accepted = null, rejected = null, warned = 0`,
  )
  await rememberMapping(ctx, record.sheet, fingerprintOf(titles), mapping)
}

export function wrongState(record: ImportRecord) {
  const said: Record<ImportRecord['state'], string> = {
    previewed: '这次导入还没有校验。',
    checking: '正在校验，请稍候。',
    checked: '这次导入还没有提交。',
    committing: '正在导入，请稍候。',
    committed: '这次导入已经提交。',
    undoing: '正在撤销，请稍候。',
    undone: '这次导入已经撤销。',
  }
  return conflict(said[record.state], {
    next: record.state === 'undone' ? '如需再导入，请重新上传文件。' : '请刷新页面看最新情况。',
  })
}

function usable(definition: SheetDefinition, given: Mapping): Mapping {
  const mapping = Object.fromEntries(
    Object.entries(given).filter(([key]) => definition.columns.some((column) => column.key === key)),
  )
  const missing = definition.columns.filter((column) => column.required && mapping[column.key] === undefined)
  if (missing.length > 0)
    throw invalid(`还没有指定必填的栏目：${missing.map(({ title }) => title).join('、')}。`, {
      next: '请在表头对应处选好再校验。',
    })
  const columns = Object.values(mapping)
  if (new Set(columns).size < columns.length) throw invalid('同一列被指定为两个栏目。', { next: '请每列只选一个栏目。' })
  return mapping
}

async function titlesOf(ctx: Context, record: ImportRecord, worksheet: string, headerRow: number): Promise<string[]> {
  if (worksheet === record.worksheet && headerRow === record.headerRow) return record.titles
  const { bytes } = await readFile(ctx, record.file)
  for await (const row of openTable(bytes).rows(worksheet)) {
    if (row.number === headerRow) return titlesIn(row.cells)
    if (row.number > headerRow) break
  }
  throw invalid(`第 ${headerRow} 行是空的，不能作表头。`, { next: '请重新指定表头所在的行。' })
}

export interface CheckResult {
  rowsIn: number
  accepted: number
  rejected: number
  warned: number
}

export async function runCheck(ctx: Context, { id }: { id: string }, progress: Progress): Promise<CheckResult> {
  const record = await getImport(ctx, id)
  const definition = definitionOf(ctx, record.sheet)
  await clearProblems(ctx, id)
  const book = problemBook(ctx, id)
  let rowsIn = 0
  async function* batches(): AsyncGenerator<readonly SheetRow[]> {
    for await (const batch of await rowsOf(ctx, record, definition, book.report)) {
      rowsIn += batch.length
      yield batch
      await book.flush()
      await progress(rowsIn, null, `已校验 ${rowsIn} 行`)
    }
  }
  const rows = batches()
  await definition.check?.(ctx, { rows, options: record.options, report: book.report })
  for await (const _rest of rows); // a room that checks nothing, or stops early, still has every row counted
  await book.flush(true)
  const rejected = book.rejected.size
  const warned = [...book.warned].filter((row) => !book.rejected.has(row)).length
  await setImport(
    ctx,
    id,
    sql`state = 'checked', rows_in = ${rowsIn}, accepted = ${rowsIn - rejected}, rejected = ${rejected}, warned = ${warned}`,
  )
  await progress(rowsIn, rowsIn, `共 ${rowsIn} 行，可以导入 ${rowsIn - rejected} 行，退回 ${rejected} 行`)
  await audit(ctx, { event: 'import.checked', object: `import:${id}`, details: { sheet: record.sheet, rowsIn, rejected } })
  return { rowsIn, accepted: rowsIn - rejected, rejected, warned }
}

export async function rowsOf(
  ctx: Context,
  record: ImportRecord,
  definition: SheetDefinition,
  report: (problem: RowProblem) => void,
): Promise<AsyncIterable<SheetRow[]>> {
  const { bytes } = await readFile(ctx, record.file)
  const rows = openTable(bytes).rows(record.worksheet || undefined)
  return sheetRows({
    rows,
    headerRow: record.headerRow,
    columns: definition.columns,
    mapping: record.mapping,
    today: today(ctx),
    report,
  })
}

const FLUSH_AT = 2_000

function problemBook(ctx: Context, id: string) {
  let waiting: (RowProblem & { seq: number })[] = []
  let seq = 0
  const rejected = new Set<number>()
  const warned = new Set<number>()
  return {
    rejected,
    warned,
    report(problem: RowProblem) {
      ;(problem.warning ? warned : rejected).add(problem.row)
      waiting.push({ ...problem, seq: seq++ })
    },
    async flush(all = false) {
      if (waiting.length === 0 || (!all && waiting.length < FLUSH_AT)) return
      const batch = waiting
      waiting = []
      for (let at = 0; at < batch.length; at += 5_000) await addProblems(ctx, id, batch.slice(at, at + 5_000))
    },
  }
}
