// The product's command line on a folder, as an administrator types it.
import { spawnSync } from 'node:child_process'
import { ROOT } from '../songhe-process.ts'

export function command(
  home: string,
  env: NodeJS.ProcessEnv,
  ...words: string[]
): { ok: boolean; text: string; seconds: number } {
  const started = performance.now()
  const done = spawnSync(process.execPath, ['apps/server/cli.ts', ...words], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, SONGHE_HOME: home, ...env },
  })
  return { ok: done.status === 0, text: `${done.stdout}${done.stderr}`.trim(), seconds: (performance.now() - started) / 1_000 }
}
