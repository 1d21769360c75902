// Photographs of a site: sealed files of the kernel, shown to whoever may see the site.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { readFile, storeFile } from '@songhe/kernel/files'
import type { FileReply } from '@songhe/kernel/http/file-reply'
import { photoType } from '@songhe/kernel/photo-file'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { getFacility } from '../register/facility-store.ts'

interface Upload {
  file: { name: string; mediaType: string; bytes: Buffer }
}

export async function addPhoto(
  ctx: Context,
  { params, query, file }: InputOf<typeof contract.addPhoto> & Upload,
): Promise<ReplyOf<typeof contract.addPhoto>> {
  const site = await getFacility(ctx, params.id, true)
  const known = await sql`select from facilities.photo where district = ${ctx.principal.district} and id = ${query.id}`.execute(
    ctx.db,
  )
  if (known.rows.length) return { id: query.id, outcome: 'exists' }
  const stored = await storeFile(ctx, { name: file.name, mediaType: photoType(file.bytes), bytes: file.bytes })
  await sql`insert into facilities.photo (district, id, facility, area, file, subject, taken_on, recorded_by)
    values (${ctx.principal.district}, ${query.id}, ${site.id}, ${site.area}, ${stored.id}, ${query.subject}, ${query.takenOn}, ${ctx.principal.name})`.execute(
    ctx.db,
  )
  await audit(ctx, { event: 'facility.photo-added', object: `facility:${site.id}`, details: { subject: query.subject } })
  return { id: query.id, outcome: 'created' }
}

export async function showPhoto(ctx: Context, { params }: InputOf<typeof contract.showPhoto>): Promise<FileReply> {
  const site = await getFacility(ctx, params.id)
  const found = await sql<{ file: string }>`select file from facilities.photo
    where district = ${ctx.principal.district} and facility = ${site.id} and id = ${params.photo}`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这张照片')
  const { name, mediaType, bytes } = await readFile(ctx, found.rows[0].file)
  return { name, mediaType, bytes, inline: true }
}

export async function closePhoto(
  ctx: Context,
  { params, body }: InputOf<typeof contract.closePhoto>,
): Promise<ReplyOf<typeof contract.closePhoto>> {
  const site = await getFacility(ctx, params.id, true)
  const done = await sql`update facilities.photo set closed_at = clock_timestamp()
    where district = ${ctx.principal.district} and facility = ${site.id} and id = ${params.photo} and closed_at is null`.execute(
    ctx.db,
  )
  if (!Number(done.numAffectedRows ?? 0)) return { id: body.id, outcome: 'exists' }
  await audit(ctx, { event: 'facility.photo-closed', object: `facility:${site.id}`, reason: body.reason })
  return { id: body.id, outcome: 'created' }
}
