// The shape of a table as its file says it and as policy.pack_version.body keeps it; the rules themselves are read by foundation/rules.
import { createHash } from 'node:crypto'

export interface AmountSource {
  status: 'printed' | 'decided' | 'example' | 'unconfirmed'
  decision?: string
  document?: string
  clause?: string
}

export interface RowSource {
  id: string
  when: Record<string, string>
  // biome-ignore lint: a cell may be a number or a flag in YAML
  then: Record<string, any>
  clause?: string
  document?: string
  amount?: AmountSource
}

/** A figure beside the rows: points of a section, months of validity. */
export interface PartSource extends Partial<AmountSource> {
  id: string
  title?: string
  points?: number
  value?: number
  unit?: string
}

export interface TableBody {
  table: string
  key: string
  kind: string
  region?: string
  ground: { document: string; clause: string; decision?: string }
  valid: { from: string; to?: string }
  hit?: string
  inputs?: Record<string, string>
  output?: Record<string, string>
  rows?: RowSource[]
  // biome-ignore lint: items of service lists and pairs of exclusions are read by their own files
  items?: any[]
  /** Of a rating standard: what is scored, and figures that no row says. */
  sections?: PartSource[]
  terms?: PartSource[]
  [more: string]: unknown
}

/** Digest over the content in a fixed order of keys: two files that say the same have the same digest. */
export function digestOf(body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(ordered(body)))
    .digest('hex')
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, ordered(part)]))
}

/** YAML reads bare dates as text or Date, depending on quotes; the body keeps plain days. */
export function plainDays(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (Array.isArray(value)) return value.map(plainDays)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plainDays(part)]))
}

export const partsOf = (body: TableBody): PartSource[] => [...(body.sections ?? []), ...(body.terms ?? [])]
export const isExample = (body: TableBody): boolean =>
  (body.rows ?? body.items ?? []).some((row) => row.amount?.status === 'example' || row.status === 'example') ||
  partsOf(body).some((part) => part.status === 'example')
export const unconfirmedRows = (body: TableBody): string[] => [
  ...(body.rows ?? []).filter((row) => row.amount?.status === 'unconfirmed').map((row) => row.id),
  ...partsOf(body)
    .filter((part) => part.status === 'unconfirmed')
    .map((part) => part.id),
]
