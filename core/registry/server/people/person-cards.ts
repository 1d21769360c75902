// Rows about people for other rooms' lists: masked as the reader may see them.
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { PersonRow } from '../../contract/people.ts'
import { PERSON_COLUMNS, type PersonRecord, personRows } from './person-rows.ts'

/** Unknown ids and ids outside the scope are simply absent. */
export async function personCards(ctx: Context, ids: readonly string[]): Promise<Map<string, PersonRow>> {
  const found = await sql<PersonRecord>`select ${PERSON_COLUMNS} from registry.person p
    where p.district = ${ctx.principal.district} and p.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  return new Map((await personRows(ctx, found.rows)).map((row) => [row.id, row]))
}
