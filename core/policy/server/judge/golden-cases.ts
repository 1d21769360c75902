// Runs the cases of a table, old version beside new; a draft with a red case is neither submitted nor published.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { fen, yuan } from '@songhe/basics/money'
import type { Context } from '@songhe/kernel/context'
import { checkTable, type Facts, judge, type Outcome, parseTable, type Table } from '@songhe/rules'
import { isJudged } from '../../contract-packs.ts'
import type * as contract from '../../contract.ts'
import { newestPublished, openDraft, type GoldenCase, type PackVersion, versionsOf } from '../packs/pack-store.ts'
import { forRules, tableOf } from './check-table.ts'

type Reply = ReplyOf<typeof contract.runDraftCases>

export async function runDraftCases(ctx: Context, input: InputOf<typeof contract.runDraftCases>): Promise<Reply> {
  const versions = await versionsOf(ctx, input.params.pack)
  const [published, draft] = [newestPublished(versions), openDraft(versions)]
  return compareCases(published, draft)
}

export function compareCases(published: PackVersion | undefined, draft: PackVersion | undefined): Reply {
  const shown = draft ?? published
  if (!shown || !isJudged(shown.kind)) return { passed: 0, failed: 0, results: [] }
  const table = tableOf(shown.body)
  const results = shown.cases.map((one) => ({
    case: String(one.case),
    on: String(one.on),
    ...verdictOf(table, one),
    expected: expectText(one.expect, shown.kind),
    published: published ? outcomeText(published, one) : null,
    draft: draft ? outcomeText(draft, one) : null,
  }))
  const passed = results.filter((one) => one.passed).length
  return { passed, failed: results.length - passed, results }
}

/** Reasons against submitting or publishing; a table that pays needs at least one case. */
export function failedCases(_ctx: Context, version: PackVersion): string[] {
  if (!isJudged(version.kind)) return []
  if (version.cases.length === 0) return ['还没有一条用例。请至少写一条“什么样的人，应得多少”。']
  const parsed = parseTable(forRules(version.body))
  if (!parsed.table) return [`表读不懂：${parsed.problems[0]?.message ?? ''}${parsed.problems[0]?.proposal ?? ''}`]
  const own = Object.fromEntries(parsed.table.inputs.map((input) => [input.fact, { type: input.type ?? ('text' as const) }]))
  const faults = checkTable(parsed.table, own).filter((one) => one.level === 'error')
  if (faults.length) return faults.map((one) => `${one.row ? `“${one.row}”行` : ''}${one.message}${one.proposal}`)
  const red = compareCases(undefined, version).results.filter((one) => !one.passed)
  return red.length ? [`有${red.length}条用例没通过：${red.map((one) => one.case).join('、')}。`] : []
}

function verdictOf(table: Table, one: GoldenCase): { passed: boolean; why: string } {
  try {
    const why = differenceOf(table, judge(table, one.facts as Facts, { on: one.on }), one.expect)
    return { passed: why === '', why }
  } catch (error) {
    return { passed: false, why: (error as Error).message }
  }
}

/** Empty when the outcome is what the case expects; null = nothing is due. */
function differenceOf(table: Table, outcome: Outcome, expect: unknown): string {
  if (expect === null || expect === undefined) return outcome.outcome === 'none' ? '' : '用例写的是不发，算出来不是。'
  const wanted = expect as Record<string, unknown>
  if (wanted.missing) {
    const same =
      outcome.outcome === 'missing' && [...outcome.missing].sort().join() === [...(wanted.missing as string[])].sort().join()
    return same ? '' : `用例写的是还缺${(wanted.missing as string[]).join('、')}，算出来不是。`
  }
  if (wanted.unconfirmed)
    return outcome.outcome === 'unconfirmed' && outcome.row === String(wanted.unconfirmed)
      ? ''
      : '用例写的是金额未确认，算出来不是。'
  if (outcome.outcome === 'unconfirmed') return `“${outcome.row}”行的金额还没有确认。`
  if (outcome.outcome !== 'row') return '用例写的是应发，算出来没有一行符合。'
  if (wanted.row !== undefined && String(wanted.row) !== outcome.row)
    return `用例写的是“${String(wanted.row)}”行，算出来是“${outcome.row}”行。`
  for (const output of table.outputs) {
    if (!(output.name in wanted)) continue
    const [given, due] = [wanted[output.name], outcome.output[output.name]]
    const same = output.type === 'money' ? fen(String(given)) === due : String(given) === String(due)
    if (!same)
      return `“${output.name}”应是${String(given)}，算出来是${output.type === 'money' ? yuan(Number(due)) : String(due)}。`
  }
  return ''
}

/** No row applies: what that means depends on what the table is for. */
function nothing(kind: PackVersion['kind']): string {
  if (kind === 'rating-standard') return '不到等级'
  return kind === 'facility-standard' || kind === 'facility-advice' ? '不符合' : '不发'
}

/** What a table says of a case, in a word a clerk reads: 100.00, 不发, 还缺…, 未确认. */
function outcomeText({ kind, body }: PackVersion, one: GoldenCase): string {
  const table = tableOf(body)
  const outcome = judge(table, one.facts as Facts, { on: one.on })
  if (outcome.outcome === 'none') return nothing(kind)
  if (outcome.outcome === 'missing') return `还缺：${outcome.missing.join('、')}`
  if (outcome.outcome === 'unconfirmed') return '不判（金额未确认）'
  if (outcome.outcome === 'conflict') return `冲突：${outcome.rows.join('、')}`
  return table.outputs
    .map((output) => (output.type === 'money' ? yuan(Number(outcome.output[output.name])) : String(outcome.output[output.name])))
    .join('、')
}

function expectText(expect: unknown, kind: PackVersion['kind']): string {
  if (expect === null || expect === undefined) return nothing(kind)
  if (typeof expect !== 'object') return String(expect)
  const { row, missing, ...values } = expect as { row?: unknown; missing?: unknown[] }
  if (missing) return `还缺：${missing.join('、')}`
  return Object.values(values).join('、') || `“${String(row)}”行`
}
