// Papers and pictures behind the points: sealed files of the kernel, shown to whoever may see the case.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { invalid, notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { readFile, storeFile } from '@songhe/kernel/files'
import type { FileReply } from '@songhe/kernel/http/file-reply'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { takeCase } from './case-store.ts'

const LARGEST = 20 * 1024 * 1024
/** By the first bytes, whatever the name says. */
const SIGNATURES: [string, string][] = [
  ['ffd8ff', 'image/jpeg'],
  ['89504e47', 'image/png'],
  ['25504446', 'application/pdf'],
]

interface Upload {
  file: { name: string; mediaType: string; bytes: Buffer }
}

export async function addEvidence(
  ctx: Context,
  { params, query, file }: InputOf<typeof contract.addEvidence> & Upload,
): Promise<ReplyOf<typeof contract.addEvidence>> {
  const { district, name } = ctx.principal
  const known = await sql<{
    file: string
  }>`select file from ratings.evidence where district = ${district} and id = ${query.id}`.execute(ctx.db)
  if (known.rows[0]) return { id: query.id, outcome: 'exists', file: known.rows[0].file }
  const record = await takeCase(ctx, params.id)
  const head = file.bytes.subarray(0, 4).toString('hex')
  const mediaType = SIGNATURES.find(([start]) => head.startsWith(start))?.[1]
  if (!mediaType) throw invalid('证据只收 PDF、JPG 或 PNG。', { next: '请另存为 PDF 再上传。' })
  if (file.bytes.length > LARGEST) throw invalid('文件超过 20 MB。', { next: '请压缩后再上传。' })
  const stored = await storeFile(ctx, { name: file.name, mediaType, bytes: file.bytes })
  await sql`insert into ratings.evidence (district, id, rating_case, area, file, name, recorded_by)
    values (${district}, ${query.id}, ${record.id}, ${record.area}, ${stored.id}, ${file.name}, ${name})`.execute(ctx.db)
  await audit(ctx, { event: 'rating.evidence-added', object: `rating-case:${record.id}`, details: { name: file.name } })
  return { id: query.id, outcome: 'created', file: stored.id }
}

export async function showEvidence(ctx: Context, { params }: InputOf<typeof contract.showEvidence>): Promise<FileReply> {
  const found = await sql<{ file: string }>`select file from ratings.evidence
    where district = ${ctx.principal.district} and rating_case = ${params.id} and file = ${params.file}`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这份证据')
  const { name, mediaType, bytes } = await readFile(ctx, found.rows[0].file)
  return { name, mediaType, bytes, inline: true }
}
