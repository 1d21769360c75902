// Everything the cases side gives to the room's capability: routes, reactions, todos, jobs, permissions and invariants.
import {
  type Capability,
  type Invariant,
  type MountedRoute,
  type PermissionLine,
  type Reaction,
  route,
  type Todo,
} from '@songhe/kernel/capability'
import * as contract from '../../contract-cases.ts'
import { QUEUES, type QueueKey } from '../../contract-cases.ts'
import { runCheck, checkEntitlements } from './check-entitlements.ts'
import * as desk from '../../contract-desk.ts'
import * as explain from '../../contract-explain.ts'
import { closeAnomaly } from './close-anomaly.ts'
import { onDied, onMoved } from './death.ts'
import { decideCase, decideCases } from './decide.ts'
import { explainLine } from './explain-line.ts'
import { explainPerson } from './explain-person.ts'
import { countQueue, listQueue, showQueues } from './list-queue.ts'
import { answerObjection, closeNotices, raiseObjection, showNotice } from './notice.ts'
import { listDeskJobs, listTowns, showDeskMonth } from './desk.ts'
import { paidUnderClause } from './paid-under-clause.ts'
import { judgeByRules } from './judge-by-rules.ts'
import { useJudge } from './judge-port.ts'
import { onMerged } from './merged.ts'
import { findPaidElsewhere } from './paid-elsewhere.ts'
import { onRelocated } from './relocated.ts'
import { findCases, showCase } from './show-case.ts'
import { startCases } from './start-cases.ts'
import { checkInTown, resubmitCase, withdrawCase } from './town-check.ts'
import { onDeathReversed, onMoveReversed } from './undo-life.ts'
import { listWorkingDays, setWorkingDay } from './working-days.ts'

useJudge(judgeByRules)

export const casesPermissions: Record<string, PermissionLine> = {
  'cases.read': { title: '查看办件与待遇说明', roles: ['clerk', 'reviewer', 'finance', 'town-officer', 'auditor'] },
  'cases.start': { title: '发起办理', roles: ['clerk', 'town-officer'] },
  'cases.town-check': { title: '镇街核实', roles: ['town-officer'] },
  'cases.decide': { title: '复核决定', roles: ['reviewer'] },
  'cases.calendar': { title: '修改工作日历', roles: ['clerk', 'reviewer'], wholeDistrict: true },
}

export const casesRoutes: MountedRoute[] = [
  route(contract.showQueues, showQueues),
  route(contract.listQueue, listQueue),
  route(contract.checkEntitlements, checkEntitlements),
  route(contract.startCases, startCases),
  route(contract.checkInTown, checkInTown),
  route(contract.resubmitCase, resubmitCase),
  route(contract.withdrawCase, withdrawCase),
  route(contract.decideCase, decideCase),
  route(contract.decideCases, decideCases),
  route(contract.showNotice, showNotice),
  route(contract.raiseObjection, raiseObjection),
  route(contract.answerObjection, answerObjection),
  route(contract.closeNotices, closeNotices),
  route(contract.showCase, showCase),
  route(contract.findCases, findCases),
  route(contract.closeAnomaly, closeAnomaly),
  route(desk.listWorkingDays, listWorkingDays),
  route(desk.setWorkingDay, setWorkingDay),
  route(desk.listDeskJobs, listDeskJobs),
  route(desk.listTowns, listTowns),
  route(desk.showDeskMonth, showDeskMonth),
  route(explain.explainPerson, explainPerson),
  route(explain.explainLine, explainLine),
  route(explain.paidUnderClause, paidUnderClause),
]

export const casesReactions: Reaction[] = [
  { on: 'person-died', when: 'now', run: onDied },
  { on: 'death-reversed', when: 'now', run: onDeathReversed },
  { on: 'person-moved', when: 'now', run: onMoved },
  { on: 'move-reversed', when: 'now', run: onMoveReversed },
  { on: 'person-relocated', when: 'later', run: onRelocated },
  { on: 'person-merged', when: 'later', run: onMerged },
]

export const casesJobs: NonNullable<Capability['jobs']> = {
  'entitlements.check': { title: '全员核对应享待遇', run: (ctx, _payload, progress) => runCheck(ctx, progress) },
  'paid-elsewhere.check': { title: '跨区县核对重复领取', run: (ctx) => findPaidElsewhere(ctx) },
}

const todo = (key: QueueKey, permission: string, order: number): Todo => ({
  key: `cases.${key}`,
  title: QUEUES[key],
  permission,
  path: `/desk?queue=${key}`,
  order,
  count: async (ctx) => (await countQueue(ctx, key)).count,
})

export const casesTodos: Todo[] = [
  todo('unclaimed', 'cases.start', 10),
  todo('town-check', 'cases.town-check', 15),
  todo('review', 'cases.decide', 20),
  todo('returned', 'cases.start', 21),
  todo('overdue', 'cases.read', 22),
  todo('notice-ended', 'cases.start', 23),
  todo('coming-of-age', 'cases.read', 30),
  todo('anomalies', 'cases.read', 41),
  todo('suspended', 'benefits.run', 42),
]

export const casesInvariants: Invariant[] = [
  {
    name: 'no-running-stream-of-the-dead',
    title: '去世老人没有仍在发放的待遇',
    sql: `select e.district, e.id from benefits.entitlement e join registry.person p on p.district = e.district and p.id = e.person
      where p.died_on is not null and e.state = 'running'`,
  },
  {
    name: 'granted-case-has-a-stream',
    title: '已批准的办件都有待遇',
    sql: `select c.district, c.id from benefits.benefit_case c where c.state = 'granted'
      and not exists (select from benefits.entitlement e where e.district = c.district and e.benefit_case = c.id)`,
  },
  {
    name: 'nobody-decides-their-own',
    title: '办件的发起人和决定人不是同一人',
    sql: 'select district, id from benefits.benefit_case where decided_by is not null and decided_by = opened_by',
  },
]
