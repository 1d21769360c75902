// Winners by rank and report day, as clerks would lay the papers on a desk.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '@songhe/basics/day'
import { resolve, type Statement } from './resolve.ts'

const paper = (id: string, from: string, to: string | null, rank: number, reportedOn: string, speaker = id): Statement => ({
  id,
  from,
  to,
  rank,
  reportedOn,
  speaker,
  source: `source-${id}`,
  order: 0,
})
const verdicts = (...papers: Statement[]) => Object.fromEntries(resolve(papers).map((verdict) => [verdict.id, verdict.pieces]))

test('the better source wins, the other stands beside it', () => {
  expect(
    verdicts(paper('village', '2026-01-01', null, 50, '2026-10-01'), paper('police', '2020-01-01', null, 10, '2026-01-01')),
  ).toEqual({
    police: [{ from: '2020-01-01', to: null, wins: true }],
    village: [{ from: '2026-01-01', to: null, wins: false }],
  })
})

test('a later report of the same office takes over from its first day', () => {
  expect(
    verdicts(
      paper('old', '2024-01-01', null, 20, '2024-01-10', 'aid'),
      paper('new', '2026-07-01', null, 20, '2026-07-03', 'aid'),
    ),
  ).toEqual({
    new: [{ from: '2026-07-01', to: null, wins: true }],
    old: [{ from: '2024-01-01', to: '2026-07-01', wins: true }],
  })
})

test('where the better source ends, the other counts again', () => {
  expect(
    verdicts(paper('aid', '2024-01-01', '2025-01-01', 20, '2024-01-10'), paper('village', '2023-01-01', null, 50, '2025-05-01')),
  ).toEqual({
    aid: [{ from: '2024-01-01', to: '2025-01-01', wins: true }],
    village: [
      { from: '2023-01-01', to: '2024-01-01', wins: true },
      { from: '2024-01-01', to: '2025-01-01', wins: false },
      { from: '2025-01-01', to: null, wins: true },
    ],
  })
})

test('on every day with a statement exactly one wins, and it is the best one of that day', () => {
  const day = fc.integer({ min: 0, max: 40 }).map((n) => addDays('2026-01-01', n))
  const one = fc.record({
    from: day,
    length: fc.option(fc.integer({ min: 1, max: 20 })),
    rank: fc.constantFrom(10, 20, 50),
    reportedOn: day,
    speaker: fc.constantFrom('a', 'b', 'c'),
  })
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 8 }), (drawn) => {
      const papers = drawn.map(
        (d, i): Statement => ({
          id: `s${i}`,
          from: d.from,
          to: d.length ? addDays(d.from, d.length) : null,
          rank: d.rank,
          reportedOn: d.reportedOn,
          speaker: d.speaker,
          source: `s${i}`,
          order: i,
        }),
      )
      const found = resolve(papers)
      for (let n = 0; n < 62; n++) {
        const on = addDays('2026-01-01', n)
        const holds = (x: { from: string; to: string | null }) => x.from <= on && (x.to === null || on < x.to)
        const alive = papers.filter(holds)
        const winners = found.filter((verdict) => verdict.pieces.some((piece) => piece.wins && holds(piece)))
        expect(winners).toHaveLength(alive.length ? 1 : 0)
        if (!alive.length) continue
        const best = alive.sort(
          (a, b) => a.rank - b.rank || (a.reportedOn < b.reportedOn ? 1 : a.reportedOn > b.reportedOn ? -1 : b.order - a.order),
        )[0]!
        expect(winners[0]!.id).toBe(best.id)
      }
    }),
  )
})
