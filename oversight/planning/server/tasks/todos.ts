// The queues of tasks on the first screen. Tasks that nobody has confirmed ring no bell.
import { addDays } from '@songhe/basics/day'
import type { Todo } from '@songhe/kernel/capability'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { countTasks } from './list-tasks.ts'
import { listTownReports, quarterOf } from './statements.ts'

const queue = (key: string, title: string, state: string, order: number, permission = 'tasks.write'): Todo => ({
  key,
  title,
  permission,
  path: `/tasks?state=${state}`,
  order,
  count: (ctx) => countTasks(ctx, state),
})

export const taskTodos: Todo[] = [
  queue('tasks-overdue', '任务已逾期', 'overdue', 100),
  queue('tasks-soon', '任务将到期', 'soon', 101),
  queue('tasks-to-confirm', '任务待确认', 'to-confirm', 102, 'tasks.decide'),
  queue('tasks-flagged', '责任部门待认定', 'flagged', 103, 'tasks.decide'),
  queue('tasks-without-evidence', '任务待定证据', 'evidence-missing', 104),
  {
    key: 'department-names',
    title: '部门写法待确认',
    permission: 'tasks.decide',
    path: '/tasks/departments?open=true',
    order: 105,
    async count(ctx) {
      const found = await sql<{ n: number }>`select count(*)::int as n from planning.department_name
        where district = ${ctx.principal.district} and proposed and verdict is null`.execute(ctx.db)
      return found.rows[0]!.n
    },
  },
  {
    key: 'evidence-to-confirm',
    title: '任务证据待确认',
    permission: 'tasks.decide',
    path: '/tasks?state=evidence-missing',
    order: 106,
    async count(ctx) {
      const found = await sql<{ n: number }>`select count(*)::int as n from planning.task_evidence
        where district = ${ctx.principal.district} and closed_at is null and confirmed_staff is null`.execute(ctx.db)
      return found.rows[0]!.n
    },
  },
  {
    // The reminder of the quarter that has ended; a town counts itself, the district all its towns.
    key: 'town-reports-waiting',
    title: '季度待上报',
    permission: 'tasks.state',
    path: '/tasks/town-reports',
    order: 99,
    async count(ctx) {
      const month = today(ctx).slice(5, 7)
      const quarter = quarterOf(
        addDays(`${today(ctx).slice(0, 4)}-${String(Math.ceil(Number(month) / 3) * 3 - 2).padStart(2, '0')}-01`, -1),
      )
      const { rows } = await listTownReports(ctx, { query: { page: 1, size: 1_000, quarter, state: 'all' } })
      return rows.filter(({ state }) => state === 'waiting' || state === 'missing').length
    },
  },
]
