// One task whole: cells as printed, towns it means, evidence with what the registers said, and the statements beside.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { notFound } from '@songhe/basics/problem'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { placeNames } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { evidenceOf } from './evidence-store.ts'
import { inReach, taskQuery } from './list-tasks.ts'

type File = ReplyOf<typeof contract.showTask>

export async function showTask(ctx: Context, { params }: InputOf<typeof contract.showTask>): Promise<File> {
  const found = await sql<
    Omit<File, 'units' | 'towns' | 'townsOpen' | 'evidence' | 'statements'> & { position: number }
  >`select * from (${await taskQuery(ctx)}) tasks where id = ${params.id}`.execute(ctx.db)
  const row = found.rows[0]
  if (!row) throw notFound('这项任务')
  const { position: _position, ...task } = row
  return {
    ...task,
    ...(await unitsOf(ctx, params.id)),
    towns: await townsOfTask(ctx, params.id),
    evidence: await evidenceShown(ctx, params.id),
    statements: await statementsOf(ctx, params.id),
  }
}

/** @throws when there is no such task in the caller's reach */
export async function requireTask(ctx: Context, id: string): Promise<{ id: string; standing: string; dueOn: string | null }> {
  const found = await sql<{ id: string; standing: string; dueOn: string | null }>`
    select t.id, t.standing, t.due_on as "dueOn" from planning.task t
    where t.district = ${ctx.principal.district} and t.id = ${id} and t.standing <> 'withdrawn' and ${inReach(ctx)} for update of t`.execute(
    ctx.db,
  )
  if (!found.rows[0]) throw notFound('这项任务')
  return found.rows[0]
}

async function unitsOf(ctx: Context, task: string): Promise<Pick<File, 'units' | 'townsOpen'>> {
  const found = await sql<File['units'][number] & { kind: string }>`
    select u.position, u.part, u.printed, u.department, g.name, g.kind, u.flag, u.verdict, u.verdict_reason as "verdictReason", coalesce(u.decided_by, '') as "decidedBy"
    from planning.task_unit u join planning.department g on g.district = u.district and g.id = u.department
    where u.district = ${ctx.principal.district} and u.task = ${task} order by u.position`.execute(ctx.db)
  return {
    units: found.rows.map(({ kind: _kind, ...unit }) => unit),
    townsOpen: found.rows.some(({ kind }) => kind === 'chosen-towns'),
  }
}

export async function townsOfTask(ctx: Context, task: string): Promise<File['towns']> {
  const found = await sql<{ area: number }>`select area from planning.task_town
    where district = ${ctx.principal.district} and task = ${task} and left_at is null order by area`.execute(ctx.db)
  const areas = found.rows.map(({ area }) => area)
  const names = await placeNames(ctx, areas, today(ctx))
  return areas.map((area) => ({ area, name: names.get(area) ?? '' }))
}

async function evidenceShown(ctx: Context, task: string): Promise<File['evidence']> {
  const lines = await evidenceOf(ctx, task)
  const places = await placeNames(
    ctx,
    lines.flatMap(({ place }) => place ?? []),
    today(ctx),
  )
  return lines.map(({ recordedStaff, place, split, ...line }) => {
    const measure = ctx.catalogue.measures.get(line.measure)
    return {
      ...line,
      title: measure?.title ?? '无来源',
      unit: line.how === 'records' ? '条' : (measure?.unit ?? ''),
      note: measure?.note ?? `系统里还没有“${line.measure}”这样的计数，不能作证据，也不会显示为达到。`,
      splitTitle: split && (measure?.splits?.[split] ?? split),
      place: place === null ? '' : (places.get(place) ?? ''),
      mine: sameHuman(ctx.principal, recordedStaff),
    }
  })
}

async function statementsOf(ctx: Context, task: string): Promise<File['statements']> {
  const found = await sql<File['statements'][number] & { area: number | null }>`
    select s.id, s.area, coalesce(g.name, '') as by, s.quarter, s.words, s.stated_on as "statedOn", s.late, s.recorded_by as "recordedBy"
    from planning.task_statement s left join planning.department g on g.district = s.district and g.id = s.department
    where s.district = ${ctx.principal.district} and s.task = ${task} order by s.quarter desc, s.recorded_at desc limit 200`.execute(
    ctx.db,
  )
  const places = await placeNames(
    ctx,
    found.rows.flatMap(({ area }) => area ?? []),
    today(ctx),
  )
  return found.rows.map(({ area, ...row }) => ({ ...row, by: area === null ? row.by : (places.get(area) ?? '') }))
}
