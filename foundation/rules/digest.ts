// A stable fingerprint of what a table says, frozen when it is published and in every run that used it.
import type { Table } from './tree.ts'

/** sha256 (hex) over canonical JSON of everything written in the table; the parsed trees are left out, since the texts decide them. */
export async function tableDigest(table: Table): Promise<string> {
  const { inputs, rows, ...head } = table
  const said = {
    ...head,
    inputs: inputs.map(({ name, fact }) => ({ name, fact })),
    rows: rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => cell.text),
      outputs: row.outputs.map((cell) => cell.text),
    })),
  }
  const bytes = new TextEncoder().encode(canonical(said))
  const hash = await globalThis.crypto.subtle.digest('SHA-256', bytes)
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** JSON with sorted keys and without undefined. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`
}
