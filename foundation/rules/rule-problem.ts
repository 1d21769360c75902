// What is wrong with a table, said so that the clerk who wrote it finds the place and knows what to write instead.
import type { Span } from './tree.ts'

export interface RuleProblem {
  /** A warning does not hinder publication. */
  level: 'error' | 'warning'
  /** Row id (or 第3行 where the row has no usable id); null = the table itself. */
  row: string | null
  /** Title of the input or output column; null = the row or the table itself. */
  column: string | null
  /** Place inside the cell (in the file, for a YAML fault); null where the whole thing is meant. */
  position: Span | null
  /** What is wrong and why. */
  message: string
  /** What to do instead. */
  proposal: string
}

/** Thrown inside the parser of one cell, caught where row and column are known. */
export class CellRefusal extends Error {
  readonly span: Span
  readonly proposal: string

  constructor(span: Span, message: string, proposal: string) {
    super(message)
    this.span = span
    this.proposal = proposal
  }
}

export function problemAt(
  at: { row?: string; column?: string; position?: Span; level?: 'error' | 'warning' },
  message: string,
  proposal: string,
): RuleProblem {
  return {
    level: at.level ?? 'error',
    row: at.row ?? null,
    column: at.column ?? null,
    position: at.position ?? null,
    message,
    proposal,
  }
}
