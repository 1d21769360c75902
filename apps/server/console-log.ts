// Structured log lines without personal data: facts are ids, routes and counts; what an error says loses the values it quotes.
import { writeSync } from 'node:fs'
import type { Log } from '@songhe/kernel/context'

const write = (level: string) => (facts: object, message: string) => {
  const line = `${JSON.stringify({ at: new Date().toISOString(), level, message: withoutValues(message), ...cleaned(facts) })}\n`
  try {
    writeSync(process.stderr.fd, line)
  } catch {
    // The disk of the log is full or nobody reads it: the line is lost, the office works on, and the next line is tried again.
  }
}

/** `requests`: a line per request too, for a machine that collects them; a person at a terminal gets trouble only. */
export const jsonLog = (requests: boolean): Log => ({
  info: requests ? write('info') : () => {},
  warn: write('warn'),
  error: write('error'),
})

/** Ours by construction: ids we made, patterns of routes, names of jobs. */
const PLAIN = new Set(['request', 'route', 'method', 'job', 'kind', 'level'])

const cleaned = (facts: object) =>
  Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [
      key,
      typeof value === 'string' && !PLAIN.has(key) ? withoutValues(value) : value,
    ]),
  )

/** PostgreSQL and parsers repeat what they were given, between quotes or brackets; names are Chinese, and numbers of people are long. */
export function withoutValues(text: string): string {
  return text
    .replace(/(["'“‘`])(?:(?!["'”’`\n]).){1,2000}["'”’`]/gu, '$1…"')
    .replace(/=\([^)\n]*\)/g, '=(…)')
    .replace(/[\p{Script=Han}·]+/gu, '…')
    .replace(/\d(?:[ -]?[\dXx]){4,}/g, '#')
}
