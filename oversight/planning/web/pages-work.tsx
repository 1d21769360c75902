// Pages of planning about tasks, reports, projects and funds.
import { ProfileOutlined } from '@ant-design/icons'
import type { PageRoute, RoomPages } from '@songhe/ui/pages'

const page = (path: string, title: string, load: PageRoute['load'], permission = 'tasks.read'): PageRoute => ({
  path,
  title,
  permission,
  load,
})

export const workPages: RoomPages = {
  menu: [{ key: 'tasks', label: '任务', icon: <ProfileOutlined />, path: '/tasks', permission: 'tasks.read', order: 36 }],
  routes: [
    page('/tasks', '任务', () => import('./tasks/tasks-page.tsx').then((part) => part.TasksPage)),
    page('/tasks/departments', '责任部门', () => import('./tasks/departments-page.tsx').then((part) => part.DepartmentsPage)),
    page('/tasks/town-reports', '镇街上报', () => import('./tasks/town-reports-page.tsx').then((part) => part.TownReportsPage)),
    page('/tasks/reports', '报告', () => import('./reports/reports-page.tsx').then((part) => part.ReportsPage), 'reports.read'),
    page('/tasks/reports/$id', '报告', () => import('./reports/report-page.tsx').then((part) => part.ReportPage), 'reports.read'),
    page('/tasks/notices', '督办', () => import('./reports/notices-page.tsx').then((part) => part.NoticesPage)),
    page(
      '/tasks/requests',
      '要数登记',
      () => import('./reports/requests-page.tsx').then((part) => part.RequestsPage),
      'requests.read',
    ),
    page(
      '/tasks/projects',
      '项目',
      () => import('./projects/projects-page.tsx').then((part) => part.ProjectsPage),
      'projects.read',
    ),
    page(
      '/tasks/projects/$id',
      '项目',
      () => import('./projects/project-page.tsx').then((part) => part.ProjectPage),
      'projects.read',
    ),
    page('/tasks/funds', '资金', () => import('./funds/funds-page.tsx').then((part) => part.FundsPage), 'funds.read'),
    page(
      '/tasks/funds/entries',
      '资金收支',
      () => import('./funds/entries-page.tsx').then((part) => part.EntriesPage),
      'funds.read',
    ),
    page(
      '/tasks/funds/applications',
      '债券和申报',
      () => import('./funds/applications-page.tsx').then((part) => part.ApplicationsPage),
      'funds.read',
    ),
    page('/tasks/$id', '任务', () => import('./tasks/task-page.tsx').then((part) => part.TaskPage)),
    page('/tasks/$id/records', '证据记录', () => import('./tasks/records-page.tsx').then((part) => part.RecordsPage)),
  ],
}
