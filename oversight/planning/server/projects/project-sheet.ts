// 项目表 as a sheet: programme, item, action, place and quantity, as plans print them.
import { newId } from '@songhe/basics/ids'
import { conflict } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import type { CheckPlan, CommitCounts, CommitPlan, SheetDefinition } from '@songhe/kernel/sheets/sheet'
import { today } from '@songhe/kernel/today'
import { townsOf } from '@songhe/registry/door'
import { sql } from 'kysely'
import { documentShelf } from '../documents.ts'
import { KIND_WORDS, type ProjectLine, readProjectRow } from './read-project-row.ts'

export const projectSheet: SheetDefinition = {
  key: 'project-list',
  title: '项目表',
  note: '规划或方案里的项目，一行一个地点或一个数。数照文件原样保存；文件没有写明是总数还是新增的，由人认定，不直接相加。',
  permission: 'projects.import',
  columns: [
    { key: 'number', title: '序号', aliases: ['no', '编号'], required: true, kind: 'text' },
    { key: 'programme', title: '项目', aliases: ['project', '项目名称'], required: true, kind: 'text' },
    { key: 'item', title: '内容', aliases: ['item', '建设内容'], required: true, kind: 'text' },
    { key: 'action', title: '方式', aliases: ['action'], kind: 'text', note: '新建、改造升级、撤并等。' },
    { key: 'place', title: '地点', aliases: ['place'], kind: 'text' },
    { key: 'quantity', title: '数量', aliases: ['quantity'], kind: 'text', note: '数字或范围，没有的留空。' },
    { key: 'unit', title: '单位', aliases: ['unit'], kind: 'text' },
    { key: 'certainty', title: '约数', aliases: ['certainty'], kind: 'text', note: '约、以上、推定。' },
    { key: 'quantityKind', title: '口径', aliases: ['quantity_kind'], kind: 'choice', choices: KIND_WORDS },
    { key: 'tally', title: '归入合计', aliases: ['tally'], kind: 'text', note: '同一名称的行加在一起与计划增长比较。' },
    { key: 'due', title: '期限', aliases: ['deadline_year', '完成时限'], kind: 'text' },
    { key: 'clause', title: '条款', aliases: ['clause'], required: true, kind: 'text' },
    { key: 'document', title: '文件', aliases: ['doc', '文号'], kind: 'text' },
  ],
  options: [{ key: 'document', title: '整份表出自哪份文件', kind: 'text', note: '表里没有“文件”一列时填写文号或名称。' }],
  check: checkProjects,
  commit: commitProjects,
  async dependents(ctx, id) {
    const found = await sql<{ name: string; what: string }>`
      select p.programme || ' ' || p.item as name, case when p.decided_staff is not null then '已确认' else '有节点或照片' end as what from planning.project p
      where p.district = ${ctx.principal.district} and p.import = ${id} and p.standing <> 'withdrawn' and (p.decided_staff is not null
        or exists (select from planning.milestone m where m.district = p.district and m.project = p.id)
        or exists (select from planning.project_photo f where f.district = p.district and f.project = p.id))`.execute(ctx.db)
    return found.rows
  },
  async undo(ctx, id) {
    const done = await sql`update planning.project set standing = 'withdrawn'
      where district = ${ctx.principal.district} and import = ${id} and standing <> 'withdrawn'`.execute(ctx.db)
    return { closed: Number(done.numAffectedRows ?? 0), restored: 0 }
  },
}

async function ground(ctx: Context, options: Readonly<Record<string, string>>) {
  const known = await sql<{ key: string; text: string }>`
    select document || '|' || number as key, concat_ws('|', clause, programme, item, action, place, printed, unit) as text from planning.project
    where district = ${ctx.principal.district} and standing <> 'withdrawn'`.execute(ctx.db)
  return {
    shelf: await documentShelf(ctx),
    towns: await townsOf(ctx, today(ctx)),
    document: options.document ?? '',
    known: new Map(known.rows.map(({ key, text }) => [key, text])),
  }
}

const keyOf = ({ document, number }: ProjectLine) => `${document}|${number}`
const textOf = (line: ProjectLine) =>
  [line.clause, line.programme, line.item, line.action, line.place, line.printed, line.unit].join('|')

async function checkProjects(ctx: Context, { rows, options, report }: CheckPlan) {
  const on = await ground(ctx, options)
  const seen = new Map<string, number>()
  for await (const batch of rows)
    for (const row of batch) {
      if (row.faulty) continue
      const say = (column: string, reason: string, warning = false) =>
        report({ row: row.row, column, value: row.cells[column] ?? '', reason, ...(warning && { warning }) })
      const line = readProjectRow(row, on)
      if ('reason' in line) {
        say(line.column, line.reason)
        continue
      }
      const before = seen.get(keyOf(line))
      if (before) say('number', `与第 ${before} 行的序号相同。`)
      seen.set(keyOf(line), row.row)
      const known = on.known.get(keyOf(line))
      if (known !== undefined && known !== textOf(line))
        say('item', `第 ${line.number} 行已登记，内容不同。文件印的不改；录入有误的，请先撤销原来的导入。`)
      if (line.quantityKind === 'open') say('quantityKind', '文件没有写明是总数还是新增，导入后由人认定。', true)
    }
}

async function commitProjects(ctx: Context, plan: CommitPlan): Promise<CommitCounts> {
  const on = await ground(ctx, plan.options)
  const counts: CommitCounts = { added: 0, changed: 0, unchanged: 0 }
  for await (const batch of plan.rows) {
    for (const row of batch) {
      const line = readProjectRow(row, on)
      if ('reason' in line) throw conflict(`校验以后情况有变，第 ${row.row} 行现在不能导入。`, { next: '请重新校验，再提交。' })
      if (on.known.has(keyOf(line))) counts.unchanged++
      else {
        await insert(ctx, line, plan.id)
        counts.added++
      }
    }
    await plan.progress(counts.added + counts.unchanged)
  }
  return counts
}

const insert = (ctx: Context, line: ProjectLine, origin: string) =>
  sql`insert into planning.project
    (district, id, document, clause, number, programme, item, action, place, area, quantity, quantity_max, printed, unit, certainty, quantity_kind, tally, due_on, due_printed,
      import, recorded_by)
  values (${ctx.principal.district}, ${newId()}, ${line.document}, ${line.clause}, ${line.number}, ${line.programme}, ${line.item}, ${line.action}, ${line.place}, ${line.area},
    ${line.quantity}, ${line.quantityMax}, ${line.printed}, ${line.unit}, ${line.certainty}, ${line.quantityKind}, ${line.tally}, ${line.dueOn}, ${line.duePrinted},
    ${origin}, ${ctx.principal.name})`.execute(ctx.db)
