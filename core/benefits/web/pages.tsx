// Pages the benefits room offers to the console.
import type { RoomPages } from '@songhe/ui/pages'
import { casesPages } from './cases/pages-cases.tsx'
import { grantPages } from './grants/pages-grants.tsx'
import { labPages } from './lab/pages-lab.tsx'
import { monthPages } from './month/pages-month.tsx'
import { officePages } from './office/pages-office.tsx'
import { settlePages } from './settle/pages-settle.tsx'
import { takeoverPages } from './takeover/pages-takeover.tsx'

export const pages: RoomPages = {
  menu: [...casesPages.menu, ...monthPages.menu, ...grantPages.menu],
  routes: [
    ...casesPages.routes,
    ...monthPages.routes,
    ...grantPages.routes,
    ...officePages.routes,
    ...settlePages.routes,
    ...takeoverPages.routes,
    ...labPages.routes,
  ],
  ...(casesPages.search && { search: casesPages.search }),
  panels: { ...casesPages.panels, ...monthPages.panels, ...grantPages.panels },
}
