// 导入导出: one place for the sheets of every room; like jobs and the log it belongs to none of the rooms that do the work.
import { ImportOutlined } from '@ant-design/icons'
import type { RoomPages } from '@songhe/ui/pages'

export const importPages: RoomPages = {
  menu: [{ key: 'imports', label: '导入导出', icon: <ImportOutlined />, path: '/imports', permission: 'sheets.read', order: 50 }],
  routes: [
    {
      path: '/imports',
      title: '导入导出',
      permission: 'sheets.read',
      load: () => import('./imports-page.tsx').then((page) => page.ImportsPage),
    },
    {
      path: '/imports/$id',
      title: '一次导入',
      permission: 'sheets.read',
      load: () => import('./import-page.tsx').then((page) => page.ImportPage),
    },
  ],
}
