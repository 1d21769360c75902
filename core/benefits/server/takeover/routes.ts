// Everything the takeover gives to the room's capability: sheets, routes and permissions.
import { type MountedRoute, type PermissionLine, route } from '@songhe/kernel/capability'
import type { SheetDefinition } from '@songhe/kernel/sheets/sheet'
import * as contract from '../../contract-takeover.ts'
import { takeoverCompare, takeoverTotals } from './compare-lists.ts'
import { compareShadow, shadowTotals } from './compare-shadow.ts'
import { listShadows } from './list-shadows.ts'
import { openAdjustments } from './open-adjustments.ts'
import { openTakeoverAnomalies } from './open-anomalies.ts'
import { runningEntitlements } from './running-entitlements.ts'

export const takeoverPermissions: Record<string, PermissionLine> = {
  'takeover.import': { title: '导入在发待遇和未结补发追回（接管旧台账）', roles: ['clerk'] },
  'takeover.read': {
    title: '查看接管对比和试算比对',
    roles: ['clerk', 'reviewer', 'finance', 'town-officer', 'auditor'],
  },
}

export const takeoverRoutes: MountedRoute[] = [
  route(contract.takeoverTotals, takeoverTotals),
  route(contract.takeoverCompare, takeoverCompare),
  route(contract.openTakeoverAnomalies, openTakeoverAnomalies),
  route(contract.listShadows, listShadows),
  route(contract.shadowTotals, shadowTotals),
  route(contract.compareShadow, compareShadow),
]

export const takeoverSheets: SheetDefinition[] = [runningEntitlements, openAdjustments]
