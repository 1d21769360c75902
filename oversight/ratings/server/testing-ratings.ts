// For tests: an office with published standards, a few sites, and the hands that a rating goes through.
import { newId } from '@songhe/basics/ids'
import type { Somebody, TestWorld } from '@songhe/kernel/testing'
import { capability as ledger } from '@songhe/ledger/capability'
import { capability as benefits } from '../../../core/benefits/server/capability.ts'
import { registerFacility } from '../../../core/facilities/server/register/register-facility.ts'
import {
  DIANJIANG,
  facilitiesWorld,
  placeIn,
  publishPacks,
  siteBody,
} from '../../../core/facilities/server/testing-facilities.ts'
import type { SectionScore } from '../contract/shapes.ts'
import { capability } from './capability.ts'
import { applyForRating } from './cases/apply.ts'
import { decideCase } from './cases/decide.ts'
import { scoreCase } from './cases/score.ts'
import { showCase } from './cases/show-case.ts'
import { takeEffect } from './cases/take-effect.ts'
import { openRound } from './rounds/open-round.ts'

/** The first three days of the office; a Wednesday. */
export const DAY = '2026-11-25'
export const AFTER_NOTICE = new Date('2026-12-03T01:00:00Z')
export const CLERK: Somebody = { roles: ['clerk'], staff: '经办员', district: DIANJIANG }
export const REVIEWER: Somebody = { roles: ['reviewer'], staff: '复核员', district: DIANJIANG }
export const TOWN: Somebody = { roles: ['town-officer'], staff: '镇街干部', district: DIANJIANG }
export const later = (who: Somebody, now = AFTER_NOTICE): Somebody => ({ ...who, now })

export async function ratingsWorld(): Promise<TestWorld> {
  const world = await facilitiesWorld([ledger, benefits, capability])
  await publishPacks(world, DIANJIANG, ['rating-star', 'rating-leaf', 'rating-evaluation'])
  return world
}

export const STAR_SECTIONS = { 环境: 120, 设施设备: 130, 运营管理: 150, 服务: 600 }

/** Points by section, each with evidence. */
export const scores = (points: Record<string, number>): SectionScore[] =>
  Object.entries(points).map(([section, reached]) => ({ section, points: reached, evidence: `评分表-${section}` }))
export const THREE_STARS = scores({ 环境: 80, 设施设备: 90, 运营管理: 100, 服务: 400 })
export const FOUR_STARS = scores({ 环境: 100, 设施设备: 110, 运营管理: 125, 服务: 500 })
export const NO_STAR = scores({ 环境: 40, 设施设备: 40, 运营管理: 50, 服务: 200 })

export async function home(world: TestWorld, more: Partial<Parameters<typeof siteBody>[0]> = {}): Promise<string> {
  const { key } = await placeIn(world, DIANJIANG, 'residents')
  const body = siteBody({ kind: 'social-home', area: key, name: `示例养老院${newId().slice(-6)}`, ...more })
  await world.as(CLERK, (ctx) => registerFacility(ctx, { body }))
  return body.id
}

export async function round(world: TestWorld, more: Partial<Parameters<typeof openRound>[1]['body']> = {}): Promise<string> {
  const id = newId()
  await world.as(CLERK, (ctx) =>
    openRound(ctx, {
      body: {
        id,
        title: `星级评定 ${id.slice(-6)}`,
        pack: 'rating-star',
        kinds: [],
        announcement: '垫江民政公告〔2026〕3号',
        announcedOn: '2026-11-01',
        applyBy: '2026-11-30',
        ...more,
      },
    }),
  )
  return id
}

export const OUTSIDE = { institution: '重庆衡准评估有限公司', creditCode: '', people: '甲某、乙某' }

/** The steps of one rating, each by the one who may do it. */
export function hands(world: TestWorld) {
  const file = (id: string, who = CLERK) => world.as(who, (ctx) => showCase(ctx, { params: { id } }))
  const hand = {
    file,
    async apply(inRound: string, facility: string, self = THREE_STARS, who: Somebody = TOWN) {
      const id = newId()
      const body = { id, facility, appliedOn: DAY, scores: self }
      await world.as(who, (ctx) => applyForRating(ctx, { params: { id: inRound }, body }))
      return id
    },
    score: (id: string, points: SectionScore[], more: object = {}, who: Somebody = CLERK) =>
      world.as(who, (ctx) =>
        scoreCase(ctx, { params: { id }, body: { id: newId(), ...OUTSIDE, scoredOn: DAY, scores: points, ...more } }),
      ),
    async decide(id: string, grade: string, who: Somebody = REVIEWER, more: object = {}) {
      const { version } = await file(id)
      const body = { id: newId(), version, grade, decision: '评定〔2026〕1号', decidedOn: DAY, ...more }
      return world.as(who, (ctx) => decideCase(ctx, { params: { id }, body }))
    },
    async effect(id: string, who: Somebody = later(REVIEWER), validFrom = '2026-12-03') {
      const { version } = await file(id)
      return world.as(who, (ctx) => takeEffect(ctx, { params: { id }, body: { id: newId(), version, validFrom } }))
    },
    async inForce(inRound: string, facility: string, points: SectionScore[], grade: string) {
      const id = await hand.apply(inRound, facility)
      await hand.score(id, points)
      await hand.decide(id, grade)
      await hand.effect(id)
      return id
    },
  }
  return hand
}
