// A base copy: the server's whole data folder, as it sends it, compressed and digested on the way, with the server's own manifest beside it.
import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type BackupFolder, type BaseCopy, writeBase } from './backup-folder.ts'
import { connectForReplication } from './replication-connection.ts'
import { lsnText, parseLsn } from './wal-names.ts'

const NEW_ARCHIVE = 0x6e
const MANIFEST = 0x6d
const DATA = 0x64
/** What the wire may run ahead of the disk. */
const AHEAD = 8 * 1024 * 1024

export interface ServerFacts {
  systemId: string
  timeline: number
  position: bigint
  segmentSize: number
  major: number
}

export async function takeBase(url: string, folder: BackupFolder, now = () => new Date()): Promise<BaseCopy> {
  const connection = await connectForReplication(url)
  const startedAt = now()
  const name = startedAt.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const place = path.join(folder.base, name)
  const half = `${place}.half`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { recursive: true, mode: 0o700 })
  try {
    const server = await serverFacts(connection)
    const archive = archiveFile(path.join(half, 'base.tar.gz'))
    const manifest: Buffer[] = []
    let archives = 0
    let into: 'archive' | 'manifest' = 'archive'
    const [start, , end] = await connection.command(
      `BASE_BACKUP (LABEL 'songhe ${name}', CHECKPOINT 'fast', WAL true, WAIT false, MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256')`,
      (chunk, wire) => {
        if (chunk[0] === NEW_ARCHIVE) archives++
        else if (chunk[0] === MANIFEST) into = 'manifest'
        else if (chunk[0] === DATA && into === 'manifest') manifest.push(Buffer.from(chunk.subarray(1)))
        else if (chunk[0] === DATA && archives === 1) archive.write(Buffer.from(chunk.subarray(1)), wire.stream)
      },
    )
    if (archives > 1) throw new Error('这个数据库用了表空间（tablespace），备份还不支持；请把表移回默认表空间。')
    const { bytes, digest } = await archive.finish()
    const text = Buffer.concat(manifest)
    writeFileSync(path.join(half, 'backup_manifest'), text, { mode: 0o600 })
    const base: BaseCopy = {
      name,
      startedAt: startedAt.toISOString(),
      finishedAt: now().toISOString(),
      startLsn: lsnText(parseLsn(start![0]!.recptr!)),
      endLsn: lsnText(parseLsn(end![0]!.recptr!)),
      timeline: Number(start![0]!.tli),
      segmentSize: server.segmentSize,
      serverVersion: server.major,
      systemId: server.systemId,
      database: decodeURIComponent(new URL(url).pathname.slice(1)),
      archiveBytes: bytes,
      archiveDigest: digest,
      manifestDigest: createHash('sha256').update(text).digest('hex'),
    }
    writeBase(half, base)
    if (existsSync(place)) throw new Error(`底版 ${name} 已经有了`)
    renameSync(half, place)
    return base
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    throw error
  } finally {
    await connection.close()
  }
}

type Asked = Awaited<ReturnType<typeof connectForReplication>>

export async function serverFacts(connection: Asked): Promise<ServerFacts> {
  const one = async (text: string) => (await connection.command(text))[0]![0]!
  const identity = await one('IDENTIFY_SYSTEM')
  const size = Object.values(await one('SHOW wal_segment_size'))[0]!
  const version = Object.values(await one('SHOW server_version_num'))[0]!
  const [, count, unit] = /^(\d+)(MB|GB|kB)?$/.exec(size) ?? []
  const factor = unit === 'GB' ? 1024 ** 3 : unit === 'MB' ? 1024 ** 2 : unit === 'kB' ? 1024 : 1
  return {
    systemId: identity.systemid!,
    timeline: Number(identity.timeline),
    position: parseLsn(identity.xlogpos!),
    segmentSize: Number(count) * factor,
    major: Math.floor(Number(version) / 10_000),
  }
}

/** gzip -1: a third of the size at the speed of the disk; every machine can open it. */
function archiveFile(file: string) {
  const input = new PassThrough({ highWaterMark: AHEAD })
  const hash = createHash('sha256')
  let bytes = 0
  const count = new PassThrough()
  count.on('data', (chunk: Buffer) => {
    hash.update(chunk)
    bytes += chunk.length
  })
  const written = pipeline(input, createGzip({ level: 1 }), count, createWriteStream(file, { mode: 0o600, flush: true }))
  let trouble: Error | undefined
  let waiting = false
  written.catch((error) => (trouble = error as Error))
  return {
    write(chunk: Buffer, wire: { pause(): void; resume(): void }) {
      if (trouble) throw trouble
      if (input.write(chunk) || waiting) return
      waiting = true
      wire.pause()
      input.once('drain', () => {
        waiting = false
        wire.resume()
      })
      written.catch(() => wire.resume())
    },
    async finish() {
      input.end()
      await written
      return { bytes, digest: hash.digest('hex') }
    },
  }
}
