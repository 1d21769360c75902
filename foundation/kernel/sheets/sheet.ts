// What a room says about a sheet it takes in. The kernel owns preview, check, commit and undo; the room knows what a row means.
import type { Context } from '../context.ts'

export type ColumnKind =
  | 'text'
  | 'day'
  | 'month'
  | 'money'
  | 'number'
  | 'citizen-id'
  | 'phone'
  | 'account'
  | 'choice'
  | 'yes-no'
  | 'area'

export interface SheetColumn {
  key: string
  /** As it stands in the template. */
  title: string
  /** How other offices head the same column. */
  aliases?: readonly string[]
  required?: boolean
  kind: ColumnKind
  choices?: readonly string[]
  note?: string
  example?: string
}

/** What the clerk states once for the whole file. */
export interface SheetOption {
  key: string
  title: string
  kind: 'day' | 'flag' | 'text'
  note: string
  /** Day options: `today` or `first-of-month`. */
  initial?: string
}

/**
 * A row with text cells as the kernel read them: days YYYY-MM-DD, months YYYY-MM, money in fen, yes-no `true`/`false`, ID numbers with 18 characters;
 * empty cells are missing. `faulty` rows already carry a problem and are shown for comparison only.
 */
export interface SheetRow {
  row: number
  cells: Readonly<Record<string, string>>
  faulty: boolean
}

export interface RowProblem {
  row: number
  /** Column key, or '' for the whole row. */
  column: string
  value: string
  reason: string
  /** Shown, but the row is taken. */
  warning?: boolean
}

export interface CheckPlan {
  rows: AsyncIterable<readonly SheetRow[]>
  options: Readonly<Record<string, string>>
  report(problem: RowProblem): void
}

export interface CommitPlan {
  /** Id of the import; stands on everything it writes. */
  id: string
  /** kernel.file the rows come from. */
  file: string
  fileName: string
  rows: AsyncIterable<readonly SheetRow[]>
  accepted: number
  options: Readonly<Record<string, string>>
  progress(done: number, phase?: string): Promise<void>
}

/** added + changed + unchanged = accepted; the database refuses any other sum. */
export interface CommitCounts {
  added: number
  changed: number
  unchanged: number
}

/** A later act that stands on a row of the import. */
export interface Dependent {
  what: string
  name: string
}

export interface SheetDefinition {
  key: string
  title: string
  note: string
  permission: string
  columns: readonly SheetColumn[]
  options?: readonly SheetOption[]
  check?(ctx: Context, plan: CheckPlan): Promise<void>
  commit(ctx: Context, plan: CommitPlan): Promise<CommitCounts>
  /** Later acts that forbid undo; empty = it may be undone. */
  dependents(ctx: Context, id: string): Promise<Dependent[]>
  undo(ctx: Context, id: string): Promise<{ closed: number; restored: number }>
}
