// A district's own settings, one value per key.
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

export async function readSetting<T>(ctx: Context, key: string, otherwise: T): Promise<T> {
  const found = await sql<{
    value: T
  }>`select value from kernel.setting where district = ${ctx.principal.district} and key = ${key}`.execute(ctx.db)
  return found.rows[0]?.value ?? otherwise
}
