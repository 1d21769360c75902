// The benefits room: cases and the month as one record for the app.
import type { Capability } from '@songhe/kernel/capability'
import { casesInvariants, casesJobs, casesPermissions, casesReactions, casesRoutes, casesTodos } from './cases/routes.ts'
import { demoSteps } from './demo/plant-benefits.ts'
import { commands } from './month/commands.ts'
import { monthInvariants, monthPermissions, monthRoutes } from './month/routes.ts'

export const capability: Capability = {
  name: 'benefits',
  title: '待遇与发放',
  migrations: new URL('../migrations/', import.meta.url),
  permissions: { ...casesPermissions, ...monthPermissions },
  routes: [...casesRoutes, ...monthRoutes],
  reactions: casesReactions,
  jobs: casesJobs,
  schedules: [{ key: 'entitlements-nightly', from: '02:30', job: 'entitlements.check' }],
  todos: casesTodos,
  invariants: [...casesInvariants, ...monthInvariants],
  commands,
  demo: demoSteps,
}
