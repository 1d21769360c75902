// What is already kept of the documents, and how each further line fits: new, the same again, or against what was printed before. Nothing here writes.
import type { Day } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import { type PrintedFact, printedNumbers } from '@songhe/facilities/door'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { regionOf } from '@songhe/policy/door'
import { sql } from 'kysely'
import { foldTitle, keptName } from './names-in-documents.ts'
import type { PrintedDay } from './printed-day.ts'
import type { PrintedNumber } from './printed-value.ts'
import { sameKind } from './units.ts'

export interface PrintedLine {
  document: string
  clause: string
  number: number
  title: string
  category: string
  binding: '' | 'binding' | 'expected'
  kind: 'indicator' | 'rule' | 'forecast'
  responsible: string
  /** The office's reading where the document prints no unit. */
  unitRead: string
  values: readonly PrintedCell[]
}

export interface PrintedCell {
  /** Column of the sheet, for what is said about it. */
  column: string
  role: 'baseline' | 'target'
  printed: string
  read: PrintedNumber
  time: PrintedDay
  timePrinted: string
  timeInferred: boolean
  certainty: string
}

export interface Known {
  id: string
  document: string
  title: string
  folded: string
  unit: string
  kind: string
  values: KnownValue[]
}

export interface KnownValue {
  id: string
  role: 'baseline' | 'target'
  document: string
  clause: string
  number: number
  printed: string
  operator: string
  value: string | null
  unit: string
  day: Day | null
  usable: boolean
}

export interface Finding {
  kind: string
  said: string
  column: string
  value?: string
}

/** How one line fits; `faults` return the row. */
export interface Placed {
  indicator: Known
  isNew: boolean
  added: (KnownValue & { cell: PrintedCell; standing: 'open' | 'historic' })[]
  findings: Finding[]
  faults: { column: string; reason: string }[]
}

/** A number for each so many people, and the words that say whose number it is divided by. */
const DENSITY = /每[百千万]|人均/
const NEEDS_BASE = /每[百千万]|人均|占.*人口|人口.*占/
const COUNTED = new Set(['个', '家', '所', '处', '张'])

export async function printedBook(ctx: Context) {
  const known = await knownIndicators(ctx)
  const on = today(ctx)
  const facts = await printedNumbers(ctx, regionOf(ctx.principal.district) ?? '')
  return {
    place(line: PrintedLine): Placed {
      const name = keptName(line.document, line.title)
      const key = `${line.document}|${foldTitle(name)}`
      const standing = known.get(key)
      const indicator: Known = standing ?? {
        id: newId(),
        document: line.document,
        title: name,
        folded: foldTitle(name),
        unit: line.values.find(({ read }) => read.unit)?.read.unit || line.unitRead,
        kind: line.kind,
        values: [],
      }
      known.set(key, indicator)
      const placed: Placed = { indicator, isNew: !standing, added: [], findings: [], faults: [] }
      if (name !== line.title)
        placed.findings.push({ kind: '', column: 'subject', said: `“${line.title}”按异名并入“${name}”，印的名称和数都保留。` })
      for (const cell of line.values) placeValue(placed, line, cell, { on, facts })
      if (placed.isNew) placed.findings.push(...aboutIndicator(line, indicator))
      return placed
    },
  }
}

function placeValue(
  placed: Placed,
  line: PrintedLine,
  cell: PrintedCell,
  { on, facts }: { on: Day; facts: readonly PrintedFact[] },
) {
  const { indicator } = placed
  const before = indicator.values.find(
    (one) => one.role === cell.role && one.document === line.document && one.clause === line.clause && one.number === line.number,
  )
  if (before) {
    if (before.printed !== cell.printed)
      placed.faults.push({
        column: cell.column,
        reason: `已登记为“${before.printed}”。文件印的数不改；录入有误的，请先撤销原来的导入。`,
      })
    return
  }
  const unit = cell.read.unit || line.unitRead
  const value: Placed['added'][number] = {
    id: newId(),
    role: cell.role,
    document: line.document,
    clause: line.clause,
    number: line.number,
    printed: cell.printed,
    operator: cell.read.operator || '=',
    value: cell.read.value,
    unit,
    day: cell.time.day,
    usable: true,
    cell,
    standing: cell.role === 'target' && cell.time.day !== null && cell.time.day < on ? 'historic' : 'open',
  }
  const findings = [...aboutValue(indicator, line, cell, value), ...besideFacts(line, value, facts)]
  value.usable = !findings.some(({ kind }) => kind === 'percent-on-density' || kind === 'unit-mismatch')
  placed.findings.push(...findings.map((finding) => ({ ...finding, column: cell.column, value: value.id })))
  placed.added.push(value)
  indicator.values.push(value)
}

function aboutValue(indicator: Known, line: PrintedLine, cell: PrintedCell, value: KnownValue): Omit<Finding, 'column'>[] {
  const found: Omit<Finding, 'column'>[] = []
  const counts = value.value !== null
  const say = (kind: string, said: string) => found.push({ kind, said })
  if (counts && DENSITY.test(line.title) && value.unit === '%')
    say('percent-on-density', `“${line.title}”是每千（百）人有多少，目标却印成${cell.printed}，不能比较。`)
  const other = indicator.values.find(
    (one) => one.value !== null && one.unit !== '' && value.unit !== '' && !sameKind(one.unit, value.unit),
  )
  if (counts && other && !found.length)
    say('unit-mismatch', `这里的单位是“${value.unit}”，同一指标别处是“${other.unit}”，两个数不能比。`)
  const clash = indicator.values.find(
    (one) =>
      one.role === value.role &&
      one.usable &&
      one.value !== null &&
      counts &&
      (one.day === value.day || one.day === null || value.day === null) &&
      (Number(one.value) !== Number(value.value) || (value.role === 'target' && falls(one.operator) !== falls(value.operator))),
  )
  if (clash && !found.length)
    say('two-values', `${clash.clause}印“${clash.printed}”，${line.clause}印“${cell.printed}”；定下之前按较严的一个看。`)
  if (value.role !== 'target' || line.kind !== 'indicator' || !counts) return found
  const repeated = indicator.values.some(
    (one) => one.role === 'target' && one.day !== null && Number(one.value) === Number(value.value),
  )
  if (value.day === null && !repeated) {
    say('no-date', `目标“${cell.printed}”没有写到哪一年。`)
    if (COUNTED.has(value.unit)) say('quantity-unknown', `“${cell.printed}”是现状、总数还是新增，文件没有写。`)
  }
  if (value.day !== null && cell.timeInferred) say('date-inferred', `时间“${cell.timePrinted}”是按同一句推出来的。`)
  return found
}

/** 助餐点 in the text is 老年助餐点 in the table: where the two print different numbers of one time, both stay and somebody decides. */
function besideFacts(line: PrintedLine, value: KnownValue, facts: readonly PrintedFact[]): Omit<Finding, 'column'>[] {
  if (value.role !== 'baseline' || value.value === null) return []
  const short = (title: string) => foldTitle(title).replace(/^老年/, '')
  const other = facts.find(
    (fact) =>
      short(fact.subject) === short(line.title) &&
      fact.quantity !== null &&
      sameKind(fact.unit, value.unit) &&
      Number(fact.quantity) !== Number(value.value),
  )
  if (!other) return []
  return [
    {
      kind: 'two-values',
      said: `${other.clause}印“${other.printed}${other.unit}”，这里印“${value.printed}”；两个都保留，各注出处。`,
    },
  ]
}

const falls = (operator: string) => operator === '<=' || operator === '<'

function aboutIndicator(line: PrintedLine, indicator: Known): Finding[] {
  const found: Finding[] = []
  const numbers = indicator.values.filter(({ value }) => value !== null)
  if (numbers.length > 0 && numbers.every(({ unit }) => unit === ''))
    found.push({
      kind: 'unit-unknown',
      column: 'target',
      said: `文件没有写单位（${numbers.map(({ printed }) => printed).join('、')}），定下之前不比较。`,
    })
  if (NEEDS_BASE.test(line.title) && numbers.length > 0 && line.kind !== 'forecast')
    found.push({ kind: 'base-unknown', column: 'subject', said: '按谁的人数算（户籍、常住、60 岁还是 65 岁以上），文件没有写。' })
  return found
}

async function knownIndicators(ctx: Context): Promise<Map<string, Known>> {
  const { district } = ctx.principal
  const indicators = await sql<
    Omit<Known, 'values'>
  >`select id, document, title, title_folded as folded, unit, kind from planning.indicator
    where district = ${district} and closed_at is null`.execute(ctx.db)
  const values = await sql<KnownValue & { indicator: string }>`
    select id, indicator, role, document, clause, number, printed, operator, value::text as value, unit, day, usable from planning.printed_value
    where district = ${district} and closed_at is null`.execute(ctx.db)
  const byId = new Map(indicators.rows.map((row) => [row.id, { ...row, values: [] as KnownValue[] }]))
  for (const { indicator, ...value } of values.rows) byId.get(indicator)?.values.push(value)
  return new Map([...byId.values()].map((one) => [`${one.document}|${one.folded}`, one]))
}
