// Every page of every room, on a desk and on a phone: it opens, says nothing in the console, is accessible, and fits the width of the hand.
import { newId } from '@songhe/basics/ids'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rooms } from '../apps/console/pages.ts'
import { axeViolations } from './axe.ts'
import { findBrowser } from './browser.ts'
import { type RunningSonghe, startSonghe } from './running-songhe.ts'

/** Each page is opened by the first of them who may. */
const PEOPLE = ['kz-jingban', 'kz-fuhe', 'kz-caiwu', 'kz-xitong', 'kz-anquan', 'kz-rizhi']
const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

describe.runIf(findBrowser())('every page', () => {
  let songhe: RunningSonghe
  beforeAll(async () => {
    songhe = await startSonghe()
  }, 300_000)
  afterAll(() => songhe?.stop())

  test('opens, says nothing in the console, is accessible, and fits a desk and a phone', async () => {
    const left = new Map(rooms.flatMap((room) => room.routes.map((route) => [route.path, route.permission] as const)))
    const faults: string[] = []
    for (const username of PEOPLE) {
      const page = await songhe.signedIn(username, { viewport: DESK })
      page.on('console', (message) => message.type() === 'error' && faults.push(`${page.url()} console: ${message.text()}`))
      page.on('pageerror', (error) => faults.push(`${page.url()} threw: ${error.message}`))
      const may = new Set(['signed-in', ...(await ask<{ permissions: string[] }>(page, '/api/auth/me')).permissions])
      for (const [path, permission] of left) {
        const address = may.has(permission) ? await addressOf(page, path) : undefined
        if (address === undefined) continue
        left.delete(path)
        await open(page, address)
        for (const size of [DESK, PHONE]) {
          await page.setViewportSize(size)
          faults.push(...(await faultsOf(page)).map((fault) => `${address} at ${size.width}: ${fault}`))
        }
        await page.setViewportSize(DESK)
      }
      await page.context().close()
    }
    expect(faults).toEqual([])
    expect([...left.keys()]).toEqual([])
  }, 400_000)
})

/** The way a link opens it, without loading the console anew; then until nothing is waited for. */
async function open(page: Page, address: string) {
  await page.evaluate((to) => {
    history.pushState({}, '', to)
    dispatchEvent(new PopStateEvent('popstate', { state: {} }))
  }, address)
  await page.waitForTimeout(150)
  await page.waitForFunction(
    () => !/正在打开/.test(document.body.innerText) && !document.querySelector('.ant-skeleton, .ant-spin-spinning'),
    undefined,
    { timeout: 15_000 },
  )
}

async function faultsOf(page: Page): Promise<string[]> {
  const faults = await axeViolations(page)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  if (wide > 0) faults.push(`${wide} px wider than the screen`)
  if (/没有这个页面|undefined|NaN/.test(await page.innerText('body'))) faults.push('shows nothing sensible')
  return faults
}

const ask = <T>(page: Page, path: string): Promise<T> =>
  page.evaluate((place) => fetch(place, { credentials: 'same-origin' }).then((response) => response.json()), path)

const first = async (page: Page, list: string, key = 'id') => {
  const reply = await ask<{ rows?: Record<string, string>[] } & Record<string, string>[]>(page, list)
  return (reply.rows ?? reply)[0]?.[key]
}

/** Pages about one record, by the beginning of their path: where a real one is found, or made. The longer beginning stands first. */
const RECORDS: readonly [string, (page: Page) => Promise<string | undefined>][] = [
  ['/people/', (page) => first(page, '/api/people?size=1')],
  ['/facilities/contracts/', (page) => first(page, '/api/facilities/contracts')],
  ['/facilities/premises/', (page) => first(page, '/api/facilities/premises')],
  ['/facilities/', (page) => first(page, '/api/facilities?size=1')],
  ['/ratings/cases/', (page) => first(page, '/api/ratings/cases?work=decide')],
  ['/ratings/rounds/', (page) => first(page, '/api/ratings/rounds')],
  ['/benefits/months/', (page) => first(page, '/api/benefits/runs')],
  ['/benefits/grants/rounds/', (page) => first(page, '/api/benefits/grants/rounds')],
  ['/planning/forecast/', (page) => first(page, '/api/planning/forecasts?size=1')],
  ['/policy/documents/', (page) => first(page, '/api/policy/documents', 'key')],
  ['/tasks/projects/', (page) => first(page, '/api/planning/projects')],
  ['/tasks/reports/', (page) => first(page, '/api/planning/work-reports')],
  ['/tasks/', (page) => first(page, '/api/planning/tasks')],
  ['/cases/', async (page) => (await first(page, '/api/cases')) ?? startCase(page)],
  ['/benefits/takeover/shadow/', startShadow],
  ['/benefits/recomputes/', recompute],
  ['/planning/indicators/', (page) => first(page, '/api/planning/indicators')],
  ['/planning/reports/', (page) => first(page, '/api/planning/reports')],
  ['/imports/', (page) => handIn(page)],
  ['/access/slips/', takeAccounts],
]

/** A real record for a page about one; undefined when this person cannot name any. */
async function addressOf(page: Page, path: string): Promise<string | undefined> {
  if (!path.includes('$')) return path
  const id = await RECORDS.find(([beginning]) => path.startsWith(beginning))?.[1](page)
  return id && path.replace(/\$[a-z]+/, id)
}

/** The demo has no open case; the clerk sends the first complete row of the queue to its town. */
async function startCase(page: Page): Promise<string | undefined> {
  await page.goto(new URL('/desk', page.url()).href)
  await page.locator('tbody .ant-checkbox-input:not([disabled])').first().click()
  await page.getByRole('button', { name: '派镇街核实' }).click()
  await page
    .getByText(/已办理/)
    .first()
    .waitFor()
  return (await ask<{ rows: { id: string }[] }>(page, '/api/cases')).rows[0]?.id
}

async function startShadow(page: Page): Promise<string> {
  const id = newId()
  const body = JSON.stringify({ id, month: '2026-11', kind: 'shadow' })
  await page.evaluate(
    (text) =>
      fetch('/api/benefits/runs', {
        method: 'POST',
        headers: { 'x-songhe': '1', 'content-type': 'application/json' },
        body: text,
      }),
    body,
  )
  return id
}

const handIn = (page: Page) => upload(page, 'roll', '姓名,身份证号码\n测某一,500199194606010016\n')

async function upload(page: Page, sheet: string, text: string): Promise<string> {
  const id = newId()
  await page.evaluate(
    ([address, rows]) => {
      const form = new FormData()
      form.append('file', new File([rows!], '表.csv', { type: 'text/csv' }))
      return fetch(address!, { method: 'POST', headers: { 'x-songhe': '1' }, body: form })
    },
    [`/api/imports?id=${id}&sheet=${sheet}`, text],
  )
  return id
}

/** One account from a sheet, taken, so that a slip waits to be printed. */
async function takeAccounts(page: Page): Promise<string> {
  const id = await upload(page, 'accounts', '姓名,用户名,镇街,岗位\n测某一,pages-01,,财务\n')
  await page.goto(new URL(`/imports/${id}`, page.url()).href)
  await page.getByRole('button', { name: /^校\s*验$/ }).click()
  await page.getByRole('button', { name: /^导入全部/ }).click()
  await page
    .locator('.ant-modal')
    .getByRole('button', { name: /^导入全部/ })
    .click()
  await page.getByRole('link', { name: '打印初始密码纸条' }).waitFor()
  return id
}

async function recompute(page: Page): Promise<string> {
  const id = newId()
  const [closed] = await ask<{ month: string }[]>(page, '/api/benefits/closed-months')
  const body = JSON.stringify({ id, month: closed!.month })
  await page.evaluate(
    (text) =>
      fetch('/api/benefits/recomputes', {
        method: 'POST',
        headers: { 'x-songhe': '1', 'content-type': 'application/json' },
        body: text,
      }),
    body,
  )
  return id
}
