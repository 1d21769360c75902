// An import in one go, for the command line: the same steps as on the page, in one transaction, with the columns as the header proposes them.
import { newId } from '@songhe/basics/ids'
import type { Progress } from '../capability.ts'
import type { Context } from '../context.ts'
import { prepareCheck, runCheck } from './check-import.ts'
import { prepareCommit, runCommit } from './commit-import.ts'
import type { ImportRow } from './contract.ts'
import { previewImport, showImport } from './preview-import.ts'

export interface FilePlan {
  sheet: string
  name: string
  bytes: Buffer
  /** Take the good rows even when others come back. */
  partly: boolean
  /** What a clerk would state once for the whole file. */
  options?: Record<string, string>
  progress: Progress
}

/** `same-file`: taken before, nothing done. `returned`: rows came back and nothing was taken; the import waits, checked. */
export async function importFile(
  ctx: Context,
  { sheet, name, bytes, partly, options = {}, progress }: FilePlan,
): Promise<{ outcome: 'same-file' | 'returned' | 'committed'; import: ImportRow }> {
  const file = { name, mediaType: 'application/octet-stream', bytes }
  const { id, outcome } = await previewImport(ctx, { query: { id: newId(), sheet }, file })
  const show = async () => (await showImport(ctx, { params: { id } })).import
  if (outcome === 'same-file') return { outcome, import: await show() }
  const { headerRow, mapping } = await showImport(ctx, { params: { id } })
  await prepareCheck(ctx, { params: { id }, body: { headerRow, mapping, options } })
  const checked = await runCheck(ctx, { id }, progress)
  if (checked.accepted === 0 || (checked.rejected > 0 && !partly)) return { outcome: 'returned', import: await show() }
  await prepareCommit(ctx, { params: { id }, body: { partly } })
  await runCommit(ctx, { id }, progress)
  return { outcome: 'committed', import: await show() }
}
