// A data folder as an earlier release of this project left it: that release's own code plants it, from the history of the repository.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ROOT } from '../songhe-process.ts'

/** Before imports, takeover and recomputation came: eight migrations ago. */
export const RELEASE = '4bb8956'

export function lacksRelease(): string | undefined {
  const known = spawnSync('git', ['cat-file', '-e', `${RELEASE}^{commit}`], { cwd: ROOT })
  return known.status === 0 ? undefined : `the history of this checkout does not reach back to ${RELEASE}`
}

const PLANT = `
import { bringUp } from './apps/server/installation.ts'
import { plantDemo } from './apps/server/demo/plant-demo.ts'
const quiet = () => {}
const installation = await bringUp({ info: quiet, warn: quiet, error: quiet }, quiet)
await plantDemo(installation, { oneIn: 1000, seed: 2026 }, quiet)
await installation.stop()
process.exit(0)
`
let planted: string | undefined

/** @returns the folder; the caller copies it */
export function homeOfRelease(): string {
  if (planted) return planted
  const folder = mkdtempSync(path.join(tmpdir(), 'songhe-torture-release-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const code = path.join(folder, 'code')
  mkdirSync(code)
  must('sh', ['-c', `git archive ${RELEASE} | tar -x -C '${code}'`], ROOT)
  borrowPackages(code)
  writeFileSync(path.join(code, 'plant.mjs'), PLANT)
  const home = path.join(folder, 'home')
  must(process.execPath, ['plant.mjs'], code, { ...process.env, SONGHE_HOME: home })
  planted = home
  return home
}

/** Everything from this checkout's packages, the rooms themselves from the release. */
function borrowPackages(code: string) {
  const packages = path.join(code, 'node_modules')
  mkdirSync(path.join(packages, '@songhe'), { recursive: true })
  for (const name of readdirSync(path.join(ROOT, 'node_modules')))
    if (name !== '@songhe') symlinkSync(path.join(ROOT, 'node_modules', name), path.join(packages, name))
  for (const floor of ['foundation', 'core', 'oversight', 'apps'])
    for (const room of readdirSync(path.join(code, floor)))
      symlinkSync(path.join(code, floor, room), path.join(packages, '@songhe', room))
}

function must(command: string, args: string[], cwd: string, env = process.env) {
  const done = spawnSync(command, args, { cwd, env, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${done.stderr || done.stdout}`)
}
