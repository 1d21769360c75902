// The job behind an approved export, and handing its file to whoever asked for it.
import { createReadStream, existsSync } from 'node:fs'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { InputOf } from '@songhe/basics/contract'
import { forbidden, notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Progress } from '@songhe/kernel/capability'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { exportFolder } from '@songhe/kernel/files'
import type { StreamReply } from '@songhe/kernel/http/file-reply'
import { writeOpenExport } from '@songhe/kernel/open-export/write-open-export'
import { open } from '@songhe/kernel/secrets'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract-open-export.ts'

/** Days a file lies ready; afterwards it is to be asked for anew. */
const KEPT = 35

const placeOf = async (ctx: Context, id: string) => path.join(await exportFolder(ctx.principal.district), `${id}.tar.gz.enc`)

export async function writeFile(ctx: Context, { id }: { id: string }, progress: Progress) {
  const found = await sql<{ passphrase: Buffer | null; reason: string }>`
    select passphrase, reason from kernel.open_export where district = ${ctx.principal.district} and id = ${id} and state = 'approved' for update`.execute(
    ctx.db,
  )
  const row = found.rows[0]
  if (!row?.passphrase) throw new Error('no approved export of this id')
  await clearOld(await exportFolder(ctx.principal.district), ctx.now)
  const place = await placeOf(ctx, id)
  const done = await writeOpenExport(ctx, open(row.passphrase), `${place}.half`, progress)
  await rename(`${place}.half`, place)
  await sql`update kernel.open_export set state = 'done', passphrase = null, tables = ${done.tables}, rows = ${done.rows}, bytes = ${done.bytes},
      digest = ${done.digest}, done_at = clock_timestamp() where district = ${ctx.principal.district} and id = ${id}`.execute(
    ctx.db,
  )
  await audit(ctx, {
    event: 'open-export.written',
    object: `open-export:${id}`,
    reason: row.reason,
    details: { tables: done.tables, rows: done.rows, digest: done.digest.toString('hex') },
  })
  return { tables: done.tables, rows: done.rows, bytes: done.bytes }
}

async function clearOld(folder: string, now: Date) {
  for (const name of await readdir(folder)) {
    const place = path.join(folder, name)
    if (now.getTime() - (await stat(place)).mtimeMs > KEPT * 86_400_000) await rm(place, { force: true })
  }
}

export async function downloadOpenExport(
  ctx: Context,
  { params }: InputOf<typeof contract.downloadOpenExport>,
): Promise<StreamReply> {
  const found = await sql<{ state: string; asked_by: string; reason: string }>`
    select state, asked_by, reason from kernel.open_export where district = ${ctx.principal.district} and id = ${params.id}`.execute(
    ctx.db,
  )
  const row = found.rows[0]
  if (!row) throw notFound('这次开放导出')
  // Whoever holds the passphrase does not get the file from us.
  if (!sameHuman(ctx.principal, row.asked_by) || ctx.principal.staff === null)
    throw forbidden('文件只交给要求导出的人。', { next: '口令在批准的人手里，两人各拿一样。' })
  if (row.state !== 'done') throw refused('文件还没有写好。', { next: '请在页面上看进度，写好后再下载。' })
  const place = await placeOf(ctx, params.id)
  if (!existsSync(place)) throw refused(`文件只保留 ${KEPT} 天，已经清除。`, { next: '需要的话请重新要求一次。' })
  await audit(ctx, { event: 'open-export.downloaded', object: `open-export:${params.id}`, reason: row.reason })
  return { name: `松鹤开放导出-${today(ctx)}.tar.gz.enc`, mediaType: 'application/octet-stream', stream: createReadStream(place) }
}
