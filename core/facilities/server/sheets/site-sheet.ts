// 设施台账 as a sheet: the office's own list of sites, whatever its columns are called.
import type { SheetDefinition } from '@songhe/kernel/sheets/sheet'
import { checkSites } from './check-sites.ts'
import { commitSites } from './commit-sites.ts'
import { SITE_COLUMNS, SITE_OPTIONS } from './site-columns.ts'
import { dependentsOfSites, undoSites } from './undo-sites.ts'

export const siteSheet: SheetDefinition = {
  key: 'facility-list',
  title: '设施台账',
  note: '登记新的设施，并补充已有设施的情况、证照和运营主体。空格不改已有内容；类别与村社不符、同址同类、证照在开业前已过期的行会退回。',
  permission: 'facilities.write',
  columns: SITE_COLUMNS,
  options: SITE_OPTIONS,
  check: checkSites,
  commit: commitSites,
  dependents: dependentsOfSites,
  undo: undoSites,
}
