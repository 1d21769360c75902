// Contract lines around the clerk's desk: the office's calendar, long jobs, the towns of a filter, this month at a glance.
import { get, post } from '@songhe/basics/contract'
import { z } from 'zod'
import { Day } from './contract-cases.ts'

export const listWorkingDays = get('/cases/working-days', {
  title: '工作日历',
  permission: 'cases.read',
  query: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
  reply: z.object({ rows: z.array(z.object({ day: Day, works: z.boolean(), name: z.string() })) }),
})

export const setWorkingDay = post('/cases/working-days', {
  title: '修改工作日历',
  permission: 'cases.calendar',
  audit: 'calendar.changed',
  body: z.object({ day: Day, works: z.boolean(), name: z.string().max(40).default('') }),
  reply: z.object({ day: Day, works: z.boolean() }),
})

export const listDeskJobs = get('/cases/jobs', {
  title: '后台作业',
  permission: 'cases.read',
  reply: z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        title: z.string(),
        state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
        done: z.number(),
        total: z.number().nullable(),
        phase: z.string(),
        error: z.string().nullable(),
        startedAt: z.string().nullable(),
        finishedAt: z.string().nullable(),
      }),
    ),
  }),
})

export const listTowns = get('/cases/towns', {
  title: '本区镇街（筛选用）',
  permission: 'cases.read',
  reply: z.object({ rows: z.array(z.object({ key: z.number(), name: z.string() })) }),
})

export const showDeskMonth = get('/cases/month', {
  title: '工作台上的本月发放',
  permission: 'cases.read',
  reply: z.object({
    run: z
      .object({
        id: z.string(),
        month: z.string(),
        state: z.string(),
        stateTitle: z.string(),
        totalFen: z.number(),
        payees: z.number(),
        lines: z.number(),
        before: z.object({ month: z.string(), totalFen: z.number(), payees: z.number() }).nullable(),
        /** Why it differs from the month before; empty for whoever may not read the months. */
        reasons: z.array(z.object({ reason: z.string(), persons: z.number(), fen: z.number() })),
        steps: z.array(z.object({ title: z.string(), done: z.boolean(), by: z.string(), at: z.string().nullable() })),
      })
      .nullable(),
  }),
})
