// The coverage plan: what each town was to have by which year, beside what the register has.
import { get } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'

export const COVERAGE_KINDS: Readonly<Record<string, string>> = { centre: '养老服务中心', station: '站点' }

const Share = z.object({
  plan: z.number().int(),
  actual: z.number().int().nullable(),
  of: z.number().int(),
  planShare: z.string(),
  actualShare: z.string().nullable(),
})

export const showCoverage = get('/planning/coverage', {
  title: '查看全覆盖计划：计划和实际',
  permission: 'planning.read',
  reply: z.object({
    document: z.string().nullable(),
    documentTitle: z.string(),
    clause: z.string(),
    asOf: z.string(),
    /** Cumulative, by the end of the phase (existing, then each planned year, then today). */
    phases: z.array(z.object({ phase: z.string(), centre: Share, station: Share })),
    towns: z.array(
      z.object({
        area: z.number().int(),
        name: z.string(),
        /** Planned year of its centre; existing = from the start. */
        centrePhase: z.string(),
        centre: z.enum(['open', 'due', 'late', 'none']),
        daysLate: z.number().int(),
        stations: z.number().int(),
        stationsPlanned: z.number().int(),
        stationsDue: z.number().int(),
        villages: z.number().int(),
        villagesNow: z.number().int(),
      }),
    ),
  }),
})

export const listShort = get('/planning/coverage/short', {
  title: '查看还差的镇街：差什么、差几个、哪天到期',
  permission: 'planning.read',
  query: Paging.extend({
    kind: z.enum(['centre', 'station']).optional(),
    area: z.coerce.number().int().optional(),
  }),
  reply: pageOf(
    z.object({
      key: z.string(),
      area: z.number().int(),
      name: z.string(),
      kind: z.string(),
      plan: z.number().int(),
      actual: z.number().int(),
      short: z.number().int(),
      due: z.string(),
      daysLate: z.number().int(),
      coming: z.string(),
    }),
  ),
  sheet: {
    name: '还差的镇街',
    columns: [
      { key: 'name', title: '镇街' },
      { key: 'kind', title: '差什么', as: COVERAGE_KINDS },
      { key: 'plan', title: '计划', as: 'count' },
      { key: 'actual', title: '实有', as: 'count' },
      { key: 'short', title: '还差', as: 'count' },
      { key: 'due', title: '到期日' },
      { key: 'daysLate', title: '晚几天', as: 'count' },
      { key: 'coming', title: '在建或规划' },
    ],
  },
})
