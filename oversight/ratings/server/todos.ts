// The room's queues on the first screen: each opens the list that counts the same.
import type { Todo } from '@songhe/kernel/capability'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { CASE_WORK } from '../contract/cases.ts'
import { waitsFor, type Work } from './cases/list-cases.ts'
import { holds } from './register/list-ratings.ts'

const queue = (work: Work, permission: string, order: number): Todo => ({
  key: `rating-${work}`,
  title: `等级评定：${CASE_WORK[work]}`,
  permission,
  path: `/ratings/cases?work=${work}`,
  order,
  async count(ctx) {
    const found = await sql<{ n: number }>`select count(*)::int as n from ratings.rating_case c
      where c.district = ${ctx.principal.district} and ${waitsFor(work, today(ctx))}`.execute(ctx.db)
    return found.rows[0]!.n
  },
})

export const todos: Todo[] = [
  queue('score', 'ratings.score', 90),
  queue('decide', 'ratings.decide', 91),
  queue('effect', 'ratings.decide', 92),
  queue('challenge', 'ratings.decide', 93),
  queue('change', 'ratings.decide', 94),
  {
    key: 'ratings-due',
    title: '等级 90 天内到期',
    permission: 'ratings.apply',
    path: '/ratings/register?holding=due',
    order: 95,
    async count(ctx) {
      const found = await sql<{ n: number }>`select count(*)::int as n from facilities.facility_fact k
        where k.district = ${ctx.principal.district} and k.kind like 'rating.%' and ${holds('due', today(ctx))}`.execute(ctx.db)
      return found.rows[0]!.n
    },
  },
]
