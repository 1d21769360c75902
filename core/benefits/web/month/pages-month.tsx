// Pages of the month: the list of runs, one run, money beside the month.
import { PayCircleOutlined } from '@ant-design/icons'
import type { RoomPages } from '@songhe/ui/pages'

export const monthPages: RoomPages = {
  menu: [
    {
      key: 'months',
      label: '待遇与发放',
      icon: <PayCircleOutlined />,
      path: '/benefits/months',
      permission: 'benefits.read',
      order: 30,
    },
  ],
  routes: [
    {
      path: '/benefits/months',
      title: '发放批次',
      permission: 'benefits.read',
      load: () => import('./runs-page.tsx').then((page) => page.RunsPage),
    },
    {
      path: '/benefits/months/$id',
      title: '一个月的发放',
      permission: 'benefits.read',
      load: () => import('./run-page.tsx').then((page) => page.RunPage),
    },
    {
      path: '/benefits/months/$id/print',
      title: '发放花名册',
      permission: 'benefits.read',
      load: () => import('./signature-page.tsx').then((page) => page.SignaturePage),
    },
    {
      path: '/benefits/adjustments',
      title: '补发与追回',
      permission: 'benefits.read',
      load: () => import('./adjustments-page.tsx').then((page) => page.AdjustmentsPage),
    },
  ],
}
