// What policy offers to the shell: the register with its tables, one document, one table, the basic service list, and the clause beside any page.
import { FileTextOutlined } from '@ant-design/icons'
import type { RoomPages } from '@songhe/ui/pages'

export const pages: RoomPages = {
  menu: [{ key: 'policy', label: '政策', icon: <FileTextOutlined />, path: '/policy', permission: 'policy.read', order: 40 }],
  routes: [
    {
      path: '/policy',
      title: '政策',
      permission: 'policy.read',
      load: () => import('./policy-list-page.tsx').then((m) => m.PolicyListPage),
    },
    {
      path: '/policy/services',
      title: '基本养老服务清单',
      permission: 'policy.read',
      load: () => import('./service-list-page.tsx').then((m) => m.ServiceListPage),
    },
    {
      path: '/policy/documents/$key',
      title: '政策文件',
      permission: 'policy.read',
      load: () => import('./policy-page.tsx').then((m) => m.PolicyPage),
    },
  ],
  panels: {
    clause: () => import('./clause-panel.tsx').then((m) => m.ClausePanel),
    'person.services': () => import('./person-services-panel.tsx').then((m) => m.PersonServicesPanel),
  },
}
