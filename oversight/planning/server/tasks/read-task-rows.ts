// A division of work row by row: continuation rows join the row above, lists fall apart into cells, and what is printed twice is flagged, never dropped.
import type { Context } from '@songhe/kernel/context'
import type { SheetRow } from '@songhe/kernel/sheets/sheet'
import { isDay } from '@songhe/basics/day'
import { documentShelf, type DocumentShelf } from '../documents.ts'
import { foldDepartment, functionOfWord, splitBodies } from './department-words.ts'
import type { Department, DepartmentBook } from './meet-departments.ts'

export interface TaskLine {
  /** Rows of the file that make up this task. */
  rows: number[]
  document: string
  clause: string
  number: string
  title: string
  dueOn: string | null
  duePrinted: string
  leads: string[]
  helpers: string[]
}

export interface Said {
  row: number
  column: string
  value: string
  reason: string
  warning?: boolean
}

export interface TaskReader {
  /** @returns the tasks that end with this batch; the last one waits for `rest`. */
  take(rows: readonly SheetRow[]): TaskLine[]
  rest(): TaskLine[]
}

export async function taskReader(
  ctx: Context,
  options: Readonly<Record<string, string>>,
  say: (said: Said) => void,
): Promise<TaskReader> {
  const shelf = await documentShelf(ctx)
  let open: TaskLine | undefined
  const close = () => {
    const done = open
    open = undefined
    return done ? [done] : []
  }
  return {
    take(rows) {
      return rows.flatMap((row) => {
        if (row.faulty) return []
        if (!row.cells.number && !row.cells.title) {
          join(open, row, say)
          return []
        }
        const before = close()
        open = begin(shelf, options, row, say)
        return before
      })
    },
    rest: close,
  }
}

/** A list broken over two rows or two pages: the number cell is empty. */
function join(open: TaskLine | undefined, { row, cells }: SheetRow, say: (said: Said) => void) {
  if (!open) return say({ row, column: 'number', value: '', reason: '这一行没有序号和任务，上面也没有可以接续的任务。' })
  open.rows.push(row)
  open.leads.push(...splitBodies(cells.lead ?? ''))
  open.helpers.push(...splitBodies(cells.responsible ?? ''))
  say({ row, column: 'number', value: '', reason: `没有序号，接在第 ${open.number} 项之后。`, warning: true })
}

function begin(
  shelf: DocumentShelf,
  options: Readonly<Record<string, string>>,
  { row, cells }: SheetRow,
  say: (said: Said) => void,
): TaskLine | undefined {
  const wrong = (column: string, reason: string) => {
    say({ row, column, value: cells[column] ?? '', reason })
    return undefined
  }
  for (const [column, what] of [
    ['number', '序号'],
    ['title', '任务'],
    ['clause', '条款'],
  ] as const)
    if (!cells[column]) return wrong(column, `没有写${what}。`)
  const document = shelf.find(cells.document ?? options.document ?? '')
  if ('reason' in document) return wrong('document', document.reason)
  const [leads, helpers] = [splitBodies(cells.lead ?? ''), splitBodies(cells.responsible ?? '')]
  if (leads.length > 1) return wrong('lead', '一项任务只能有一个牵头单位，其余写在责任部门。')
  if (helpers.length === 0) return wrong('responsible', '没有写责任部门。')
  const due = cells.due ?? ''
  const dueOn = dayOfDeadline(due)
  if (due && !dueOn)
    say({ row, column: 'due', value: due, reason: '期限没有写明是哪一天，原样保存，确认时再定。', warning: true })
  if (!document.clauses.has(cells.clause!))
    say({
      row,
      column: 'clause',
      value: cells.clause!,
      reason: '政策文件库里没有这个条款定位，任务照收，依据打不开条款。',
      warning: true,
    })
  return {
    rows: [row],
    document: document.key,
    clause: cells.clause!,
    number: cells.number!,
    title: cells.title!,
    dueOn,
    duePrinted: due,
    leads,
    helpers,
  }
}

/** 2022-12-31, 2022年12月31日, 2022年底前, 2022年: the last day of what is printed. Anything vaguer is no day. */
export function dayOfDeadline(text: string): string | null {
  const folded = text.normalize('NFKC').replace(/\s/g, '')
  const parts = /^(?:到)?(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?(?:前)?$/.exec(folded)
  const day = parts
    ? `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`
    : folded.replace(/^(?:到|在)?(\d{4})年?(?:底)?(?:前)?$/, '$1-12-31')
  return isDay(day) ? day : null
}

export interface UnitCell {
  part: 'lead' | 'helper'
  printed: string
  department: Department | undefined
  flag: '' | 'repeated' | 'lead-again'
}

/** Cells in the printed order, the lead first; a body met before in the same task carries a flag. */
export function unitCells(line: Pick<TaskLine, 'leads' | 'helpers'>, book: Pick<DepartmentBook, 'find'>): UnitCell[] {
  const met = new Map<string, 'lead' | 'helper'>()
  const cell = (part: 'lead' | 'helper') => (printed: string) => {
    const department = book.find(printed)?.department
    const key = department?.id ?? (functionOfWord(printed) || foldDepartment(printed))
    const before = met.get(key)
    met.set(key, before ?? part)
    const flag = before === undefined ? '' : before === 'lead' && part === 'helper' ? 'lead-again' : 'repeated'
    return { part, printed, department, flag } as const
  }
  return [...line.leads.map(cell('lead')), ...line.helpers.map(cell('helper'))]
}
