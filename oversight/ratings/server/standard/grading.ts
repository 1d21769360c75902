// From points to a grade: the table of the standard decides; beside each grade stands what is missing. Points are whole hundredths, never binary fractions.
import type { Day } from '@songhe/basics/day'
import { explain, type Facts, type RowTrace, type Words } from '@songhe/rules'
import type { Grading, Lack } from '../../contract/shapes.ts'
import type { RatingStandard, Section } from './standard.ts'

/** Points per section in hundredths. */
export type Scores = ReadonlyMap<string, number>

export const hundredths = (points: number): number => Math.round(points * 100)
export const inPoints = (count: number): number => count / 100

/** Percent of a section in hundredths, cut: 59.999 is not 60. */
export const shareOf = ({ points }: Section, reached: number): number => Math.floor((reached * 100) / points)

/** What the table asks of scores, by the names of the dictionary. */
export function scoreFacts(sections: readonly Section[], scores: Scores): Facts {
  const shares = sections.map((section) => shareOf(section, scores.get(section.id) ?? 0))
  return {
    'rating.total': decimalText(sumOf(sections, scores)),
    'rating.lowest-share': decimalText(Math.min(...shares)),
    ...Object.fromEntries(shares.map((share, place) => [`rating.share.${place + 1}`, decimalText(share)])),
  }
}

/** @param gates facts of the site that the standard may ask beside the scores */
export function gradingOf(standard: RatingStandard, scores: Scores, gates: Facts, asked: { on: Day; words?: Words }): Grading {
  const { sections, table } = standard
  const told = explain(table, { ...gates, ...scoreFacts(sections, scores) }, asked)
  const reached = told.outcome === 'row' ? told.row : ''
  const ladder = told.traces.map((trace) => ({
    grade: trace.row,
    clause: trace.clause ?? standard.clause,
    reached: trace.verdict === 'pass',
    lacks: trace.inputs.flatMap((cell) => lacksOf(cell, sections, scores)),
  }))
  const place = reached ? standard.grades.indexOf(reached) : standard.grades.length
  const above = ladder[place - 1]
  return {
    outcome: told.outcome === 'row' ? 'grade' : told.outcome === 'conflict' ? 'none' : told.outcome,
    grade: reached,
    total: inPoints(sumOf(sections, scores)),
    full: sections.reduce((sum, { points }) => sum + points, 0),
    unknown: told.outcome === 'missing' ? unknownOf(told.traces) : [],
    ladder,
    next: above ? { grade: above.grade, lacks: above.lacks } : null,
  }
}

const sumOf = (sections: readonly Section[], scores: Scores) => sections.reduce((sum, { id }) => sum + (scores.get(id) ?? 0), 0)
const decimalText = (count: number) => `${Math.floor(count / 100)}.${String(count % 100).padStart(2, '0')}`
const unknownOf = (traces: readonly RowTrace[]) => [
  ...new Set(traces.flatMap(({ inputs }) => inputs.filter(({ verdict }) => verdict === 'missing').map(({ text }) => text))),
]

type Cell = RowTrace['inputs'][number]

function lacksOf(cell: Cell, sections: readonly Section[], scores: Scores): Lack[] {
  if (cell.verdict === 'pass') return []
  const least = /^>=\s*(\d+(?:\.\d+)?)$/.exec(cell.cell.trim())?.[1]
  if (least === undefined || !cell.fact.startsWith('rating.'))
    return [{ what: cell.input, text: cell.text, have: null, need: null, missing: null }]
  if (cell.fact === 'rating.total') return [short('总分', sumOf(sections, scores), hundredths(Number(least)))]
  const wanted = cell.fact === 'rating.lowest-share' ? sections : sections.slice(Number(cell.fact.slice(13)) - 1).slice(0, 1)
  return wanted.flatMap((section) => {
    const have = scores.get(section.id) ?? 0
    // The fewest hundredths of a point whose share is not below the limit.
    const need = Math.ceil((section.points * hundredths(Number(least))) / 100)
    return have >= need
      ? []
      : [short(section.id, have, need, `（要 ${Number(least)}%，得 ${inPoints(shareOf(section, have))}%）`)]
  })
}

const short = (what: string, have: number, need: number, more = ''): Lack => ({
  what,
  text: `${what}还差 ${inPoints(need - have)} 分${more}`,
  have: inPoints(have),
  need: inPoints(need),
  missing: inPoints(need - have),
})
