// Where a backup lies and what it is called. Each file's name or neighbour carries its digest, so that a flipped bit is seen without any other place.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseLsn, segmentName } from './wal-names.ts'

export interface BaseCopy {
  /** Folder name, e.g. `20261125T021500Z`. */
  name: string
  startedAt: string
  finishedAt: string
  startLsn: string
  endLsn: string
  timeline: number
  segmentSize: number
  /** Major version of the server that wrote it. */
  serverVersion: number
  systemId: string
  database: string
  archiveBytes: number
  archiveDigest: string
  manifestDigest: string
}

export interface BackupFolder {
  root: string
  base: string
  wal: string
  files: string
}

export function backupFolder(root: string): BackupFolder {
  const folder = { root, base: path.join(root, 'base'), wal: path.join(root, 'wal'), files: path.join(root, 'files') }
  for (const place of [folder.base, folder.wal, folder.files]) mkdirSync(place, { recursive: true, mode: 0o700 })
  return folder
}

const digestOfText = (text: string) => createHash('sha256').update(text).digest('hex')

export function writeBase(folder: string, base: BaseCopy) {
  const text = JSON.stringify(base, null, 2)
  writeFileSync(path.join(folder, 'base.json'), `${text}\n${digestOfText(text)}\n`, { mode: 0o600 })
}

/** @throws when the description itself was changed */
export function readBase(folder: string): BaseCopy {
  const [text = '', digest = ''] = readFileSync(path.join(folder, 'base.json'), 'utf8').split(/\n(?=[0-9a-f]{64}\n$)/)
  if (digestOfText(text) !== digest.trim()) throw new Error(`底版说明 ${path.basename(folder)}/base.json 被改动或损坏`)
  return JSON.parse(text) as BaseCopy
}

/** Finished base copies, oldest first; one that was interrupted has no description and does not count. */
export const baseNames = (folder: BackupFolder): string[] =>
  readdirSync(folder.base)
    .filter((name) => existsSync(path.join(folder.base, name, 'base.json')))
    .sort()

export interface WalFile {
  file: string
  segment: string
  digest: string
}

/** Complete segments in the order of the log. */
export const walFiles = (folder: BackupFolder): WalFile[] =>
  readdirSync(folder.wal)
    .flatMap((file) => {
      const [, segment, digest] = /^([0-9A-F]{24})-([0-9a-f]{32})\.gz$/.exec(file) ?? []
      return segment && digest ? [{ file, segment, digest }] : []
    })
    .sort((a, b) => (a.segment < b.segment ? -1 : 1))

export const walDigest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex').slice(0, 32)

/** The segment being written: its bytes, and how many of them under which digest were flushed. */
export const partialOf = (folder: BackupFolder, segment: string) => ({
  bytes: path.join(folder.wal, `${segment}.partial`),
  mark: path.join(folder.wal, `${segment}.mark`),
})
export const partialSegments = (folder: BackupFolder): string[] =>
  readdirSync(folder.wal).flatMap((file) => (/^[0-9A-F]{24}\.partial$/.test(file) ? [file.slice(0, 24)] : []))

/** How many bytes of a half segment were flushed and are still as they were; 0 when they are not. */
export function wholeBytes(folder: BackupFolder, segment: string): number {
  const { bytes, mark } = partialOf(folder, segment)
  if (!existsSync(mark)) return 0
  const [count = '0', digest] = readFileSync(mark, 'utf8').trim().split(' ')
  const flushed = readFileSync(bytes).subarray(0, Number(count))
  return createHash('sha256').update(flushed).digest('hex') === digest ? flushed.length : 0
}

export async function digestOfFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

export function bytesUnder(folder: string): number {
  let sum = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name)
    try {
      sum += entry.isDirectory() ? bytesUnder(place) : statSync(place).size
    } catch {
      // Gone between the listing and the look: a segment was just compressed.
    }
  }
  return sum
}

/** Removes base copies older than `days`, except the newest two, and the log before the oldest that stays. @returns names of removed copies */
export function prune(folder: BackupFolder, days: number, now: Date): string[] {
  const names = baseNames(folder)
  const oldest = now.getTime() - days * 86_400_000
  const gone = names.slice(0, -2).filter((name) => new Date(readBase(path.join(folder.base, name)).startedAt).getTime() < oldest)
  for (const name of gone) rmSync(path.join(folder.base, name), { recursive: true, force: true })
  const first = names.find((name) => !gone.includes(name))
  if (gone.length > 0 && first) {
    const kept = firstSegmentOf(readBase(path.join(folder.base, first)))
    for (const { file, segment } of walFiles(folder))
      if (segment.slice(8) < kept.slice(8)) rmSync(path.join(folder.wal, file), { force: true })
  }
  return gone
}

export const firstSegmentOf = (base: BaseCopy) => segmentName(base.timeline, parseLsn(base.startLsn), base.segmentSize)
