// The room's queues on the first screen: each opens the list that counts the same.
import type { Todo } from '@songhe/kernel/capability'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { waitsFor, type Work } from './cases/list-cases.ts'
import { holds } from './register/list-ratings.ts'

const queue = (work: Work, title: string, permission: string, order: number): Todo => ({
  key: `rating-${work}`,
  title,
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
  queue('score', '评定待评分', 'ratings.score', 90),
  queue('decide', '评定待决定', 'ratings.decide', 91),
  queue('effect', '评定待生效', 'ratings.decide', 92),
  queue('challenge', '评定异议申诉', 'ratings.decide', 93),
  queue('change', '降级撤销待定', 'ratings.decide', 94),
  {
    key: 'ratings-due',
    title: '等级将到期',
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
