// The only place where a transaction is told whose rows it may see. SET LOCAL takes no bind parameters, so integers are checked here.
import { sql, type Transaction } from 'kysely'

export interface Scope {
  /** 0 = no district: only tables without district are visible. */
  district: number
  /** Concrete area keys (a town and the villages below it); null = the whole district. */
  areas: readonly number[] | null
}

// biome-ignore lint: rows of any room
export async function enterScope(trx: Transaction<any>, scope: Scope) {
  const areas = scope.areas === null ? '*' : scope.areas.map(checked).join(',')
  await sql.raw(`set local songhe.district = '${checked(scope.district)}'`).execute(trx)
  await sql.raw(`set local songhe.areas = '${areas}'`).execute(trx)
}

function checked(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`not a scope key: ${value}`)
  return value
}
