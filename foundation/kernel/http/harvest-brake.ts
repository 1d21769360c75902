// Somebody who opens one file after another, hundreds in ten minutes, is slowed and shown to the administrator of the log; nobody is ever shut out.
import { sql } from 'kysely'
import { audit } from '../audit.ts'
import type { Context } from '../context.ts'

const MINUTES = 10
const FILES = 500
/** How long each further file takes once the brake is on. */
const PAUSE_MS = 2_000
/** The district's own limit is asked for again after this long. */
const REMEMBER_MS = 30_000

export interface HarvestBrake {
  /** After an act, in its transaction. @returns milliseconds to wait before its answer goes out */
  note(ctx: Context): Promise<number>
}

/** Counted in this process: with several of them a harvester has as many times the files, and is slowed all the same. */
export function harvestBrake(): HarvestBrake {
  const seen = new Map<string, Map<string, number>>()
  const told = new Map<string, number>()
  const limits = new Map<number, { files: number; at: number }>()
  return {
    async note(ctx) {
      const { account } = ctx.principal
      const [person] = ctx.looked
      // An act over many is a step of the work, not a look into files.
      if (!account || !person || ctx.looked.size > 1) return 0
      const now = ctx.now.getTime()
      const files = seen.get(account) ?? new Map<string, number>()
      seen.set(account, files)
      // Newest last, so what is too old stands in front.
      files.delete(person)
      files.set(person, now)
      for (const [old, at] of files) {
        if (at > now - MINUTES * 60_000) break
        files.delete(old)
      }
      if (files.size <= (await limitOf(ctx, limits, now))) return 0
      if ((told.get(account) ?? 0) <= now - MINUTES * 60_000) {
        told.set(account, now)
        await audit(ctx, {
          event: 'harvest.slowed',
          object: `account:${account}`,
          details: { files: files.size, minutes: MINUTES },
        })
      }
      return PAUSE_MS
    },
  }
}

async function limitOf(ctx: Context, limits: Map<number, { files: number; at: number }>, now: number): Promise<number> {
  const { district } = ctx.principal
  const known = limits.get(district)
  if (known && known.at > now - REMEMBER_MS) return known.files
  const found = await sql<{
    files: number | null
  }>`select (value #>> '{}')::int as files from kernel.setting where district = ${district} and key = 'harvest.files-in-ten-minutes'`.execute(
    ctx.db,
  )
  const files = found.rows[0]?.files ?? FILES
  limits.set(district, { files, at: now })
  return files
}
