// Loads the areas and ID prefixes that ship with the product, as the owner; a second run changes nothing.
import { existsSync, readFileSync } from 'node:fs'
import type pg from 'pg'

const AREAS = new URL('../../../../packs/areas/areas.csv', import.meta.url)
const PREFIXES = new URL('../../../../packs/areas/id-prefixes.csv', import.meta.url)

export async function loadAreas(owner: pg.Client, areas: URL = AREAS, prefixes: URL = PREFIXES) {
  if (existsSync(areas)) await storeAreas(owner, readTable(readFileSync(areas, 'utf8')))
  if (existsSync(prefixes)) await storePrefixes(owner, readTable(readFileSync(prefixes, 'utf8')))
}

type Row = Record<string, string>

/** key,kind,name,code,parent_key,valid_from,valid_to,committee: one row per period, so a key may come twice. */
export async function storeAreas(owner: Pick<pg.Client, 'query'>, rows: readonly Row[]) {
  const body = JSON.stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, cell || null]))),
  )
  await owner.query(
    `insert into registry.area (key, kind, committee)
    select distinct on (key) key, kind, committee from jsonb_to_recordset($1::jsonb) as r(key int, kind text, committee text) on conflict (key) do nothing`,
    [body],
  )
  await owner.query(
    `insert into registry.area_period (area, valid_from, valid_to, name, code, parent)
    select key, coalesce(valid_from, date '1949-10-01'), valid_to, name, code, parent_key
    from jsonb_to_recordset($1::jsonb) as r(key int, name text, code text, parent_key int, valid_from date, valid_to date)
    on conflict (area, valid_from) do nothing`,
    [body],
  )
}

async function storePrefixes(owner: Pick<pg.Client, 'query'>, rows: readonly Row[]) {
  await owner.query(
    `insert into registry.id_prefix (prefix, name, from_year, to_year, district)
    select prefix, name, coalesce(nullif(from_year, '')::int, 1949), nullif(to_year, '')::int, nullif(district, '')::int
    from jsonb_to_recordset($1::jsonb) as r(prefix text, name text, from_year text, to_year text, district text)
    on conflict (prefix, from_year) do nothing`,
    [JSON.stringify(rows)],
  )
}

/** Our own files never quote; a quote means somebody saved them with another program. */
export function readTable(text: string): Row[] {
  const [head = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
  const columns = head.split(',')
  return lines.map((line, i) => {
    const cells = line.split(',')
    if (line.includes('"') || cells.length !== columns.length)
      throw new Error(`line ${i + 2} does not have ${columns.length} plain cells`)
    return Object.fromEntries(columns.map((column, c) => [column, cells[c]!.trim()]))
  })
}
