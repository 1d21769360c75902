// What the facilities room offers: the record the app mounts.
import { type Capability, route } from '@songhe/kernel/capability'
import { DERIVED_FACTS, FACILITY_FACTS } from '../contract/facts.ts'
import { FACILITY_KINDS } from '../contract/kinds.ts'
import * as contract from '../contract.ts'
import { linkChain, showChains, unlinkChain } from './chain/chain.ts'
import { listGaps } from './chain/gaps.ts'
import { listOutside, setCircle } from './circle/circle.ts'
import { measures } from './measures.ts'
import { loadTownPoints } from './circle/load-town-points.ts'
import { pointSheet } from './circle/point-sheet.ts'
import { commands } from './commands.ts'
import { endContract, listContracts, showContract, signContract } from './contracts/contracts.ts'
import { recordAsset, recordReport } from './contracts/reports-and-assets.ts'
import { decideSelection, listSelections, openSelection } from './contracts/selections.ts'
import { plantFacilities } from './demo/plant-facilities.ts'
import { closeFact, recordFacts } from './facts/record-facts.ts'
import { invariants } from './invariants.ts'
import { giveOpinion, listLandRequests, listPlots, recordPlot, requestLand, setLandPopulation } from './land/land.ts'
import { officeSettings } from './office-settings.ts'
import { observationSheet } from './observations/observation-sheet.ts'
import { confirmObservation, listObservations } from './observations/observations.ts'
import { decideAlike, listAlike } from './operators/alike.ts'
import { changeOperator, listOperators, registerOperator } from './operators/operators.ts'
import { addPaper, closePaper, listPapers } from './papers/papers.ts'
import { addPhoto, closePhoto, showPhoto } from './papers/photos.ts'
import { listEstates, planGap, recordStep, registerEstate } from './premises/estates.ts'
import { listPremises, showPremises } from './premises/list-premises.ts'
import {
  checkUse,
  closeMisuse,
  decidePremises,
  handOverPremises,
  registerPremises,
  requestPremises,
} from './premises/premises.ts'
import { onTransfer } from './on-transfer.ts'
import { changeFacility } from './register/change-facility.ts'
import { closeFacility } from './register/close-facility.ts'
import { convertFacility } from './register/convert-facility.ts'
import { facilityTree } from './register/facility-tree.ts'
import { listFacilities, mapFacilities } from './register/list-facilities.ts'
import { openFacility } from './register/open-facility.ts'
import { registerFacility } from './register/register-facility.ts'
import { showFacility } from './register/show-facility.ts'
import { liftSuspension, suspendFacility } from './register/suspension.ts'
import { rateSheet, standardSheet } from './sheets/rule-sheets.ts'
import { siteSheet } from './sheets/site-sheet.ts'
import { checkStandards } from './standards/check-standards.ts'
import { checkAllStandards, showStandards } from './standards/show-standards.ts'
import { todos } from './todos.ts'

export const capability: Capability = {
  name: 'facilities',
  title: '设施与运营',
  migrations: new URL('../migrations/', import.meta.url),
  permissions: {
    'facilities.read': {
      title: '查看设施、运营主体、合同、用房和用地',
      roles: ['clerk', 'reviewer', 'finance', 'town-officer', 'auditor'],
    },
    'facilities.write': { title: '登记、变更设施情况和证照', roles: ['clerk', 'town-officer'] },
    'facilities.suspend': { title: '暂停、恢复、关闭设施', roles: ['clerk', 'reviewer'] },
    'facilities.contracts': { title: '登记运营主体、比选和合同', roles: ['clerk'], wholeDistrict: true },
    'facilities.premises': { title: '登记用房、小区配建和用地', roles: ['clerk', 'town-officer'] },
    'facilities.figures': {
      title: '定下服务圈参数、人口口径，登记和确认文件里的数字',
      roles: ['clerk', 'reviewer'],
      wholeDistrict: true,
    },
    'facilities.decide': { title: '批准用房申请，登记用地意见', roles: ['clerk', 'reviewer'] },
  },
  routes: [
    route(contract.listFacilities, listFacilities),
    route(contract.mapFacilities, mapFacilities),
    route(contract.facilityTree, facilityTree),
    route(contract.registerFacility, registerFacility),
    route(contract.showFacility, showFacility),
    route(contract.changeFacility, changeFacility),
    route(contract.recordFacts, recordFacts),
    route(contract.closeFact, closeFact),
    route(contract.openFacility, openFacility),
    route(contract.suspendFacility, suspendFacility),
    route(contract.liftSuspension, liftSuspension),
    route(contract.closeFacility, closeFacility),
    route(contract.convertFacility, convertFacility),
    route(contract.showStandards, showStandards),
    route(contract.checkAllStandards, checkAllStandards),
    route(contract.addPaper, addPaper),
    route(contract.closePaper, closePaper),
    route(contract.listPapers, listPapers),
    [contract.addPhoto, addPhoto],
    [contract.showPhoto, showPhoto],
    route(contract.closePhoto, closePhoto),
    route(contract.linkChain, linkChain),
    route(contract.unlinkChain, unlinkChain),
    route(contract.showChains, showChains),
    route(contract.listGaps, listGaps),
    route(contract.listOperators, listOperators),
    route(contract.registerOperator, registerOperator),
    route(contract.changeOperator, changeOperator),
    route(contract.listAlike, listAlike),
    route(contract.decideAlike, decideAlike),
    route(contract.listContracts, listContracts),
    route(contract.signContract, signContract),
    route(contract.showContract, showContract),
    route(contract.endContract, endContract),
    route(contract.recordAsset, recordAsset),
    route(contract.recordReport, recordReport),
    route(contract.listSelections, listSelections),
    route(contract.openSelection, openSelection),
    route(contract.decideSelection, decideSelection),
    route(contract.listPremises, listPremises),
    route(contract.showPremises, showPremises),
    route(contract.registerPremises, registerPremises),
    route(contract.requestPremises, requestPremises),
    route(contract.decidePremises, decidePremises),
    route(contract.handOverPremises, handOverPremises),
    route(contract.checkUse, checkUse),
    route(contract.closeMisuse, closeMisuse),
    route(contract.listEstates, listEstates),
    route(contract.registerEstate, registerEstate),
    route(contract.recordStep, recordStep),
    route(contract.planGap, planGap),
    route(contract.listPlots, listPlots),
    route(contract.recordPlot, recordPlot),
    route(contract.setLandPopulation, setLandPopulation),
    route(contract.listLandRequests, listLandRequests),
    route(contract.requestLand, requestLand),
    route(contract.giveOpinion, giveOpinion),
    route(contract.listOutside, listOutside),
    route(contract.setCircle, setCircle),
    route(contract.listObservations, listObservations),
    route(contract.confirmObservation, confirmObservation),
  ],
  jobs: {
    'facilities.check-standards': {
      title: '核对设施建设标准',
      run: async (ctx, _payload, progress) => ({
        checked: await checkStandards(ctx, undefined, (done, total) => progress(done, total, `已核对 ${done} 处`)),
      }),
    },
  },
  reactions: [
    {
      on: 'pack-published',
      when: 'later',
      // A new standard says something new of every site.
      async run(ctx, { body }) {
        if (String(body.pack).startsWith('facility-')) await checkStandards(ctx)
      },
    },
  ],
  facts: [...FACILITY_FACTS, ...DERIVED_FACTS].map(({ kind, title, type }) => ({
    name: kind,
    title,
    type,
    subject: 'facility' as const,
  })),
  sheets: [siteSheet, observationSheet, standardSheet, rateSheet, pointSheet],
  settings: officeSettings,
  onTransfer,
  todos,
  measures,
  invariants,
  commands,
  demo: [{ order: 25, title: '示例设施', run: plantFacilities }],
  async references(owner) {
    await loadTownPoints(owner)
    await owner.query(
      `insert into facilities.facility_kind (key, title, level, family, committee, position)
      select key, title, level, family, committee, position from jsonb_to_recordset($1::jsonb) as r(key text, title text, level text, family text, committee text, position int)
      on conflict (key) do update set title = excluded.title, level = excluded.level, family = excluded.family, committee = excluded.committee, position = excluded.position`,
      [JSON.stringify(FACILITY_KINDS.map((kind, position) => ({ committee: null, ...kind, position })))],
    )
  },
}
