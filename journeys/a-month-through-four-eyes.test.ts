// The main job in the browser, on a real installation: the clerk submits, the same clerk cannot approve, the reviewer looks and approves, finance makes the bank file.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations } from './axe.ts'
import { findBrowser } from './browser.ts'
import { type RunningSonghe, startSonghe } from './running-songhe.ts'

describe.runIf(findBrowser())('a month through four eyes', () => {
  let songhe: RunningSonghe
  beforeAll(async () => {
    songhe = await startSonghe()
  }, 300_000)
  afterAll(() => songhe?.stop())

  test('the health address answers', async () => {
    // The last signs of life came along with the planted demo; new ones follow within seconds.
    const health = async () => (await fetch(`${songhe.url}/healthz`)).json()
    await expect.poll(health, { timeout: 20_000 }).toMatchObject({ ok: true, troubles: [] })
  })

  test('a wrong password is refused in plain words, and the sign-in page is accessible', async () => {
    const page = await songhe.page()
    await page.goto(songhe.url)
    await page.getByLabel('用户名').fill('kz-jingban')
    await page.getByLabel('密码', { exact: true }).fill('wrong')
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').innerText()).toContain('用户名或密码不对')
    expect(await axeViolations(page)).toEqual([])
    await page.context().close()
  })

  let address = ''
  test('the clerk submits the computed month and is offered no approval', async () => {
    const page = await songhe.signedIn('kz-jingban')
    await page.goto(`${songhe.url}/benefits/months`)
    await page.locator('tbody a').first().click()
    await page.getByRole('button', { name: '提交复核' }).click()
    await page.locator('.ant-modal').getByRole('button', { name: '提交复核' }).click()
    await page.getByText('待复核').first().waitFor()
    expect(await page.getByRole('button', { name: '批准发放' }).count()).toBe(0)
    expect(await axeViolations(page)).toEqual([])
    address = page.url()
    await page.context().close()
  })

  test('the reviewer opens each exception, approves over the sum, and finance makes the file', async () => {
    const reviewer = await songhe.signedIn('kz-fuhe')
    await reviewer.goto(address)
    await reviewer.getByRole('button', { name: '退回' }).waitFor()
    for (const seen = reviewer.getByRole('button', { name: '看过' }); (await seen.count()) > 0; ) {
      const left = await seen.count()
      await seen.first().click()
      await expect.poll(() => seen.count()).toBeLessThan(left)
    }
    await reviewer.getByRole('button', { name: '批准发放' }).click()
    await reviewer.locator('.ant-modal').getByText('人民币').waitFor()
    await reviewer.locator('.ant-modal').getByRole('button', { name: '批准发放' }).click()
    await reviewer.getByText('已批准').first().waitFor()
    await reviewer.context().close()

    const finance = await songhe.signedIn('kz-caiwu')
    await finance.goto(address)
    await finance.getByRole('button', { name: /生成银行文件/ }).click()
    await finance.getByText('还没有回盘').waitFor()
    await finance.context().close()
  })

  test('an amount explains itself down to the clause and the payment', async () => {
    const page = await songhe.signedIn('kz-fuhe')
    await page.goto(`${songhe.url}/benefits/months`)
    await page.locator('tbody tr').nth(1).locator('a').first().click()
    await page.getByRole('button', { name: '全部', exact: true }).click()
    await page.getByRole('button', { name: '为什么' }).first().click()
    for (const knot of ['条款', '规则行', '事实', '来源', '批次', '付款'])
      await page.getByText(knot, { exact: true }).first().waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page.context().close()
  })

  test('every role gets its own menu, and a town officer sees one town only', async () => {
    const menuOf = async (username: string) => {
      const page = await songhe.signedIn(username)
      const words = await page.getByRole('navigation').first().innerText()
      await page.context().close()
      return words
    }
    expect(await menuOf('kz-rizhi')).toContain('操作日志')
    expect(await menuOf('kz-rizhi')).not.toContain('待遇与发放')
    expect(await menuOf('kz-xitong')).toContain('审计与权限')
    expect(await menuOf('kz-jingban')).not.toContain('操作日志')
  })

  test('script for sign-in and the first page stays within 400 kB, a later route within 90 kB', async () => {
    const page = await songhe.page()
    const sizes: Promise<number>[] = []
    page.on('response', (response) => {
      if (response.url().includes('/assets/') && response.url().endsWith('.js'))
        sizes.push(
          response
            .request()
            .sizes()
            .then(
              (one) => Number(one.responseBodySize),
              // What is still on its way when the page closes belongs to no budget.
              () => 0,
            ),
        )
    })
    const bytes = async () => (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0)
    await page.goto(songhe.url)
    await page.getByLabel('用户名').fill('kz-jingban')
    await page.getByLabel('密码', { exact: true }).fill('Songhe-2026')
    await page.getByRole('button', { name: '登录' }).click()
    // The page works when its rows are there; on a busy machine the network falls idle before it is asked for them.
    await page.locator('.desk tbody tr.ant-table-row').first().waitFor()
    await page.waitForLoadState('networkidle')
    const first = await bytes()
    expect(first).toBeGreaterThan(100_000)
    expect(first).toBeLessThan(400_000)
    await page.getByRole('link', { name: '政策' }).click()
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.waitForLoadState('networkidle')
    expect((await bytes()) - first).toBeLessThan(90_000)
    await page.context().close()
  })
})
