// Pages that settle the past.
import type { RoomPages } from '@songhe/ui/pages'

export const settlePages: RoomPages = {
  menu: [],
  routes: [
    {
      path: '/benefits/recoveries',
      title: '追回与收款',
      permission: 'benefits.read',
      load: () => import('./recoveries-page.tsx').then((page) => page.RecoveriesPage),
    },
    {
      path: '/benefits/reversals',
      title: '冲销',
      permission: 'benefits.read',
      load: () => import('./reversals-page.tsx').then((page) => page.ReversalsPage),
    },
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
