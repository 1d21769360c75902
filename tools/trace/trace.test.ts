// The requirement list and the tests tell the same story.
import { expect, test } from 'vitest'
import { findGaps, readProofs, readRows } from './trace.ts'

test('there are 531 rows, and what is said to be proven has a test', () => {
  const rows = readRows()
  expect(new Set(rows.map((row) => row.id)).size).toBe(531)
  expect(findGaps(rows, readProofs())).toEqual({ provenWithoutTest: [], testedButNotSaid: [] })
})

test('a proven row without a test and a test without a row are both found', () => {
  const row = { id: 'KZ-017', issue: '2', room: 'core/benefits', state: 'proven', note: '' } as const
  expect(findGaps([row], new Map())).toEqual({ provenWithoutTest: ['KZ-017'], testedButNotSaid: [] })
  expect(findGaps([{ ...row, state: 'later' }], new Map([['KZ-017', ['x']]]))).toEqual({
    provenWithoutTest: [],
    testedButNotSaid: ['KZ-017'],
  })
})
