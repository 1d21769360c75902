// Pages of the ratings room, and what it shows on a site's page.
import { StarOutlined } from '@ant-design/icons'
import type { PageRoute, RoomPages } from '@songhe/ui/pages'

const page = (path: string, title: string, load: PageRoute['load']): PageRoute => ({
  path,
  title,
  permission: 'ratings.read',
  load,
})

export const pages: RoomPages = {
  menu: [{ key: 'ratings', label: '等级评定', icon: <StarOutlined />, path: '/ratings', permission: 'ratings.read', order: 27 }],
  routes: [
    page('/ratings', '等级评定', () => import('./rounds-page.tsx').then((part) => part.RoundsPage)),
    page('/ratings/cases', '评定件', () => import('./cases-page.tsx').then((part) => part.CasesPage)),
    page('/ratings/cases/$id', '评定件', () => import('./case-page.tsx').then((part) => part.CasePage)),
    page('/ratings/register', '等级台账', () => import('./register-page.tsx').then((part) => part.RegisterPage)),
    page('/ratings/candidates', '争创名单', () => import('./candidates-page.tsx').then((part) => part.CandidatesPage)),
    page('/ratings/rounds/$id', '一轮评定', () => import('./round-page.tsx').then((part) => part.RoundPage)),
    page('/ratings/rounds/$id/notice', '评定结果公示', () => import('./notice-page.tsx').then((part) => part.RatingNoticePage)),
  ],
  panels: {
    'facility.ratings': () => import('./facility-panel.tsx').then((part) => part.FacilityRatingsPanel),
  },
}
