// The registry's queues on the first screen.
import type { Todo } from '@songhe/kernel/capability'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { HARD_CASES } from './facts/fact-kinds.ts'

export const todos: Todo[] = [
  {
    key: 'duplicates',
    title: '疑似重复',
    permission: 'registry.merge',
    path: '/people/duplicates',
    order: 70,
    async count(ctx) {
      const found = await sql<{ n: number }>`select count(*)::int as n from registry.duplicate where district = ${ctx.principal.district} and verdict is null`.execute(ctx.db)
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
      const on = today(ctx)
      const found = await sql<{ n: number }>`
        select count(distinct f.person)::int as n from registry.fact_winning f join registry.person p on p.district = f.district and p.id = f.person
        where f.district = ${ctx.principal.district} and f.kind = any(${HARD_CASES}::text[]) and f.value = 'true'
          and f.valid_from <= ${on} and (f.valid_to is null or f.valid_to > ${on}) and p.state = 'active' and p.died_on is null
          and not exists (select from registry.contact c where c.district = p.district and c.person = p.id and c.closed_at is null)`.execute(ctx.db)
      return found.rows[0]!.n
    },
  },
]
