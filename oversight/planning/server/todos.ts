// The numbers half's queues on the first screen: what a document leaves open, and what is overdue. Old deadlines are one quiet line, never an alarm.
import type { Todo } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { type RawBuilder, sql } from 'kysely'
import { coverageOf } from './coverage/coverage-of.ts'
import { shortLines } from './coverage/list-short.ts'

const flags = async (ctx: Context, which: RawBuilder<unknown>): Promise<number> => {
  const found = await sql<{ n: number }>`select count(*)::int as n from planning.flag
    where district = ${ctx.principal.district} and verdict is null and closed_at is null and ${which}`.execute(ctx.db)
  return found.rows[0]!.n
}

export const numberTodos: Todo[] = [
  {
    key: 'planning-flags',
    title: '文件里的数待定',
    permission: 'planning.decide',
    path: '/planning/flags',
    order: 140,
    count: (ctx) => flags(ctx, sql`kind <> 'historic'`),
  },
  {
    key: 'planning-historic',
    title: '旧目标待确认',
    permission: 'planning.decide',
    path: '/planning/flags?kind=historic',
    order: 141,
    count: (ctx) => flags(ctx, sql`kind = 'historic'`),
  },
  {
    key: 'planning-short',
    title: '全覆盖计划逾期未完成',
    permission: 'planning.write',
    path: '/planning/coverage',
    order: 142,
    async count(ctx) {
      const coverage = await coverageOf(ctx)
      return shortLines(coverage?.towns ?? [], today(ctx)).filter(({ daysLate }) => daysLate > 0).length
    },
  },
]
