// What the registry offers: the record the app mounts.
import { plantDuplicates, writeDeathList } from './demo/plant-oddities.ts'
import { plantPeople } from './demo/plant-people.ts'
import { type Capability, route } from '@songhe/kernel/capability'
import * as contract from '../contract.ts'
import { listAreas, listDistricts } from './areas/list-areas.ts'
import { loadAreas } from './areas/load-areas.ts'
import { previewTransfer, runTransfer, transferAreas } from './areas/transfer-areas.ts'
import { commands } from './commands.ts'
import { COMPARE_JOB, compareJob, compareReaction } from './duplicates/compare-roll.ts'
import { listDuplicates, markDifferent, mergePersons } from './duplicates/duplicates.ts'
import { FACT_KINDS } from './facts/fact-kinds.ts'
import { closeFact, correctFact, recordFact } from './facts/record-fact.ts'
import { addContact, closeContact } from './family/contacts.ts'
import { leaveHousehold, setHousehold } from './family/household.ts'
import { confirmPayee } from './family/confirm-payee.ts'
import { setPayee } from './family/payee.ts'
import { invariants } from './invariants.ts'
import { deathList } from './life/death-list.ts'
import { recordDeath, reverseDeath } from './life/record-death.ts'
import { recordMove, relocate, reverseMove } from './life/record-move.ts'
import { officeLists } from './office-lists/office-lists.ts'
import { rollSheet } from './roll/roll-sheet.ts'
import { recordSurvey } from './survey/record-survey.ts'
import { withdrawConsent } from './survey/withdraw-consent.ts'
import { surveySummary } from './survey/survey-summary.ts'
import { todos } from './todos.ts'
import { measures } from './measures.ts'
import { listFactKinds } from './facts/list-fact-kinds.ts'
import { findPeople } from './people/find-people.ts'
import { listPeople } from './people/list-people.ts'
import { registerPerson } from './people/register-person.ts'
import { printPerson, showPerson } from './people/show-person.ts'
import { unmask } from './people/unmask.ts'

export const capability: Capability = {
  demo: [
    { order: 10, title: '虚构人口', run: plantPeople },
    { order: 50, title: '重复登记', run: plantDuplicates },
    { order: 51, title: '未报的去世', run: writeDeathList },
  ],
  name: 'registry',
  title: '人员与区划',
  migrations: new URL('../migrations/', import.meta.url),
  permissions: {
    'registry.read': { title: '查看人员', roles: ['clerk', 'reviewer', 'finance', 'town-officer', 'auditor'] },
    'registry.write': { title: '登记、更正人员情况', roles: ['clerk', 'town-officer'] },
    'registry.names': { title: '看完整姓名和住址', roles: ['clerk', 'reviewer', 'finance', 'town-officer'] },
    'registry.health': { title: '看残疾、能力评估和需求调查', roles: ['clerk', 'reviewer', 'town-officer', 'auditor'] },
    'registry.unmask': { title: '写明理由后看一项完整信息', roles: ['clerk', 'reviewer', 'finance', 'town-officer'] },
    'registry.unmask-id': { title: '可看：完整身份证号', roles: ['clerk', 'reviewer', 'finance'] },
    'registry.unmask-phone': { title: '可看：老人和联系人的完整电话', roles: ['clerk', 'reviewer', 'town-officer'] },
    'registry.unmask-account': { title: '可看：完整收款账号', roles: ['clerk', 'reviewer', 'finance'] },
    'registry.confirm-payee': { title: '确认别人登记的收款账户', roles: ['reviewer', 'finance'] },
    'registry.merge': { title: '合并或区分疑似重复档案', roles: ['clerk', 'reviewer'] },
    'areas.transfer': { title: '把镇街划转到另一区县', roles: ['system-admin'], wholeDistrict: true },
  },
  routes: [
    route(contract.listAreas, listAreas),
    route(contract.listDistricts, listDistricts),
    route(contract.listFactKinds, listFactKinds),
    route(contract.findPeople, findPeople),
    route(contract.listPeople, listPeople),
    route(contract.registerPerson, registerPerson),
    route(contract.showPerson, showPerson),
    route(contract.printPerson, printPerson),
    route(contract.unmask, unmask),
    route(contract.previewTransfer, previewTransfer),
    route(contract.transferAreas, transferAreas),
    route(contract.recordFact, recordFact),
    route(contract.correctFact, correctFact),
    route(contract.closeFact, closeFact),
    route(contract.recordDeath, recordDeath),
    route(contract.reverseDeath, reverseDeath),
    route(contract.recordMove, recordMove),
    route(contract.reverseMove, reverseMove),
    route(contract.relocate, relocate),
    route(contract.addContact, addContact),
    route(contract.closeContact, closeContact),
    route(contract.setPayee, setPayee),
    route(contract.confirmPayee, confirmPayee),
    route(contract.setHousehold, setHousehold),
    route(contract.leaveHousehold, leaveHousehold),
    route(contract.recordSurvey, recordSurvey),
    route(contract.withdrawConsent, withdrawConsent),
    route(contract.surveySummary, surveySummary),
    route(contract.listDuplicates, listDuplicates),
    route(contract.mergePersons, mergePersons),
    route(contract.markDifferent, markDifferent),
  ],
  jobs: { 'areas.transfer': { title: '镇街划转', run: runTransfer }, [COMPARE_JOB]: compareJob },
  reactions: [compareReaction],
  facts: [
    { name: 'person.age', title: '年龄', type: 'number' },
    { name: 'person.alive', title: '在世', type: 'boolean' },
    ...FACT_KINDS.filter(({ kind }) => kind !== 'household').map(({ kind, title, type }) =>
      kind === 'person.birth' ? { name: kind, title, type } : { name: kind, title, type, kind },
    ),
  ],
  sheets: [rollSheet, ...officeLists, deathList],
  measures,
  invariants,
  todos,
  commands,
  references: loadAreas,
}
