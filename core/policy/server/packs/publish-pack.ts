// Submitting, publishing and discarding a draft. Publication takes a second human and a draft nobody touched since it was read.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, notFound, refused } from '@songhe/basics/problem'
import { announce } from '@songhe/kernel/announce'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { failedCases } from '../judge/golden-cases.ts'
import { openDraft, type PackVersion, versionsOf } from './pack-store.ts'
import { groundReasons, personReasons } from './publishing.ts'
import { unconfirmedRows } from './table-file.ts'

type Reply = ReplyOf<typeof contract.publishPack>

export async function submitDraft(ctx: Context, input: InputOf<typeof contract.submitDraft>): Promise<Reply> {
  const { draft, done } = await find(ctx, input.params.pack, input.body, 'submitted')
  if (done) return done
  await mustHold(ctx, draft, [...(await groundReasons(ctx, draft)), ...failedCases(ctx, draft)])
  await sql`update policy.pack_version set state = 'submitted', submitted_by = ${ctx.principal.staff}, submitted_by_name = ${ctx.principal.name},
      submitted_at = ${ctx.now} where district = ${ctx.principal.district} and pack = ${draft.pack} and version = ${draft.version}`.execute(
    ctx.db,
  )
  await audit(ctx, { event: 'pack.submitted', object: `pack:${draft.pack}/${draft.version}`, details: { digest: draft.digest } })
  return { id: input.body.id, outcome: 'created', pack: draft.pack, version: draft.version, digest: draft.digest }
}

export async function publishPack(ctx: Context, input: InputOf<typeof contract.publishPack>): Promise<Reply> {
  const { draft, done } = await find(ctx, input.params.pack, input.body, 'published')
  if (done) return done
  if (draft.state !== 'submitted') throw conflict('这份草稿还没有提交，不能发布。', { next: '请写草稿的人先提交。' })
  await mustHold(ctx, draft, [...personReasons(ctx, draft), ...(await groundReasons(ctx, draft)), ...failedCases(ctx, draft)])
  await sql`update policy.pack_version set state = 'published', published_by = ${ctx.principal.staff}, published_by_name = ${ctx.principal.name},
      published_at = ${ctx.now} where district = ${ctx.principal.district} and pack = ${draft.pack} and version = ${draft.version}`.execute(
    ctx.db,
  )
  await sql`update policy.pack set title = ${draft.body.table} where district = ${ctx.principal.district} and key = ${draft.pack}`.execute(
    ctx.db,
  )
  const unconfirmed = unconfirmedRows(draft.body)
  await audit(ctx, {
    event: 'pack.published',
    object: `pack:${draft.pack}/${draft.version}`,
    details: { digest: draft.digest, unconfirmed },
  })
  await announce(ctx, 'pack-published', {
    pack: draft.pack,
    version: draft.version,
    digest: draft.digest,
    validFrom: draft.validFrom,
  })
  return { id: input.body.id, outcome: 'created', pack: draft.pack, version: draft.version, digest: draft.digest }
}

export async function discardDraft(
  ctx: Context,
  input: InputOf<typeof contract.discardDraft>,
): Promise<ReplyOf<typeof contract.discardDraft>> {
  const found =
    await sql`delete from policy.pack_version where district = ${ctx.principal.district} and pack = ${input.params.pack}
    and version = ${input.body.version} and state in ('draft', 'submitted') returning version`.execute(ctx.db)
  if (found.rows.length === 0) return { outcome: 'gone' }
  await audit(ctx, { event: 'pack.discarded', object: `pack:${input.params.pack}/${input.body.version}` })
  return { outcome: 'discarded' }
}

async function find(
  ctx: Context,
  pack: string,
  body: { id: string; version: number; digest: string },
  wanted: 'submitted' | 'published',
): Promise<{ draft: PackVersion; done?: Reply }> {
  // One act at a time on a table: of two who publish in the same moment the second finds it published.
  await sql`select from policy.pack where district = ${ctx.principal.district} and key = ${pack} for update`.execute(ctx.db)
  const versions = await versionsOf(ctx, pack)
  const named = versions.find((one) => one.version === body.version)
  if (!named) throw notFound('这个版本的草稿')
  if (named.state === wanted && named.digest === body.digest)
    return { draft: named, done: { id: body.id, outcome: 'exists', pack, version: named.version, digest: named.digest } }
  if (named !== openDraft(versions)) throw conflict('这个版本已经不是草稿。', { next: '请刷新页面，看现在的版本。' })
  if (named.digest !== body.digest) throw conflict('草稿在您打开以后又改过。', { next: '请刷新页面，看过新内容再操作。' })
  return { draft: named }
}

async function mustHold(_ctx: Context, draft: PackVersion, reasons: string[]) {
  if (reasons.length === 0) return
  throw refused(`“${draft.body.table}”第${draft.version}版现在不能发布：${reasons.join('')}`, {
    next: '请按上面的原因逐条处理后再试。',
    citation: { rule: draft.body.table, document: draft.body.ground.document, clause: draft.body.ground.clause },
    facts: { reasons },
  })
}
