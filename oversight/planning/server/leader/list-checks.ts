// 文件里的数，重新算一遍: from what was imported, with every input, its place and its day; the print beside it, never repaired. What is not stored stays open.
import type { ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { printedNumbers } from '@songhe/facilities/door'
import { regionOf } from '@songhe/policy/door'
import { parseFormula } from '@songhe/rules'
import { Decimal } from 'decimal.js'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { coverageOf, totalOf } from '../coverage/coverage-of.ts'
import { countedCells } from '../indicators/counted.ts'
import { indicatorRows } from '../indicators/indicator-rows.ts'
import { foldTitle } from '../indicators/names-in-documents.ts'
import { type CheckInput, type DocumentCheck, documentChecks } from './check-file.ts'

type Line = ReplyOf<typeof contract.listChecks>['rows'][number]

interface Found {
  value: Decimal
  unit: string
  said: string
  clause: string
  day: string
  /** As printed, where it is printed. */
  printed: string
  operator: string
}

type Find = (input: CheckInput) => Found | null

export async function listChecks(ctx: Context): Promise<ReplyOf<typeof contract.listChecks>> {
  const document = regionOf(ctx.principal.district) ?? ''
  const checks = documentChecks()[document] ?? []
  const titles = await sql<{
    title: string
  }>`select coalesce(number, title) as title from policy.document where key = ${document}`.execute(ctx.db)
  const find = await finder(ctx, document)
  const documentTitle = titles.rows[0]?.title ?? document
  return { rows: checks.map((check) => ({ ...lineOf(check, find), documentTitle })) }
}

function lineOf(check: DocumentCheck, find: Find): Omit<Line, 'documentTitle'> {
  const inputs = Object.entries(check.inputs).map(([name, input]) => ({ name, found: find(input), input }))
  const parsed = parseFormula(check.formula, Object.keys(check.inputs))
  const exact =
    'formula' in parsed
      ? parsed.formula.value(Object.fromEntries(inputs.map(({ name, found }) => [name, found?.value ?? null])))
      : null
  const printed = check.printed ? find(check.printed) : null
  return {
    no: check.no,
    title: check.title,
    formula: check.formula,
    inputs: inputs.map(({ name, found, input }) => ({
      name,
      value: found ? found.printed || found.value.toFixed() : '没有印',
      unit: found?.unit ?? '',
      said: found?.said ?? input.fact ?? input.target ?? input.baseline ?? '',
      clause: found?.clause ?? '',
      day: found?.day ?? '',
    })),
    computed: exact?.toDecimalPlaces(check.places, roundingOf(check)).toFixed(check.places) ?? null,
    unit: check.unit,
    printed: printed?.printed ?? '',
    places: check.places,
    status: statusOf(check, exact, printed),
    note: check.note ?? '',
  }
}

const roundingOf = ({ round }: DocumentCheck) => (round === 'up' ? Decimal.ROUND_CEIL : Decimal.ROUND_HALF_UP)
/** 近 5000 for 4800 is a rough word, not an error. */
const ROUGH = new Decimal('0.05')

/** ok = equal when rounded; trunc = equal only when cut off; differs = neither; derived = nothing is printed; open = an input is not stored. */
function statusOf(check: DocumentCheck, exact: Decimal | null, printed: Found | null): Line['status'] {
  if (exact === null || (check.printed && !printed)) return 'open'
  if (!printed) return 'derived'
  if (exact.toDecimalPlaces(check.places, roundingOf(check)).eq(printed.value)) return 'ok'
  if (printed.operator === '~' && exact.minus(printed.value).abs().lte(printed.value.times(ROUGH))) return 'ok'
  return exact.toDecimalPlaces(check.places, Decimal.ROUND_DOWN).eq(printed.value) ? 'trunc' : 'differs'
}

async function finder(ctx: Context, document: string): Promise<Find> {
  const facts = await printedNumbers(ctx, document)
  const indicators = await indicatorRows(ctx, sql`i.document = ${document}`)
  const coverage = await coverageOf(ctx)
  const counted = await countedCells(ctx, { measures: ['facilities.towns', 'facilities.villages'] })
  return (input) => {
    if (input.constant !== undefined) return bare(new Decimal(input.constant), input.source ?? '')
    if (input.coverage) return coverage && bare(coverageTotal(coverage, input), `${coverage.documentTitle} ${coverage.clause}`)
    if (input.measure) {
      const found = counted.read({ measure: input.measure, ...(input.splits && { splits: input.splits }) })
      return found && { ...bare(found.value, ctx.catalogue.measures.get(input.measure)?.title ?? ''), day: counted.asOf ?? '' }
    }
    if (input.fact) {
      const found = facts.find(({ subject, quantity }) => subject === input.fact && quantity !== null)
      return found
        ? {
            ...found,
            value: new Decimal(found.quantity!),
            said: found.subject,
            day: found.dated,
            printed: `${found.printed}${found.unit}`,
          }
        : null
    }
    return printedOf(indicators, input)
  }
}

const bare = (value: Decimal, said: string): Found => ({ value, unit: '', said, clause: '', day: '', printed: '', operator: '=' })

function coverageTotal({ towns }: NonNullable<Awaited<ReturnType<typeof coverageOf>>>, { coverage, until }: CheckInput): Decimal {
  if (coverage === 'towns') return new Decimal(towns.length)
  if (coverage === 'area') return new Decimal(towns.reduce((sum, { villages }) => sum + villages, 0))
  const kind = coverage === 'centre' ? ('centres' as const) : ('stations' as const)
  return new Decimal(towns.reduce((sum, town) => sum + totalOf(town[kind], until), 0))
}

function printedOf(indicators: Awaited<ReturnType<typeof indicatorRows>>, { target, baseline }: CheckInput): Found | null {
  const title = foldTitle(target ?? baseline ?? '')
  const role = target === undefined ? 'baseline' : 'target'
  const found = indicators.find((one) => foldTitle(one.title) === title)
  // The table's own cell first: prose may say the same again for another year.
  const cell = found?.printed
    .filter((one) => one.role === role && one.value !== null)
    .sort((one, other) => (other.day ?? '').localeCompare(one.day ?? ''))[0]
  if (!found || !cell) return null
  return {
    value: new Decimal(cell.value!),
    unit: cell.unit,
    said: found.title,
    clause: cell.clause,
    day: cell.day ?? '',
    printed: cell.printed,
    operator: cell.operator,
  }
}
