// Commit: the accepted rows go to the room in one transaction, all of them or none; what was returned stays listed.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, refused } from '@songhe/basics/problem'
import { sql } from 'kysely'
import { audit } from '../audit.ts'
import type { Progress } from '../capability.ts'
import type { Context } from '../context.ts'
import { startJob } from '../jobs.ts'
import { rowsOf, wrongState } from './check-import.ts'
import type * as contract from './contract.ts'
import { definitionOf } from './definitions.ts'
import { earlierOf, type ImportRecord, rejectedRows, setImport, takeImport } from './import-store.ts'
import type { CommitCounts, SheetRow } from './sheet.ts'

export async function commitImport(
  ctx: Context,
  { params, body }: InputOf<typeof contract.commitImport>,
): Promise<ReplyOf<typeof contract.commitImport>> {
  const record = await takeImport(ctx, params.id)
  if ((record.state === 'committing' || record.state === 'committed') && record.job) return { job: record.job.id }
  await prepareCommit(ctx, { params, body })
  const { job } = await startJob(ctx, 'sheets.commit', { id: params.id })
  await setImport(ctx, params.id, sql`job = ${job}`)
  return { job }
}

export async function prepareCommit(ctx: Context, { params, body }: InputOf<typeof contract.commitImport>) {
  const record = await takeImport(ctx, params.id)
  definitionOf(ctx, record.sheet)
  if (record.state !== 'checked') throw wrongState(record)
  if (record.accepted === 0) throw refused('没有一行可以导入。', { next: '请下载标出错误的原表，改好后重新上传。' })
  if (record.rejected! > 0 && !body.partly)
    throw refused(`有 ${record.rejected} 行退回，按“全部通过才导入”没有导入任何一行。`, {
      next: '请改好退回的行重新上传，或选择先导入其余的行。',
    })
  await refuseTwice(ctx, record)
  await setImport(
    ctx,
    record.id,
    sql`state = 'committing', committed_by = ${ctx.principal.staff}, committed_by_name = ${ctx.principal.name}`,
  )
}

async function refuseTwice(ctx: Context, record: ImportRecord) {
  const earlier = await earlierOf(ctx, record.sheet, record.digest, record.id)
  if (earlier?.rejected === 0)
    throw conflict('同一份文件已经导入过，没有再导入。', {
      next: '请在导入记录里查看上一次的结果。',
      facts: { import: earlier.id },
    })
}

export async function runCommit(ctx: Context, { id }: { id: string }, progress: Progress): Promise<CommitCounts> {
  const record = await takeImport(ctx, id)
  const definition = definitionOf(ctx, record.sheet)
  const left = await rejectedRows(ctx, id)
  const accepted = record.accepted!
  let seen = 0
  async function* rows(): AsyncGenerator<readonly SheetRow[]> {
    for await (const batch of await rowsOf(ctx, record, definition, () => {})) {
      const taken = left.size === 0 ? batch : batch.filter(({ row }) => !left.has(row))
      seen += taken.length
      if (taken.length > 0) yield taken
    }
  }
  await progress(0, accepted, '开始导入')
  const counts = await definition.commit(ctx, {
    id,
    file: record.file,
    fileName: record.fileName,
    rows: rows(),
    accepted,
    options: record.options,
    progress: (done, phase) => progress(done, accepted, phase ?? `已导入 ${done} 行`),
  })
  if (seen !== accepted) throw new Error(`the file has ${seen} rows to take, the check said ${accepted}`)
  await setImport(
    ctx,
    id,
    sql`state = 'committed', added = ${counts.added}, changed = ${counts.changed}, unchanged = ${counts.unchanged}, committed_at = ${ctx.now}`,
  )
  await audit(ctx, {
    event: 'import.committed',
    object: `import:${id}`,
    details: { sheet: record.sheet, ...counts, rejected: record.rejected },
  })
  await progress(accepted, accepted, `新增 ${counts.added}，更新 ${counts.changed}，没有变化 ${counts.unchanged}`)
  return counts
}
