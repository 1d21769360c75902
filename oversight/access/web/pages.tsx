// Pages of accounts, roles and the log, and of imports.
import { FileSearchOutlined, HddOutlined, SafetyOutlined, SettingOutlined } from '@ant-design/icons'
import type { RoomPages } from '@songhe/ui/pages'
import { importPages } from './imports/import-pages.tsx'

const icon = <SafetyOutlined />

export const pages: RoomPages = {
  menu: [
    ...importPages.menu,
    { key: 'access', label: '审计与权限', icon, path: '/access', permission: 'access.read', order: 49 },
    { key: 'settings', label: '设置', icon: <SettingOutlined />, path: '/settings', permission: 'settings.change', order: 62 },
    { key: 'audit', label: '操作日志', icon: <FileSearchOutlined />, path: '/audit', permission: 'audit.read', order: 61 },
    { key: 'backup', label: '备份', icon: <HddOutlined />, path: '/backup', permission: 'backup.read', order: 62 },
  ],
  routes: [
    {
      path: '/access/deputies',
      title: '代理',
      permission: 'access.read',
      load: () => import('./deputies-page.tsx').then((module) => module.DeputiesPage),
    },
    {
      path: '/access/town-accounts',
      title: '批量建镇街账号',
      permission: 'access.accounts',
      load: () => import('./town-accounts-page.tsx').then((module) => module.TownAccountsPage),
    },
    {
      path: '/access/slips/$id',
      title: '初始密码纸条',
      permission: 'access.accounts',
      load: () => import('./slips-page.tsx').then((module) => module.SlipsPage),
    },
    {
      path: '/access/asked',
      title: '待授予的岗位',
      permission: 'access.read',
      load: () => import('./asked-grants-page.tsx').then((module) => module.AskedGrantsPage),
    },
    {
      path: '/access/roles',
      title: '岗位权限',
      permission: 'access.read',
      load: () => import('./roles-page.tsx').then((module) => module.RolesPage),
    },
    {
      path: '/access/practice',
      title: '恢复演示数据',
      permission: 'practice.reset',
      load: () => import('./practice-page.tsx').then((module) => module.PracticePage),
    },
    {
      path: '/access/invariants',
      title: '数据自查',
      permission: 'access.read',
      load: () => import('./invariants-page.tsx').then((module) => module.InvariantsPage),
    },
    {
      path: '/backup',
      title: '备份',
      permission: 'backup.read',
      load: () => import('./backup-page.tsx').then((module) => module.BackupPage),
    },
    {
      path: '/open-exports',
      title: '开放导出',
      permission: 'open-export.read',
      load: () => import('./open-export/open-exports-page.tsx').then((module) => module.OpenExportsPage),
    },
    ...importPages.routes,
    {
      path: '/towns/posts',
      title: '镇街联系人',
      permission: 'signed-in',
      load: () => import('./posts-page.tsx').then((module) => module.PostsPage),
    },
    {
      path: '/settings',
      title: '本单位设置',
      permission: 'settings.read',
      load: () => import('./settings-page.tsx').then((module) => module.SettingsPage),
    },
    {
      path: '/access',
      title: '账号与岗位',
      permission: 'access.read',
      load: () => import('./accounts-page.tsx').then((module) => module.AccountsPage),
    },
    {
      path: '/audit',
      title: '操作日志',
      permission: 'audit.read',
      load: () => import('./audit-page.tsx').then((module) => module.AuditPage),
    },
  ],
}
