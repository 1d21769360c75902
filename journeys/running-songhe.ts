// A real installation for browser stories: its own folder, its own database, a small demo region, started the way `npm start` does.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { DEMO_PASSWORD, startSongheProcess } from '../torture/songhe-process.ts'
import { BROWSER_ARGUMENTS, findBrowser } from './browser.ts'
import { copyDemo } from './copy-demo.ts'

export interface RunningSonghe {
  url: string
  /** Its data folder, for the command line beside it. */
  home: string
  browser: Browser
  /** A page of its own browser context, signed in. */
  signedIn(username: string, options?: BrowserContextOptions): Promise<Page>
  page(options?: BrowserContextOptions): Promise<Page>
  stop(): Promise<void>
}

export const PASSWORD = DEMO_PASSWORD

export async function startSonghe(scale = 1000): Promise<RunningSonghe> {
  const home = mkdtempSync(path.join(tmpdir(), 'songhe-journey-'))
  await copyDemo(home, scale)
  const server = await startSongheProcess({ home, scale })
  const { url } = server
  const browser = await chromium.launch({ executablePath: findBrowser()!, args: BROWSER_ARGUMENTS })
  const page = async (options: BrowserContextOptions = {}) =>
    (
      await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: 'zh-CN',
        // Half-faded text has no contrast yet: pages are judged at rest.
        reducedMotion: 'reduce',
        ...options,
      })
    ).newPage()
  return {
    url,
    home,
    browser,
    page,
    async signedIn(username, options) {
      const one = await page(options)
      await one.goto(url)
      await one.getByLabel('用户名').fill(username)
      await one.getByLabel('密码', { exact: true }).fill(PASSWORD)
      await one.getByRole('button', { name: /登\s*录/ }).click()
      await one.getByRole('navigation').first().waitFor()
      return one
    },
    async stop() {
      await browser.close()
      await server.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
