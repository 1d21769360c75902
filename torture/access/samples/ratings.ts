// Samples for the lines about ratings.
import type { Target } from '../targets.ts'
import type { Sample, Samples } from './sample.ts'

const DAY = '2026-05-10'
const SCORES = [{ section: '服务', points: 600, evidence: '试验证据' }]
const round =
  (body: Sample = {}): Samples =>
  ({ rating }) => ({ params: { id: rating.round }, body })
const step =
  (at: keyof Target['rating']['cases'], body: Sample = {}): Samples =>
  ({ rating }) => ({
    params: { id: rating.cases[at], challenge: rating.challenge, change: rating.change, file: rating.file },
    body: { version: 1, ...body },
  })

export const RATINGS: Record<string, Samples> = {
  'POST /ratings/rounds': () => ({
    body: { title: '试验轮次', pack: 'rating-probe', announcedOn: DAY, applyBy: DAY, kinds: [] },
  }),
  'GET /ratings/rounds/:id': round(),
  'POST /ratings/rounds/:id/close': round(),
  'POST /ratings/rounds/:id/cases': (t) => ({
    params: { id: t.rating.round },
    body: { facility: t.site.open, appliedOn: DAY, scores: SCORES },
  }),
  'GET /ratings/cases': (t) => ({ query: { round: t.rating.round } }),
  'GET /ratings/cases/:id': step('scored'),
  'POST /ratings/cases/:id/withdraw': step('applied'),
  'POST /ratings/cases/:id/score': step('applied', {
    institution: '试验评估机构',
    creditCode: '',
    scoredOn: DAY,
    scores: SCORES,
  }),
  'POST /ratings/cases/:id/evidence': step('applied'),
  'GET /ratings/cases/:id/evidence/:file': step('scored'),
  'POST /ratings/cases/:id/return': step('scored'),
  'POST /ratings/cases/:id/decide': step('scored', { grade: '三星', decidedOn: DAY }),
  'POST /ratings/cases/:id/take-effect': step('notice', { validFrom: DAY }),
  'POST /ratings/cases/:id/challenges': step('inForce', { raisedOn: DAY }),
  'POST /ratings/cases/:id/challenges/:challenge/answer': step('notice', { upheld: false, answer: '试验答复' }),
  'POST /ratings/cases/:id/changes': step('inForce', { kind: 'revoke', effectiveOn: DAY, grade: '' }),
  'POST /ratings/cases/:id/changes/:change/decide': step('inForce', { approved: false }),
  'POST /ratings/rounds/:id/enter': ({ rating }) => ({ params: { id: rating.yearly }, body: {} }),
  'POST /ratings/cases/decide': ({ rating }) => ({
    body: { cases: [{ id: rating.cases.scored, version: 1, grade: '三星' }], decidedOn: DAY },
  }),
  'POST /ratings/cases/take-effect': ({ rating }) => ({
    body: { cases: [{ id: rating.cases.notice, version: 1 }], validFrom: DAY },
  }),
  'GET /ratings/facilities/:id': (t) => ({ params: { id: t.site.open } }),
  'GET /public/ratings/:district': (t) => ({ params: { district: t.district } }),
}
