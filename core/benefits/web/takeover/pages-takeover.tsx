// Pages of the takeover: three lists against the rules, and a shadow month against the old list.
import type { RoomPages } from '@songhe/ui/pages'

export const takeoverPages: RoomPages = {
  menu: [],
  routes: [
    {
      path: '/benefits/takeover',
      title: '接管旧台账',
      permission: 'takeover.read',
      load: () => import('./takeover-page.tsx').then((page) => page.TakeoverPage),
    },
    {
      path: '/benefits/takeover/shadow/$id',
      title: '试算比对',
      permission: 'takeover.read',
      load: () => import('./shadow-page.tsx').then((page) => page.ShadowPage),
    },
  ],
}
