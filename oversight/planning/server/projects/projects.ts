// What happens to a project: a named officer says how it stands and how its number counts; steps are set and reached; photographs are kept.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid, notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { readFile, storeFile } from '@songhe/kernel/files'
import type { FileReply } from '@songhe/kernel/http/file-reply'
import { photoType } from '@songhe/kernel/photo-file'
import { today } from '@songhe/kernel/today'
import { facilityById } from '@songhe/facilities/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'

interface Kept {
  id: string
  area: number | null
  standing: string
  quantityKind: string
  dueOn: string | null
  quantity: string | null
}

async function getProject(ctx: Context, id: string): Promise<Kept> {
  const found =
    await sql<Kept>`select id, area, standing, quantity_kind as "quantityKind", due_on as "dueOn", quantity from planning.project
    where district = ${ctx.principal.district} and id = ${id} and standing <> 'withdrawn' for update`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这个项目')
  return found.rows[0]
}

export async function decideProject(
  ctx: Context,
  { params, body }: InputOf<typeof contract.decideProject>,
): Promise<ReplyOf<typeof contract.decideProject>> {
  const project = await getProject(ctx, params.id)
  const { district, name, staff } = ctx.principal
  if (body.quantityKind && project.quantity === null) throw invalid('文件没有写数量，不用认定口径。', { next: '请不选口径。' })
  if (body.facility && !(await facilityById(ctx, body.facility, today(ctx)))) throw notFound('这处设施')
  await sql`update planning.project set standing = ${body.standing}, quantity_kind = ${body.quantityKind ?? project.quantityKind}, due_on = ${body.dueOn ?? project.dueOn},
      facility = coalesce(${body.facility ?? null}, facility), decided_by = ${name}, decided_staff = ${staff}, decided_on = ${today(ctx)}, decided_reason = ${body.reason}
    where district = ${district} and id = ${project.id}`.execute(ctx.db)
  await audit(ctx, {
    event: 'project.decided',
    object: `project:${project.id}`,
    reason: body.reason,
    details: {
      before: { standing: project.standing, quantityKind: project.quantityKind },
      standing: body.standing,
      quantityKind: body.quantityKind ?? null,
    },
  })
  return { id: body.id, outcome: 'created' }
}

export async function addMilestone(
  ctx: Context,
  { params, body }: InputOf<typeof contract.addMilestone>,
): Promise<ReplyOf<typeof contract.addMilestone>> {
  const project = await getProject(ctx, params.id)
  const done = await sql`insert into planning.milestone (district, id, project, area, title, due_on, recorded_by)
    values (${ctx.principal.district}, ${body.id}, ${project.id}, ${project.area}, ${body.title}, ${body.dueOn}, ${ctx.principal.name})
    on conflict (district, id) do nothing`.execute(ctx.db)
  if (done.numAffectedRows !== 1n) return { id: body.id, outcome: 'exists' }
  await audit(ctx, {
    event: 'project.milestone-added',
    object: `project:${project.id}`,
    details: { title: body.title, dueOn: body.dueOn },
  })
  return { id: body.id, outcome: 'created' }
}

export async function reachMilestone(
  ctx: Context,
  { params, body }: InputOf<typeof contract.reachMilestone>,
): Promise<ReplyOf<typeof contract.reachMilestone>> {
  const project = await getProject(ctx, params.id)
  if (body.day > today(ctx)) throw invalid(`完成日期 ${body.day} 晚于今天。`, { next: '请到那一天再登记。' })
  const found = await sql<{ reachedOn: string | null }>`select reached_on as "reachedOn" from planning.milestone
    where district = ${ctx.principal.district} and project = ${project.id} and id = ${params.milestone} for update`.execute(
    ctx.db,
  )
  const step = found.rows[0]
  if (!step) throw notFound('这个节点')
  if (step.reachedOn === body.day) return { id: body.id, outcome: 'exists' }
  if (step.reachedOn) throw conflict(`这个节点已在 ${step.reachedOn} 完成。`, { next: '请刷新页面核对。' })
  await sql`update planning.milestone set reached_on = ${body.day}, note = ${body.note}, reached_by = ${ctx.principal.name}
    where district = ${ctx.principal.district} and id = ${params.milestone}`.execute(ctx.db)
  await audit(ctx, {
    event: 'project.milestone-reached',
    object: `project:${project.id}`,
    details: { milestone: params.milestone, day: body.day },
  })
  return { id: body.id, outcome: 'created' }
}

interface Upload {
  file: { name: string; mediaType: string; bytes: Buffer }
}

export async function addProjectPhoto(
  ctx: Context,
  { params, query, file }: InputOf<typeof contract.addProjectPhoto> & Upload,
): Promise<ReplyOf<typeof contract.addProjectPhoto>> {
  const project = await getProject(ctx, params.id)
  const { district, name } = ctx.principal
  const known = await sql`select from planning.project_photo where district = ${district} and id = ${query.id}`.execute(ctx.db)
  if (known.rows.length) return { id: query.id, outcome: 'exists' }
  const stored = await storeFile(ctx, { name: file.name, mediaType: photoType(file.bytes), bytes: file.bytes })
  await sql`insert into planning.project_photo (district, id, project, area, file, taken_on, note, recorded_by)
    values (${district}, ${query.id}, ${project.id}, ${project.area}, ${stored.id}, ${query.takenOn}, ${query.note}, ${name})`.execute(
    ctx.db,
  )
  await audit(ctx, { event: 'project.photo-added', object: `project:${project.id}` })
  return { id: query.id, outcome: 'created' }
}

export async function showProjectPhoto(ctx: Context, { params }: InputOf<typeof contract.showProjectPhoto>): Promise<FileReply> {
  const found = await sql<{ file: string }>`select file from planning.project_photo
    where district = ${ctx.principal.district} and project = ${params.id} and id = ${params.photo}`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这张照片')
  const { name, mediaType, bytes } = await readFile(ctx, found.rows[0].file)
  return { name, mediaType, bytes, inline: true }
}
