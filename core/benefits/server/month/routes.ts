// Everything the month side gives to the room's capability.
import { type Invariant, type MountedRoute, type PermissionLine, route } from '@songhe/kernel/capability'
import * as contract from '../../contract-month.ts'
import { approveRun, discardRun, returnRun, submitRun } from './approve-run.ts'
import { downloadBankFile, listBankFiles, makeBankFile, setNameSubstitute } from './bank-file.ts'
import { listBankProfiles, saveBankProfile } from './bank-profile.ts'
import { declineAdjustment } from './decline-adjustment.ts'
import { diffRun } from './difference.ts'
import { listExceptions, seeException } from './exceptions.ts'
import { proposeStop } from './propose-stop.ts'
import { listAdjustments } from './list-adjustments.ts'
import { listLines, listRuns, showRun } from './queries.ts'
import { readReturnFile, reissueLines } from './return-file.ts'
import { startRun } from './start-run.ts'
import { approveAdjustment, proposeAdjustment, resumeStream, suspendStream } from './streams.ts'

export const monthPermissions: Record<string, PermissionLine> = {
  'benefits.read': { title: '查看发放批次与明细', roles: ['clerk', 'reviewer', 'finance', 'auditor'] },
  'benefits.run': { title: '计算、提交批次，暂停与恢复', roles: ['clerk'], wholeDistrict: true },
  'benefits.approve': { title: '复核批准发放', roles: ['reviewer'], wholeDistrict: true },
  'benefits.pay': { title: '送银行、读回盘', roles: ['finance'], wholeDistrict: true },
}

export const monthRoutes: MountedRoute[] = [
  route(contract.listRuns, listRuns),
  route(contract.startRun, startRun),
  route(contract.showRun, showRun),
  route(contract.diffRun, diffRun),
  route(contract.listLines, listLines),
  route(contract.listExceptions, listExceptions),
  route(contract.seeException, seeException),
  route(contract.submitRun, submitRun),
  route(contract.approveRun, approveRun),
  route(contract.returnRun, returnRun),
  route(contract.discardRun, discardRun),
  route(contract.makeBankFile, makeBankFile),
  route(contract.listBankFiles, listBankFiles),
  route(contract.downloadBankFile, downloadBankFile),
  [contract.readReturnFile, readReturnFile] as unknown as MountedRoute,
  route(contract.setNameSubstitute, setNameSubstitute),
  route(contract.reissueLines, reissueLines),
  route(contract.listBankProfiles, listBankProfiles),
  route(contract.saveBankProfile, saveBankProfile),
  route(contract.suspendStream, suspendStream),
  route(contract.resumeStream, resumeStream),
  route(contract.proposeStop, proposeStop),
  route(contract.proposeAdjustment, proposeAdjustment),
  route(contract.approveAdjustment, approveAdjustment),
  route(contract.declineAdjustment, declineAdjustment),
  route(contract.listAdjustments, listAdjustments),
]

export const monthInvariants: Invariant[] = [
  {
    name: 'paid-lines-are-booked',
    title: '已发放的每一笔都有分录，金额一致',
    sql: `select l.district, l.run, l.person from benefits.line l left join ledger.transfer t on t.district = l.district and t.cause = 'paid'
        and t.object = concat_ws('/', l.run, l.person, l.programme, l.kind, l.for_month)
      where l.state = 'paid' and t.fen is distinct from abs(l.fen)`,
  },
  {
    name: 'no-month-after-death',
    title: '没有去世次月以后的月度款项',
    // What waits for a second look or was cancelled pays nobody; what was sent before the death was known is recovered.
    sql: `select l.district, l.person from benefits.line l join benefits.run r on r.district = l.district and r.id = l.run and r.kind = 'regular' and r.state <> 'discarded'
      join registry.person p on p.district = l.district and p.id = l.person
      where l.kind = 'month' and l.state in ('due', 'reissued') and p.died_on is not null and l.for_month > to_char(p.died_on, 'YYYY-MM')`,
  },
  {
    name: 'one-person-one-month',
    title: '同一人同一项目同一月只在一个有效批次里',
    sql: `select l.district, l.person, l.programme, l.for_month from benefits.line l join benefits.run r on r.district = l.district and r.id = l.run
      where r.kind = 'regular' and r.state <> 'discarded' and l.kind = 'month' group by 1, 2, 3, 4 having count(*) > 1`,
  },
]
