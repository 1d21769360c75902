// What an open export holds: every table of every room, and of the kernel what a successor needs; no passwords, no sessions, no search aids.
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { columnWords } from './column-words.ts'

export interface ExportedColumn {
  name: string
  type: string
  meaning: string
}

export interface ExportedTable {
  /** `registry.person` */
  name: string
  meaning: string
  columns: ExportedColumn[]
  order: string
}

const KERNEL = new Set([
  'staff',
  'account',
  'role_grant',
  'deputy',
  'setting',
  'file',
  'audit_entry',
  'audit_detail',
  'audit_block',
  'audit_sealed',
  'sheet_import',
])
/** Derived from what is exported, only to find it. */
const SEARCH_AIDS = new Set(['registry.person_gram', 'registry.id_prefix'])
const LEFT_OUT = /_index$|_tail$|^password$|^second_factor$/

export async function exportedTables(ctx: Context): Promise<ExportedTable[]> {
  const schemas = ctx.catalogue.capabilities.map((room) => room.name).filter((name) => name !== 'kernel')
  const found = await sql<{
    room: string
    table: string
    meaning: string | null
    column: string
    type: string
    comment: string | null
    target: string | null
  }>`
    select n.nspname as room, c.relname as table, obj_description(c.oid) as meaning, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
      col_description(c.oid, a.attnum) as comment,
      (select f.confrelid::regclass::text from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and a.attnum = any (f.conkey)
        and f.confkey[array_position(f.conkey, a.attnum)] <> 1 limit 1) as target
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped and n.nspname in (${sql.join(['kernel', ...schemas])})
      and has_table_privilege(c.oid, 'select')
    order by n.nspname, c.relname, a.attnum`.execute(ctx.db)
  const titles = new Map([...ctx.catalogue.facts].map(([name, fact]) => [name.replace('.', '_').toLowerCase(), fact.title]))
  const tables = Map.groupBy(found.rows, (row) => `${row.room}.${row.table}`)
  return [...tables]
    .filter(([name, [first]]) => !SEARCH_AIDS.has(name) && (first!.room !== 'kernel' || KERNEL.has(first!.table)))
    .map(([name, rows]) => ({
      name,
      meaning: rows[0]!.meaning ?? '',
      order: rows.some((row) => row.column === 'district') ? 'district' : rows[0]!.column,
      columns: rows
        .filter((row) => !LEFT_OUT.test(row.column))
        .map(({ column, type, comment, target }) => ({
          name: column,
          type,
          meaning: [columnWords(column) ?? titles.get(column.replace(/_/g, '')) ?? comment ?? '', target && `→ ${target}`]
            .filter(Boolean)
            .join('，'),
        })),
    }))
}
