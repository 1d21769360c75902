// A scheme as the page holds it, and what moving one thing of it means. The address carries all of them, so a trial can be handed on as a link.
import type { Scheme } from '../../contract-lab.ts'

export const MOST_SCHEMES = 4

export const newScheme = (name: string, base = 'published'): Scheme => ({
  name,
  base,
  cells: [],
  dates: [],
  without: [],
  pairs: [],
})

/** Anything that is no list of schemes begins anew with one. */
export function schemesOf(told: unknown): Scheme[] {
  // The router has read the JSON in the address; what it could not read is text.
  if (!Array.isArray(told) || told.length === 0) return [newScheme('方案一')]
  return told.slice(0, MOST_SCHEMES).map((one, i) => ({ ...newScheme(nameOf(i)), ...(one as Scheme) }))
}

export const nameOf = (index: number) => `方案${'一二三四'[index]}`

/** A cell that says again what its table says is no change. */
export function withCell(scheme: Scheme, [pack, row, column]: [string, string, string], value: string, original: string): Scheme {
  const others = scheme.cells.filter((one) => !(one[0] === pack && one[1] === row && one[2] === column))
  return { ...scheme, cells: value === original ? others : [...others, [pack, row, column, value]] }
}

export function withPair(scheme: Scheme, between: [string, string], keep: string | undefined): Scheme {
  const others = scheme.pairs.filter((pair) => !between.every((one) => pair.between.includes(one)))
  return { ...scheme, pairs: keep === undefined ? others : [...others, { between, keep }] }
}

export const changesIn = ({ cells, dates, without, pairs }: Scheme) => cells.length + dates.length + without.length + pairs.length

export interface NumberInCell {
  from: number
  to: number
  value: number
}

/** The numbers written in a cell, outside of quotation marks: what a slider may move. */
export function numbersIn(text: string): NumberInCell[] {
  const open = text.replaceAll(/"[^"]*"/g, (quoted) => '"'.repeat(quoted.length))
  return [...open.matchAll(/\d+(\.\d+)?/g)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    value: Number(match[0]),
  }))
}

export const withNumber = (text: string, { from, to }: NumberInCell, value: number) =>
  `${text.slice(0, from)}${value}${text.slice(to)}`
