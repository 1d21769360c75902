// Lines about rounds: which standards there are, open one, see it whole, end it.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { Paging, pageOf } from '@songhe/basics/paging'
import { z } from 'zod'
import { ById, DayText, PaperText, Reason, SCHEMES, SchemeKey } from './shapes.ts'

const Section = z.object({ id: z.string(), points: z.number() })
const Standard = z.object({
  pack: z.string(),
  version: z.number().int(),
  title: z.string(),
  scheme: SchemeKey,
  kinds: z.array(z.object({ key: z.string(), title: z.string() })),
  sections: z.array(Section),
  grades: z.array(z.string()),
  /** null: nobody confirmed it; no round is opened before. */
  validityMonths: z.number().int().nullable(),
  noticeDays: z.number().int().nullable(),
  example: z.boolean(),
  document: z.string(),
  clause: z.string(),
})

export const listRatingStandards = get('/ratings/standards', {
  title: '现行的评分标准',
  permission: 'ratings.read',
  reply: z.array(Standard),
})

const RoundRow = z.object({
  id: z.string(),
  title: z.string(),
  scheme: SchemeKey,
  announcement: z.string(),
  announcedOn: z.string(),
  applyBy: z.string(),
  year: z.number().int().nullable(),
  state: z.enum(['applying', 'working', 'closed']),
  example: z.boolean(),
  applied: z.number().int(),
  scored: z.number().int(),
  notice: z.number().int(),
  inForce: z.number().int(),
  below: z.number().int(),
  all: z.number().int(),
})
export const ROUND_STATES: Readonly<Record<string, string>> = { applying: '接受申请', working: '评定中', closed: '已结束' }

export const listRounds = get('/ratings/rounds', {
  title: '查看评定轮次',
  permission: 'ratings.read',
  query: Paging.extend({
    scheme: SchemeKey.optional(),
    state: z.enum(['applying', 'working', 'closed', 'all']).default('all'),
  }),
  reply: pageOf(RoundRow),
  sheet: {
    name: '评定轮次',
    columns: [
      { key: 'title', title: '轮次' },
      { key: 'scheme', title: '种类', as: SCHEMES },
      { key: 'announcement', title: '公告' },
      { key: 'announcedOn', title: '公告日期' },
      { key: 'applyBy', title: '申请截止' },
      { key: 'state', title: '状态', as: ROUND_STATES },
      { key: 'all', title: '申请数', as: 'count' },
      { key: 'applied', title: '待评分', as: 'count' },
      { key: 'scored', title: '待决定', as: 'count' },
      { key: 'notice', title: '公示中', as: 'count' },
      { key: 'inForce', title: '已生效', as: 'count' },
      { key: 'below', title: '未达等级', as: 'count' },
    ],
  },
})

export const showRound = get('/ratings/rounds/:id', {
  title: '查看一轮评定',
  permission: 'ratings.read',
  params: ById,
  reply: RoundRow.extend({
    standard: Standard,
    validityMonths: z.number().int().nullable(),
    noticeDays: z.number().int(),
    openedBy: z.string(),
    closedOn: z.string().nullable(),
    closedReason: z.string(),
  }),
})

export const openRound = post('/ratings/rounds', {
  title: '开一轮评定',
  permission: 'ratings.rounds',
  audit: 'rating.round-opened',
  body: z.object({
    id: ClientId,
    title: z.string().trim().min(4).max(80),
    pack: z.string().max(60),
    /** Keys of kinds; empty = all kinds of the standard. */
    kinds: z.array(z.string()).max(30).default([]),
    announcement: PaperText,
    announcedOn: DayText,
    applyBy: DayText,
    year: z.number().int().min(2000).max(2100).optional(),
  }),
  reply: Written,
})

export const closeRound = post('/ratings/rounds/:id/close', {
  title: '结束一轮评定',
  permission: 'ratings.rounds',
  audit: 'rating.round-closed',
  params: ById,
  body: z.object({ id: ClientId, reason: Reason }),
  reply: Written,
})
