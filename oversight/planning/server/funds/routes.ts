// The lines about money, each tied to its verb.
import { type Capability, route } from '@songhe/kernel/capability'
import { sql } from 'kysely'
import * as contract from '../../contract.ts'
import { listApplications, moveApplication, recordApplication } from './applications.ts'
import { decideEntry, recordEntry } from './entries.ts'
import { listEntries } from './list-entries.ts'
import { shareRuleSheet } from './share-rule-sheet.ts'
import { decideShareRule, listShares, setShareBase } from './shares.ts'
import { addBudgetLine, listSources, openSource } from './sources.ts'

export const funds = {
  permissions: {
    'funds.read': { title: '查看资金', roles: ['clerk', 'reviewer', 'finance', 'auditor'], wholeDistrict: true },
    'funds.write': { title: '登记资金来源、预算、收支和申报', roles: ['finance'], wholeDistrict: true },
    'funds.decide': { title: '审核资金收支，认定占比要求', roles: ['reviewer'], wholeDistrict: true },
  },
  routes: [
    route(contract.listSources, listSources),
    route(contract.openSource, openSource),
    route(contract.addBudgetLine, addBudgetLine),
    route(contract.listEntries, listEntries),
    route(contract.recordEntry, recordEntry),
    route(contract.decideEntry, decideEntry),
    route(contract.listShares, listShares),
    route(contract.decideShareRule, decideShareRule),
    route(contract.setShareBase, setShareBase),
    route(contract.listApplications, listApplications),
    route(contract.recordApplication, recordApplication),
    route(contract.moveApplication, moveApplication),
  ],
  invariants: [
    {
      name: 'planning.entries-in-the-ledger',
      title: '已入账的资金收支都在账上，金额相同，未审核的不在账上',
      sql: `select e.district, e.id from planning.fund_entry e left join ledger.transfer t
          on t.district = e.district and t.cause = 'fund-' || e.direction and t.object = e.id::text
        where (e.verdict in ('approved', 'reversed')) <> (t.id is not null) or t.fen <> e.fen`,
    },
  ],
  todos: [
    {
      key: 'fund-entries-waiting',
      title: '资金收支待审核',
      permission: 'funds.decide',
      path: '/tasks/funds/entries?state=waiting',
      order: 112,
      async count(ctx) {
        const found = await sql<{ n: number }>`select count(*)::int as n from planning.fund_entry
          where district = ${ctx.principal.district} and verdict is null`.execute(ctx.db)
        return found.rows[0]!.n
      },
    },
  ],
  sheets: [shareRuleSheet],
} satisfies Omit<Capability, 'name' | 'title'>
