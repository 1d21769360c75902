// Pages of money for sites: rounds, one round, addresses to decide, accounts, corrections; and the panel on a site's page.
import { ShopOutlined } from '@ant-design/icons'
import type { PageRoute, RoomPages } from '@songhe/ui/pages'

const page = (path: string, title: string, load: PageRoute['load']): PageRoute => ({
  path,
  title,
  permission: 'grants.read',
  load,
})

export const grantPages: RoomPages = {
  menu: [
    { key: 'grants', label: '设施补助', icon: <ShopOutlined />, path: '/benefits/grants', permission: 'grants.read', order: 31 },
  ],
  routes: [
    page('/benefits/grants', '设施补助', () => import('./rounds-page.tsx').then((part) => part.GrantRoundsPage)),
    page('/benefits/grants/addresses', '同址核定', () => import('./addresses-page.tsx').then((part) => part.GrantAddressesPage)),
    page('/benefits/grants/accounts', '设施收款账户', () => import('./accounts-page.tsx').then((part) => part.GrantAccountsPage)),
    page('/benefits/grants/corrections', '设施补助的冲销与追回', () =>
      import('./corrections-page.tsx').then((part) => part.GrantCorrectionsPage),
    ),
    page('/benefits/grants/rounds/$id', '一批设施补助', () => import('./round-page.tsx').then((part) => part.GrantRoundPage)),
  ],
  panels: { 'facility.money': () => import('./facility-money.tsx').then((part) => part.FacilityMoneyPanel) },
}
