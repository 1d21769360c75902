// Finds the header row in somebody else's sheet and proposes which column is which.
import { createHash } from 'node:crypto'
import { ERRORS_TITLE, type TableRow } from './excel.ts'
import { storable } from './read-cell.ts'
import type { SheetColumn } from './sheet.ts'

/** Column key -> index of the file's column, from 0. */
export type Mapping = Record<string, number>

export interface FoundHeader {
  /** As the spreadsheet counts, from 1. */
  row: number
  titles: string[]
  mapping: Mapping
}

export const titlesIn = (cells: readonly string[]): string[] => cells.map((cell) => storable(cell.trim().slice(0, 100)))

const SURE = 0.6
export const HEADER_ROWS = 20

export function findHeader(rows: readonly TableRow[], columns: readonly SheetColumn[]): FoundHeader | undefined {
  let best: (FoundHeader & { score: number }) | undefined
  for (const { number, cells } of rows.slice(0, HEADER_ROWS)) {
    const titles = titlesIn(cells)
    const { mapping, score } = propose(titles, columns)
    if (!best || score > best.score) best = { row: number, titles, mapping, score }
  }
  if (best && best.score > 0) return best
  const first = rows.find(({ cells }) => cells.filter((cell) => cell.trim()).length >= 2) ?? rows[0]
  return first && { row: first.number, titles: titlesIn(first.cells), mapping: {} }
}

/** The best pairs first; each file column and each key is used once. */
export function propose(titles: readonly string[], columns: readonly SheetColumn[]): { mapping: Mapping; score: number } {
  const pairs = columns.flatMap((column) =>
    titles.map((title, index) => ({ key: column.key, index, score: likeness(title, column) })),
  )
  const mapping: Mapping = {}
  const taken = new Set<number>()
  let score = 0
  for (const pair of pairs
    .filter((candidate) => candidate.score >= SURE)
    .sort((a, b) => b.score - a.score || a.index - b.index)) {
    if (pair.key in mapping || taken.has(pair.index)) continue
    mapping[pair.key] = pair.index
    taken.add(pair.index)
    score += pair.score
  }
  return { mapping, score }
}

function likeness(title: string, column: SheetColumn): number {
  const seen = plain(title)
  if (!seen) return 0
  if (seen === plain(column.title)) return 1
  const aliases = (column.aliases ?? []).map(plain)
  if (aliases.includes(seen)) return 0.98
  // A long head is a sentence about the column; only its very words may match.
  if (seen.length > 24) return 0
  return Math.max(...[plain(column.title), ...aliases].map((word) => alike(seen, word) * 0.95))
}

/** Shared pairs of neighbouring characters, 0 to 1. */
function alike(a: string, b: string): number {
  if (a.length < 2 || b.length < 2) return 0
  const pairs = new Map<string, number>()
  for (let i = 0; i < a.length - 1; i++) pairs.set(a.slice(i, i + 2), (pairs.get(a.slice(i, i + 2)) ?? 0) + 1)
  let shared = 0
  for (let i = 0; i < b.length - 1; i++) {
    const left = pairs.get(b.slice(i, i + 2)) ?? 0
    if (left > 0) {
      pairs.set(b.slice(i, i + 2), left - 1)
      shared++
    }
  }
  return (2 * shared) / (a.length + b.length - 2)
}

const plain = (title: string) =>
  title
    .normalize('NFKC')
    .replace(/[\s*＊:：]|\((?:必填|选填|[^)]*格式[^)]*)\)/g, '')
    .toLowerCase()

/** The column of reasons that we put behind a returned sheet is no part of it. */
export function fingerprintOf(titles: readonly string[]): Buffer {
  return createHash('sha256')
    .update(
      titles
        .filter((title) => title !== ERRORS_TITLE)
        .map(plain)
        .join('\u0001')
        .replace(/\u0001+$/, ''),
    )
    .digest()
}
