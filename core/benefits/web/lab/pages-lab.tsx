// Pages of the laboratory.
import type { RoomPages } from '@songhe/ui/pages'

export const labPages: RoomPages = {
  menu: [],
  routes: [
    {
      path: '/benefits/lab',
      title: '政策实验室',
      permission: 'policy.read',
      load: () => import('./lab-page.tsx').then((page) => page.LabPage),
    },
    {
      path: '/benefits/lab/pairs',
      title: '互斥表',
      permission: 'policy.read',
      load: () => import('./pairs-page.tsx').then((page) => page.PairsPage),
    },
  ],
}
