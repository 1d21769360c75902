// 目标与要求 as a sheet: numbers and dates that stand in the sentences of a document; a demand in words is a row too.
import type { SheetDefinition, SheetRow } from '@songhe/kernel/sheets/sheet'
import type { PrintedLine } from './printed-book.ts'
import { readPrintedDay } from './printed-day.ts'
import { checkPrinted, commitPrinted, dependentsOfPrinted, type ReadLine, undoPrinted } from './printed-import.ts'
import { type PrintedNumber, readPrinted } from './printed-value.ts'

const NATURES: Readonly<Record<string, PrintedLine['kind']>> = {
  '': 'indicator',
  目标: 'indicator',
  规则: 'rule',
  预测: 'forecast',
}
/** Demands without a number, and how they are said. */
const WORDED: Readonly<Record<string, string>> = { basically_full: '基本全覆盖', widely: '普遍', done: '完成' }
const OPERATORS = new Set(['=', '>=', '<=', '>', '<', '~', 'between', ...Object.keys(WORDED)])
const SIGNS: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤', '>': '>', '<': '<', '~': '约' }

export const targetSheet: SheetDefinition = {
  key: 'document-targets',
  title: '目标与要求',
  note: '写在文件正文里的目标、界限和预测，一行一条；同一文件里同名的并成一项，各自的出处都保留，没有写时间的标出来等人定。',
  permission: 'planning.write',
  columns: [
    { key: 'number', title: '序号', aliases: ['no', '编号'], kind: 'number' },
    { key: 'document', title: '文件', aliases: ['doc', '文号'], kind: 'text' },
    { key: 'clause', title: '条款', aliases: ['clause'], required: true, kind: 'text' },
    { key: 'subject', title: '事项', aliases: ['subject', '指标', '名称'], required: true, kind: 'text' },
    {
      key: 'operator',
      title: '比较',
      aliases: ['operator'],
      kind: 'text',
      note: '=、>=、<=、>、~（约）、between（区间）；不写就从数值里读。',
    },
    { key: 'value', title: '数值', aliases: ['value', '目标值'], kind: 'text' },
    { key: 'valueMax', title: '数值上限', aliases: ['value_max'], kind: 'number' },
    { key: 'unit', title: '单位', aliases: ['unit'], kind: 'text' },
    { key: 'year', title: '年份', aliases: ['deadline_year', '期限'], kind: 'text' },
    { key: 'dated', title: '时间原文', aliases: ['deadline_printed', '时间'], kind: 'text' },
    { key: 'nature', title: '性质', aliases: ['nature'], kind: 'choice', choices: ['目标', '规则', '预测'] },
    { key: 'note', title: '备注', aliases: ['note', 'certainty', '说明'], kind: 'text', note: '时间是推出来的，请写“推出”。' },
  ],
  options: [{ key: 'document', title: '整份表出自哪份文件', kind: 'text', note: '表里没有“文件”一列时填写文号。' }],
  check: checkPrinted(readTarget),
  commit: commitPrinted(readTarget),
  dependents: dependentsOfPrinted,
  undo: undoPrinted,
}

function readTarget(
  { row, cells }: SheetRow,
  options: Readonly<Record<string, string>>,
  find: Parameters<ReadLine>[2],
): ReturnType<ReadLine> {
  const document = find(cells.document ?? options.document ?? '')
  if ('reason' in document) return { column: 'document', reason: document.reason }
  const number = readNumber(cells)
  if ('reason' in number) return number
  const timePrinted = cells.dated ?? cells.year ?? ''
  const time = readPrintedDay(cells.year ?? cells.dated ?? '')
  if (cells.year && time.day === null) return { column: 'year', reason: `“${cells.year}”看不出是哪一年。` }
  return {
    document: document.key,
    clause: cells.clause!,
    number: Number(cells.number ?? row),
    title: cells.subject!,
    category: '',
    binding: '',
    kind: NATURES[cells.nature ?? ''] ?? 'indicator',
    responsible: '',
    unitRead: '',
    values: [
      {
        column: 'value',
        role: 'target',
        printed: number.printed,
        read: number.read,
        time,
        timePrinted,
        timeInferred: /推出/.test(cells.note ?? ''),
        certainty: cells.note ?? '',
      },
    ],
  }
}

function readNumber(cells: SheetRow['cells']): { printed: string; read: PrintedNumber } | { column: string; reason: string } {
  const [value = '', unit = '', operator = ''] = [cells.value, cells.unit, cells.operator]
  if (operator && !OPERATORS.has(operator)) return { column: 'operator', reason: `“比较”里的“${operator}”不认识。` }
  if (WORDED[operator])
    return { printed: WORDED[operator]!, read: { operator, value: null, valueMax: null, unit: '', certainty: '' } }
  const read = readPrinted(`${value}${/^-?\d+(\.\d+)?$/.test(value) ? '' : unit}`)
  if (!read || (value !== '' && read.value === null)) return { column: 'value', reason: `“${value}”里读不出数。` }
  if (value === '') return { column: 'value', reason: '没有数，也没有写“基本全覆盖”“普遍”“完成”一类的要求。' }
  const max = cells.valueMax ?? read.valueMax
  if (operator === 'between' && !max) return { column: 'valueMax', reason: '区间要有上限。' }
  if (max !== null && Number(max) < Number(read.value)) return { column: 'valueMax', reason: '上限小于下限。' }
  const said = operator || read.operator
  const range = max ? `${value}–${max}` : value
  return {
    printed: /^-?\d+(\.\d+)?$/.test(value) ? `${SIGNS[said] ?? ''}${range}${unit}` : value,
    read: { ...read, operator: max ? 'between' : said, valueMax: max ?? null, unit: read.unit || unit },
  }
}
