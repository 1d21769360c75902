// Pages of planning about coverage, indicators, forecast and the leader.
import { FundOutlined } from '@ant-design/icons'
import type { PageRoute, RoomPages } from '@songhe/ui/pages'
import { forecastPages } from './pages-forecast.tsx'

const page = (path: string, title: string, load: PageRoute['load']): PageRoute => ({
  path,
  title,
  permission: 'planning.read',
  load,
})

export const numberPages: RoomPages = {
  menu: [{ key: 'planning', label: '一页纸', icon: <FundOutlined />, path: '/planning', permission: 'planning.read', order: 35 }],
  routes: [
    page('/planning', '一页纸', () => import('./leader/leader-page.tsx').then((part) => part.LeaderPage)),
    page('/planning/indicators', '指标', () => import('./indicators/indicators-page.tsx').then((part) => part.IndicatorsPage)),
    page('/planning/indicators/$id', '指标', () => import('./indicators/indicator-page.tsx').then((part) => part.IndicatorPage)),
    page('/planning/records', '记录', () => import('./indicators/records-page.tsx').then((part) => part.RecordsPage)),
    page('/planning/flags', '待定事项', () => import('./indicators/flags-page.tsx').then((part) => part.FlagsPage)),
    page('/planning/reports', '报出的数', () => import('./indicators/reports-page.tsx').then((part) => part.ReportsPage)),
    page('/planning/reports/$id', '报出的数', () => import('./indicators/report-page.tsx').then((part) => part.ReportPage)),
    page('/planning/coverage', '全覆盖计划', () => import('./coverage/coverage-page.tsx').then((part) => part.CoveragePage)),
    page('/planning/checks', '文件的数重算', () => import('./leader/checks-page.tsx').then((part) => part.ChecksPage)),
    page('/planning/compare', '和其他区县比', () => import('./leader/compare-page.tsx').then((part) => part.ComparePage)),
    ...forecastPages.routes,
  ],
}
