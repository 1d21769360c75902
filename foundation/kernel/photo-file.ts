// A photograph that somebody uploads: JPG or PNG by its first bytes, whatever the name says, and not larger than an office line carries.
import { invalid } from '@songhe/basics/problem'

const LARGEST = 10 * 1024 * 1024
const SIGNATURES: [string, string][] = [
  ['ffd8ff', 'image/jpeg'],
  ['89504e47', 'image/png'],
]

/** @returns its media type */
export function photoType(bytes: Buffer): string {
  const head = bytes.subarray(0, 4).toString('hex')
  const mediaType = SIGNATURES.find(([start]) => head.startsWith(start))?.[1]
  if (!mediaType) throw invalid('这不是 JPG 或 PNG 照片。', { next: '请另存为 JPG 再上传。' })
  if (bytes.length > LARGEST) throw invalid('照片超过 10 MB。', { next: '请压缩后再上传。' })
  return mediaType
}
