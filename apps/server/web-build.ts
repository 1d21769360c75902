// Builds the console when its sources changed since the last build; a start without changes costs a few milliseconds.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '@songhe/kernel/config'

export const consoleFolder = path.join(projectRoot, 'apps/console/dist')

export function buildConsole(say: (text: string) => void) {
  const vite = path.join(projectRoot, 'node_modules/vite/bin/vite.js')
  // A release brings the built console and nothing to build it with.
  if (!existsSync(vite) && existsSync(path.join(consoleFolder, 'index.html'))) return
  const digest = digestOfSources()
  const stamp = path.join(consoleFolder, '.sources')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  say('正在生成网页…')
  const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: path.join(projectRoot, 'apps/console'),
    // Whatever started us (a test runner too), visitors get the production build.
    env: { ...process.env, NODE_ENV: 'production' },
    encoding: 'utf8',
  })
  if (built.status !== 0) throw new Error(`网页没有生成：${built.stderr || built.stdout}`)
  writeFileSync(stamp, digest)
}

function digestOfSources(): string {
  const hash = createHash('sha256')
  for (const folder of ['foundation/basics', 'foundation/ui', 'core', 'oversight', 'apps/console'])
    walk(path.join(projectRoot, folder), hash)
  return hash.update(readFileSync(path.join(projectRoot, 'package-lock.json'))).digest('hex')
}

function walk(folder: string, hash: ReturnType<typeof createHash>) {
  for (const name of readdirSync(folder).sort()) {
    if (['node_modules', 'dist', 'server', 'migrations'].includes(name)) continue
    const place = path.join(folder, name)
    if (statSync(place).isDirectory()) walk(place, hash)
    else if (/\.(tsx?|html|css|json)$/.test(name)) hash.update(path.relative(projectRoot, place)).update(readFileSync(place))
  }
}
