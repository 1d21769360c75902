// One row of an office's own list of ratings: which site, which scheme and grade, from when to when, decided by what, proven by what.
import { addDays, type Day } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import type { SheetRow } from '@songhe/kernel/sheets/sheet'
import { today } from '@songhe/kernel/today'
import { type Scheme, SCHEMES } from '../../contract/shapes.ts'
import { standardsOn } from '../standard/standard.ts'
import { siteFinder } from './site-finder.ts'

export interface RatingRow {
  row: number
  facility: string
  area: number
  name: string
  scheme: Scheme
  grade: string
  from: Day
  /** First day on which it no longer holds. */
  to: Day | null
  decision: string
  evaluator: string
  evidence: string
}

export type Say = (column: string, reason: string) => void
export type ReadRating = (row: SheetRow, say: Say) => RatingRow | undefined

const DIGITS = '一二三四五'
const LETTERS: Readonly<Record<string, string>> = { 星: 'star', 叶: 'leaf' }

/** 三星级, 3星, ★★★ and 三星 are one grade; undefined where it is no star and no leaf. */
export function gradeIn(written: string): { scheme: Scheme; grade: string } | undefined {
  const text = written.normalize('NFKC').replace(/\s|级$/g, '')
  const stars = /^★{1,5}$/.test(text) ? `${text.length}星` : text
  const match = /^([1-5一二三四五])([星叶])$/.exec(stars)
  if (!match) return undefined
  const count = DIGITS.includes(match[1]!) ? match[1]! : DIGITS[Number(match[1]) - 1]!
  return { scheme: LETTERS[match[2]!] as Scheme, grade: count + match[2]! }
}

export async function ratingReader(ctx: Context): Promise<ReadRating> {
  const find = await siteFinder(ctx)
  const yearly = new Set(
    (await standardsOn(ctx, today(ctx))).filter(({ scheme }) => scheme === 'evaluation').flatMap(({ grades }) => grades),
  )
  return ({ row, cells }, say) => {
    const site = find(cells.name ?? '', cells.town ?? '')
    const rated = schemeAndGrade(cells, yearly, say)
    const span = rated && spanIn(cells, rated.scheme, say)
    if ('reason' in site) say(site.column, site.reason)
    if ('reason' in site || !rated || !span) return undefined
    return {
      row,
      facility: site.id,
      area: site.area,
      name: site.name,
      ...rated,
      ...span,
      decision: cells.decision ?? '',
      evaluator: cells.evaluator ?? '',
      evidence: cells.evidence ?? '',
    }
  }
}

function schemeAndGrade(cells: SheetRow['cells'], yearly: ReadonlySet<string>, say: Say) {
  const written = cells.grade ?? ''
  const asked =
    cells.scheme && Object.entries(SCHEMES).find(([key, title]) => key === cells.scheme || title === cells.scheme)?.[0]
  const named = gradeIn(written)
  if (named && (!asked || asked === named.scheme)) return named
  if (named) {
    say('scheme', `等级“${written}”是${SCHEMES[named.scheme]}，种类写的是“${cells.scheme}”。`)
    return undefined
  }
  if (asked !== 'evaluation') {
    say('grade', `不认识的等级“${written}”。星级、叶级写成“三星”“二叶”的样子；年度绩效评价请在“种类”写明。`)
    return undefined
  }
  if (yearly.has(written)) return { scheme: 'evaluation' as const, grade: written }
  say(
    'grade',
    yearly.size
      ? `评价结果只能写：${[...yearly].join('、')}。`
      : '还没有发布年度绩效评价标准，不知道有哪些结果。请先在“政策”里发布。',
  )
  return undefined
}

/** A list prints the last day; the register keeps the first one on which it no longer holds. A yearly result holds for its year. */
function spanIn(cells: SheetRow['cells'], scheme: Scheme, say: Say): { from: Day; to: Day | null } | undefined {
  if (scheme === 'evaluation') {
    if (/^20\d\d$/.test(cells.year ?? '')) return { from: `${cells.year}-01-01`, to: `${Number(cells.year) + 1}-01-01` }
    say('year', '年度绩效评价要写评价年度，例如 2025。')
    return undefined
  }
  if (!cells.from) {
    say('from', '没有写有效期起。')
    return undefined
  }
  if (cells.to && cells.to < cells.from) {
    say('to', `有效期至 ${cells.to} 早于有效期起 ${cells.from}。`)
    return undefined
  }
  return { from: cells.from, to: cells.to ? addDays(cells.to, 1) : null }
}
