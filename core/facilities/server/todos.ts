// The room's queues on the first screen.
import { addDays } from '@songhe/basics/day'
import type { Todo } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { type RawBuilder, sql } from 'kysely'
import { listContracts } from './contracts/contracts.ts'
import { factLateral } from './facts/facts-on.ts'
import { MISFIT } from './register/list-facilities.ts'
import { facilitySettings } from './settings.ts'

async function counted(ctx: Context, from: RawBuilder<unknown>): Promise<number> {
  const found = await sql<{ n: number }>`select count(*)::int as n from ${from}`.execute(ctx.db)
  return found.rows[0]!.n
}

export const todos: Todo[] = [
  {
    key: 'papers-due',
    title: '证照将到期',
    permission: 'facilities.write',
    path: '/facilities/papers',
    order: 80,
    async count(ctx) {
      const soon = addDays(today(ctx), (await facilitySettings(ctx)).soonDays)
      return counted(
        ctx,
        sql`facilities.paper p join facilities.facility f on f.district = p.district and f.id = p.facility
        where p.district = ${ctx.principal.district} and p.closed_at is null and p.ends_on <= ${soon} and f.state not in ('closed', 'withdrawn')`,
      )
    },
  },
  {
    key: 'contracts-due',
    title: '运营合同将到期',
    permission: 'facilities.contracts',
    path: '/facilities/contracts?state=due',
    order: 81,
    async count(ctx) {
      const soon = addDays(today(ctx), (await facilitySettings(ctx)).soonDays)
      return counted(
        ctx,
        sql`facilities.contract where district = ${ctx.principal.district} and ended_on is null and ends_on <= ${soon}`,
      )
    },
  },
  {
    key: 'reports-late',
    title: '运营报告逾期',
    permission: 'facilities.contracts',
    path: '/facilities/contracts?late=true',
    order: 82,
    count: async (ctx) => (await listContracts(ctx, { query: { page: 1, size: 1, state: 'current', late: true } })).total,
  },
  {
    key: 'kinds-to-check',
    title: '类别与村社不符',
    permission: 'facilities.write',
    path: '/facilities?mismatch=true',
    order: 83,
    count: async (ctx) =>
      counted(
        ctx,
        sql`facilities.facility f ${factLateral('facility.kind', today(ctx), 'kind')}
        where f.district = ${ctx.principal.district} and f.state not in ('closed', 'withdrawn') and ${MISFIT}`,
      ),
  },
  {
    key: 'operators-alike',
    title: '疑似同一运营主体',
    permission: 'facilities.contracts',
    path: '/facilities/operators/alike',
    order: 84,
    count: async (ctx) =>
      counted(ctx, sql`facilities.operator_alike a where a.district = ${ctx.principal.district} and a.verdict is null`),
  },
  {
    key: 'rooms-misused',
    title: '用房用途不符',
    permission: 'facilities.premises',
    path: '/facilities/premises?misuse=true',
    order: 85,
    count: async (ctx) =>
      counted(ctx, sql`facilities.use_check where district = ${ctx.principal.district} and not as_agreed and closed_on is null`),
  },
]
