// Receives the write-ahead log as the server writes it. Flushed each second and confirmed only then, so the server keeps what we do not have yet.
import { createHash, type Hash } from 'node:crypto'
import {
  closeSync,
  fdatasync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { type BackupFolder, partialOf, partialSegments, walDigest, walFiles, wholeBytes } from './backup-folder.ts'
import { connectForReplication } from './replication-connection.ts'
import { serverFacts } from './take-base.ts'
import { type Lsn, lsnText, parseLsn, positionOf, segmentName, segmentStart } from './wal-names.ts'

export const SLOT = 'songhe_backup'
const flushed = promisify(fdatasync)
const pack = promisify(gzip)
const MESSAGE = { data: 0x77, alive: 0x6b }
/** Microseconds from 1970 to 2000, where PostgreSQL's clock begins. */
const EPOCH = 946_684_800_000_000n

export interface Receiver {
  /** Until here everything is on our disk. */
  flushedTo(): Lsn
  /** When the server last told that this is all there is, or sent more. */
  heardAt(): Date
  /** Resolves when the stream ends by itself; a stop of ours is no error. */
  ended: Promise<void>
  stop(): Promise<void>
}

/** Where the log does not join what the folder has: bases before it cannot be carried on. */
export class Gap extends Error {}

/** @param anew begins where the server can, whatever the folder has: a new base must follow */
export async function receiveWal(url: string, folder: BackupFolder, anew = false): Promise<Receiver> {
  const connection = await connectForReplication(url)
  try {
    const server = await serverFacts(connection)
    const slot = await ensureSlot(connection)
    const first = segmentStart(slot, server.segmentSize)
    const from = anew ? first : (beginning(folder, server.timeline, server.segmentSize) ?? first)
    if (first > from) throw new Gap(`服务器已经没有 ${lsnText(from)} 起的日志，要从新的底版接起`)
    const writer = segmentWriter(folder, server.timeline, server.segmentSize, from)
    let heard = new Date()
    let stopping = false
    let owed: Promise<void> = Promise.resolve()
    const answer = () => connection.send(statusOf(writer.flushedTo()))
    const begins = connection.streaming()
    const stream = connection.command(
      `START_REPLICATION SLOT ${SLOT} PHYSICAL ${lsnText(from)} TIMELINE ${server.timeline}`,
      (chunk) => {
        heard = new Date()
        if (chunk[0] === MESSAGE.data) writer.write(chunk.readBigUInt64BE(1), chunk.subarray(25))
        else if (chunk[0] === MESSAGE.alive && chunk[17] === 1) answer()
      },
    )
    // Another process may have the slot: then this one keeps nothing.
    await Promise.race([begins, stream])
    const clock = setInterval(() => {
      owed = owed.then(async () => {
        if (await writer.flush()) answer()
        else if (Date.now() - heard.getTime() > 5_000) connection.send(statusOf(writer.flushedTo(), true))
      })
      owed.catch(() => connection.destroy())
    }, 1_000)
    const ended = stream
      .then(() => {})
      .catch((error: Error) => {
        if (!stopping) throw error
      })
      .finally(() => clearInterval(clock))
    ended.catch(() => {})
    return {
      flushedTo: writer.flushedTo,
      heardAt: () => heard,
      ended,
      async stop() {
        stopping = true
        clearInterval(clock)
        await owed.catch(() => {})
        await writer.flush().then(answer, () => {})
        connection.endStream()
        await Promise.race([ended.catch(() => {}), new Promise((resolve) => setTimeout(resolve, 1_000))])
        await writer.close()
        connection.destroy()
      },
    }
  } catch (error) {
    connection.destroy()
    throw error
  }
}

/** The server keeps the log for the slot until we confirm it; one that had to be given up (too far behind) is made anew. */
async function ensureSlot(connection: Awaited<ReturnType<typeof connectForReplication>>): Promise<Lsn> {
  const read = async () => (await connection.command(`READ_REPLICATION_SLOT ${SLOT}`))[0]?.[0]
  const known = await read()
  if (known?.restart_lsn) return parseLsn(known.restart_lsn)
  if (known?.slot_type) await connection.command(`DROP_REPLICATION_SLOT ${SLOT}`)
  await connection.command(`CREATE_REPLICATION_SLOT ${SLOT} PHYSICAL RESERVE_WAL`)
  return parseLsn((await read())!.restart_lsn!)
}

/** After the last complete segment of this timeline and what was flushed of the next; undefined when there is nothing yet. */
function beginning(folder: BackupFolder, timeline: number, size: number): Lsn | undefined {
  const here = (segment: string) => positionOf(segment, size).timeline === timeline
  const last = walFiles(folder).findLast(({ segment }) => here(segment))
  const next = last && positionOf(last.segment, size).start + BigInt(size)
  const half = partialSegments(folder).filter(here).sort().at(-1)
  if (!half) return next
  const { start } = positionOf(half, size)
  if (next !== undefined && start !== next) return next
  return start + BigInt(wholeBytes(folder, half))
}

function statusOf(lsn: Lsn, please = false): Buffer {
  const message = Buffer.alloc(34)
  message[0] = 0x72
  for (const offset of [1, 9, 17]) message.writeBigUInt64BE(lsn, offset)
  message.writeBigInt64BE(BigInt(Date.now()) * 1_000n - EPOCH, 25)
  message[33] = please ? 1 : 0
  return message
}

interface OpenSegment {
  segment: string
  file: number
  hash: Hash
  bytes: number
}

function segmentWriter(folder: BackupFolder, timeline: number, size: number, from: Lsn) {
  let written = from
  let safe = from
  let current: OpenSegment | undefined
  let packing: Promise<void> = Promise.resolve()
  /** Goes on where the flushed part of a half segment ends. */
  const openAt = (place: Lsn): OpenSegment => {
    const start = segmentStart(place, size)
    const segment = segmentName(timeline, start, size)
    const { bytes: name } = partialOf(folder, segment)
    const bytes = Number(place - start)
    const hash = createHash('sha256')
    if (bytes === 0) return { segment, file: openSync(name, 'w', 0o600), hash, bytes }
    hash.update(readFileSync(name).subarray(0, bytes))
    const file = openSync(name, 'r+')
    ftruncateSync(file, bytes)
    return { segment, file, hash, bytes }
  }

  function write(at: Lsn, data: Buffer) {
    if (at !== written) throw new Error(`the log came at ${lsnText(at)} instead of ${lsnText(written)}`)
    for (let rest = data; rest.length > 0; ) {
      current ??= openAt(written)
      const piece = rest.subarray(0, size - current.bytes)
      for (let done = 0; done < piece.length; )
        done += writeSync(current.file, piece, done, piece.length - done, current.bytes + done)
      current.hash.update(piece)
      current.bytes += piece.length
      written += BigInt(piece.length)
      rest = rest.subarray(piece.length)
      if (current.bytes < size) continue
      const full = current
      current = undefined
      packing = packing.then(() => keep(folder, full))
      // The next flush meets the failure; until then nobody waits for it.
      packing.catch(() => {})
    }
  }
  return {
    write,
    flushedTo: () => safe,
    /** @returns whether there was anything new */
    async flush(): Promise<boolean> {
      if (safe === written) return false
      const [to, open] = [written, current]
      await packing
      if (open && open === current) {
        const mark = `${open.bytes} ${open.hash.copy().digest('hex')}\n`
        await flushed(open.file)
        const { mark: place } = partialOf(folder, open.segment)
        writeFileSync(`${place}.half`, mark, { mode: 0o600 })
        renameSync(`${place}.half`, place)
        // Filled and packed meanwhile: its mark has nothing to stand beside.
        if (open !== current) packing = packing.then(() => rmSync(place, { force: true }))
      }
      safe = to
      return true
    },
    async close() {
      // What could not be packed was not confirmed either: the server still has it.
      await packing.catch(() => {})
      if (current) closeSync(current.file)
      current = undefined
    },
  }
}

/** A full segment: flushed, packed under a name that carries its digest; only then the loose one goes. */
async function keep(folder: BackupFolder, { segment, file }: OpenSegment) {
  const loose = partialOf(folder, segment)
  await flushed(file)
  closeSync(file)
  const packed = await pack(await readFile(loose.bytes), { level: 1 })
  const place = path.join(folder.wal, `${segment}-${walDigest(packed)}.gz`)
  const out = await open(`${place}.half`, 'w', 0o600)
  await out.writeFile(packed)
  await out.sync()
  await out.close()
  await rename(`${place}.half`, place)
  rmSync(loose.bytes, { force: true })
  rmSync(loose.mark, { force: true })
}
