// Pages where the office sets how it works and weighs what it might: bank formats, calendar, old and new scheme.
import type { RoomPages } from '@songhe/ui/pages'

export const officePages: RoomPages = {
  menu: [],
  routes: [
    {
      path: '/benefits/bank-formats',
      title: '银行文件格式',
      permission: 'benefits.read',
      load: () => import('./bank-formats-page.tsx').then((page) => page.BankFormatsPage),
    },
    {
      path: '/cases/calendar',
      title: '工作日历',
      permission: 'cases.read',
      load: () => import('./calendar-page.tsx').then((page) => page.CalendarPage),
    },
    {
      path: '/benefits/schemes',
      title: '新旧方案比较',
      permission: 'policy.read',
      load: () => import('../schemes/schemes-page.tsx').then((page) => page.SchemesPage),
    },
  ],
}
