// Digest over what a forecast was counted from, in a fixed order of keys: the database does not keep the order in which they were written.
import { createHash } from 'node:crypto'

export const digestOfInputs = (inputs: object): string =>
  createHash('sha256')
    .update(JSON.stringify(ordered(inputs)))
    .digest('hex')

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, ordered(part)]))
}

/** Whether two values say the same, whatever the order of their keys. */
export const sameContent = (one: object, other: object): boolean => digestOfInputs(one) === digestOfInputs(other)
