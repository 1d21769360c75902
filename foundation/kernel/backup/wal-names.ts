// Places in the write-ahead log and the names of its files, as PostgreSQL reckons them.

/** Byte position in the log; PostgreSQL writes it `16/B374D848`. */
export type Lsn = bigint

export function parseLsn(text: string): Lsn {
  const [high = '', low = ''] = text.split('/')
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`)
}

export const lsnText = (lsn: Lsn) =>
  `${(lsn >> 32n).toString(16).toUpperCase()}/${(lsn & 0xffffffffn).toString(16).toUpperCase()}`

export const segmentStart = (lsn: Lsn, size: number): Lsn => lsn - (lsn % BigInt(size))

/** 24 hex digits: timeline, high part, segment within it. */
export function segmentName(timeline: number, lsn: Lsn, size: number): string {
  const number = lsn / BigInt(size)
  const perHigh = 0x1_0000_0000n / BigInt(size)
  const hex = (value: bigint) => value.toString(16).toUpperCase().padStart(8, '0')
  return hex(BigInt(timeline)) + hex(number / perHigh) + hex(number % perHigh)
}

export function positionOf(segment: string, size: number): { timeline: number; start: Lsn } {
  const perHigh = 0x1_0000_0000n / BigInt(size)
  const part = (from: number) => BigInt(`0x${segment.slice(from, from + 8)}`)
  return { timeline: Number(part(0)), start: (part(8) * perHigh + part(16)) * BigInt(size) }
}
