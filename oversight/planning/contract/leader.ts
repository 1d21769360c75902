// What a leader asks, on one sheet; how other districts stand, where that can be said; and the documents' own sums, done again.
import { get } from '@songhe/basics/contract'
import { z } from 'zod'
import { STATES } from './words.ts'

const Counted = z.object({ key: z.string(), title: z.string(), value: z.string(), unit: z.string(), path: z.string() })

export const showLeader = get('/planning/leader', {
  title: '一页纸：要紧的问题和答案',
  permission: 'planning.read',
  reply: z.object({
    district: z.string(),
    asOf: z.string().nullable(),
    refreshedAt: z.string().nullable(),
    demo: z.boolean(),
    coverage: z
      .object({
        documentTitle: z.string(),
        clause: z.string(),
        open: z.number().int(),
        of: z.number().int(),
        share: z.string(),
        short: z.number().int(),
        late: z.number().int(),
        stations: z.number().int(),
        stationsOf: z.number().int(),
        stationsShare: z.string(),
        phases: z.array(
          z.object({ phase: z.string(), plan: z.number().int(), planShare: z.string(), actual: z.number().int().nullable() }),
        ),
        towns: z.array(
          z.object({
            area: z.number().int(),
            name: z.string(),
            phase: z.string(),
            state: z.string(),
            stations: z.number().int(),
            villages: z.number().int(),
          }),
        ),
      })
      .nullable(),
    money: z.array(z.object({ key: z.string(), title: z.string(), month: z.string(), year: z.string(), path: z.string() })),
    beds: z.object({
      total: z.string(),
      nursing: z.string(),
      nursingShare: z.string().nullable(),
      perThousand: z.string().nullable(),
      base: z.string(),
      elders: z.string(),
    }),
    elders: z.array(Counted),
    indicators: z.object({
      counts: z.record(z.enum(Object.keys(STATES) as [keyof typeof STATES]), z.number().int()),
      rows: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          binding: z.string(),
          value: z.string().nullable(),
          unit: z.string(),
          target: z.string(),
          state: z.string(),
          /** 0 to 1 from baseline to target, and where today should stand; null where there is nothing to draw. */
          progress: z.number().nullable(),
          expected: z.number().nullable(),
        }),
      ),
    }),
    headline: z.array(z.object({ said: z.string(), path: z.string(), late: z.boolean() })),
  }),
})

export const showWaiting = get('/planning/leader/waiting', {
  title: '一页纸：各处在等的事',
  permission: 'planning.read',
  reply: z.array(z.object({ key: z.string(), title: z.string(), count: z.number().int(), path: z.string(), late: z.boolean() })),
})

export const compareDistricts = get('/planning/compare', {
  title: '和其他区县比：只比口径相同的',
  permission: 'planning.read',
  query: z.object({ subject: z.string().max(120).optional() }),
  reply: z.object({
    subjects: z.array(z.object({ key: z.string(), title: z.string(), districts: z.number().int() })),
    rows: z.array(
      z.object({
        district: z.number().int(),
        name: z.string(),
        title: z.string(),
        documentTitle: z.string(),
        role: z.string(),
        printed: z.string(),
        unit: z.string(),
        base: z.string(),
        day: z.string().nullable(),
      }),
    ),
    /** Groups that may stand side by side: same unit, same base, same role. */
    groups: z.array(z.object({ said: z.string(), districts: z.array(z.string()) })),
    refused: z.array(z.string()),
  }),
})

export const listChecks = get('/planning/checks', {
  title: '文件里的数，按印的原数重新算一遍',
  permission: 'planning.read',
  reply: z.object({
    rows: z.array(
      z.object({
        no: z.string(),
        title: z.string(),
        formula: z.string(),
        inputs: z.array(
          z.object({
            name: z.string(),
            value: z.string(),
            unit: z.string(),
            said: z.string(),
            clause: z.string(),
            day: z.string(),
          }),
        ),
        computed: z.string().nullable(),
        unit: z.string(),
        printed: z.string(),
        places: z.number().int(),
        status: z.enum(['ok', 'trunc', 'differs', 'derived', 'open']),
        note: z.string(),
        documentTitle: z.string(),
      }),
    ),
  }),
})
