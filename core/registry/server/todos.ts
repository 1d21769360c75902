// The registry's queues on the first screen.
import type { Todo } from '@songhe/kernel/capability'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { openPairs } from './duplicates/duplicates.ts'
import { lackingGuardian } from './family/lacking-guardian.ts'

export const todos: Todo[] = [
  {
    key: 'duplicates',
    title: '疑似重复',
    permission: 'registry.merge',
    path: '/people/duplicates',
    order: 70,
    async count(ctx) {
      const found = await sql<{
        n: number
      }>`select count(*)::int as n from registry.duplicate d ${openPairs(ctx.principal.district)}`.execute(ctx.db)
      return found.rows[0]!.n
    },
  },
  {
    key: 'without-guardian',
    title: '重点老人无人联系',
    permission: 'registry.write',
    path: '/people?lacks=guardian',
    order: 90,
    async count(ctx) {
      const found = await sql<{
        n: number
      }>`select count(distinct person)::int as n from (${lackingGuardian(ctx.principal.district, today(ctx))}) lacking`.execute(
        ctx.db,
      )
      return found.rows[0]!.n
    },
  },
]
