// `songhe update`: verify, copy, stop, migrate, start, look; whatever goes wrong after the stop, the old code serves the old data again.
import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { backupFolder } from '@songhe/kernel/backup/backup-folder'
import { takeBase } from '@songhe/kernel/backup/take-base'
import { verifyBackup } from '@songhe/kernel/backup/verify-backup'
import { type Config, projectRoot } from '@songhe/kernel/config'
import { openBundle } from './open-bundle.ts'
import { becomesHealthy, nodeOf, type Running, readRunning, startFrom, stopRunning } from './running.ts'

const HEALTHY_WITHIN = 60_000

export async function update(config: Config, adminUrl: string, file: string, say: (text: string) => void): Promise<boolean> {
  const { home } = config
  const running = readRunning(home)
  if (!running) throw new Error('松鹤没有在运行。请先启动，看它正常，再升级。')
  const { release, folder } = await openBundle(file, home)
  say(`签名正确：版本 ${release.version}，${release.builtAt} 制作`)
  await backUp(config, adminUrl, say)
  const old = path.join(home, 'pg.before-update')
  say('正在停下旧版本…')
  await stopRunning(running)
  const step = await tryNew(config, running, folder, old)
  if (step === undefined) {
    rmSync(old, { recursive: true, force: true })
    dropOlder(home, [release.version, path.basename(running.root)])
    say(`已升级到 ${release.version}，运行正常。`)
    return true
  }
  return goBack(config, running, old, step, say)
}

interface Failure {
  what: string
  /** The database has the new structure already. */
  migrated: boolean
}

async function tryNew(config: Config, running: Running, folder: string, old: string): Promise<Failure | undefined> {
  try {
    if (!config.databaseUrl) copyData(path.join(config.home, 'pg'), old)
    const migrated = spawnSync(nodeOf(folder), ['apps/server/main.ts', '--only', 'migrate'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ...running.environment, SONGHE_HOME: config.home },
    })
    if (migrated.status !== 0)
      return { what: `更新数据库结构没有成功：${reasonIn(migrated.stdout + migrated.stderr)}`, migrated: false }
    pointTo(config.home, folder)
    const pid = startFrom(folder, config.home, running)
    if (await becomesHealthy(running.port, HEALTHY_WITHIN, pid)) return undefined
    return { what: '新版本没有正常运行起来', migrated: true }
  } catch (error) {
    return { what: (error as Error).message, migrated: true }
  }
}

async function goBack(
  config: Config,
  running: Running,
  old: string,
  { what, migrated }: Failure,
  say: (text: string) => void,
): Promise<boolean> {
  say(`${what}。正在退回旧版本…`)
  const left = readRunning(config.home)
  if (left) await stopRunning(left)
  pointTo(config.home, running.root)
  if (config.databaseUrl && migrated) {
    say(
      '数据库在别的服务器上，结构已经更新，不能由本机退回。旧版本没有启动：请用刚才的底版恢复数据库（songhe restore --to latest），或换修好的升级包。',
    )
    return false
  }
  if (existsSync(old)) {
    const data = path.join(config.home, 'pg')
    rmSync(data, { recursive: true, force: true })
    renameSync(old, data)
  }
  const pid = startFrom(running.root, config.home, running)
  const well = await becomesHealthy(running.port, HEALTHY_WITHIN, pid)
  say(well ? '旧版本和原来的数据已恢复运行，没有升级。' : `旧版本没有恢复运行，数据完好。请查看 ${config.home}/log/server.log。`)
  return false
}

async function backUp(config: Config, adminUrl: string, say: (text: string) => void) {
  if (!config.backupRoot) return say('没有自动备份（SONGHE_BACKUP=off），只在本机留一份升级前的数据。')
  const folder = backupFolder(config.backupRoot)
  const base = await takeBase(adminUrl, folder)
  const report = await verifyBackup(folder, { newestBase: true })
  if (!report.whole) throw new Error(`升级前的备份没有通过核验，没有升级：${report.faults[0]}`)
  say(`升级前的底版 ${base.name} 已做好并核验`)
}

/** The server is stopped, so a plain copy is a whole one; where the file system can, it costs nothing. */
function copyData(from: string, to: string) {
  rmSync(to, { recursive: true, force: true })
  const done = spawnSync('cp', ['-a', '--reflink=auto', from, to], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`升级前的数据没有拷贝成功：${done.stderr}`)
}

/** What the unit file runs; replaced in one step. */
function pointTo(home: string, root: string) {
  const link = path.join(home, 'current')
  rmSync(`${link}.next`, { force: true })
  symlinkSync(root, `${link}.next`)
  renameSync(`${link}.next`, link)
}

function dropOlder(home: string, kept: readonly string[]) {
  const releases = path.join(home, 'releases')
  for (const name of readdirSync(releases)) {
    const place = path.join(releases, name)
    if (!kept.includes(name) && place !== projectRoot && lstatSync(place).isDirectory())
      rmSync(place, { recursive: true, force: true })
  }
}

/** What it said itself; Node puts the line of the program before it. */
const reasonIn = (output: string) => /^\s*\w*Error: (.+)$/m.exec(output)?.[1] ?? output.trim().split('\n').at(-1) ?? ''
