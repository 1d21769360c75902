// Structured log lines without personal data: facts are ids, routes and counts.
import type { Log } from '@songhe/kernel/context'

const write = (level: string) => (facts: object, message: string) =>
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...facts })}\n`)

export const jsonLog: Log = { info: () => {}, warn: write('warn'), error: write('error') }
