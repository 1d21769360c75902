// A real installation for browser stories: its own folder, its own database, a small demo region, started the way `npm start` does.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '@songhe/kernel/db/embedded-postgres'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { BROWSER_ARGUMENTS, findBrowser } from './browser.ts'

export interface RunningSonghe {
  url: string
  browser: Browser
  /** A page of its own browser context, signed in. */
  signedIn(username: string, options?: BrowserContextOptions): Promise<Page>
  page(options?: BrowserContextOptions): Promise<Page>
  stop(): Promise<void>
}

const ROOT = path.resolve(import.meta.dirname, '..')
export const PASSWORD = 'Songhe-2026'

export async function startSonghe(scale = 1000): Promise<RunningSonghe> {
  const home = mkdtempSync(path.join(tmpdir(), 'songhe-journey-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = spawn(process.execPath, ['apps/server/main.ts', '--scale', String(scale)], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), SONGHE_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await untilReady(server)
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
      server.kill('SIGTERM')
      await new Promise((resolve) => server.once('exit', resolve))
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = ''
    const listen = (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('松鹤已启动')) resolve()
    }
    server.stdout?.on('data', listen)
    server.stderr?.on('data', listen)
    server.once('exit', (code) => reject(new Error(`the server did not start (${code}): ${output.slice(-3_000)}`)))
  })
}
