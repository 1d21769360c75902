// What the policy room offers to the app: routes, permissions, what it hangs on the desk, its commands.
import type { Capability } from '@songhe/kernel/capability'
import { route } from '@songhe/kernel/capability'
import { sql } from 'kysely'
import * as contract from '../contract.ts'
import { commands } from './commands.ts'
import { importDocumentText } from './documents/import-text.ts'
import { loadDocuments } from './documents/load-documents.ts'
import { showClause } from './documents/show-clause.ts'
import { listDocuments, showDocument } from './documents/show-document.ts'
import { effectNames, effectOfDraft } from './judge/effect-of-draft.ts'
import { runDraftCases } from './judge/golden-cases.ts'
import { confirmValue, editDraft } from './packs/edit-draft.ts'
import { importPack } from './packs/import-pack.ts'
import { plantPolicy } from './packs/plant-policy.ts'
import { listPacks } from './packs/list-packs.ts'
import { discardDraft, publishPack, submitDraft } from './packs/publish-pack.ts'
import { installShipped, listShipped } from './packs/shipped-packs.ts'
import { showPack } from './packs/show-pack.ts'
import { servicesOfPerson } from './services/services-for.ts'
import { publicServiceList } from './services/public-list.ts'
import { showServiceList } from './services/show-service-list.ts'

export const capability: Capability = {
  name: 'policy',
  title: '政策与规则',
  migrations: new URL('../migrations/', import.meta.url),
  permissions: {
    'policy.read': { title: '查看政策文件和规则表', roles: ['clerk', 'reviewer', 'finance', 'town-officer', 'auditor'] },
    'policy.draft': { title: '起草规则表', roles: ['clerk'], wholeDistrict: true },
    'policy.publish': { title: '发布规则表', roles: ['reviewer'], wholeDistrict: true },
    'policy.import': { title: '导入文件原文', roles: ['clerk', 'reviewer'], wholeDistrict: true },
  },
  routes: [
    route(contract.listDocuments, listDocuments),
    route(contract.showDocument, showDocument),
    route(contract.showClause, showClause),
    route(contract.importDocumentText, importDocumentText),
    route(contract.listPacks, listPacks),
    route(contract.listShipped, listShipped),
    route(contract.installShipped, installShipped),
    route(contract.showPack, showPack),
    route(contract.importPack, importPack),
    route(contract.editDraft, editDraft),
    route(contract.runDraftCases, runDraftCases),
    route(contract.submitDraft, submitDraft),
    route(contract.publishPack, publishPack),
    route(contract.discardDraft, discardDraft),
    route(contract.confirmValue, confirmValue),
    route(contract.effectOfDraft, effectOfDraft),
    route(contract.effectNames, effectNames),
    route(contract.showServiceList, showServiceList),
    route(contract.publicServiceList, publicServiceList),
    route(contract.servicesOfPerson, servicesOfPerson),
  ],
  references: async (owner) => void (await loadDocuments(owner)),
  demo: [{ order: 20, title: '规则表', run: plantPolicy }],
  todos: [
    {
      key: 'pack-drafts',
      title: '草稿待发布',
      permission: 'policy.publish',
      path: '/policy',
      order: 60,
      count: async (ctx) =>
        (
          await sql<{
            n: number
          }>`select count(*)::int as n from policy.pack_version where district = ${ctx.principal.district} and state = 'submitted'
          and author is distinct from ${ctx.principal.staff} and submitted_by is distinct from ${ctx.principal.staff}`.execute(
            ctx.db,
          )
        ).rows[0]!.n,
    },
  ],
  invariants: [
    {
      name: 'policy.two-persons',
      title: '发布规则表的人不是写草稿的人',
      sql: `select district, pack, version from policy.pack_version where state = 'published' and (published_by is null or published_by = author or published_by = submitted_by)`,
    },
  ],
  commands,
}
