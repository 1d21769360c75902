// Everything that money for sites gives to the room's capability.
import { type Invariant, type MountedRoute, type PermissionLine, route, type Todo } from '@songhe/kernel/capability'
import { sql } from 'kysely'
import * as contract from '../../contract-grants.ts'
import { decideGrantAccount, enterGrantAccount, listGrantAccounts } from './accounts.ts'
import { approveGrantRound, discardGrantRound, returnGrantRound, submitGrantRound } from './approve-round.ts'
import { downloadGrantBankFile, listGrantBankFiles, makeGrantBankFile } from './bank-file.ts'
import { decideGrantCorrection, proposeGrantCorrection } from './corrections.ts'
import { diffGrantRound } from './difference.ts'
import { listGrantExceptions, seeGrantException } from './exceptions.ts'
import { explainGrantLine } from './explain-grant-line.ts'
import { decideGrantHit, listGrantHits } from './hits.ts'
import { listGrantCorrections } from './list-corrections.ts'
import { listGrantOverpaid } from './overpaid.ts'
import { listGrantLines, listGrantRounds, listGrantSchemes, showFacilityMoney, showGrantRound } from './queries.ts'
import { decideGrantReceipt, recordGrantReceipt } from './receipts.ts'
import { readGrantReturnFile, reissueGrantLines } from './return-file.ts'
import { startGrantRound } from './start-round.ts'

export const grantPermissions: Record<string, PermissionLine> = {
  'grants.read': { title: '查看设施补助', roles: ['clerk', 'reviewer', 'finance', 'auditor'], wholeDistrict: true },
  'grants.site': { title: '查看一处设施的补助', roles: ['clerk', 'reviewer', 'finance', 'auditor', 'town-officer'] },
  'grants.decide': { title: '核定两处是否同一地址', roles: ['clerk', 'reviewer'], wholeDistrict: true },
}

export const grantRoutes: MountedRoute[] = [
  route(contract.listGrantSchemes, listGrantSchemes),
  route(contract.listGrantRounds, listGrantRounds),
  route(contract.startGrantRound, startGrantRound),
  route(contract.showGrantRound, showGrantRound),
  route(contract.diffGrantRound, diffGrantRound),
  route(contract.listGrantLines, listGrantLines),
  route(contract.explainGrantLine, explainGrantLine),
  route(contract.listGrantExceptions, listGrantExceptions),
  route(contract.seeGrantException, seeGrantException),
  route(contract.submitGrantRound, submitGrantRound),
  route(contract.approveGrantRound, approveGrantRound),
  route(contract.returnGrantRound, returnGrantRound),
  route(contract.discardGrantRound, discardGrantRound),
  route(contract.showFacilityMoney, showFacilityMoney),
  route(contract.listGrantHits, listGrantHits),
  route(contract.decideGrantHit, decideGrantHit),
  route(contract.listGrantAccounts, listGrantAccounts),
  route(contract.enterGrantAccount, enterGrantAccount),
  route(contract.decideGrantAccount, decideGrantAccount),
  route(contract.makeGrantBankFile, makeGrantBankFile),
  route(contract.listGrantBankFiles, listGrantBankFiles),
  route(contract.downloadGrantBankFile, downloadGrantBankFile),
  [contract.readGrantReturnFile, readGrantReturnFile] as unknown as MountedRoute,
  route(contract.reissueGrantLines, reissueGrantLines),
  route(contract.listGrantCorrections, listGrantCorrections),
  route(contract.listGrantOverpaid, listGrantOverpaid),
  route(contract.proposeGrantCorrection, proposeGrantCorrection),
  route(contract.decideGrantCorrection, decideGrantCorrection),
  route(contract.recordGrantReceipt, recordGrantReceipt),
  route(contract.decideGrantReceipt, decideGrantReceipt),
]

const waiting = (key: string, title: string, permission: string, path: string, order: number, from: string): Todo => ({
  key,
  title,
  permission,
  path,
  order,
  count: async (ctx) =>
    (
      await sql<{
        n: number
      }>`select count(*)::int as n from benefits.${sql.raw(from)} and district = ${ctx.principal.district}`.execute(ctx.db)
    ).rows[0]!.n,
})

export const grantTodos: Todo[] = [
  waiting('grant-rounds', '设施补助待复核', 'benefits.approve', '/benefits/grants', 26, `grant_round where state = 'submitted'`),
  waiting('grant-hits', '同址待核定', 'grants.decide', '/benefits/grants/addresses', 27, 'grant_hit where verdict is null'),
  waiting(
    'grant-accounts',
    '设施账户待确认',
    'benefits.approve',
    '/benefits/grants/accounts',
    28,
    `grant_account where state = 'waiting'`,
  ),
  waiting(
    'grant-corrections',
    '设施冲销追回待复核',
    'benefits.approve',
    '/benefits/grants/corrections',
    29,
    `grant_correction where state = 'proposed'`,
  ),
]

export const grantInvariants: Invariant[] = [
  {
    name: 'grant-total-is-the-sum-of-its-lines',
    title: '每批设施补助的合计等于各笔之和',
    sql: `select r.district, r.id from benefits.grant_round r left join benefits.grant_line l on l.district = r.district and l.round = r.id
      group by r.district, r.id, r.total_fen, r.sites having r.total_fen <> coalesce(sum(l.fen), 0) or r.sites <> count(l.facility)`,
  },
  {
    name: 'grant-never-above-its-claim',
    title: '同一地址的星级奖励、同一设施同一年的运营补贴，合计不超过应得的最高标准',
    sql: `select l.district, l.scheme, l.claim from benefits.grant_line l
      join benefits.grant_round r on r.district = l.district and r.id = l.round and r.state <> 'discarded'
      where l.state <> 'cancelled' group by l.district, l.scheme, l.claim, case when l.scheme = 'operation' then l.period end
      having sum(l.fen) - (select coalesce(sum(c.fen), 0) from benefits.grant_correction c where c.district = l.district and c.scheme = l.scheme and c.claim = l.claim
        and (l.scheme <> 'operation' or c.period = min(l.period)) and c.kind = 'recovery' and c.state in ('approved', 'settled')) > max(l.entitled_fen)`,
  },
  {
    name: 'grant-paid-lines-are-booked',
    title: '已发放的每笔设施补助都有分录，金额一致',
    sql: `select l.district, l.round, l.facility from benefits.grant_line l left join ledger.transfer t on t.district = l.district and t.cause = 'grant-paid'
        and t.object = concat_ws('/', l.round, l.facility) where l.state = 'paid' and t.fen is distinct from l.fen`,
  },
  {
    name: 'grant-money-only-to-confirmed-accounts',
    title: '送银行的每笔设施补助都用两人确认过的账户',
    sql: `select l.district, l.round, l.facility from benefits.grant_line l left join benefits.grant_account a on a.district = l.district and a.id = l.account
      where l.state in ('sent', 'paid', 'returned') and (a.decided_at is null or a.state not in ('confirmed', 'replaced') or a.decided_by is not distinct from a.entered_by)`,
  },
  {
    name: 'grant-cancelled-by-two',
    title: '冲销的每笔设施补助都由另一人复核',
    sql: `select l.district, l.round, l.facility from benefits.grant_line l where l.state = 'cancelled' and not exists (select from benefits.grant_correction c
      where c.district = l.district and c.round = l.round and c.facility = l.facility and c.kind = 'counter-entry' and c.state = 'approved' and c.decided_by is distinct from c.proposed_by)`,
  },
  {
    name: 'grant-recovery-is-what-came-back',
    title: '收回的设施补助等于确认过的票据之和',
    sql: `select c.district, c.id from benefits.grant_correction c where c.settled_fen <> (select coalesce(sum(x.fen), 0) from benefits.grant_receipt x
      where x.district = c.district and x.correction = c.id and x.state = 'confirmed')`,
  },
]
