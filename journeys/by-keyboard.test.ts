// The main tasks of the office without a mouse: every control is reached by Tab and arrows, can be seen where it stands, and shows that it has the focus.
import { newId } from '@songhe/basics/ids'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser } from './browser.ts'
import { PASSWORD, type RunningSonghe, startSonghe } from './running-songhe.ts'

/** Where the focus is: its name without blanks (antd sets one between two characters), whether it can be seen, whether it is marked. */
const stopOf = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLInputElement
    if (!at || at === document.body) return { name: '', seen: false, marked: false }
    const said = at.ariaLabel || at.labels?.[0]?.innerText || at.innerText || at.placeholder || ''
    // Of a checkbox and a picker the input itself is transparent: what is seen is what stands around it.
    const shell = at.closest<HTMLElement>('.ant-checkbox, .ant-select, .ant-input-affix-wrapper, .ant-input-number')
    const box = (shell ?? at).getBoundingClientRect()
    const within = (from: number, to: number, most: number) => (Math.max(from, 0) + Math.min(to, most)) / 2
    const x = within(box.left, box.right, innerWidth)
    const y = within(box.top, box.bottom, innerHeight)
    const top = document.elementFromPoint(x, y)
    const seen = box.width > 0 && box.height > 0 && top !== null && ((shell ?? at).contains(top) || top.contains(shell ?? at))
    const outlined = [at, shell, at.nextElementSibling].some((part) => {
      const style = part && getComputedStyle(part)
      return style && style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0
    })
    const field = /^(INPUT|TEXTAREA)$/.test(at.tagName)
    const ringed = field && [at, shell, at.closest('td')].some((part) => part && getComputedStyle(part).boxShadow !== 'none')
    return { name: said.replaceAll(/\s/g, ''), seen, marked: outlined || ringed }
  })

/** Fails where the focus cannot be told from its neighbours, or lies under something else. */
async function stands(page: Page) {
  await expect.poll(() => stopOf(page), { timeout: 3_000 }).toMatchObject({ seen: true, marked: true })
}

/** Tab, as often as it takes; what is never reached fails with every stop there was. */
async function tabTo(page: Page, name: string | RegExp, key = 'Tab', most = 160) {
  const passed: string[] = []
  for (let i = 0; i <= most; i++) {
    const { name: here } = await stopOf(page)
    if (typeof name === 'string' ? here === name : name.test(here)) return stands(page)
    passed.push(here.slice(0, 20))
    await page.keyboard.press(key)
  }
  throw new Error(`No Tab leads to ${name}; it went ${passed.join(' | ')}`)
}

async function press(page: Page, name: string | RegExp, key = 'Enter') {
  await tabTo(page, name)
  await page.keyboard.press(key)
}

async function write(page: Page, name: string | RegExp, text: string) {
  await tabTo(page, name)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}

/** Month, day and year are three places of one field, in the order of the browser's own language, which is English here. */
async function writeDay(page: Page, name: string, day: string) {
  await tabTo(page, name)
  await page.keyboard.type(day.slice(5, 7) + day.slice(8) + day.slice(0, 4))
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe(day)
}

/** An open list keeps the focus in its field; the option of the moment is the highlighted one. */
async function choose(page: Page, name: string, option: string | RegExp) {
  await tabTo(page, name)
  await page.keyboard.press('ArrowDown')
  const lit = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option-active')
  await lit.waitFor()
  for (let i = 0; i < 30; i++) {
    const text = await lit.innerText()
    if (typeof option === 'string' ? text === option : option.test(text)) return page.keyboard.press('Enter')
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`No arrow leads to ${option} of ${name}`)
}

/** A menu button opens by Enter; arrows go through it. */
async function pick(page: Page, button: string, item: string) {
  await press(page, button)
  await page.getByRole('menuitem', { name: item }).waitFor()
  await tabTo(page, item, 'ArrowDown', 8)
  await page.keyboard.press('Enter')
}

/** The question before money or a rule moves: its own button, reached inside the dialog. */
async function confirm(page: Page, button: string | RegExp) {
  await page.getByRole('dialog').waitFor()
  await press(page, button)
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

describe.runIf(findBrowser())('by keyboard alone', () => {
  let songhe: RunningSonghe
  beforeAll(async () => {
    songhe = await startSonghe()
  }, 300_000)
  afterAll(() => songhe?.stop())

  const enter = async (username: string): Promise<Page> => {
    const page = await songhe.page()
    page.setDefaultTimeout(10_000)
    await page.goto(songhe.url)
    await write(page, '用户名', username)
    await write(page, '密码', PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('navigation').first().waitFor()
    return page
  }
  const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()

  const recordDeath = async (page: Page) => {
    const name = await page.evaluate(async () => (await (await fetch('/api/people?ageFrom=90&size=1')).json()).rows[0].name)
    await page.keyboard.press('/')
    await write(page, '查找', name)
    await page.getByRole('list', { name: '查找结果' }).getByRole('button').first().waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/people\/[0-9a-f-]{36}/)
    await pick(page, '登记变动（去世、迁移）', '登记去世')
    await writeDay(page, '去世日期', '2026-11-18')
    await choose(page, '来源', '公安')
    await write(page, '来源名称', '派出所通报')
    await writeDay(page, '来源日期', '2026-11-20')
    await confirm(page, '登记去世')
    await says(page, '已去世')
  }

  /** The officer of the demo has one town; here also those that the cases went to. Not a task of this story, so not by key. */
  const officerFor = async (page: Page) => {
    const towns = await page.evaluate(async () => {
      const [cases, all] = await Promise.all(['/api/cases', '/api/cases/towns'].map(async (at) => (await fetch(at)).json()))
      const rows = all.rows as { key: number; name: string }[]
      return rows
        .filter(({ name }) => cases.rows.some((one: { holder: string }) => one.holder.startsWith(name)))
        .map(({ key }) => key)
    })
    const security = await enter('kz-anquan')
    for (const area of towns)
      await security.evaluate(
        async ({ id, area }) => {
          const account = (await (await fetch('/api/access/accounts?text=kz-zhenjie')).json()).rows[0].id
          const body = JSON.stringify({ id, role: 'town-officer', area })
          const headers = { 'x-songhe': '1', 'content-type': 'application/json' }
          await fetch(`/api/access/accounts/${account}/grants`, { method: 'POST', headers, body })
        },
        { id: newId(), area },
      )
    await security.context().close()
  }

  test('a person is found, her death recorded with source and date, and taken back', async () => {
    const page = await enter('kz-jingban')
    await recordDeath(page)

    await pick(page, '登记变动（去世、迁移）', '撤销去世登记')
    await write(page, '理由', '同名同姓，通报有误')
    await confirm(page, '撤销登记')
    await says(page, '在世')
    expect(await page.getByText('已去世').count()).toBe(0)
    await page.context().close()
  }, 60_000)

  test('two elders go from the queue to the town, through its check, to another person who decides', async () => {
    const page = await enter('kz-jingban')
    await page.locator('.desk tbody .ant-checkbox-input:not([disabled])').nth(1).waitFor()
    await tabTo(page, '应享未享名单')
    for (let row = 0; row < 2; row++) {
      await page.keyboard.press('ArrowDown')
      await stands(page)
      await page.keyboard.press('Space')
    }
    await says(page, '已选 2 件')
    await press(page, '派镇街核实')
    await says(page, '已办理 2 件')
    await officerFor(page)
    await page.context().close()

    const officer = await enter('kz-zhenjie')
    for (let left = 2; left > 0; left--) {
      await press(officer, '工作台')
      const next = officer.locator('.desk tbody tr.ant-table-row')
      await expect.poll(() => next.count()).toBe(left)
      await tabTo(officer, '镇街核实名单')
      await press(officer, '核实')
      await officer.waitForURL(/cases/)
      await write(officer, '说明', '上门看过，情况属实')
      await press(officer, '核实通过')
      await says(officer, '已办理')
    }
    await officer.context().close()

    const reviewer = await enter('kz-fuhe')
    await press(reviewer, /^待复核/)
    await reviewer.waitForURL(/queue=review/)
    await reviewer.locator('.desk tbody tr.ant-table-row').first().waitFor()
    await tabTo(reviewer, '待复核名单')
    for (let row = 0; row < 2; row++) {
      await reviewer.keyboard.press('ArrowDown')
      await stands(reviewer)
      await reviewer.keyboard.press('Space')
    }
    await says(reviewer, '已选 2 件')
    await reviewer.keyboard.press('Enter')
    await confirm(reviewer, '同意（2件）')
    await says(reviewer, '已办理 2 件')
    await reviewer.context().close()
  }, 60_000)

  test('a month is computed, submitted, looked at, approved and written for the bank', async () => {
    const clerk = await enter('kz-jingban')
    await recordDeath(clerk)
    await press(clerk, '待遇与发放')
    await says(clerk, '发放批次')
    await press(clerk, /^2026年11月/)
    await press(clerk, '作废重算')
    await says(clerk, '已作废')
    await press(clerk, '全部批次')
    await press(clerk, '计算这个月')
    await clerk.getByRole('button', { name: '提交复核' }).waitFor()
    const address = clerk.url()
    await press(clerk, '提交复核')
    await confirm(clerk, '提交复核')
    await says(clerk, '待复核')
    await clerk.context().close()

    const reviewer = await enter('kz-fuhe')
    await press(reviewer, '待遇与发放')
    await press(reviewer, /^2026年11月/)
    expect(reviewer.url()).toBe(address)
    const unseen = reviewer.getByRole('button', { name: '看过' })
    await unseen.first().waitFor()
    for (let left = await unseen.count(); left > 0; left--) {
      await press(reviewer, '看过')
      await expect.poll(() => unseen.count()).toBe(left - 1)
    }
    await press(reviewer, '批准发放')
    await confirm(reviewer, '批准发放')
    await says(reviewer, '已批准')
    await reviewer.context().close()

    const finance = await enter('kz-caiwu')
    await press(finance, '待遇与发放')
    await press(finance, /^2026年11月/)
    await press(finance, /^生成银行文件/)
    await says(finance, '还没有回盘')
    await finance.context().close()
  }, 60_000)

  test('an amount is changed as a draft, its red examples are settled, and it is submitted', async () => {
    const page = await enter('kz-jingban')
    await press(page, '政策')
    await press(page, /^高龄津贴/)
    await write(page, '80-89月标准', '120元')
    await page.keyboard.press('Enter')
    await says(page, /第2版 草稿/)
    await says(page, /条没通过/)
    const red = page.getByRole('row').filter({ hasText: '✗' })
    for (let left = await red.count(); left > 0; left = await red.count()) {
      const name = await red
        .first()
        .getByRole('button', { name: /删去用例/ })
        .getAttribute('aria-label')
      await press(page, name!.replaceAll(/\s/g, ''))
      await expect.poll(() => red.count()).toBeLessThan(left)
    }
    await says(page, /条全部通过/)
    await writeDay(page, '起用日期', '2026-12-01')
    await press(page, '保存日期')
    await says(page, /拟 2026-12-01 起/)
    await press(page, '提交发布')
    await confirm(page, '提交发布')
    await says(page, '待发布')
    await page.context().close()
  }, 60_000)

  test('a roll is handed in, its bad row is read, and the good rows are taken', async () => {
    const page = await enter('kz-jingban')
    await press(page, '导入导出')
    await choose(page, '导入哪一种表', /花名册|名册/)
    const chooser = page.waitForEvent('filechooser')
    await press(page, /^选择文件/)
    const text = '姓名,身份证号码,镇街\n测某一,500199194606010013,临江镇\n测某二,50019919460601001,临江镇\n'
    await (await chooser).setFiles({ name: '名册.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await press(page, '校验')
    await says(page, /只导入可以的 1 行/)
    await says(page, /现在是 17 位/)
    await press(page, /^只导入可以的1行/)
    await confirm(page, /^只导入可以的1行/)
    await says(page, '撤销这次导入')
    await page.context().close()
  }, 60_000)

  test('an account is made for one town, and its first password read', async () => {
    const page = await enter('kz-xitong')
    await press(page, '审计与权限')
    await press(page, '新建账号')
    await write(page, '姓名', '测某某')
    await write(page, '用户名', 'linjiang-07')
    await tabTo(page, '管辖范围')
    await page.keyboard.type('临江')
    await page.locator('.ant-select-tree').getByText('临江镇').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await press(page, '新建')
    await page.getByRole('dialog').locator('.password').waitFor()
    await confirm(page, '抄好了')
    await page.context().close()
  }, 60_000)
})
