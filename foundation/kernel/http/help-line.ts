// Whom to call, in every error of a district: read when needed, so that a changed number counts at once.
import { sql } from 'kysely'
import type { Database } from '../db/database.ts'

/** An error on top of an error helps nobody: without an answer the line is simply absent. */
export function helpLineOf({ kysely }: Database): (district: number) => Promise<string> {
  return async (district) => {
    try {
      const found = await sql<{ line: string | null }>`select kernel.help_line(${district}::int) as line`.execute(kysely)
      return found.rows[0]?.line ?? ''
    } catch {
      return ''
    }
  }
}
