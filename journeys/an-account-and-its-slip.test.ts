// An account's life in the browser: made by the administrator, opened with the paper slip, bound to a phone, locked, unlocked, reset, its role taken away, and
// a session that ends under somebody's hands without taking what was typed.
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations } from './axe.ts'
import { findBrowser } from './browser.ts'
import { PASSWORD, type RunningSonghe, startSonghe } from './running-songhe.ts'

const OWN = 'Own-Password-77'

describe.runIf(findBrowser())('an account and its slip', () => {
  let songhe: RunningSonghe
  let admin: Page
  let officer: Page
  let secret = ''
  beforeAll(async () => {
    songhe = await startSonghe()
    admin = await songhe.signedIn('kz-xitong')
    officer = await songhe.page()
    for (const page of [admin, officer]) page.setDefaultTimeout(10_000)
  }, 300_000)
  afterAll(() => songhe?.stop())

  const signIn = async (page: Page, password: string) => {
    await page.goto(songhe.url)
    await page.getByLabel('用户名').fill('linjiang-01')
    await page.getByLabel('密码', { exact: true }).fill(password)
    await page.getByRole('button', { name: '登录' }).click()
  }
  /** A code opens once; the server takes the one before and the one after too, so three in a row need no waiting. */
  let used = 0
  const code = async () => {
    const now = () => Math.floor(Date.now() / 30_000)
    used = Math.max(used + 1, now() - 1)
    while (used > now() + 1) await new Promise((resolve) => setTimeout(resolve, 500))
    return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: used * 30_000 })
  }
  const ofOfficer = () => admin.getByRole('row').filter({ hasText: 'linjiang-01' })
  const onAccounts = async () => {
    await admin.goto(`${songhe.url}/access?text=linjiang`)
    await ofOfficer().waitFor()
  }
  const enrol = async (current: string, next: string) => {
    await officer.getByLabel('纸条上的初始密码').fill(current)
    await officer.getByLabel(/^新密码/).fill(next)
    await officer.getByLabel('再输一次新密码').fill(next)
    expect(await axeViolations(officer)).toEqual([])
    await officer.getByRole('button', { name: '修改密码' }).click()
    await officer.getByRole('button', { name: '显示二维码' }).click()
    await officer.getByRole('img', { name: '动态码密钥的二维码' }).waitFor()
    expect(await axeViolations(officer)).toEqual([])
    secret = (await officer.locator('form b').innerText()).replaceAll(' ', '')
    await officer.getByLabel('应用上显示的 6 位数字').fill(await code())
    await officer.getByRole('button', { name: '绑定' }).click()
    await officer.getByRole('navigation').first().waitFor()
  }

  test('the administrator makes an account for one town and reads its first password once', async () => {
    await admin.goto(`${songhe.url}/access`)
    await admin.getByRole('button', { name: '新建账号' }).click()
    const dialog = admin.getByRole('dialog')
    await dialog.getByLabel('姓名').fill('测某某')
    await dialog.getByLabel('用户名').fill('linjiang-01')
    await dialog.getByRole('button', { name: /新\s*建/ }).click()
    await dialog.getByText('镇街岗位要选镇街').waitFor()
    await dialog.getByLabel('管辖范围').click()
    await admin.keyboard.type('临江')
    await admin.locator('.ant-select-tree').getByText('临江镇').first().click()
    await dialog.getByRole('button', { name: /新\s*建/ }).click()
    const first = await dialog.locator('.password').innerText()
    expect(await axeViolations(admin)).toEqual([])
    await dialog.getByRole('button', { name: '抄好了' }).click()

    // An account without a role can do nothing: the security administrator gives what was asked for.
    const security = await songhe.signedIn('kz-anquan')
    await security.goto(`${songhe.url}/access/asked`)
    await security.getByRole('row').filter({ hasText: 'linjiang-01' }).getByRole('checkbox').check()
    await security.getByRole('button', { name: /授予所选/ }).click()
    await security.getByText('没有待授予的岗位').waitFor()
    await security.context().close()

    await signIn(officer, first)
    await enrol(first, OWN)
    expect(await officer.getByRole('navigation').first().innerText()).not.toContain('审计与权限')
  }, 60_000)

  test('five wrong passwords lock it, the administrator unlocks it', async () => {
    const stranger = await songhe.page()
    stranger.setDefaultTimeout(10_000)
    for (let i = 0; i < 5; i++) {
      await signIn(stranger, `wrong-${i}`)
      await stranger.getByText('用户名或密码不对').waitFor()
    }
    await signIn(stranger, OWN)
    await stranger.getByText('已锁定').waitFor()
    expect(await stranger.getByRole('alert').innerText()).toContain('023-0000-0000')
    await onAccounts()
    await ofOfficer().getByText('已锁定').waitFor()
    await ofOfficer()
      .getByRole('button', { name: /解\s*锁/ })
      .click()
    await ofOfficer().getByText('在用').waitFor()
    await signIn(stranger, OWN)
    await stranger.getByLabel(/^动态码/).fill(await code())
    await stranger.getByRole('button', { name: '登录' }).click()
    await stranger.getByRole('navigation').first().waitFor()
    await stranger.context().close()
  }, 60_000)

  test('a session that ended is opened again over the page, and the typed text is still there', async () => {
    await officer.goto(`${songhe.url}/people/new`)
    await officer.getByLabel('组、门牌').fill('明月村3组12号')
    await officer.evaluate(() => fetch('/api/auth/sign-out', { method: 'POST', headers: { 'x-songhe': '1' } }))
    await officer.getByLabel('查找').fill('张')
    const dialog = officer.getByRole('dialog')
    await dialog.getByText('请重新登录').first().waitFor()
    expect(await axeViolations(officer)).toEqual([])
    await dialog.getByLabel('密码').fill(OWN)
    await officer.keyboard.press('Enter')
    await dialog.getByLabel(/^动态码/).fill(await code())
    await officer.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    expect(await officer.getByLabel('组、门牌').inputValue()).toBe('明月村3组12号')
  }, 60_000)

  test('a page nobody touches for half an hour ends its session by itself', async () => {
    const idle = await songhe.page()
    await idle.clock.install()
    await idle.goto(songhe.url)
    await idle.getByLabel('用户名').fill('kz-jingban')
    await idle.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await idle.getByRole('button', { name: '登录' }).click()
    await idle.getByRole('navigation').first().waitFor()
    await idle.clock.fastForward('29:00')
    expect(await idle.getByText('请重新登录').count()).toBe(0)
    await idle.clock.fastForward('01:30')
    await idle.getByText('请重新登录').first().waitFor()
    expect(await idle.evaluate(() => fetch('/api/people').then((reply) => reply.status))).toBe(403)
    await idle.context().close()
  }, 60_000)

  test('a role taken away is gone within a second, a reset ends the session and asks for everything anew', async () => {
    const status = () => officer.evaluate(() => fetch('/api/people').then((reply) => reply.status))
    expect(await status()).toBe(200)
    const security = await songhe.signedIn('kz-anquan')
    await security.goto(`${songhe.url}/access?text=linjiang`)
    await security
      .getByRole('row')
      .filter({ hasText: 'linjiang-01' })
      .getByRole('button', { name: /岗\s*位/ })
      .click()
    const revoke = security.waitForResponse((reply) => reply.url().includes('/revoke'))
    await security
      .getByRole('dialog')
      .getByRole('button', { name: /收\s*回/ })
      .click()
    await revoke
    const taken = Date.now()
    expect(await status()).toBe(403)
    expect(Date.now() - taken).toBeLessThan(1_000)
    await security.context().close()

    await onAccounts()
    await ofOfficer().getByRole('button', { name: '重置密码' }).click()
    const dialog = admin.getByRole('dialog')
    await dialog.getByRole('button', { name: /重\s*置/ }).click()
    const first = await dialog.locator('.password').innerText()
    await dialog.getByRole('button', { name: '抄好了' }).click()
    await signIn(officer, OWN)
    await officer.getByText('用户名或密码不对').waitFor()
    await signIn(officer, first)
    await enrol(first, 'Another-Password-88')
    await officer.getByText('还没有可以办理的事项').waitFor()
  }, 60_000)
})
