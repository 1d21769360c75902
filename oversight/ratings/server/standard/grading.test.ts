// Points to a grade: the printed thresholds, and what can never happen whatever the points.
import { readFileSync } from 'node:fs'
import { projectRoot } from '@songhe/kernel/config'
import type { TableBody } from '@songhe/policy/door'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { checkRatingStandard } from '../../../../core/policy/server/judge/check-rating-standard.ts'
import { monthsLater } from '../rules.ts'
import { gradeIn } from '../sheets/read-rating-row.ts'
import { gradingOf, hundredths } from './grading.ts'
import { standardOf } from './standard.ts'

const body = (pack: string): TableBody => parse(readFileSync(`${projectRoot}/packs/chongqing/${pack}/table.yaml`, 'utf8'))
const standard = (table: TableBody) =>
  standardOf({ pack: table.key, version: 1, digest: '', table, validFrom: '2020-01-01', validTo: null, example: false })
const star = standard(body('rating-star'))
const on = '2026-11-25'
const graded = (points: readonly number[], of = star) =>
  gradingOf(of, new Map(of.sections.map(({ id }, i) => [id, points[i]!])), { 'rating.papers-in-force': true }, { on })

test('the printed thresholds hold to the hundredth of a point, in total and in each section', () => {
  const of = (...points: number[]) => graded(points.map(hundredths)).grade
  expect(of(120, 130, 150, 500)).toBe('四星')
  // 900 points, and the services at 83.33 % only.
  expect(of(108, 117, 135, 540)).toBe('五星')
  expect(of(107.99, 117, 135, 540.01)).toBe('四星')
  expect(of(72, 78, 90, 360)).toBe('三星')
  expect(of(71.99, 78.01, 90, 360)).toBe('二星')
  expect(of(48, 52, 60, 240)).toBe('一星')
  expect(of(48, 52, 60, 239.99)).toBe('')
})

const points = fc.tuple(...star.sections.map(({ points: most }) => fc.integer({ min: 0, max: most * 100 })))
const rank = (grade: string) => (grade ? star.grades.length - star.grades.indexOf(grade) : 0)

test('more points never make a lower grade, and what is said to be missing is exactly enough', () => {
  fc.assert(
    fc.property(points, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 20_000 }), (before, place, more) => {
      const after = before.map((reached, i) => (i === place ? Math.min(reached + more, star.sections[i]!.points * 100) : reached))
      const [one, other] = [graded(before), graded(after)]
      expect(rank(other.grade)).toBeGreaterThanOrEqual(rank(one.grade))
      for (const { reached, lacks } of one.ladder) expect(lacks.length === 0).toBe(reached)
      // Filling each section to what is needed leaves at most the total short.
      const filled = before.map((reached, i) => {
        const lack = one.next?.lacks.find(({ what }) => what === star.sections[i]!.id)
        return lack ? reached + hundredths(lack.missing!) : reached
      })
      if (one.next)
        expect(
          graded(filled)
            .ladder.find(({ grade }) => grade === one.next!.grade)!
            .lacks.every(({ what }) => what === '总分'),
        ).toBe(true)
    }),
  )
})

test('a standard that cannot be followed is refused: unknown scheme, thresholds that fall, more than there is, no points', () => {
  const good = body('rating-star')
  const wrong = (change: Partial<TableBody>) => () => checkRatingStandard({ ...good, ...change })
  expect(wrong({})).not.toThrow()
  expect(wrong({ scheme: 'moon' })).toThrow('scheme')
  expect(wrong({ hit: 'unique' })).toThrow('first')
  expect(wrong({ kinds: [] })).toThrow('kinds')
  expect(wrong({ sections: good.sections!.map((section) => ({ ...section, points: 0 })) })).toThrow('正整数')
  expect(wrong({ sections: [...good.sections!, good.sections![0]!] })).toThrow('重名')
  const row = (i: number, total: string) => ({
    rows: good.rows!.map((one, j) => (i === j ? { ...one, when: { ...one.when, 总分: total } } : one)),
  })
  expect(wrong(row(0, '>= 1001'))).toThrow('超过满分 1000')
  expect(wrong(row(2, '>= 800'))).toThrow('比更高的等级要求还高')
  expect(wrong(row(1, '[780..899]'))).toThrow('>= 数字')
})

test('a validity ends on the same day of the month, or on its last; grades are read as offices write them', () => {
  expect([monthsLater('2026-12-03', 36), monthsLater('2024-02-29', 36), monthsLater('2026-08-31', 6)]).toEqual([
    '2029-12-03',
    '2027-02-28',
    '2027-02-28',
  ])
  expect(['三星级', '3星', '★★★', '三星', '３ 星级'].map((text) => gradeIn(text)?.grade)).toEqual(Array(5).fill('三星'))
  expect([gradeIn('二叶'), gradeIn('六星'), gradeIn('优秀'), gradeIn('三级')]).toEqual([
    { scheme: 'leaf', grade: '二叶' },
    undefined,
    undefined,
    undefined,
  ])
})
