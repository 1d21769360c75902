// The lines about tasks, each tied to its verb.
import { type Capability, route } from '@songhe/kernel/capability'
import * as contract from '../../contract.ts'
import { checkEvidence, checkTasks } from './check-tasks.ts'
import { taskCommands } from './commands.ts'
import { confirmTask } from './confirm-task.ts'
import { chooseTowns, decideUnit, setLead } from './decide-units.ts'
import { decideName, listDepartments } from './departments.ts'
import { closeEvidence, confirmEvidence, proposeEvidence } from './evidence.ts'
import { listEvidenceRecords, listEvidenceMeasures } from './evidence-records.ts'
import { confirmedEvidence } from './evidence-store.ts'
import { taskInvariants } from './invariants.ts'
import { listTasks } from './list-tasks.ts'
import { recordTask } from './record-task.ts'
import { taskOfficeSettings } from './settings.ts'
import { showTask } from './show-task.ts'
import { listTownReports, stateTask } from './statements.ts'
import { taskSheet } from './task-sheet.ts'
import { taskTodos } from './todos.ts'

export const tasks = {
  permissions: {
    'tasks.read': {
      title: '查看任务、责任部门和报告（镇街只看本镇街的）',
      roles: ['clerk', 'reviewer', 'finance', 'town-officer', 'auditor'],
    },
    'tasks.write': { title: '导入、登记任务，设定证据', roles: ['clerk'], wholeDistrict: true },
    'tasks.decide': { title: '确认任务和期限，认定部门，确认证据', roles: ['reviewer'], wholeDistrict: true },
    'tasks.state': { title: '填报任务进展', roles: ['clerk', 'town-officer'] },
  },
  routes: [
    route(contract.listTasks, listTasks),
    route(contract.listTownReports, listTownReports),
    [contract.listEvidenceMeasures, listEvidenceMeasures],
    route(contract.showTask, showTask),
    route(contract.recordTask, recordTask),
    route(contract.checkTasks, checkTasks),
    route(contract.confirmTask, confirmTask),
    route(contract.setLead, setLead),
    route(contract.decideUnit, decideUnit),
    route(contract.chooseTowns, chooseTowns),
    route(contract.proposeEvidence, proposeEvidence),
    route(contract.confirmEvidence, confirmEvidence),
    route(contract.closeEvidence, closeEvidence),
    route(contract.listEvidenceRecords, listEvidenceRecords),
    route(contract.stateTask, stateTask),
    route(contract.listDepartments, listDepartments),
    route(contract.decideName, decideName),
  ],
  jobs: {
    'planning.check-tasks': {
      title: '核对任务证据',
      run: async (ctx, _payload, progress) => checkEvidence(ctx, await confirmedEvidence(ctx), progress),
    },
  },
  schedules: [{ key: 'tasks-daily', from: '05:10', job: 'planning.check-tasks' }],
  invariants: taskInvariants,
  todos: taskTodos,
  commands: taskCommands,
  sheets: [taskSheet],
  settings: taskOfficeSettings,
} satisfies Omit<Capability, 'name' | 'title'>
