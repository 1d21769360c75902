// The benefits room: cases and the month as one record for the app.
import { type Capability, route } from '@songhe/kernel/capability'
import { compareSchemes as compareSchemesLine } from '../contract-schemes.ts'
import { caseCommands } from './cases/commands.ts'
import { dependents } from './cases/dependents.ts'
import { officeSettings } from './cases/office-settings.ts'
import { onTransfer } from './cases/on-transfer.ts'
import { casesInvariants, casesJobs, casesPermissions, casesReactions, casesRoutes, casesTodos } from './cases/routes.ts'
import { demoSteps } from './demo/plant-benefits.ts'
import { grantCommands } from './grants/commands.ts'
import { grantSettingLines } from './grants/grant-settings.ts'
import { ratingFacts } from './grants/grant-table.ts'
import { plantGrants } from './grants/plant-grants.ts'
import { grantInvariants, grantPermissions, grantRoutes, grantTodos } from './grants/routes.ts'
import { commands } from './month/commands.ts'
import { labRoutes, labSettings } from './lab/routes.ts'
import { measures } from './measures.ts'
import { compareSchemes } from './schemes/compare-schemes.ts'
import { recomputeCommands } from './settle/recompute-command.ts'
import { settleInvariants, settleJobs, settleRoutes, settleTodos } from './settle/routes.ts'
import { monthInvariants, monthPermissions, monthRoutes } from './month/routes.ts'
import { takeoverCommands } from './takeover/commands.ts'
import { takeoverPermissions, takeoverRoutes, takeoverSheets } from './takeover/routes.ts'

export const capability: Capability = {
  name: 'benefits',
  title: '待遇与发放',
  migrations: new URL('../migrations/', import.meta.url),
  permissions: { ...casesPermissions, ...monthPermissions, ...takeoverPermissions, ...grantPermissions },
  routes: [
    ...casesRoutes,
    ...monthRoutes,
    ...takeoverRoutes,
    ...settleRoutes,
    ...labRoutes,
    ...grantRoutes,
    route(compareSchemesLine, compareSchemes),
  ],
  reactions: casesReactions,
  jobs: { ...casesJobs, ...settleJobs },
  schedules: [
    { key: 'entitlements-nightly', from: '02:30', job: 'entitlements.check' },
    { key: 'paid-elsewhere-nightly', from: '03:30', job: 'paid-elsewhere.check' },
  ],
  todos: [...casesTodos, ...settleTodos, ...grantTodos],
  invariants: [...casesInvariants, ...monthInvariants, ...settleInvariants, ...grantInvariants],
  commands: [...caseCommands, ...commands, ...recomputeCommands, ...takeoverCommands, ...grantCommands],
  sheets: takeoverSheets,
  measures,
  dependents,
  settings: [...officeSettings, ...grantSettingLines, ...labSettings],
  facts: ratingFacts,
  onTransfer,
  demo: [...demoSteps, { order: 70, title: '设施补助', run: plantGrants }],
}
