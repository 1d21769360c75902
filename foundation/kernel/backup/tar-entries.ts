// Reads a tar archive as it flows by: the server's base copies (ustar, plain files). Nothing is unpacked.

export interface TarEntry {
  name: string
  size: number
}

const BLOCK = 512

/** Calls `onEntry` at each plain file; what that returns gets the file's bytes piece by piece. */
export async function readTar(
  source: AsyncIterable<Buffer>,
  onEntry: (entry: TarEntry) => { data(piece: Buffer): void; end(): void },
) {
  let held: Buffer = Buffer.alloc(0)
  let left = 0
  let padding = 0
  let reader: ReturnType<typeof onEntry> | undefined
  for await (const chunk of source) {
    held = held.length ? Buffer.concat([held, chunk]) : chunk
    for (;;) {
      if (left > 0) {
        const piece = held.subarray(0, left)
        reader?.data(piece)
        left -= piece.length
        held = held.subarray(piece.length)
        if (left > 0) break
        reader?.end()
        reader = undefined
      }
      if (padding > 0) {
        const skipped = Math.min(padding, held.length)
        padding -= skipped
        held = held.subarray(skipped)
        if (padding > 0) break
      }
      if (held.length < BLOCK) break
      const header = held.subarray(0, BLOCK)
      held = held.subarray(BLOCK)
      if (header.every((byte) => byte === 0)) continue
      const text = (from: number, length: number) =>
        header
          .subarray(from, from + length)
          .toString('utf8')
          .replace(/\0.*$/s, '')
      const prefix = text(345, 155)
      const size = sizeOf(header)
      const plain = header[156] === 0x30 || header[156] === 0
      if (!plain) continue
      reader = onEntry({ name: prefix ? `${prefix}/${text(0, 100)}` : text(0, 100), size })
      left = size
      padding = (BLOCK - (size % BLOCK)) % BLOCK
      if (size === 0) reader.end()
    }
  }
  if (left > 0) throw new Error('the archive ends within a file')
}

/** Octal text, or base 256 for files beyond 8 GB. */
function sizeOf(header: Buffer): number {
  const field = header.subarray(124, 136)
  if (field[0]! & 0x80) return field.subarray(4).reduce((sum, byte) => sum * 256 + byte, 0)
  return Number.parseInt(field.toString('latin1').replace(/[\0 ]+$/, '') || '0', 8)
}
