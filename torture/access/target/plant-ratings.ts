// Ratings of a place in every state a line asks for. Rounds are the whole district's: without the mark of the place.
import { storeFile } from '@songhe/kernel/files'
import { PHOTO } from './plant-facilities.ts'
import { MAKER, type Planter } from './planter.ts'

const DAY = '2026-05-01'
const ROUND = {
  kinds: ['station'],
  pack: 'rating-probe',
  pack_version: 1,
  digest: 'probe',
  announcement: '试验公告',
  announced_on: DAY,
  apply_by: '2099-01-01',
  notice_days: 5,
  opened_by: MAKER,
}

export async function plantRatings(
  { id, insert, world, district, area, mark, place }: Planter,
  site: { open: string; planned: string; centre: string; led: string; suspended: string },
) {
  await publishedStandard(world, district)
  const roundOf = (more: Record<string, unknown>) => id('ratings.round', { ...ROUND, title: `第${place}轮评定`, ...more })
  const round = await roundOf({ scheme: 'star', validity_months: 36 })
  const yearly = await roundOf({ scheme: 'evaluation', year: 2025 })
  const caseOf = (facility: string, state: string, more: Record<string, unknown> = {}) =>
    id('ratings.rating_case', { round, facility, area, state, applied_on: DAY, applied_by: MAKER, ...more })
  const decided = {
    grade: '三星',
    total: 600,
    decision: '试',
    decided_on: DAY,
    decided_by: MAKER,
    notice_from: DAY,
    notice_to: '2026-05-08',
  }
  const cases = {
    applied: await caseOf(site.centre, 'applied'),
    scored: await caseOf(site.led, 'scored'),
    notice: await caseOf(site.suspended, 'notice', decided),
    inForce: await caseOf(site.planned, 'in-force', { ...decided, valid_from: '2026-05-09', valid_to: '2099-05-09' }),
  }
  const scored = async (of: string, kind: 'self' | 'evaluator') => {
    const outside = kind === 'self' ? {} : { institution: '试验评估机构', people: `${mark}评估员` }
    const made = await id('ratings.score_sheet', { rating_case: of, area, kind, scored_on: DAY, recorded_by: MAKER, ...outside })
    await insert('ratings.score', { sheet: made, section: '服务', area, points: 600, evidence: `${mark}证据` })
    return made
  }
  await scored(cases.applied, 'self')
  for (const one of [cases.scored, cases.notice, cases.inForce]) await scored(one, 'evaluator')
  const challenge = await id('ratings.challenge', {
    rating_case: cases.notice,
    area,
    kind: 'objection',
    raised_on: DAY,
    raised_by: `${mark}某`,
    ground: `${mark}异议理由`,
    recorded_by: MAKER,
  })
  const change = await id('ratings.change', {
    rating_case: cases.inForce,
    area,
    kind: 'revoke',
    effective_on: '2026-05-20',
    reason: `${mark}撤销理由`,
    evidence: '试',
    proposed_by: MAKER,
  })
  const { id: file } = await world.as({ district }, (ctx) =>
    storeFile(ctx, { name: '证据.jpg', mediaType: 'image/jpeg', bytes: PHOTO }),
  )
  await id('ratings.evidence', { rating_case: cases.scored, area, file, name: '证据.jpg', recorded_by: MAKER })
  return { rating: { round, yearly, cases, challenge, change, file } }
}

/** One for the district, whoever plants first. */
async function publishedStandard(world: Planter['world'], district: number) {
  const body = {
    table: '试验评分标准',
    key: 'rating-probe',
    kind: 'rating-standard',
    region: 'probe',
    scheme: 'star',
    kinds: ['社区养老服务站'],
    ground: { document: '试文', clause: '一' },
    valid: { from: '2020-01-01' },
    hit: 'first',
    sections: [{ id: '服务', points: 1000 }],
    terms: [],
    inputs: { 总分: 'rating.total' },
    output: { 等级: 'text' },
    rows: [{ id: '三星', when: { 总分: '>= 570' }, then: { 等级: '"三星"' }, clause: '一' }],
  }
  await world.owner(
    `insert into policy.pack (district, key, kind, title) values ($1, 'rating-probe', 'rating-standard', '试验评分标准') on conflict do nothing`,
    [district],
  )
  await world.owner(
    `insert into policy.pack_version (district, pack, version, state, valid_from, body, digest, author_name, published_by_name, published_at)
     values ($1, 'rating-probe', 1, 'published', '2020-01-01', $2, 'probe', '试', '试', now()) on conflict do nothing`,
    [district, JSON.stringify(body)],
  )
}
