// Pages and panels of the cases side: the desk, a case, the public notice; for other pages the benefits of an elder and the explanation of an amount.
import { InboxOutlined } from '@ant-design/icons'
import type { RoomPages } from '@songhe/ui/pages'

export const casesPages: RoomPages = {
  menu: [{ key: 'desk', label: '工作台', icon: <InboxOutlined />, path: '/desk', permission: 'cases.read', order: 10 }],
  routes: [
    {
      path: '/desk',
      title: '工作台',
      permission: 'cases.read',
      load: () => import('./workbench-page.tsx').then((page) => page.WorkbenchPage),
    },
    {
      path: '/cases/notice',
      title: '公示名单',
      permission: 'cases.read',
      load: () => import('./notice-page.tsx').then((page) => page.NoticePage),
    },
    {
      path: '/benefits/explain',
      title: '金额说明',
      permission: 'cases.read',
      load: () => import('./explain-page.tsx').then((page) => page.ExplainPage),
    },
    {
      path: '/cases/$id',
      title: '办件',
      permission: 'cases.read',
      load: () => import('./case-page.tsx').then((page) => page.CasePage),
    },
  ],
  panels: {
    'person.benefits': () => import('./person-panel.tsx').then((panel) => panel.PersonBenefitsPanel),
    explain: () => import('./explain-drawer.tsx').then((panel) => panel.ExplainDrawer),
  },
}
