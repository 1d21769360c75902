// Pages that settle the past.
import type { RoomPages } from '@songhe/ui/pages'

export const settlePages: RoomPages = {
  menu: [],
  routes: [
    {
      path: '/benefits/recomputes',
      title: '往月核算',
      permission: 'benefits.read',
      load: () => import('./recomputes-page.tsx').then((page) => page.RecomputesPage),
    },
    {
      path: '/benefits/recomputes/$id',
      title: '重新核算',
      permission: 'benefits.read',
      load: () => import('./recompute-page.tsx').then((page) => page.RecomputePage),
    },
  ],
}
