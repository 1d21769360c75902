// One site against one table: does a row for its kind hold, which is nearest, and which of its conditions fail or are not known.
import { explain, type Facts, type RowTrace, type Table } from '@songhe/rules'
import type { Day } from '@songhe/basics/day'
import type { StandardLine } from '../../contract/standards.ts'
import { FACILITY_WORDS } from './facts-for-rules.ts'

export interface SiteVerdict {
  verdict: 'met' | 'not-met' | 'missing' | 'none'
  row: string
  clause: string
  lines: StandardLine[]
}

const KIND = 'facility.kind'

export function judgeSite(table: Table, facts: Facts, on: Day): SiteVerdict {
  const { traces } = explain(table, facts, { on, words: FACILITY_WORDS })
  const own = traces.filter(appliesTo)
  if (own.length === 0) return { verdict: 'none', row: '', clause: '', lines: [] }
  const [nearest] = own.sort((a, b) => a.failing - b.failing || a.missing - b.missing || a.index - b.index)
  const { row, clause = '', failing, missing } = nearest!
  return { verdict: failing > 0 ? 'not-met' : missing > 0 ? 'missing' : 'met', row, clause, lines: linesOf(nearest!) }
}

/** A row for other kinds says nothing about this site; a row that asks no kind is for all. */
const appliesTo = (trace: RowTrace) => trace.inputs.every((cell) => cell.fact !== KIND || cell.verdict === 'pass')

const linesOf = (trace: RowTrace): StandardLine[] =>
  trace.inputs
    .filter((cell) => cell.cell !== '-' && cell.fact !== KIND)
    .map((cell) => ({
      input: cell.input,
      cell: cell.cell,
      value: said(cell.value),
      verdict: cell.verdict,
      text: cell.text,
    }))

const said = (value: unknown) =>
  value === null || value === undefined ? '' : value === true ? '是' : value === false ? '否' : String(value)
