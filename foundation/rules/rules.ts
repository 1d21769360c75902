// The one door of decision tables: written once, used as explanation, as SQL and as golden cases.
export { parseTable, type Parsed } from './parse-table.ts'
export type { RuleProblem } from './rule-problem.ts'
export type {
  Amount,
  AmountStatus,
  FactType,
  FactValue,
  HitPolicy,
  Input,
  Output,
  OutputValue,
  Row,
  Span,
  Table,
} from './tree.ts'
export { ageThresholds, asksTheCalendar } from './age-thresholds.ts'
export { checkTable, type Dictionary } from './check-table.ts'
export { judge, type Outcome } from './judge.ts'
export { type CellTrace, explain, type ExplainOptions, type Explanation, type RowTrace, type Verdict } from './explain.ts'
export type { FactWords, Words } from './fact-words.ts'
export type { Next } from './next-change.ts'
export type { Facts } from './read-facts.ts'
export { ROW_CASE, type SqlOptions, type TableSql, toSql } from './to-sql.ts'
export { type CaseResult, type GoldenCase, parseCases, runCases } from './run-cases.ts'
export {
  type Column,
  type Columns,
  type ColumnShape,
  emptyColumn,
  emptyColumns,
  packDay,
  FALSE,
  setValue,
  TRUE,
  unpackDay,
  valueAt,
  WordCodes,
} from './columns.ts'
export { type ColumnsDecision, type ColumnsTable, toColumns } from './to-columns.ts'
export { tableDigest } from './digest.ts'
export { type Formula, parseFormula } from './formula.ts'
