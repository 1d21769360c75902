// Uploaded and produced files: bytes sealed on disk under the id, one row in kernel.file; nothing is ever overwritten.
import { createHash } from 'node:crypto'
import { mkdir, readFile as readBytes, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { newId } from '@songhe/basics/ids'
import { notFound } from '@songhe/basics/problem'
import { sql } from 'kysely'
import type { Context } from './context.ts'
import { openBytes, sealBytes } from './secrets.ts'

let folder: string | undefined

export function useFileFolder(home: string) {
  folder = path.join(home, 'files')
}

function placeOf(district: number, id: string): string {
  if (!folder) throw new Error('file folder is not set; call useFileFolder at start')
  return path.join(folder, String(district), id.slice(-2), id)
}

/** When a practice district is emptied its files go too; their rows are gone already. */
export async function removeFiles(district: number) {
  if (!folder) throw new Error('file folder is not set; call useFileFolder at start')
  await rm(path.join(folder, String(district)), { recursive: true, force: true })
}

/** Where open exports of a district lie, beside the files; they are encrypted under a passphrase that is not here. */
export async function exportFolder(district: number): Promise<string> {
  if (!folder) throw new Error('file folder is not set; call useFileFolder at start')
  const place = path.join(path.dirname(folder), 'exports', String(district))
  await mkdir(place, { recursive: true, mode: 0o700 })
  return place
}

export interface StoredFile {
  id: string
  name: string
  mediaType: string
}

export async function storeFile(ctx: Context, file: { name: string; mediaType: string; bytes: Buffer }): Promise<StoredFile> {
  const id = newId(ctx.now.getTime())
  const place = placeOf(ctx.principal.district, id)
  await mkdir(path.dirname(place), { recursive: true })
  try {
    await writeFile(place, sealBytes(file.bytes), { flag: 'wx' })
  } catch (error) {
    // A full disk: half a file helps nobody and takes room.
    await rm(place, { force: true }).catch(() => {})
    throw error
  }
  const digest = createHash('sha256').update(file.bytes).digest()
  await sql`insert into kernel.file (district, id, name, media_type, bytes, digest, stored_by)
    values (${ctx.principal.district}, ${id}, ${file.name}, ${file.mediaType}, ${file.bytes.length}, ${digest}, ${ctx.principal.staff})`.execute(
    ctx.db,
  )
  return { id, name: file.name, mediaType: file.mediaType }
}

export async function readFile(ctx: Context, id: string): Promise<StoredFile & { bytes: Buffer }> {
  const found = await sql<{ name: string; media_type: string; digest: Buffer }>`
    select name, media_type, digest from kernel.file where district = ${ctx.principal.district} and id = ${id}`.execute(ctx.db)
  const row = found.rows[0]
  if (!row) throw notFound('这个文件')
  const bytes = await wholeBytes(placeOf(ctx.principal.district, id), id)
  if (!createHash('sha256').update(bytes).digest().equals(row.digest)) throw damaged(id)
  return { id, name: row.name, mediaType: row.media_type, bytes }
}

/** Sealed bytes prove themselves: one changed bit, a cut tail or a missing file is an error, never other content. */
async function wholeBytes(place: string, id: string): Promise<Buffer> {
  try {
    return openBytes(await readBytes(place))
  } catch (error) {
    throw damaged(id, error)
  }
}

const damaged = (id: string, cause?: unknown) =>
  Object.assign(new Error(`file ${id} is damaged or missing`, { cause }), { code: 'DAMAGED' })
