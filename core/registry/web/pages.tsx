// Pages of the registry: people, one elder, registration, look-alikes, areas. The panel person.benefits is filled by another room.
import { UserOutlined } from '@ant-design/icons'
import { call } from '@songhe/ui/call'
import type { RoomPages } from '@songhe/ui/pages'
import { findPeople } from '../contract.ts'

export const pages: RoomPages = {
  menu: [{ key: 'people', label: '人员', icon: <UserOutlined />, path: '/people', permission: 'registry.read', order: 20 }],
  search: {
    permission: 'registry.read',
    async find(text) {
      const { rows } = await call(findPeople, { query: { q: text, limit: 10 } })
      return rows.map((row) => ({
        key: row.id,
        title: row.name,
        detail: `${row.age}岁 ${row.place} ${row.citizenId}`,
        path: `/people/${row.id}`,
      }))
    },
  },
  routes: [
    {
      path: '/people',
      title: '人员',
      permission: 'registry.read',
      load: () => import('./people-page.tsx').then((page) => page.PeoplePage),
    },
    {
      path: '/people/new',
      title: '登记老人',
      permission: 'registry.write',
      load: () => import('./register-page.tsx').then((page) => page.RegisterPage),
    },
    {
      path: '/people/duplicates',
      title: '疑似重复',
      permission: 'registry.read',
      load: () => import('./duplicates-page.tsx').then((page) => page.DuplicatesPage),
    },
    {
      path: '/people/$id',
      title: '老人档案',
      permission: 'registry.read',
      load: () => import('./person-page.tsx').then((page) => page.PersonPage),
    },
    {
      path: '/people/$id/print',
      title: '个人明细',
      permission: 'registry.read',
      load: () => import('./print-page.tsx').then((page) => page.PrintPage),
    },
    {
      path: '/surveys',
      title: '调查汇总',
      permission: 'registry.health',
      load: () => import('./surveys-page.tsx').then((page) => page.SurveysPage),
    },
    {
      path: '/areas',
      title: '镇街与村社',
      permission: 'signed-in',
      load: () => import('./areas-page.tsx').then((page) => page.AreasPage),
    },
  ],
}
