// 任务分工 as a sheet: number, task, lead, responsible bodies, clause, as divisions of work print them.
import type { Context } from '@songhe/kernel/context'
import type { CheckPlan, SheetDefinition } from '@songhe/kernel/sheets/sheet'
import { sql } from 'kysely'
import { commitTasks } from './commit-tasks.ts'
import { departmentBook } from './meet-departments.ts'
import { type Said, type TaskLine, taskReader, unitCells } from './read-task-rows.ts'
import { standingTasks } from './standing-tasks.ts'

export const taskSheet: SheetDefinition = {
  key: 'task-list',
  title: '任务分工表',
  note: '文件附表或各点末尾的责任分工。名单照文件原样保存；重复的部门、不同写法只标出，由经办人以外的人认定。导入的任务先作为“历史、待确认”，不提醒。',
  permission: 'tasks.write',
  columns: [
    { key: 'number', title: '序号', aliases: ['no', '编号'], kind: 'text', note: '接续上一行的责任部门时留空。', example: '1' },
    { key: 'title', title: '任务', aliases: ['task', '工作任务', '任务名称', '重点任务'], kind: 'text' },
    { key: 'lead', title: '牵头单位', aliases: ['lead', '牵头部门'], kind: 'text', note: '文件没有写的留空，由本单位另定。' },
    { key: 'responsible', title: '责任部门', aliases: ['responsible', '责任单位', '配合单位'], kind: 'text' },
    { key: 'clause', title: '条款', aliases: ['clause', '对应条款'], kind: 'text', note: '用文件里的写法，例如 二（一）。' },
    {
      key: 'due',
      title: '完成时限',
      aliases: ['due', '时限', '完成时间'],
      kind: 'text',
      note: '例如 2022年底前；没有写的留空。',
    },
    { key: 'document', title: '文件', aliases: ['doc', '文号'], kind: 'text', note: '整份表出自同一文件时可以不写。' },
  ],
  options: [{ key: 'document', title: '整份表出自哪份文件', kind: 'text', note: '表里没有“文件”一列时填写文号。' }],
  check: checkTasks,
  commit: commitTasks,
  dependents: async (ctx, id) => {
    const found = await sql<{ name: string; what: string }>`
      select t.title as name, what from planning.task t
      cross join lateral (
        select '已确认期限' as what where t.confirmed_staff is not null
        union select '设了证据' from planning.task_evidence e where e.district = t.district and e.task = t.id and e.closed_at is null
        union select '有上报' from planning.task_statement s where s.district = t.district and s.task = t.id
        union select '认定过责任部门' from planning.task_unit u where u.district = t.district and u.task = t.id and u.decided_staff is not null) later
      where t.district = ${ctx.principal.district} and t.import = ${id} and t.standing <> 'withdrawn'`.execute(ctx.db)
    return found.rows
  },
  async undo(ctx, id) {
    const done = await sql`update planning.task set standing = 'withdrawn'
      where district = ${ctx.principal.district} and import = ${id} and standing = 'to-confirm'`.execute(ctx.db)
    return { closed: Number(done.numAffectedRows ?? 0), restored: 0 }
  },
}

async function checkTasks(ctx: Context, { rows, options, report }: CheckPlan) {
  const read = await taskReader(ctx, options, report)
  const book = await departmentBook(ctx)
  const standing = await standingTasks(ctx)
  const seen = new Map<string, number>()
  const news = new Set<string>()
  const look = (line: TaskLine) => {
    const [row] = line.rows as [number]
    const say = (column: string, value: string, reason: string, warning = false) =>
      report({ row, column, value, reason, ...(warning && { warning }) })
    const key = `${line.document}|${line.number}`
    const before = seen.get(key)
    if (before) say('number', line.number, `与第 ${before} 行的序号相同。`)
    seen.set(key, row)
    const known = standing.find(line)
    if (known && !standing.same(known, line))
      say('title', line.title, `第 ${line.number} 项已登记，内容不同。文件印的内容不改；录入有误的，请先撤销原来的导入。`)
    for (const said of flagsOf(line, book, news)) say(said.column, said.value, said.reason, true)
  }
  for await (const batch of rows) read.take(batch).forEach(look)
  read.rest().forEach(look)
}

function flagsOf(line: TaskLine, book: Awaited<ReturnType<typeof departmentBook>>, news: Set<string>): Omit<Said, 'row'>[] {
  return unitCells(line, book).flatMap(({ part, printed, flag }) => {
    const column = part === 'lead' ? 'lead' : 'responsible'
    const told: Omit<Said, 'row'>[] = []
    if (flag === 'repeated')
      told.push({ column, value: printed, reason: `“${printed}”在这一项里印了两次，两格都保存，由人认定。` })
    if (flag === 'lead-again')
      told.push({ column, value: printed, reason: `“${printed}”是牵头单位，又列在责任部门里，照样保存。` })
    const found = book.find(printed)
    if (found?.otherSpelling)
      told.push({ column, value: printed, reason: `与“${found.department.name}”职能相同、写法不同，先按同一部门，待确认。` })
    if (!found && !news.has(printed)) told.push({ column, value: printed, reason: `部门“${printed}”还没有登记，导入时登记。` })
    news.add(printed)
    return told
  })
}
