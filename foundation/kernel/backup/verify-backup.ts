// Reads a whole backup as a restore would, and names every file that is not what was written.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createGunzip, gunzipSync } from 'node:zlib'
import {
  type BackupFolder,
  type BaseCopy,
  baseNames,
  digestOfFile,
  firstSegmentOf,
  partialOf,
  partialSegments,
  readBase,
  walDigest,
  walFiles,
  wholeBytes,
} from './backup-folder.ts'
import { fileDigestOf } from './copy-files.ts'
import { readTar } from './tar-entries.ts'
import { parseLsn, positionOf, segmentStart } from './wal-names.ts'

export interface BackupReport {
  whole: boolean
  bases: number
  /** Files inside the base copies that were compared with the server's manifest. */
  filesCompared: number
  segments: number
  uploads: number
  faults: string[]
}

export async function verifyBackup(folder: BackupFolder, only?: { newestBase: boolean }): Promise<BackupReport> {
  const report: BackupReport = { whole: true, bases: 0, filesCompared: 0, segments: 0, uploads: 0, faults: [] }
  const fault = (text: string) => void report.faults.push(text)
  const names = baseNames(folder)
  const bases: BaseCopy[] = []
  for (const name of names) {
    try {
      const base = readBase(path.join(folder.base, name))
      bases.push(base)
      if (only?.newestBase && name !== names.at(-1)) continue
      report.bases++
      report.filesCompared += await verifyBase(path.join(folder.base, name), base, fault)
    } catch (error) {
      fault((error as Error).message)
    }
  }
  report.segments = verifyLog(folder, bases, only?.newestBase ?? false, fault)
  if (!only?.newestBase) report.uploads = await verifyUploads(folder, fault)
  report.whole = report.faults.length === 0
  return report
}

async function verifyBase(place: string, base: BaseCopy, fault: (text: string) => void): Promise<number> {
  const manifestText = readFileSync(path.join(place, 'backup_manifest'))
  if (createHash('sha256').update(manifestText).digest('hex') !== base.manifestDigest)
    fault(`底版 ${base.name} 的清单 backup_manifest 被改动或损坏`)
  if ((await digestOfFile(path.join(place, 'base.tar.gz'))) !== base.archiveDigest) {
    fault(`底版 ${base.name} 的 base.tar.gz 被改动或损坏`)
    return 0
  }
  const files = (JSON.parse(manifestText.toString('utf8')) as Manifest).Files
  const wanted = new Map(files.map((file) => [file.Path ?? Buffer.from(file['Encoded-Path'] ?? '', 'hex').toString(), file]))
  const compared = wanted.size
  await readTar(createReadStream(path.join(place, 'base.tar.gz')).pipe(createGunzip()), ({ name, size }) => {
    const hash = createHash('sha256')
    return {
      data: (piece) => void hash.update(piece),
      end() {
        const file = wanted.get(name)
        wanted.delete(name)
        if (file && (file.Size !== size || file.Checksum !== hash.digest('hex')))
          fault(`底版 ${base.name} 里的 ${name} 和服务器交出时不同`)
      },
    }
  })
  for (const name of wanted.keys()) fault(`底版 ${base.name} 里缺 ${name}`)
  return compared
}

interface Manifest {
  Files: { Path?: string; 'Encoded-Path'?: string; Size: number; Checksum: string }[]
}

/** Each segment by the digest in its name, and none missing from the first base on. */
function verifyLog(folder: BackupFolder, bases: BaseCopy[], fromNewest: boolean, fault: (text: string) => void): number {
  const first = fromNewest ? bases.at(-1) : bases[0]
  const from = first && firstSegmentOf(first)
  const size = first?.segmentSize ?? 0
  let count = 0
  let previous: { timeline: number; start: bigint } | undefined
  const brought = first && segmentStart(parseLsn(first.endLsn), size)
  for (const { file, segment, digest } of walFiles(folder)) {
    if (from && fromNewest && segment < from) continue
    count++
    const packed = readFileSync(path.join(folder.wal, file))
    if (walDigest(packed) !== digest) fault(`日志 ${file} 被改动或损坏`)
    else if (size && gunzipSync(packed).length !== size) fault(`日志 ${file} 长度不对`)
    if (!size || (from && segment < from)) continue
    const here = positionOf(segment, size)
    if (!previous && brought !== undefined && here.start > brought) fault(`底版 ${first!.name} 和日志 ${segment} 之间缺了一段`)
    if (
      previous &&
      previous.timeline === here.timeline &&
      here.start !== previous.start + BigInt(size) &&
      !beginsAnew(bases, here.start)
    )
      fault(`日志在 ${segment} 之前缺了一段`)
    previous = here
  }
  for (const segment of partialSegments(folder)) {
    const { mark, bytes } = partialOf(folder, segment)
    // Without a mark nothing of it was flushed yet, and nothing promised.
    if (existsSync(mark) && existsSync(bytes) && wholeBytes(folder, segment) === 0)
      fault(`日志 ${path.basename(bytes)} 或 ${path.basename(mark)} 被改动或损坏`)
  }
  return count
}

/** After a gap a new base was taken: the log before it is no longer needed to carry that one on. */
const beginsAnew = (bases: BaseCopy[], start: bigint) =>
  bases.some((base) => positionOf(firstSegmentOf(base), base.segmentSize).start >= start - BigInt(base.segmentSize))

async function verifyUploads(folder: BackupFolder, fault: (text: string) => void): Promise<number> {
  let count = 0
  for (const entry of readdirSync(folder.files, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue
    const place = path.join(entry.parentPath, entry.name)
    count++
    if ((await digestOfFile(place)).slice(0, 32) !== fileDigestOf(entry.name))
      fault(`文件 ${path.relative(folder.root, place)} 被改动或损坏`)
  }
  return count
}
