// One client-made id may create many rows: each gets an id derived from it, so a repeated send finds the same rows.
import { createHash } from 'node:crypto'

export function derivedId(client: string, ...parts: string[]): string {
  const hex = createHash('sha256')
    .update([client, ...parts].join('|'))
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
