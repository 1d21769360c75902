// Lines about what is in force: the register of ratings, who lacks how much to the target, one site's ratings, the public page.
import { get } from '@songhe/basics/contract'
import { Paging, pageOf } from '@songhe/basics/paging'
import { z } from 'zod'
import { ById, Lack, SCHEMES, SchemeKey } from './shapes.ts'

export const HOLDING: Readonly<Record<string, string>> = {
  current: '有效',
  due: '90天内到期',
  past: '已过期',
  coming: '还没开始',
}

export const listRatings = get('/ratings/register', {
  title: '查看等级台账',
  permission: 'ratings.read',
  query: Paging.extend({
    scheme: SchemeKey.optional(),
    grade: z.string().max(20).optional(),
    holding: z.enum(['current', 'due', 'past', 'coming', 'all']).default('current'),
    area: z.coerce.number().int().optional(),
    q: z.string().trim().max(40).optional(),
  }),
  reply: pageOf(
    z.object({
      id: z.string(),
      facility: z.string(),
      name: z.string(),
      kindTitle: z.string(),
      place: z.string(),
      scheme: z.string(),
      grade: z.string(),
      validFrom: z.string(),
      validTo: z.string().nullable(),
      holding: z.enum(['current', 'due', 'past', 'coming']),
      decision: z.string(),
      evaluator: z.string(),
      source: z.string(),
      /** The case it came from; null = taken over from a list. */
      case: z.string().nullable(),
    }),
  ),
  sheet: {
    name: '等级台账',
    columns: [
      { key: 'name', title: '设施' },
      { key: 'kindTitle', title: '类别' },
      { key: 'place', title: '所在地' },
      { key: 'scheme', title: '种类', as: SCHEMES },
      { key: 'grade', title: '等级' },
      { key: 'validFrom', title: '有效期起' },
      { key: 'validTo', title: '有效期止' },
      { key: 'holding', title: '状态', as: HOLDING },
      { key: 'evaluator', title: '评估机构' },
      { key: 'decision', title: '决定' },
      { key: 'source', title: '来源' },
    ],
  },
})

export const listCandidates = get('/ratings/candidates', {
  title: '查看离目标等级还差多少',
  permission: 'ratings.read',
  query: Paging.extend({
    scheme: z.enum(['star', 'leaf']).default('star'),
    /** From the top of the standard; the target of a district is often three stars or leaves. */
    target: z.string().max(20).optional(),
    area: z.coerce.number().int().optional(),
  }),
  reply: pageOf(
    z.object({
      case: z.string(),
      facility: z.string(),
      name: z.string(),
      kindTitle: z.string(),
      place: z.string(),
      grade: z.string(),
      total: z.number(),
      missing: z.number(),
      lacks: z.array(Lack),
      lacksText: z.string(),
    }),
  ).extend({ targets: z.array(z.string()), target: z.string() }),
  sheet: {
    name: '争创名单',
    columns: [
      { key: 'name', title: '设施' },
      { key: 'kindTitle', title: '类别' },
      { key: 'place', title: '所在地' },
      { key: 'grade', title: '现得等级' },
      { key: 'total', title: '总分' },
      { key: 'missing', title: '总分还差' },
      { key: 'lacksText', title: '还差什么' },
    ],
  },
})

export const ratingsOfFacility = get('/ratings/facilities/:id', {
  title: '查看一处设施的评定',
  permission: 'ratings.read',
  params: ById,
  reply: z.object({
    standing: z.array(
      z.object({
        id: z.string(),
        scheme: z.string(),
        grade: z.string(),
        validFrom: z.string(),
        validTo: z.string().nullable(),
        decision: z.string(),
        holding: z.enum(['current', 'due', 'past', 'coming']),
        case: z.string().nullable(),
      }),
    ),
    cases: z.array(
      z.object({
        id: z.string(),
        roundTitle: z.string(),
        scheme: SchemeKey,
        state: z.string(),
        grade: z.string(),
        next: z.string(),
      }),
    ),
    /** Rounds that take applications and fit the kind of the site. */
    rounds: z.array(z.object({ id: z.string(), title: z.string(), applyBy: z.string() })),
  }),
})

export const publicRatings = get('/public/ratings/:district', {
  title: '养老服务设施等级公开名单（不用登录）',
  permission: 'public',
  params: z.object({ district: z.coerce.number().int().min(1).max(99) }),
  reply: 'file',
})
