// Uploaded and produced files are never changed, so a copy of each new one is enough; the copy's name carries its digest. They are sealed already.
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { copyFile, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type BackupFolder, walDigest } from './backup-folder.ts'

export const fileDigestOf = (name: string) => name.slice(name.lastIndexOf('~') + 1)

/** Says to which installation the folder belongs. */
const MARK = '.installation'

/** @returns how many were new */
export async function copyFiles(home: string, folder: BackupFolder): Promise<number> {
  const source = path.join(home, 'files')
  if (!existsSync(source)) return 0
  let copied = 0
  if (existsSync(path.join(source, MARK))) await copyFile(path.join(source, MARK), path.join(folder.files, MARK))
  for (const place of foldersUnder(source)) {
    const into = path.join(folder.files, place)
    const names = readdirSync(path.join(source, place), { withFileTypes: true }).filter(
      (entry) => entry.isFile() && !entry.name.startsWith('.'),
    )
    if (names.length === 0) continue
    mkdirSync(into, { recursive: true, mode: 0o700 })
    const known = new Set(readdirSync(into).map((name) => name.slice(0, name.lastIndexOf('~'))))
    for (const { name } of names) {
      if (known.has(name)) continue
      const bytes = await readFile(path.join(source, place, name))
      const target = path.join(into, `${name}~${walDigest(bytes)}`)
      await writeFile(`${into}/.half`, bytes, { mode: 0o600, flush: true })
      await rename(`${into}/.half`, target)
      copied++
    }
  }
  return copied
}

export async function bringFilesBack(folder: BackupFolder, home: string): Promise<number> {
  let count = 0
  mkdirSync(path.join(home, 'files'), { recursive: true })
  if (existsSync(path.join(folder.files, MARK))) await copyFile(path.join(folder.files, MARK), path.join(home, 'files', MARK))
  for (const place of foldersUnder(folder.files)) {
    const into = path.join(home, 'files', place)
    for (const entry of readdirSync(path.join(folder.files, place), { withFileTypes: true })) {
      if (!entry.isFile() || entry.name.startsWith('.')) continue
      mkdirSync(into, { recursive: true })
      await copyFile(
        path.join(folder.files, place, entry.name),
        path.join(into, entry.name.slice(0, entry.name.lastIndexOf('~'))),
      )
      count++
    }
  }
  return count
}

function foldersUnder(root: string): string[] {
  const below = readdirSync(root, { recursive: true, withFileTypes: true })
  return [
    '',
    ...below.filter((entry) => entry.isDirectory()).map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))),
  ]
}
