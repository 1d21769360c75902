// D11: single bits change in a backup that lies on a shelf; the verification names each file, and a restore never brings one back as if it were true.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type BackupFolder, backupFolder, walFiles } from '@songhe/kernel/backup/backup-folder'
import { verifyBackup } from '@songhe/kernel/backup/verify-backup'
import { plantedSonghe } from '../planted-home.ts'
import type { Arena, Finding, Trial } from '../trial.ts'
import { command } from './command.ts'

const FLIPS = { a: 40, b: 1_000, c: 10_000 }

async function shelf(arena: Arena): Promise<BackupFolder> {
  const songhe = await plantedSonghe(arena)
  const root = path.join(songhe.home, 'backup')
  const folder = backupFolder(root)
  try {
    const base = command(songhe.home, { SONGHE_BACKUP: root }, 'backup', 'now')
    if (!base.ok) throw new Error(base.text)
    const segments = walFiles(folder).length
    await songhe.query(
      `insert into kernel.setting (district, key, value) select 4, 'work-' || n, to_jsonb(repeat('x', 200)) from generate_series(1, 20000) n`,
    )
    for (const deadline = Date.now() + 30_000; walFiles(folder).length < segments + 4 && Date.now() < deadline; )
      await new Promise((resolve) => setTimeout(resolve, 200))
  } finally {
    await songhe.stop()
  }
  return folder
}

const filesOf = (folder: BackupFolder): string[] =>
  readdirSync(folder.root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => statSync(file).size > 0)

async function flips(arena: Arena, notices: (folder: BackupFolder) => Promise<boolean>): Promise<Finding> {
  const folder = await shelf(arena)
  const whole = await verifyBackup(folder)
  if (!whole.whole) throw new Error(whole.faults.join('; '))
  const files = filesOf(folder)
  const faults: string[] = []
  const times = arena.count(FLIPS)
  for (let n = 0; n < times; n++) {
    const file = files[Math.floor(arena.random() * files.length)]!
    const bytes = readFileSync(file)
    // Behind what the mark of a half segment covers nothing was promised yet.
    const promised = file.endsWith('.partial')
      ? Number(readFileSync(file.replace(/partial$/, 'mark'), 'utf8').split(' ')[0])
      : bytes.length
    const hurt = Buffer.from(bytes)
    const at = Math.floor(arena.random() * promised)
    hurt[at]! ^= 1 << Math.floor(arena.random() * 8)
    writeFileSync(file, hurt)
    if (!(await notices(folder))) faults.push(`a bit at ${at} of ${path.relative(folder.root, file)} went unnoticed`)
    writeFileSync(file, bytes)
  }
  return {
    faults,
    figures: { flips: times, files: files.length, segments: whole.segments, 'files in base copies': whole.filesCompared },
  }
}

export const d11: Trial = {
  id: 'D11',
  title: 'Single bits change in a backup on the shelf: base copy, manifest, log, attachments.',
  target: 'Every flip is named by the verification.',
  tier: 'a',
  run: (arena) => flips(arena, async (folder) => !(await verifyBackup(folder)).whole),
  control: {
    breaks: 'only that the files are there is looked at',
    run: (arena) => flips(arena, async (folder) => filesOf(folder).length === 0),
  },
}
