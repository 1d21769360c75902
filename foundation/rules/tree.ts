// The one typed tree that every pass reads: what a cell says, and the table around it. No pass keeps the parser's own nodes.
import type { Day } from '@songhe/basics/day'

/** `money` is integer fen. */
export type FactType = 'number' | 'money' | 'text' | 'boolean' | 'date'

/** Offsets inside the text of one cell, 0-based, end excluded. */
export interface Span {
  from: number
  to: number
}

export type CompareOp = '=' | '!=' | '<' | '<=' | '>' | '>='
export type ArithmeticOp = '+' | '-' | '*' | '/'

export type Literal = { span: Span } & (
  | { kind: 'number'; value: string }
  /** Fen, as an integer in text. */
  | { kind: 'money'; value: string }
  | { kind: 'text'; value: string }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'date'; value: Day }
)

export type Expr =
  | Literal
  | ({ span: Span } & (
      | { kind: 'input'; name: string }
      /** The judging day. */
      | { kind: 'today' }
      /** Full years on the judging day. */
      | { kind: 'age'; of: Expr }
      | { kind: 'negate'; of: Expr }
      /** In a table the right side of `/` is a number literal other than zero; a formula may divide by anything. */
      | { kind: 'arithmetic'; op: ArithmeticOp; left: Expr; right: Expr }
      | { kind: 'compare'; op: CompareOp; left: Expr; right: Expr }
      | { kind: 'within'; value: Expr; low: Expr; high: Expr; lowOpen: boolean; highOpen: boolean }
      | { kind: 'one-of'; value: Expr; options: Literal[] }
      | { kind: 'and' | 'or'; left: Expr; right: Expr }
      | { kind: 'not'; of: Expr }
      | { kind: 'if'; test: Expr; yes: Expr; no: Expr }
      /** True when nothing is known; never unknown itself. */
      | { kind: 'absent'; name: string }
    ))

export interface Input {
  /** Column title, Chinese. */
  name: string
  /** Name in the fact dictionary. */
  fact: string
  /** What the cells of the table ask for; undefined when no cell says. */
  type?: FactType
}

export interface Output {
  name: string
  type: FactType
}

export interface Cell {
  text: string
  /** undefined = any (`-`, or not written). */
  test?: Expr
}

export interface OutputCell {
  text: string
  /** undefined only in an unconfirmed row whose value nobody knows yet. */
  value?: Expr
}

export type AmountStatus = 'printed' | 'decided' | 'example' | 'unconfirmed'

export interface Amount {
  status: AmountStatus
  document?: string
  clause?: string
  decision?: string
}

export interface Row {
  id: string
  /** 1-based, the number that SQL answers with. */
  index: number
  /** In the order of the table's inputs. */
  cells: Cell[]
  /** In the order of the table's outputs. */
  outputs: OutputCell[]
  clause?: string
  amount?: Amount
  note?: string
}

export type HitPolicy = 'unique' | 'first' | 'collect-sum'

export interface Table {
  title: string
  key: string
  kind: string
  region: string
  ground: { document?: string; clause?: string; decision?: string }
  valid: { from: Day; to?: Day }
  hit: HitPolicy
  inputs: Input[]
  outputs: Output[]
  rows: Row[]
  note?: string
}

export type OutputValue = number | string | boolean | null
export type FactValue = number | string | boolean | null | undefined

/** Inputs an expression reads, without repeats. */
export function inputsOf(expr: Expr, found: Set<string> = new Set()): Set<string> {
  if (expr.kind === 'input') found.add(expr.name)
  for (const part of partsOf(expr)) inputsOf(part, found)
  return found
}

export function partsOf(expr: Expr): Expr[] {
  switch (expr.kind) {
    case 'age':
    case 'negate':
    case 'not':
      return [expr.of]
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or':
      return [expr.left, expr.right]
    case 'within':
      return [expr.value, expr.low, expr.high]
    case 'one-of':
      return [expr.value, ...expr.options]
    case 'if':
      return [expr.test, expr.yes, expr.no]
    default:
      return []
  }
}

export const isLiteral = (expr: Expr): expr is Literal => ['number', 'money', 'text', 'boolean', 'date'].includes(expr.kind)
