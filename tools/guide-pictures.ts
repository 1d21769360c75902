// `npm run guide`: takes the pictures of the user guide from the running product, so that they never show what is not there.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { startSonghe } from '../journeys/running-songhe.ts'

const folder = path.resolve(import.meta.dirname, '../docs/guide/pictures')
mkdirSync(folder, { recursive: true })

interface Picture {
  name: string
  user: string
  path: string
  /** Before the picture is taken. */
  act?: (page: Page) => Promise<unknown>
  phone?: boolean
}

const firstLink = (page: Page) => page.locator('tbody a').first().click()
const PICTURES: Picture[] = [
  { name: 'desk', user: 'kz-jingban', path: '/desk' },
  { name: 'desk-phone', user: 'kz-zhenjie', path: '/desk', phone: true },
  { name: 'people', user: 'kz-jingban', path: '/people' },
  { name: 'person', user: 'kz-jingban', path: '/people?ageFrom=85', act: firstLink },
  { name: 'imports', user: 'kz-jingban', path: '/imports' },
  { name: 'takeover', user: 'kz-jingban', path: '/benefits/takeover' },
  { name: 'recomputes', user: 'kz-jingban', path: '/benefits/recomputes' },
  { name: 'deputies', user: 'kz-anquan', path: '/access/deputies' },
  { name: 'months', user: 'kz-jingban', path: '/benefits/months' },
  { name: 'month', user: 'kz-fuhe', path: '/benefits/months', act: firstLink },
  {
    name: 'explain',
    user: 'kz-jingban',
    path: '/benefits/months',
    act: async (page) => {
      await page.locator('tbody tr').nth(2).locator('a').first().click()
      await page.getByRole('button', { name: '为什么' }).first().click()
      await page.getByText('付款', { exact: true }).first().waitFor()
    },
  },
  { name: 'bank-formats', user: 'kz-caiwu', path: '/benefits/bank-formats' },
  { name: 'policy', user: 'kz-jingban', path: '/policy' },
  { name: 'services', user: 'kz-jingban', path: '/policy/services' },
  { name: 'facilities', user: 'kz-jingban', path: '/facilities' },
  { name: 'ratings', user: 'kz-jingban', path: '/ratings' },
  { name: 'grants', user: 'kz-fuhe', path: '/benefits/grants', act: firstLink },
  { name: 'leader', user: 'yb-jingban', path: '/planning' },
  { name: 'lab', user: 'kz-jingban', path: '/benefits/lab' },
  { name: 'accounts', user: 'kz-xitong', path: '/access' },
  { name: 'audit', user: 'kz-rizhi', path: '/audit' },
]

const songhe = await startSonghe(200)
try {
  for (const { name, user, path: place, act, phone } of PICTURES) {
    const page = await songhe.signedIn(user, { viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 } })
    await page.goto(songhe.url + place)
    await page.waitForLoadState('networkidle')
    await act?.(page)
    await page.waitForLoadState('networkidle')
    await page.screenshot({ path: path.join(folder, `${name}.jpg`), type: 'jpeg', quality: 78 })
    await page.context().close()
    console.log(name)
  }
} finally {
  await songhe.stop()
}
