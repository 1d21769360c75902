// One indicator by hand: the same reading and the same questions as a row of a table.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import type * as contract from '../../contract.ts'
import { documentFinder } from './documents.ts'
import { type PrintedCell, printedBook, type PrintedLine } from './printed-book.ts'
import { readPrintedDay } from './printed-day.ts'
import { readPrinted } from './printed-value.ts'
import { storePrinted } from './store-printed.ts'

export async function registerIndicator(
  ctx: Context,
  { body }: InputOf<typeof contract.registerIndicator>,
): Promise<ReplyOf<typeof contract.registerIndicator>> {
  const document = (await documentFinder(ctx))(body.document)
  if ('reason' in document) throw invalid(document.reason, { next: '请先在政策文件库登记这份文件。' })
  const line: PrintedLine = {
    document: document.key,
    clause: body.clause,
    number: 0,
    title: body.title,
    category: body.category,
    binding: body.binding,
    kind: 'indicator',
    responsible: '',
    unitRead: '',
    values: [cellOf('baseline', body.baseline, body.baselineTime), cellOf('target', body.target, body.targetTime)].flatMap(
      (cell) => (cell ? [cell] : []),
    ),
  }
  const placed = (await printedBook(ctx)).place(line)
  if (!placed.isNew)
    throw conflict(`这份文件里已有“${placed.indicator.title}”。`, {
      next: '要加另一处的数，请用“目标与要求”导入；名称不同的请写明区别。',
    })
  placed.indicator.id = body.id
  await storePrinted(ctx, line, placed, { import: null })
  await audit(ctx, { event: 'indicator.registered', object: `indicator:${body.id}`, details: { document: document.key } })
  return { id: body.id, outcome: 'created' }
}

function cellOf(role: 'baseline' | 'target', printed: string, when: string): PrintedCell | null {
  if (printed === '') return null
  const read = readPrinted(printed)
  if (!read) throw invalid(`“${printed}”里读不出数。`, { next: '请照印填写，例如 ≥60%、3万人次。' })
  return {
    column: role,
    role,
    printed,
    read,
    time: readPrintedDay(when),
    timePrinted: when,
    timeInferred: false,
    certainty: read.certainty,
  }
}
