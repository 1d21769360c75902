// Each name of a formula in words: what is counted, which splits, how much.
import type { Context } from '@songhe/kernel/context'
import type { Decimal } from 'decimal.js'
import type { DefinitionInput } from '../../contract/shapes.ts'
import type { IndicatorFile } from '../../contract/indicators.ts'

export function describeParts(
  ctx: Context,
  { inputs }: { inputs: Readonly<Record<string, DefinitionInput>> },
  read: (name: string, input: DefinitionInput) => { value: Decimal; records: number } | null,
): IndicatorFile['parts'] {
  return Object.entries(inputs).map(([name, input]) => {
    const measure = input.measure ? ctx.catalogue.measures.get(input.measure) : undefined
    const counted = input.constant === undefined ? read(name, input) : null
    return {
      name,
      measure: measure?.key ?? null,
      measureTitle: measure?.title ?? (input.constant === undefined ? `来源“${input.measure ?? ''}”还没有` : '常数'),
      note: measure?.note ?? '',
      splits: input.splits ?? [],
      splitTitles: (input.splits ?? []).map((split) => measure?.splits?.[split] ?? split),
      unit: measure?.unit ?? '',
      value: input.constant ?? counted?.value.toFixed() ?? null,
      records: counted?.records ?? 0,
      source: input.source ?? '',
    }
  })
}
