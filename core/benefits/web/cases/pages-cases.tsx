// Pages and panels of the cases side: the desk, a case, the public notice; for other pages the benefits of an elder and the explanation of an amount.
import { InboxOutlined } from '@ant-design/icons'
import { call } from '@songhe/ui/call'
import type { RoomPages } from '@songhe/ui/pages'
import { findCases } from '../../contract-cases.ts'

export const casesPages: RoomPages = {
  menu: [{ key: 'desk', label: '工作台', icon: <InboxOutlined />, path: '/desk', permission: 'cases.read', order: 10 }],
  search: {
    permission: 'cases.read',
    async find(text) {
      // 开州-2026-000123, or the digits of it that somebody read out.
      if (!/\d{4}/.test(text) || /^\d{4}$/.test(text)) return []
      const { rows } = await call(findCases, { query: { number: text, page: 1, size: 5 } })
      return rows.map((row) => ({
        key: row.id,
        title: row.number,
        detail: `${row.name} ${row.programmeTitle} ${row.stateTitle}`,
        path: `/cases/${row.id}`,
      }))
    },
  },
  routes: [
    {
      path: '/desk',
      title: '工作台',
      permission: 'cases.read',
      load: () => import('./workbench-page.tsx').then((page) => page.WorkbenchPage),
    },
    {
      path: '/cases',
      title: '办件查询',
      permission: 'cases.read',
      load: () => import('./cases-page.tsx').then((page) => page.CasesPage),
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
    'clause.people': () => import('./clause-people.tsx').then((panel) => panel.ClausePeople),
    'person.benefits': () => import('./person-panel.tsx').then((panel) => panel.PersonBenefitsPanel),
    'person.benefits-print': () => import('./person-print.tsx').then((panel) => panel.PersonBenefitsPrint),
    explain: () => import('./explain-drawer.tsx').then((panel) => panel.ExplainDrawer),
  },
}
