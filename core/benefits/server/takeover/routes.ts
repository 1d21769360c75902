// Everything the takeover gives to the room's capability: sheets and permissions.
import type { PermissionLine } from '@songhe/kernel/capability'
import type { SheetDefinition } from '@songhe/kernel/sheets/sheet'
import { openAdjustments } from './open-adjustments.ts'
import { runningEntitlements } from './running-entitlements.ts'

export const takeoverPermissions: Record<string, PermissionLine> = {
  'takeover.import': { title: '导入在发待遇和未结补发追回（接管旧台账）', roles: ['clerk'] },
}

export const takeoverSheets: SheetDefinition[] = [runningEntitlements, openAdjustments]
