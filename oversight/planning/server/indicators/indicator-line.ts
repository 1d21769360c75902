// One indicator as a line of a list: what is printed, what is counted, and where it stands.
import type { Day } from '@songhe/basics/day'
import { Decimal } from 'decimal.js'
import type { IndicatorRow, Printed } from '../../contract/indicators.ts'
import type { Counted } from './counted.ts'
import type { IndicatorRecord } from './indicator-rows.ts'
import { judge, leadingTarget, type Target } from './state.ts'
import { inUnit } from './units.ts'
import { type Computed, shown, valueOf } from './value-of.ts'

/** Open questions that make a comparison meaningless; others are only said beside it. */
const BLOCKING = new Set(['unit-unknown', 'unit-mismatch'])

export interface Judged extends IndicatorRow {
  computed: Computed | null
  leading: (Target & { printed: Printed }) | null
  baselineValue: Decimal | null
}

export function indicatorLine(record: IndicatorRecord, counted: Counted, today: Day): Judged {
  const { definition, observation } = record
  const unit = definition?.unit || record.unit
  const computed = definition?.formula ? valueOf(definition, (input) => counted.read(input)) : null
  const fromRegisters = computed?.value ?? null
  const value = fromRegisters ?? (observation ? new Decimal(observation.value) : null)
  const targets = record.printed.flatMap((printed) => targetOf(printed, unit))
  const leading = leadingTarget(targets, today)
  const start = baselineOf(record.printed, unit)
  const verdict = judge({
    value,
    baseline: start && { value: start.value, day: start.day },
    target: leading,
    undecided: record.openFlags.some((kind) => BLOCKING.has(kind)) || (leading === null && record.printed.some(isTarget)),
    today,
  })
  const places = definition?.places ?? 2
  return {
    id: record.id,
    number: record.number,
    title: record.title,
    category: record.category,
    kind: record.kind,
    binding: record.binding,
    direction: record.direction,
    unit,
    unitInferred: record.unitInferred,
    base: definition?.base || record.base,
    document: record.document,
    documentTitle: record.documentTitle,
    clause: record.clause,
    baseline: start ? start.value.toFixed() : null,
    baselinePrinted: start?.printed.printed ?? record.printed.find(({ role }) => role === 'baseline')?.printed ?? '',
    target: leading ? leading.value.toFixed() : null,
    targetPrinted: leading?.printed.printed ?? record.printed.find(isTarget)?.printed ?? '',
    targetDay: leading?.day ?? null,
    value: shown(value, places),
    valueDay: fromRegisters ? counted.asOf : (observation?.day ?? null),
    source: fromRegisters ? 'registers' : observation ? 'document' : 'none',
    sourceSaid: sourceSaid(record, fromRegisters !== null, counted),
    ...verdict,
    expected: shown(verdict.expected, places),
    pace: shown(verdict.pace, places),
    flags: record.openFlags.length,
    computed,
    leading,
    baselineValue: start?.value ?? null,
  }
}

const isTarget = ({ role }: Printed) => role === 'target'

function targetOf(printed: Printed, unit: string): (Target & { printed: Printed })[] {
  if (!isTarget(printed) || !printed.usable || printed.value === null) return []
  const value =
    printed.unit && unit && printed.unit !== unit ? inUnit(printed.value, printed.unit, unit) : new Decimal(printed.value)
  if (value === null) return []
  const max = printed.valueMax === null ? null : new Decimal(printed.valueMax)
  return [{ operator: printed.operator, value, max, day: printed.day, standing: printed.standing, printed }]
}

function baselineOf(prints: readonly Printed[], unit: string): { value: Decimal; day: Day; printed: Printed } | null {
  for (const printed of prints
    .filter(({ role, value, day, usable }) => role === 'baseline' && value !== null && day && usable)
    .reverse()) {
    const value =
      printed.unit && unit && printed.unit !== unit ? inUnit(printed.value!, printed.unit, unit) : new Decimal(printed.value!)
    if (value !== null) return { value, day: printed.day!, printed }
  }
  return null
}

function sourceSaid({ definition, observation }: IndicatorRecord, computed: boolean, counted: Counted): string {
  if (computed) return `登记数据，截至 ${counted.asOf}`
  if (observation) return `文件：${observation.document}`
  if (!definition?.formula) return '无来源'
  return counted.asOf === null ? '还没有汇总' : '公式用到的数还没有来源'
}
