// The background half of a process: jobs, announcements, the clock, the sealer. Several may run; each takes what is free.
import { keepBackup } from '@songhe/kernel/backup/keep-backup'
import { usePractice } from '@songhe/kernel/practice'
import { startWorker } from '@songhe/kernel/worker'
import { resetDistrict } from './demo/reset-demo.ts'
import type { Installation } from './installation.ts'
import { startSealing } from './sealing.ts'
import type { Part } from './serving.ts'

export async function startWorking(installation: Installation, demo: boolean, say: (text: string) => void): Promise<Part> {
  const { database, around, ownerUrl } = installation
  if (demo) usePractice((district, progress) => resetDistrict(installation, district, progress))
  const worker = await startWorker(database, ownerUrl, around, demo)
  const sealing = startSealing(ownerUrl, around.log)
  const { backupRoot, backupDays, home, secrets } = installation.config
  const backup = backupRoot
    ? keepBackup({
        adminUrl: installation.adminUrl,
        ownerUrl,
        root: backupRoot,
        home,
        days: backupDays,
        superuser: secrets.superuser,
        log: around.log,
      })
    : undefined
  say(
    backupRoot
      ? `备份在 ${backupRoot}（最好放到另一块磁盘，用 SONGHE_BACKUP 指定）。密钥文件 ${installation.config.keyFile} 不在备份里，请另存一份。`
      : '没有自动备份（SONGHE_BACKUP=off）：请确认数据库和文件夹另有人备份。',
  )
  return {
    async stop() {
      await worker.stop()
      // Last, so that what the jobs wrote is sealed before the lights go out.
      await sealing.stop()
      await backup?.stop()
    },
  }
}
