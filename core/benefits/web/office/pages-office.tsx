// Pages where the office sets how it works: bank formats, calendar.
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
  ],
}
