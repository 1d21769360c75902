// 规划指标表 as a sheet: base value and target of each indicator, in the cells as they are printed. What a column means follows from its place, not from its head.
import type { SheetDefinition, SheetRow } from '@songhe/kernel/sheets/sheet'
import { isDay } from '@songhe/basics/day'
import { type PrintedCell, type PrintedLine } from './printed-book.ts'
import { checkPrinted, commitPrinted, dependentsOfPrinted, type ReadLine, undoPrinted } from './printed-import.ts'
import { readPrintedDay } from './printed-day.ts'
import { readPrinted } from './printed-value.ts'

const BINDING: Readonly<Record<string, PrintedLine['binding']>> = { 约束性: 'binding', 预期性: 'expected' }

export const indicatorSheet: SheetDefinition = {
  key: 'indicator-table',
  title: '规划指标表',
  note: '文件附的指标表：基期、目标照印，读出的比较、数值和单位放在旁边；没有单位、口径不明的会标出来，等人定。',
  permission: 'planning.write',
  columns: [
    { key: 'number', title: '序号', aliases: ['no', '编号'], kind: 'number' },
    { key: 'category', title: '类别', aliases: ['category', '分类'], kind: 'text' },
    { key: 'subject', title: '指标', aliases: ['indicator', '指标名称', '名称'], required: true, kind: 'text' },
    {
      key: 'baseline',
      title: '基期值',
      aliases: ['baseline_2020', 'value_2021', '2020年基期值', '2020年基数', '2021年目标值', '现状值'],
      kind: 'text',
      note: '照印；— 表示没有数。表头写着“目标值”的，只要是起点那一列，也对到这里。',
    },
    {
      key: 'target',
      title: '目标值',
      aliases: ['target_2025', 'value_2025', '2025年目标值', '2025年完成值', '目标'],
      required: true,
      kind: 'text',
    },
    { key: 'property', title: '属性', aliases: ['property', '指标性质', '指标属性'], kind: 'text', note: '约束性、预期性。' },
    { key: 'responsible', title: '责任单位', aliases: ['responsible', '牵头单位'], kind: 'text' },
    {
      key: 'unitRead',
      title: '读出的单位',
      aliases: ['unit_inferred', '单位'],
      kind: 'text',
      note: '文件没有印单位时，由办公室读出；会注明是读出来的。',
    },
  ],
  options: [
    { key: 'document', title: '整份表出自哪份文件', kind: 'text', note: '文号、标题或代号。' },
    { key: 'clause', title: '在文件的哪里', kind: 'text', note: '例如“第三章 四”“附件”。', initial: '附件' },
    { key: 'baselineTime', title: '基期是哪年', kind: 'text', note: '例如 2020。', initial: '2020' },
    { key: 'targetTime', title: '目标是哪年', kind: 'text', note: '例如 2025。', initial: '2025' },
  ],
  check: checkPrinted(readIndicator),
  commit: commitPrinted(readIndicator),
  dependents: dependentsOfPrinted,
  undo: undoPrinted,
}

function readIndicator(
  { row, cells }: SheetRow,
  options: Readonly<Record<string, string>>,
  find: Parameters<ReadLine>[2],
): ReturnType<ReadLine> {
  const document = find(options.document ?? '')
  if ('reason' in document) return { column: '', reason: document.reason }
  const property = (cells.property ?? '').replace(/\s/g, '')
  if (property && !BINDING[property]) return { column: 'property', reason: '属性只能是“约束性”或“预期性”。' }
  const values: PrintedCell[] = []
  for (const role of ['baseline', 'target'] as const) {
    const printed = (cells[role] ?? '').trim()
    const read = readPrinted(printed)
    if (!read) return { column: role, reason: `“${printed}”里读不出数。文字要求请放到“目标与要求”那张表。` }
    const written = options[`${role}Time`] || (role === 'baseline' ? '2020' : '2025')
    const time = readPrintedDay(written)
    if (time.day === null || !isDay(time.day)) return { column: '', reason: `“${written}”看不出是哪一年。` }
    if (role === 'baseline' && printed === '') continue
    values.push({ column: role, role, printed, read, time, timePrinted: written, timeInferred: false, certainty: read.certainty })
  }
  return {
    document: document.key,
    clause: options.clause ?? '',
    number: Number(cells.number ?? row),
    title: cells.subject!,
    category: cells.category ?? '',
    binding: BINDING[property] ?? '',
    kind: 'indicator',
    responsible: cells.responsible ?? '',
    unitRead: cells.unitRead ?? '',
    values,
  }
}
