// 文件里的数字 as a sheet: what a document prints, row by row, with the document as source.
import { newId } from '@songhe/basics/ids'
import { conflict } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import type { CheckPlan, CommitCounts, CommitPlan, SheetDefinition, SheetRow } from '@songhe/kernel/sheets/sheet'
import { regionOf } from '@songhe/policy/door'
import { sql } from 'kysely'

export const observationSheet: SheetDefinition = {
  key: 'document-numbers',
  title: '文件里的数字',
  note: '文件印出的现状数和目标数，原样保存，注明文件和条款；与台账自己数出的数并列，不互相改动。',
  permission: 'facilities.figures',
  columns: [
    { key: 'number', title: '序号', aliases: ['no', '编号'], kind: 'number' },
    {
      key: 'document',
      title: '文件',
      aliases: ['doc', '文号'],
      kind: 'text',
      note: '文号或文件代号。整份表出自同一文件时可以不写，在导入时选定。',
    },
    { key: 'clause', title: '条款', aliases: ['clause'], required: true, kind: 'text' },
    { key: 'subject', title: '事项', aliases: ['subject', '指标', '名称'], required: true, kind: 'text' },
    { key: 'operator', title: '比较', aliases: ['operator'], kind: 'text', note: '=、>=、between 等，不写为等于。' },
    { key: 'quantity', title: '数值', aliases: ['quantity', 'value', '印的数'], kind: 'text' },
    { key: 'quantityMax', title: '数值上限', aliases: ['value_max'], kind: 'number' },
    { key: 'unit', title: '单位', aliases: ['unit'], kind: 'text' },
    { key: 'dated', title: '时点', aliases: ['date', 'deadline_printed', '日期'], kind: 'text' },
    { key: 'note', title: '备注', aliases: ['certainty'], kind: 'text' },
  ],
  options: [
    { key: 'document', title: '整份表出自哪份文件', kind: 'text', note: '表里没有“文件”一列时填写文号。' },
    { key: 'role', title: '数字的性质', kind: 'text', note: '现状、目标，或“没有写明”（由人确认后才算数）。', initial: '现状' },
  ],
  check: checkNumbers,
  commit: commitNumbers,
  dependents: async () => [],
  undo: undoNumbers,
}

const ROLES: Readonly<Record<string, 'stock' | 'plan' | 'stock-or-plan'>> = {
  现状: 'stock',
  目标: 'plan',
  没有写明: 'stock-or-plan',
}

interface Line {
  document: string
  clause: string
  subject: string
  quantity: string
  printed: string
  unit: string
}

interface Standing extends Line {
  id: string
}

async function checkNumbers(ctx: Context, { rows, options, report }: CheckPlan) {
  const documents = await documentsKnown(ctx)
  const standing = await standingOf(ctx)
  const seen = new Map<string, number>()
  for await (const batch of rows)
    for (const row of batch) {
      if (row.faulty) continue
      const say = (column: string, reason: string, warning = false) =>
        report({ row: row.row, column, value: row.cells[column] ?? '', reason, ...(warning && { warning }) })
      if (!ROLES[options.role ?? '']) say('', `“数字的性质”只能是：${Object.keys(ROLES).join('、')}。`)
      const line = lineOf(ctx, row, options, documents)
      if ('reason' in line) {
        say(line.column, line.reason)
        continue
      }
      if (row.cells.quantity && !isNumber(row.cells.quantity)) say('quantity', '数值应为数字；“以上”“约”等写在“比较”或“备注”。')
      const before = seen.get(keyOf(line))
      if (before) say('subject', `与第 ${before} 行是同一条款的同一事项。`)
      seen.set(keyOf(line), row.row)
      const known = standing.get(keyOf(line))
      if (known && !sameNumber(known, line))
        say('quantity', `已登记为 ${known.printed}${known.unit}。文件印的数不改；录入有误的，请先撤销原来的导入。`)
    }
}

const isNumber = (text: string) => /^-?\d{1,12}(\.\d{1,4})?$/.test(text)
const keyOf = ({ document, clause, subject }: Line) => `${document}|${clause}|${subject}`
const sameNumber = (one: Line, other: Line) => Number(one.quantity) === Number(other.quantity) && one.unit === other.unit

interface Document {
  key: string
  title: string
  region: string
}

async function documentsKnown(ctx: Context): Promise<Map<string, Document>> {
  const found = await sql<Document & { number: string | null }>`select key, number, title, region from policy.document`.execute(
    ctx.db,
  )
  return new Map(
    found.rows.flatMap((row) => [row.key, row.number, row.title].flatMap((word) => (word ? [[word, row] as const] : []))),
  )
}

/** Every district keeps the numbers of its own documents. */
function lineOf(
  ctx: Context,
  { cells }: SheetRow,
  options: Readonly<Record<string, string>>,
  documents: ReadonlyMap<string, Document>,
): Line | { column: string; reason: string } {
  const written = cells.document ?? options.document ?? ''
  const document = documents.get(written)
  if (!document)
    return {
      column: 'document',
      reason: written ? `政策文件库里没有“${written}”。` : '没有写出自哪份文件。请在表里填写，或在校验前选定。',
    }
  const own = regionOf(ctx.principal.district)
  if (own && document.region !== own && document.region !== 'chongqing')
    return { column: 'document', reason: `《${document.title}》是别的区县的文件，请在那里导入。` }
  return {
    document: document.key,
    clause: cells.clause!,
    subject: cells.subject!,
    quantity: cells.quantity ?? '',
    printed: cells.quantity ?? '',
    unit: cells.unit ?? '',
  }
}

async function standingOf(ctx: Context): Promise<Map<string, Standing>> {
  const found =
    await sql<Standing>`select id, document, clause, subject, coalesce(quantity::text, '') as quantity, quantity_printed as printed, unit
    from facilities.observation where district = ${ctx.principal.district} and closed_at is null`.execute(ctx.db)
  return new Map(found.rows.map((row) => [keyOf(row), row]))
}

async function commitNumbers(ctx: Context, plan: CommitPlan): Promise<CommitCounts> {
  const documents = await documentsKnown(ctx)
  const standing = await standingOf(ctx)
  const counts: CommitCounts = { added: 0, changed: 0, unchanged: 0 }
  for await (const batch of plan.rows) {
    for (const row of batch) {
      const line = lineOf(ctx, row, plan.options, documents)
      if ('reason' in line) throw conflict(`校验以后情况有变，第 ${row.row} 行现在不能导入。`, { next: '请重新校验，再提交。' })
      if (standing.has(keyOf(line))) counts.unchanged++
      else {
        await insert(ctx, plan, row, line)
        counts.added++
      }
    }
    await plan.progress(counts.added + counts.unchanged)
  }
  return counts
}

async function insert(ctx: Context, plan: CommitPlan, { row, cells }: SheetRow, line: Line) {
  const number = (text: string | undefined) => (text && isNumber(text) ? text : null)
  await sql`insert into facilities.observation (district, id, document, clause, number, subject, operator, quantity, quantity_max, quantity_printed, unit, dated, role, note,
      import, recorded_by)
    values (${ctx.principal.district}, ${newId()}, ${line.document}, ${line.clause}, ${Number(cells.number ?? row)}, ${line.subject}, ${cells.operator ?? '='},
      ${number(cells.quantity)}, ${number(cells.quantityMax)}, ${line.printed}, ${line.unit}, ${cells.dated ?? ''}, ${ROLES[plan.options.role!]!}, ${cells.note ?? ''},
      ${plan.id}, ${ctx.principal.name})`.execute(ctx.db)
}

async function undoNumbers(ctx: Context, id: string): Promise<{ closed: number; restored: number }> {
  const done = await sql`update facilities.observation set closed_at = clock_timestamp(), closed_by = ${id}
    where district = ${ctx.principal.district} and import = ${id} and closed_at is null`.execute(ctx.db)
  return { closed: Number(done.numAffectedRows ?? 0), restored: 0 }
}
