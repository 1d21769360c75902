// Copies of the installation on the command line: making, listing, verifying, trying out and bringing back.
import { statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { newId } from '@songhe/basics/ids'
import { backupFolder, baseNames, bytesUnder, readBase, walFiles } from '@songhe/kernel/backup/backup-folder'
import { copyFiles } from '@songhe/kernel/backup/copy-files'
import { drill } from '@songhe/kernel/backup/drill'
import { restore } from '@songhe/kernel/backup/restore'
import { takeBase } from '@songhe/kernel/backup/take-base'
import { verifyBackup } from '@songhe/kernel/backup/verify-backup'
import type { Config } from '@songhe/kernel/config'
import { ownerUrl } from '@songhe/kernel/db/roles'
import pg from 'pg'
import { adminUrlOf, type ApartCommand } from './apart-command.ts'

const inChina = (at: Date | string | number) => new Date(at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' })
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
const folderOf = ({ backupRoot }: Config) => {
  if (!backupRoot) throw new Error('这套系统没有自动备份（SONGHE_BACKUP=off）。')
  return backupFolder(backupRoot)
}

export const backupCommands: readonly ApartCommand[] = [
  {
    name: 'backup now',
    title: '现在做一份底版并核验',
    usage: 'backup now',
    async run(config, _args, say) {
      const folder = folderOf(config)
      const base = await takeBase(adminUrlOf(config), folder)
      await copyFiles(config.home, folder)
      const report = await verifyBackup(folder, { newestBase: true })
      say(`底版 ${base.name}，${megabytes(base.archiveBytes)}，核对 ${report.filesCompared} 个文件`)
      for (const fault of report.faults) say(`  ${fault}`)
      await note(config, [
        { kind: 'base', state: 'done', bytes: base.archiveBytes, trouble: '' },
        { kind: 'verify', state: report.whole ? 'done' : 'failed', bytes: null, trouble: report.faults.slice(0, 5).join('；') },
      ])
      return report.whole
    },
  },
  {
    name: 'backup list',
    title: '列出底版和能恢复到的时间',
    usage: 'backup list',
    async run(config, _args, say) {
      const folder = folderOf(config)
      const bases = baseNames(folder).map((name) => readBase(path.join(folder.base, name)))
      for (const base of bases)
        say(`${base.name}  ${inChina(base.finishedAt)} 做完  ${megabytes(base.archiveBytes)}  PostgreSQL ${base.serverVersion}`)
      const last = walFiles(folder).at(-1)
      const until = last && statSync(path.join(folder.wal, last.file)).mtime
      say(
        bases.length
          ? `可以恢复到 ${inChina(bases[0]!.finishedAt)} 以后的任何时刻${until ? `，日志至少到 ${inChina(until)}` : ''}`
          : '还没有底版',
      )
      say(`${folder.root} 共 ${megabytes(bytesUnder(folder.root))}；密钥文件不在里面`)
      return true
    },
  },
  {
    name: 'backup verify',
    title: '逐个文件核验全部备份',
    usage: 'backup verify',
    async run(config, _args, say) {
      const report = await verifyBackup(folderOf(config))
      const seen = `${report.bases} 份底版（${report.filesCompared} 个文件）、${report.segments} 段日志、${report.uploads} 个附件`
      say(report.whole ? `完好：${seen}` : `有 ${report.faults.length} 处问题（看过 ${seen}）：`)
      for (const fault of report.faults) say(`  ${fault}`)
      return report.whole
    },
  },
  {
    name: 'backup drill',
    title: '试恢复一次，读完每一行，再丢掉',
    usage: 'backup drill',
    async run(config, _args, say) {
      const report = await drill(folderOf(config), config.home, config.secrets.superuser)
      say(
        `试恢复成功：${report.tables} 张表 ${report.rows} 行，用时 ${report.seconds} 秒${report.newest ? `，最新到 ${inChina(report.newest)}` : ''}`,
      )
      return true
    },
  },
  {
    name: 'restore',
    title: '把备份恢复到一个新的文件夹，停在指定时刻之前',
    usage: 'restore --to "2026-11-25 10:00:00" | latest <新的 SONGHE_HOME>',
    async run(config, args, say) {
      const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { to: { type: 'string' } } })
      const [target] = positionals
      if (!target || !values.to)
        throw new Error('要说明恢复到什么时刻和哪个新文件夹，例如：restore --to "2026-11-25 10:00:00" /srv/songhe-huifu')
      const home = path.resolve(target)
      const done = await restore(folderOf(config), momentOf(values.to), home, config.secrets.superuser)
      say(`已恢复到 ${values.to}（底版 ${done.base}，${done.segments} 段日志，${done.files} 个附件），用时 ${done.seconds} 秒。`)
      say(`原来的数据没有动。启动恢复出来的：SONGHE_HOME=${home} SONGHE_KEY_FILE=${config.keyFile} npm start`)
      return true
    },
  },
]

/** China's clock on the wall; nothing is guessed from a text of another form. */
export function momentOf(text: string): Date | 'latest' {
  if (text === 'latest') return text
  const [, day, time = ''] = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)$/.exec(text.trim()) ?? []
  const moment = new Date(`${day}T${time}+08:00`)
  if (!day || Number.isNaN(moment.getTime()))
    throw new Error(`看不懂时刻“${text}”。请写成 2026-11-25 10:00:00（北京时间），或 latest。`)
  return moment
}

/** For the administrator's page: what was done by hand counts as well. */
async function note(config: Config, runs: readonly { kind: string; state: string; bytes: number | null; trouble: string }[]) {
  const url = new URL(adminUrlOf(config))
  const database = config.databaseUrl ? decodeURIComponent(url.pathname.slice(1)) : 'songhe'
  const client = new pg.Client(ownerUrl({ host: url.hostname, port: Number(url.port || 5432), database }, config.secrets))
  await client.connect()
  for (const { kind, state, bytes, trouble } of runs)
    await client.query(
      `insert into kernel.backup_run (id, kind, state, asked_by, finished_at, bytes, trouble) values ($1, $2, $3, '命令行', clock_timestamp(), $4, $5)`,
      [newId(), kind, state, bytes, trouble],
    )
  await client.end()
}
