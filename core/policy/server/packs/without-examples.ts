// A shipped table whose amounts are examples, as a real office may have it: conditions and cases stay, every amount waits for the office's own decision.
import type { GoldenCase } from './pack-store.ts'
import { isExample, type PartSource, type TableBody } from './table-file.ts'

/** Stands as the ground of a table that only an invented decision carried, until the office registers its own. */
export const PENDING_DECISION = '待登记的本单位决定'

interface Shipped {
  body: TableBody
  cases: GoldenCase[]
}

/**
 * Nothing invented is left: an amount without a value pays nobody, and a case asks only which row applies.
 * @returns undefined for a list whose items, or a score sheet whose sections, are themselves examples: without them nothing would be left of it
 */
export function withoutExamples<T extends Shipped>(shipped: T): T | undefined {
  const { body, cases } = shipped
  if (!isExample(body)) return shipped
  if (body.items || body.sections?.some(({ status }) => status === 'example')) return undefined
  const rows = (body.rows ?? []).map((row) =>
    row.amount?.status === 'example' ? { ...row, then: {}, amount: { status: 'unconfirmed' as const } } : row,
  )
  const invented = new Set((body.rows ?? []).flatMap((row) => (row.amount?.status === 'example' ? [row.amount.decision] : [])))
  const onExample = body.ground.document.startsWith('示例') || invented.has(body.ground.document)
  const terms = body.terms && { terms: body.terms.map(withoutValue) }
  const ground = onExample ? { document: PENDING_DECISION, clause: '' } : body.ground
  return { ...shipped, body: { ...body, ground, rows, ...terms }, cases: cases.map(withoutAmounts) }
}

function withoutValue(term: PartSource): PartSource {
  if (term.status !== 'example') return term
  const { value: _value, decision: _decision, ...rest } = term
  return { ...rest, status: 'unconfirmed' }
}

function withoutAmounts(one: GoldenCase): GoldenCase {
  const expect = one.expect as { row?: unknown } | null | undefined
  return expect && typeof expect === 'object' && expect.row !== undefined ? { ...one, expect: { row: expect.row } } : one
}
