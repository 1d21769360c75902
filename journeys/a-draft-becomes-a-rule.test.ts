// A clause changes: the clerk edits the table as a draft, adds an example, sees who gains, submits; another person publishes; only then it is in force.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations } from './axe.ts'
import { findBrowser } from './browser.ts'
import { type RunningSonghe, startSonghe } from './running-songhe.ts'

const TABLE = '/policy/documents/kaizhou?pack=old-age-allowance'

describe.runIf(findBrowser())('a draft becomes a rule', () => {
  let songhe: RunningSonghe
  beforeAll(async () => {
    songhe = await startSonghe()
  }, 300_000)
  afterAll(() => songhe?.stop())

  const at = async (username: string): Promise<Page> => {
    const page = await songhe.signedIn(username)
    await page.goto(songhe.url + TABLE)
    await page.getByText('高龄津贴月标准').first().waitFor()
    return page
  }

  test('the clerk changes an amount by keyboard, the old example turns red, and nobody is paid by a draft', async () => {
    const page = await at('kz-jingban')
    const cell = page.getByLabel('80-89 月标准')
    await cell.focus()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('120元')
    await page.keyboard.press('Enter')
    await page.getByText('第2版 草稿', { exact: false }).first().waitFor()
    await page
      .getByText(/条没通过/)
      .first()
      .waitFor()
    await page.getByText('对现有名册的影响').waitFor()
    const gain = await page.locator('.effect-sums > div').first().innerText()
    expect(Number(/增加\s*([\d,]+)\s*人/.exec(gain)?.[1])).toBeGreaterThan(10)
    expect(await axeViolations(page)).toEqual([])
    await page.context().close()
  })

  test('examples are put right in the browser, the day is set, and the table is submitted', async () => {
    const page = await at('kz-jingban')
    await page
      .getByText(/条没通过/)
      .first()
      .waitFor()
    for (let red = page.getByRole('row').filter({ hasText: '✗' }); (await red.count()) > 0; ) {
      const before = await red.count()
      await red
        .first()
        .getByRole('button', { name: /删去用例/ })
        .click()
      await page.waitForFunction((count) => document.body.innerText.split('✗').length - 1 < count, before)
    }
    await page.getByRole('button', { name: '加一条用例' }).click()
    await page.getByLabel('用例名称').fill('八十一岁本区户籍')
    await page.getByLabel('出生日期').fill('1945-06-01')
    for (const fact of ['本区户籍', '在世']) {
      await page.getByRole('combobox', { name: fact, exact: true }).click()
      await page.getByTitle(`${fact}：是`).last().click()
    }
    await page.getByRole('combobox', { name: '应得哪一行' }).click()
    await page.getByTitle('80-89').last().click()
    await page.getByRole('button', { name: '加进用例' }).click()
    await page.getByText('八十一岁本区户籍').waitFor()
    await page.getByText(/条全部通过/).waitFor()
    await page.getByLabel('起用日期').fill('2026-11-01')
    await page.getByRole('button', { name: '保存日期' }).click()
    await page.getByText('拟 2026-11-01 起').waitFor()
    await page.getByRole('button', { name: '提交发布' }).click()
    await page.locator('.ant-modal').getByRole('button', { name: '提交发布' }).click()
    await page.getByText('待发布').first().waitFor()
    expect(await page.getByRole('button', { name: '发布', exact: true }).count()).toBe(0)
    await page.context().close()
  }, 60_000)

  test('another person publishes, and the new version stands in force with the new amount', async () => {
    const page = await at('kz-fuhe')
    await page.getByRole('button', { name: '发布', exact: true }).click()
    await page.locator('.ant-modal').getByRole('button', { name: '发布', exact: true }).click()
    await page.getByText('第2版 已发布', { exact: false }).first().waitFor()
    expect((await page.getByLabel('80-89 月标准').count()) + (await page.getByText('120元').count())).toBeGreaterThan(0)
    expect(await axeViolations(page)).toEqual([])
    await page.context().close()
  })
})
