// All SQL of imports: the record of one file, its problems, and how a foreign header was read before.
import { notFound } from '@songhe/basics/problem'
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import type { ImportRow, JobOfImport } from './contract.ts'
import { mayReadRecords } from './definitions.ts'
import type { Mapping } from './header.ts'
import type { RowProblem } from './sheet.ts'

export type ImportState = ImportRow['state']

export interface ImportRecord extends Omit<ImportRow, 'sheetTitle'> {
  file: string
  digest: Buffer
  worksheet: string
  headerRow: number
  titles: string[]
  mapping: Mapping
  options: Record<string, string>
  job: JobOfImport | null
}

/** A job that failed gives the import back to the step before it. */
const STATE = sql`case when j.state in ('failed', 'cancelled') then case i.state when 'checking' then 'previewed' when 'committing' then 'checked'
  when 'undoing' then 'committed' else i.state end else i.state end`
const COLUMNS = sql`i.id, i.sheet, i.file, i.file_name as "fileName", i.file_digest as digest, i.worksheet, i.header_row as "headerRow", i.titles, i.mapping, i.options,
  ${STATE} as state, i.rows_in as "rowsIn", i.accepted, i.rejected, i.warned, i.added, i.changed, i.unchanged, i.started_by_name as "startedBy",
  to_json(i.started_at)#>>'{}' as "startedAt", i.committed_by_name as "committedBy", to_json(i.committed_at)#>>'{}' as "committedAt",
  i.undone_by_name as "undoneBy", to_json(i.undone_at)#>>'{}' as "undoneAt",
  case when j.id is not null then json_build_object('id', j.id, 'title', j.title, 'state', j.state, 'done', j.done, 'total', j.total, 'phase', j.phase, 'error', j.error) end as job`
const FROM = sql`kernel.sheet_import i left join kernel.job_run j on j.district = i.district and j.id = i.job`

/** Town officers see their own imports only: a file may name people of other towns. */
const visible = ({ principal }: Context): RawBuilder<unknown> =>
  sql`i.district = ${principal.district} and (${principal.areas === null} or i.started_by = ${principal.staff}::uuid)`

export async function findImport(ctx: Context, id: string): Promise<ImportRecord | undefined> {
  const found = await sql<ImportRecord>`select ${COLUMNS} from ${FROM} where ${visible(ctx)} and i.id = ${id}`.execute(ctx.db)
  return found.rows[0]
}

export async function getImport(ctx: Context, id: string): Promise<ImportRecord> {
  const record = await findImport(ctx, id)
  if (!record || !mayReadRecords(ctx, record.sheet)) throw notFound('这次导入')
  return record
}

/** For a step: nobody else moves the import until this transaction ends. */
export async function takeImport(ctx: Context, id: string): Promise<ImportRecord> {
  await sql`select from kernel.sheet_import where district = ${ctx.principal.district} and id = ${id} for update`.execute(ctx.db)
  return getImport(ctx, id)
}

/** The import that took this very file, whoever did it. */
export async function earlierOf(ctx: Context, sheet: string, digest: Buffer, not: string): Promise<ImportRecord | undefined> {
  const found =
    await sql<ImportRecord>`select ${COLUMNS} from ${FROM} where i.district = ${ctx.principal.district} and i.sheet = ${sheet}
    and i.file_digest = ${digest} and i.id <> ${not} and ${STATE} in ('committing', 'committed', 'undoing') order by i.started_at desc limit 1`.execute(
      ctx.db,
    )
  return found.rows[0]
}

export async function listRecords(ctx: Context, query: { sheets: readonly string[]; limit: number; offset: number }) {
  const found = await sql<ImportRecord & { total: number }>`select ${COLUMNS}, count(*) over ()::int as total from ${FROM}
    where ${visible(ctx)} and i.sheet = any(${[...query.sheets]}::text[]) order by i.started_at desc, i.id desc limit ${query.limit} offset ${query.offset}`.execute(
    ctx.db,
  )
  return { rows: found.rows, total: found.rows[0]?.total ?? 0 }
}

export interface NewImport {
  id: string
  sheet: string
  file: string
  fileName: string
  digest: Buffer
  worksheet: string
  headerRow: number
  titles: readonly string[]
  mapping: Mapping
}

export async function insertImport(ctx: Context, row: NewImport) {
  const { principal } = ctx
  await sql`insert into kernel.sheet_import (district, id, sheet, file, file_name, file_digest, worksheet, header_row, titles, mapping, started_by, started_by_name)
    values (${principal.district}, ${row.id}, ${row.sheet}, ${row.file}, ${row.fileName}, ${row.digest}, ${row.worksheet}, ${row.headerRow}, ${[...row.titles]}::text[],
      ${JSON.stringify(row.mapping)}::jsonb, ${principal.staff}, ${principal.name})`.execute(ctx.db)
}

export async function setImport(ctx: Context, id: string, change: RawBuilder<unknown>) {
  await sql`update kernel.sheet_import set ${change} where district = ${ctx.principal.district} and id = ${id}`.execute(ctx.db)
}

export async function clearProblems(ctx: Context, id: string) {
  await sql`delete from kernel.sheet_row_problem where district = ${ctx.principal.district} and import = ${id}`.execute(ctx.db)
}

export async function addProblems(ctx: Context, id: string, problems: readonly (RowProblem & { seq: number })[]) {
  if (problems.length === 0) return
  await sql`insert into kernel.sheet_row_problem (district, import, row, seq, "column", value, reason, warning)
    select ${ctx.principal.district}, ${id}, row, seq, "column", value, reason, coalesce(warning, false)
    from jsonb_to_recordset(${JSON.stringify(problems)}::jsonb) as p(row int, seq int, "column" text, value text, reason text, warning boolean)`.execute(
    ctx.db,
  )
}

export async function rejectedRows(ctx: Context, id: string): Promise<Set<number>> {
  const found = await sql<{ row: number }>`select distinct row from kernel.sheet_row_problem
    where district = ${ctx.principal.district} and import = ${id} and not warning`.execute(ctx.db)
  return new Set(found.rows.map(({ row }) => row))
}

export async function problemsOf(ctx: Context, id: string, page: { warnings: boolean; limit: number; offset: number }) {
  const found = await sql<
    Required<RowProblem> & { total: number }
  >`select row, "column", value, reason, warning, count(*) over ()::int as total
    from kernel.sheet_row_problem where district = ${ctx.principal.district} and import = ${id} and (${page.warnings} or not warning)
    order by row, seq limit ${page.limit} offset ${page.offset}`.execute(ctx.db)
  return { rows: found.rows.map(({ total: _total, ...row }) => row), total: found.rows[0]?.total ?? 0 }
}

export async function rememberMapping(ctx: Context, sheet: string, fingerprint: Buffer, mapping: Mapping) {
  await sql`insert into kernel.sheet_mapping (district, sheet, fingerprint, mapping, kept_by)
    values (${ctx.principal.district}, ${sheet}, ${fingerprint}, ${JSON.stringify(mapping)}::jsonb, ${ctx.principal.name})
    on conflict (district, sheet, fingerprint) do update set mapping = excluded.mapping, kept_by = excluded.kept_by, kept_at = clock_timestamp()`.execute(
    ctx.db,
  )
}

export async function rememberedMapping(ctx: Context, sheet: string, fingerprint: Buffer): Promise<Mapping | undefined> {
  const found = await sql<{ mapping: Mapping }>`select mapping from kernel.sheet_mapping
    where district = ${ctx.principal.district} and sheet = ${sheet} and fingerprint = ${fingerprint}`.execute(ctx.db)
  return found.rows[0]?.mapping
}
