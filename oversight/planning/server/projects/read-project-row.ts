// One line of a project list: quantity with its range, the place as a town where it names one, the kind of number where the document says it.
import type { SheetRow } from '@songhe/kernel/sheets/sheet'
import { dayOfDeadline } from '../tasks/read-task-rows.ts'
import type { DocumentShelf } from '../documents.ts'

export interface ProjectLine {
  row: number
  document: string
  clause: string
  number: string
  programme: string
  item: string
  action: string
  place: string
  area: number | null
  quantity: string | null
  quantityMax: string | null
  printed: string
  unit: string
  certainty: string
  quantityKind: '' | 'total' | 'added' | 'open'
  tally: string
  dueOn: string | null
  duePrinted: string
}

const KINDS: Readonly<Record<string, ProjectLine['quantityKind']>> = { '': '', 总数: 'total', 新增: 'added', 没有写明: 'open' }
export const KIND_WORDS = Object.keys(KINDS).filter(Boolean)

interface Ground {
  shelf: DocumentShelf
  towns: readonly { key: number; name: string }[]
  document: string
}

/** @returns the line, or the column and the reason why it is none */
export function readProjectRow({ row, cells }: SheetRow, ground: Ground): ProjectLine | { column: string; reason: string } {
  const document = ground.shelf.find(cells.document ?? ground.document)
  if ('reason' in document) return { column: 'document', reason: document.reason }
  const amount = readQuantity(cells.quantity ?? '')
  if (!amount) return { column: 'quantity', reason: '数量应为数字或范围，例如 500 或 1000-1200；“约”“以上”写在“约数”。' }
  if (amount.low !== null && !cells.unit)
    return { column: 'unit', reason: '有数量没有单位，不能比较；请照文件写，文件没有写的写“未写”。' }
  return {
    row,
    document: document.key,
    clause: cells.clause!,
    number: cells.number!,
    programme: cells.programme!,
    item: cells.item!,
    action: cells.action ?? '',
    place: cells.place ?? '',
    area: townIn(cells.place ?? '', ground.towns),
    quantity: amount.low,
    quantityMax: amount.high,
    printed: cells.quantity ?? '',
    unit: cells.unit ?? '',
    certainty: cells.certainty ?? '',
    quantityKind: KINDS[cells.quantityKind ?? '']!,
    tally: cells.tally ?? '',
    dueOn: dayOfDeadline(cells.due ?? ''),
    duePrinted: cells.due ?? '',
  }
}

/** 500; 155.5; 1000-1200 and 1000—1200; empty = no number printed. */
export function readQuantity(text: string): { low: string | null; high: string | null } | undefined {
  if (text === '') return { low: null, high: null }
  const parts = /^(\d{1,10}(?:\.\d{1,2})?)(?:\s*[-—–~～至]\s*(\d{1,10}(?:\.\d{1,2})?))?$/.exec(text.normalize('NFKC'))
  if (!parts || (parts[2] && Number(parts[2]) < Number(parts[1]))) return undefined
  return { low: parts[1]!, high: parts[2] ?? null }
}

/** 石船镇石船敬老院 lies in 石船镇. A place that begins with no town's name belongs to the whole district. */
function townIn(place: string, towns: Ground['towns']): number | null {
  return towns.find(({ name }) => place.startsWith(name))?.key ?? null
}
