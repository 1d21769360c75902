// A score sheet is taken whole or not at all: every section once, within its points, each with evidence; what is wrong is told with row, column and reason.
import { invalid } from '@songhe/basics/problem'
import type { SectionScore } from '../../contract/shapes.ts'
import type { Section } from '../standard/standard.ts'

export interface LineFault {
  /** 1-based, in the order handed in; 0 = a section that is not there at all. */
  row: number
  column: '评分部分' | '得分' | '证据'
  reason: string
}

export function faultsOf(sections: readonly Section[], lines: readonly SectionScore[]): LineFault[] {
  const seen = new Set<string>()
  const faults = lines.flatMap((line, place): LineFault[] => {
    const section = sections.find(({ id }) => id === line.section)
    const say = (column: LineFault['column'], reason: string) => ({ row: place + 1, column, reason })
    if (!section) return [say('评分部分', `标准里没有“${line.section}”部分。`)]
    if (seen.has(section.id)) return [say('评分部分', `“${section.id}”写了两次。`)]
    seen.add(section.id)
    return [
      ...(line.points > section.points
        ? [say('得分', `“${section.id}”最多 ${section.points} 分，写了 ${line.points} 分。`)]
        : []),
      ...(line.evidence || line.file ? [] : [say('证据', `“${section.id}”没有证据。`)]),
    ]
  })
  const lacking = sections.filter(({ id }) => !seen.has(id))
  return [...faults, ...lacking.map(({ id }): LineFault => ({ row: 0, column: '得分', reason: `“${id}”部分没有得分。` }))]
}

export function mustBeWhole(sections: readonly Section[], lines: readonly SectionScore[]): void {
  const faults = faultsOf(sections, lines)
  if (faults.length)
    throw invalid(
      `评分有 ${faults.length} 处不对：${faults.map(({ row, column, reason }) => (row ? `第 ${row} 行“${column}”：${reason}` : reason)).join(' ')}`,
      { next: '请补齐后再提交；每个部分都要有得分和证据。', facts: { problems: faults } },
    )
}
