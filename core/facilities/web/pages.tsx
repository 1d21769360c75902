// Pages of the facilities room. The panels facility.money and facility.ratings on a site's page are filled by other rooms.
import { BankOutlined } from '@ant-design/icons'
import { call } from '@songhe/ui/call'
import type { PageRoute, RoomPages } from '@songhe/ui/pages'
import { listFacilities } from '../contract/register.ts'

const page = (path: string, title: string, load: PageRoute['load'], permission = 'facilities.read'): PageRoute => ({
  path,
  title,
  permission,
  load,
})

export const pages: RoomPages = {
  menu: [
    { key: 'facilities', label: '设施', icon: <BankOutlined />, path: '/facilities', permission: 'facilities.read', order: 25 },
  ],
  search: {
    permission: 'facilities.read',
    async find(text) {
      if (/^[\d\s]+$/.test(text)) return []
      const { rows } = await call(listFacilities, { query: { q: text, page: 1, size: 5, state: 'running' } })
      return rows.map((row) => ({
        key: row.id,
        title: row.name,
        detail: `${row.kindTitle} ${row.place}`,
        path: `/facilities/${row.id}`,
      }))
    },
  },
  routes: [
    page('/facilities', '设施', () => import('./facilities-page.tsx').then((part) => part.FacilitiesPage)),
    page(
      '/facilities/new',
      '登记设施',
      () => import('./register-page.tsx').then((part) => part.RegisterFacilityPage),
      'facilities.write',
    ),
    page('/facilities/network', '设施网络与缺口', () => import('./network-page.tsx').then((part) => part.NetworkPage)),
    page('/facilities/chains', '中心带站', () => import('./chains-page.tsx').then((part) => part.ChainsPage)),
    page('/facilities/circle', '十五分钟圈', () => import('./circle-page.tsx').then((part) => part.CirclePage)),
    page('/facilities/papers', '证照到期', () => import('./papers-page.tsx').then((part) => part.PapersPage)),
    page('/facilities/operators', '运营主体', () => import('./operators-page.tsx').then((part) => part.OperatorsPage)),
    page('/facilities/operators/alike', '疑似同一运营主体', () => import('./alike-page.tsx').then((part) => part.AlikePage)),
    page('/facilities/contracts', '运营合同', () => import('./contracts-page.tsx').then((part) => part.ContractsPage)),
    page('/facilities/contracts/$id', '运营合同', () => import('./contract-page.tsx').then((part) => part.ContractPage)),
    page('/facilities/selections', '竞争性比选', () => import('./selections-page.tsx').then((part) => part.SelectionsPage)),
    page('/facilities/premises', '闲置用房', () => import('./premises-page.tsx').then((part) => part.PremisesPage)),
    page('/facilities/premises/$id', '闲置用房', () => import('./premises-file-page.tsx').then((part) => part.PremisesFilePage)),
    page('/facilities/estates', '小区配建', () => import('./estates-page.tsx').then((part) => part.EstatesPage)),
    page('/facilities/land', '养老用地', () => import('./land-page.tsx').then((part) => part.LandPage)),
    page('/facilities/numbers', '文件里的数字', () => import('./numbers-page.tsx').then((part) => part.NumbersPage)),
    page('/facilities/$id', '设施', () => import('./facility-page.tsx').then((part) => part.FacilityPage)),
  ],
}
