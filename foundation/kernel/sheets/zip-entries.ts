// The outside of an .xlsx, read before anything is inflated: sizes first, then each entry counted while it inflates. Nothing may hide in the file.
import { createInflateRaw, inflateRawSync } from 'node:zlib'
import { invalid, Problem } from '@songhe/basics/problem'

export interface ZipEntry {
  name: string
  method: number
  crc: number
  /** Bytes in the file and after inflation. */
  packed: number
  size: number
  /** Where the packed bytes begin. */
  start: number
}

export const LIMITS = {
  fileBytes: 100 * 2 ** 20,
  unpackedBytes: 1_200 * 2 ** 20,
  stringBytes: 300 * 2 ** 20,
  entries: 2_000,
  ratio: 250,
  rows: 1_048_576,
}

const BROKEN = () => invalid('这个 Excel 文件已损坏，打不开。', { next: '请用 Excel 或 WPS 打开原件，另存为 .xlsx 后再上传。' })
const TOO_BIG = () =>
  invalid('这个文件展开后大得不正常，已拒绝读取。', {
    next: '请只保留要导入的工作表，删去空白行列和图片，另存为 .xlsx 后再上传。',
  })

/** @throws Problem in plain Chinese for broken, encrypted, over-large or over-packed files */
export function readEntries(bytes: Buffer): ZipEntry[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + 22 > bytes.length) throw BROKEN()
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  if (count > LIMITS.entries) throw TOO_BIG()
  const entries: ZipEntry[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== 0x02014b50) throw BROKEN()
    const [packed, size] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)]
    const [nameLength, extra, comment] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)]
    if (size === 0xffffffff || packed === 0xffffffff) throw TOO_BIG()
    if (bytes.readUInt16LE(at + 8) & 1) throw invalid('这个文件加了密码。', { next: '请去掉打开密码后再上传。' })
    const local = bytes.readUInt32LE(at + 42)
    if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== 0x04034b50) throw BROKEN()
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    if (start + packed > bytes.length) throw BROKEN()
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/')
    entries.push({ name, method: bytes.readUInt16LE(at + 10), crc: bytes.readUInt32LE(at + 16), packed, size, start })
    at += 46 + nameLength + extra + comment
  }
  const total = entries.reduce((sum, entry) => sum + entry.size, 0)
  if (total > LIMITS.unpackedBytes || (total > 50 * 2 ** 20 && total > bytes.length * LIMITS.ratio)) throw TOO_BIG()
  if (entries.some((entry) => /sharedStrings\.xml$/i.test(entry.name) && entry.size > LIMITS.stringBytes)) throw TOO_BIG()
  if (entries.some((entry) => /vbaProject\.bin$/i.test(entry.name)))
    throw invalid('这个文件带有宏，不能导入。', { next: '请在 Excel 或 WPS 里另存为不带宏的 .xlsx 后再上传。' })
  return entries
}

/** Inflates once and throws it away: an entry that is longer than it says, or that brings its own entities, is refused. */
export async function proveEntry(bytes: Buffer, entry: ZipEntry) {
  if (entry.method === 0) {
    if (entry.packed !== entry.size) throw BROKEN()
    return
  }
  if (entry.method !== 8) throw BROKEN()
  let seen = 0
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 })
  inflate.end(bytes.subarray(entry.start, entry.start + entry.packed))
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      if (seen === 0 && /<!DOCTYPE|<!ENTITY/i.test(chunk.toString('latin1', 0, 4_096))) throw BROKEN()
      seen += chunk.length
      if (seen > entry.size) throw TOO_BIG()
    }
  } catch (error) {
    inflate.destroy()
    throw error instanceof Problem ? error : BROKEN()
  }
  if (seen !== entry.size) throw BROKEN()
}

/** A small entry as text (lists of sheets and the like). */
export function textOf(bytes: Buffer, entry: ZipEntry | undefined): string {
  if (!entry) return ''
  if (entry.size > 8 * 2 ** 20) throw TOO_BIG()
  const packed = bytes.subarray(entry.start, entry.start + entry.packed)
  try {
    return (entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: entry.size || 1 })).toString('utf8')
  } catch {
    throw BROKEN()
  }
}

/** A new archive of these entries in this order, without inflating them: what streams must have first comes first, the rest is left out. */
export function repack(bytes: Buffer, entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(0x800, 2)
    head.writeUInt16LE(entry.method, 4)
    head.writeUInt32LE(0x21_0000, 6)
    head.writeUInt32LE(entry.crc, 10)
    head.writeUInt32LE(entry.packed, 14)
    head.writeUInt32LE(entry.size, 18)
    head.writeUInt16LE(name.length, 22)
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), head, name, bytes.subarray(entry.start, entry.start + entry.packed))
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, tail, name)
    at += 30 + name.length + entry.packed
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, list, end])
}
