// `npm test`: types, lint, house rules, unit, database and browser tests; says in one line what it could not run.
import { spawnSync } from 'node:child_process'
import { findBrowser } from '../journeys/browser.ts'

interface Step {
  title: string
  command: string
  args: string[]
}

const steps: Step[] = [
  { title: '类型', command: 'tsc', args: ['--noEmit', '-p', '.'] },
  { title: '静态检查', command: 'oxlint', args: ['--quiet'] },
  { title: '格式', command: 'biome', args: ['format', '.'] },
  { title: '测试', command: 'vitest', args: ['run', ...process.argv.slice(2)] },
]

for (const { title, command, args } of steps) {
  const started = performance.now()
  const done = spawnSync(command, args, { stdio: 'inherit' })
  if (done.status !== 0) {
    console.error(`未通过：${title}（${command} ${args.join(' ')}）`)
    process.exit(done.status ?? 1)
  }
  console.log(`通过：${title}，${((performance.now() - started) / 1000).toFixed(1)} 秒`)
}
if (!findBrowser()) console.log('没有运行：浏览器测试（本机没有 Chromium；Debian 可用 apt-get install chromium fonts-noto-cjk）')
