// A task recorded by hand, where a document asks for something without a table of division of work.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import type * as contract from '../../contract.ts'
import { requireDocument } from '../documents.ts'
import { splitBodies } from './department-words.ts'
import { departmentBook } from './meet-departments.ts'
import { unitCells } from './read-task-rows.ts'
import { spreadGroups } from './spread-groups.ts'
import { standingTasks } from './standing-tasks.ts'
import { insertTask, insertUnits } from './store-task.ts'

export async function recordTask(
  ctx: Context,
  { body }: InputOf<typeof contract.recordTask>,
): Promise<ReplyOf<typeof contract.recordTask>> {
  const document = await requireDocument(ctx, body.document)
  if (!document.clauses.has(body.clause))
    throw invalid(`《${document.title}》里没有“${body.clause}”这个条款定位。`, { next: '请照政策文件库里的写法填写。' })
  const known = (await standingTasks(ctx)).find({ document: document.key, number: body.number })
  if (known?.id === body.id) return { id: body.id, outcome: 'exists' }
  if (known) throw conflict(`这份文件的第 ${body.number} 项已经登记：${known.title}。`, { next: '请换一个序号，或打开那一项。' })
  const leads = splitBodies(body.lead)
  if (leads.length > 1) throw invalid('一项任务只能有一个牵头单位。', { next: '其余单位写在责任部门。' })
  const line = { leads, helpers: splitBodies(body.responsible) }
  if (line.helpers.length === 0) throw invalid('没有写责任部门。', { next: '请至少写一个部门。' })
  const book = await departmentBook(ctx)
  for (const word of [...line.leads, ...line.helpers]) await book.meet(word)
  await insertTask(ctx, {
    id: body.id,
    document: document.key,
    clause: body.clause,
    number: body.number,
    title: body.title,
    dueOn: body.dueOn ?? null,
    duePrinted: '',
    import: null,
  })
  const cells = unitCells(line, book).map((cell) => ({ ...cell, department: cell.department! }))
  await insertUnits(ctx, body.id, cells)
  await spreadGroups(
    ctx,
    body.id,
    cells.map(({ department }) => department.kind),
  )
  await audit(ctx, {
    event: 'task.recorded',
    object: `task:${body.id}`,
    details: { document: document.key, clause: body.clause, number: body.number },
  })
  return { id: body.id, outcome: 'created' }
}
