// Undo: what the import added is closed, what it replaced counts again; refused with the list where a later act stands on a row.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { sql } from 'kysely'
import { audit } from '../audit.ts'
import type { Progress } from '../capability.ts'
import type { Context } from '../context.ts'
import { startJob } from '../jobs.ts'
import { wrongState } from './check-import.ts'
import type * as contract from './contract.ts'
import { definitionOf } from './definitions.ts'
import { setImport, takeImport } from './import-store.ts'

const LISTED = 200

export async function undoImport(
  ctx: Context,
  { params, body }: InputOf<typeof contract.undoImport>,
): Promise<ReplyOf<typeof contract.undoImport>> {
  const record = await takeImport(ctx, params.id)
  const definition = definitionOf(ctx, record.sheet)
  if ((record.state === 'undoing' || record.state === 'undone') && record.job)
    return { job: record.job.id, inTheWay: [], inTheWayTotal: 0 }
  if (record.state !== 'committed') throw wrongState(record)
  const inTheWay = await definition.dependents(ctx, record.id)
  if (inTheWay.length > 0) {
    await audit(ctx, {
      event: 'import.undo-refused',
      object: `import:${record.id}`,
      reason: body.reason,
      details: { inTheWay: inTheWay.length },
    })
    ctx.audited.add('import.undone')
    return { job: null, inTheWay: inTheWay.slice(0, LISTED), inTheWayTotal: inTheWay.length }
  }
  const { job } = await startJob(ctx, 'sheets.undo', { id: record.id })
  await setImport(
    ctx,
    record.id,
    sql`state = 'undoing', job = ${job}, undo_reason = ${body.reason}, undone_by_name = ${ctx.principal.name}`,
  )
  return { job, inTheWay: [], inTheWayTotal: 0 }
}

export async function runUndo(
  ctx: Context,
  { id }: { id: string },
  progress: Progress,
): Promise<{ closed: number; restored: number }> {
  const record = await takeImport(ctx, id)
  const definition = definitionOf(ctx, record.sheet)
  await progress(0, record.accepted, '正在撤销')
  const inTheWay = await definition.dependents(ctx, id) // something may have happened while the job waited
  if (inTheWay.length > 0) throw new Error(`有 ${inTheWay.length} 件后来的事依据这次导入，没有撤销。`)
  const done = await definition.undo(ctx, id)
  await setImport(ctx, id, sql`state = 'undone', undone_at = ${ctx.now}`)
  const { undo_reason: reason } = (
    await sql<{
      undo_reason: string
    }>`select undo_reason from kernel.sheet_import where district = ${ctx.principal.district} and id = ${id}`.execute(ctx.db)
  ).rows[0]!
  await audit(ctx, { event: 'import.undone', object: `import:${id}`, reason, details: done })
  await progress(record.accepted ?? 0, record.accepted, `撤去 ${done.closed} 条，恢复 ${done.restored} 条`)
  return done
}
