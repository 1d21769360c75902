// A rating standard must be arithmetic that anybody can follow: sections with points, grades best first, thresholds only as “at least”.
import { invalid } from '@songhe/basics/problem'
import type { TableBody } from '../packs/table-file.ts'

export const RATING_SCHEMES = ['star', 'leaf', 'evaluation'] as const
/** Scores as rules ask for them; `rating.share.2` = share of the points of the second section. */
const SCORES = /^rating\.(total|lowest-share|share\.\d{1,2})$/
const AT_LEAST = /^>=\s*(\d{1,5}(\.\d{1,2})?)$/

export function checkRatingStandard(body: TableBody): void {
  const faults = [...headFaults(body), ...sectionFaults(body), ...ladderFaults(body)]
  if (faults.length)
    throw invalid(`“${body.table}”作为评分标准有${faults.length}处不对：${faults.join('')}`, {
      next: '请改正后再保存。',
      facts: { faults },
    })
}

function headFaults({ scheme, kinds, hit, output }: TableBody): string[] {
  return [
    ...((RATING_SCHEMES as readonly unknown[]).includes(scheme) ? [] : ['scheme 只能写 star、leaf 或 evaluation。']),
    ...(Array.isArray(kinds) && kinds.length > 0 ? [] : ['没有写用于哪些设施类别 kinds。']),
    ...(hit === 'first' ? [] : ['等级要从高到低排，取第一行：hit 写 first。']),
    ...(Object.values(output ?? {}).join() === 'text' ? [] : ['结果只能有一列“等级”，是文字。']),
  ]
}

function sectionFaults({ sections = [], terms = [], inputs = {} }: TableBody): string[] {
  const names = new Set(sections.map(({ id }) => id))
  const asked = Object.values(inputs).flatMap((fact) => /^rating\.share\.(\d+)$/.exec(fact)?.[1] ?? [])
  return [
    ...(sections.length > 0 && sections.length <= 12 ? [] : ['评分部分要有 1 至 12 个。']),
    ...(names.size === sections.length ? [] : ['评分部分重名。']),
    ...sections.flatMap(({ id, points }) => (Number.isInteger(points) && points! > 0 ? [] : [`“${id}”部分的分值不是正整数。`])),
    ...asked.flatMap((place) => (Number(place) >= 1 && Number(place) <= sections.length ? [] : [`没有第${place}个评分部分。`])),
    ...terms.flatMap(({ id, value, status }) =>
      value === undefined
        ? status === 'unconfirmed'
          ? []
          : [`“${id}”没有写数值。`]
        : Number.isInteger(value) && value > 0
          ? []
          : [`“${id}”不是正整数。`],
    ),
  ]
}

/** A better grade never asks less than a lower one, and none asks more than there is. */
function ladderFaults({ sections = [], inputs = {}, rows = [] }: TableBody): string[] {
  const full = sections.reduce((sum, { points }) => sum + (points ?? 0), 0)
  return Object.entries(inputs).flatMap(([column, fact]) => {
    if (!SCORES.test(fact)) return []
    const most = fact === 'rating.total' ? full : 100
    let above = most
    return rows.flatMap((row) => {
      const written = row.when[column]
      const least = written === undefined ? 0 : Number(AT_LEAST.exec(String(written).trim())?.[1])
      if (Number.isNaN(least)) return [`“${row.id}”行“${column}”列只能写“>= 数字”。`]
      if (least > above)
        return [
          above === most
            ? `“${row.id}”行“${column}”列要求的 ${least} 超过满分 ${most}。`
            : `“${row.id}”行“${column}”列比更高的等级要求还高。`,
        ]
      above = least
      return []
    })
  })
}
