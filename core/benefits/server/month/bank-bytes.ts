// Rows for a bank as a stored file in its own format; and the names it can read.
import type { Context } from '@songhe/kernel/context'
import { storeFile } from '@songhe/kernel/files'
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { BankProfile } from './bank-profile.ts'
import { writeBankSheet } from './bank-sheet.ts'
import type { BankRow } from './bank-table.ts'
import { writeBankText } from './bank-text.ts'

const KINDS = {
  csv: { extension: 'csv', mediaType: 'text/csv' },
  xlsx: { extension: 'xlsx', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
}

/** @param name without its ending */
export async function storeBankFile(ctx: Context, rows: readonly BankRow[], profile: BankProfile, name: string) {
  const { extension, mediaType } = KINDS[profile.format]
  const bytes = profile.format === 'xlsx' ? await writeBankSheet(rows, profile) : writeBankText(rows, profile)
  const { id } = await storeFile(ctx, { name: `${name}.${extension}`, mediaType, bytes })
  return { id, digest: createHash('sha256').update(bytes).digest('hex') }
}

/** 银行户名代替字: what the bank prints for a character its code page cannot hold. */
export async function substitutesOf(ctx: Context): Promise<Map<string, string>> {
  const found = await sql<{ character: string; substitute: string }>`select character, substitute from benefits.name_substitute
    where district = ${ctx.principal.district}`.execute(ctx.db)
  return new Map(found.rows.map((row) => [row.character, row.substitute]))
}

export const readableName = (name: string, substitutes: ReadonlyMap<string, string>): string =>
  [...name].map((character) => substitutes.get(character) ?? character).join('')
