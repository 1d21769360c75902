// The district's basic service list beside the city's or state's: same, changed, added here, missing here.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import type { ServiceItem } from '../../contract-services.ts'
import { newestPublished, openDraft, type PackVersion, versionsOf } from '../packs/pack-store.ts'
import { CITY, packsFolder } from '../packs-folder.ts'
import { tablesIn } from '../packs/install-packs.ts'
import type { TableBody } from '../packs/table-file.ts'

type Reply = ReplyOf<typeof contract.showServiceList>
const FIELDS = {
  item: '项目',
  persons: '服务对象',
  kind: '服务类型',
  standard: '服务标准',
  payer: '支出责任',
  body: '责任单位',
} as const

export async function showServiceList(ctx: Context, _input: InputOf<typeof contract.showServiceList>): Promise<Reply> {
  const version = await currentList(ctx)
  const base = baseList()
  const items = version ? itemsOf(version.body) : []
  return {
    title: version?.body.table ?? base?.table ?? '基本养老服务清单',
    version: version?.version ?? null,
    validFrom: version?.validFrom ?? null,
    state: version?.state ?? 'none',
    base: base?.table ?? '',
    items: compareLists(items, base ? itemsOf(base) : []),
  }
}

/** Published list of the district, or its draft while none is published. */
export async function currentList(ctx: Context): Promise<PackVersion | undefined> {
  const found = await sql<{
    key: string
  }>`select key from policy.pack where district = ${ctx.principal.district} and kind = 'service-list' order by key limit 1`.execute(
    ctx.db,
  )
  if (!found.rows[0]) return undefined
  const versions = await versionsOf(ctx, found.rows[0].key)
  return newestPublished(versions) ?? openDraft(versions)
}

/** The list the district's own is measured against: the city's, else the state's. */
export function baseList(root: string = packsFolder): TableBody | undefined {
  return [CITY, 'national'].flatMap((folder) => tablesIn(folder, root)).find((table) => table.body.kind === 'service-list')?.body
}

export function itemsOf(body: TableBody): ServiceItem[] {
  const text = (value: unknown) => (value === undefined || value === null ? '' : String(value))
  return (body.items ?? body.rows ?? []).map((item: Record<string, unknown>, index) => ({
    id: text(item.id) || String(index + 1),
    item: text(item.item ?? item.service),
    persons: text(item.persons ?? item.object),
    kind: text(item.kind ?? item.type),
    standard: text(item.standard),
    payer: text(item.payer),
    body: text(item.body ?? item.responsible),
    document: text(item.document) || text(body.ground.document),
    clause: text(item.clause) || text(body.ground.clause),
  }))
}

export function compareLists(here: ServiceItem[], base: ServiceItem[]): Reply['items'] {
  const match = (item: ServiceItem, list: ServiceItem[]) =>
    list.find((other) => other.id === item.id) ?? list.find((other) => other.item === item.item && other.persons === item.persons)
  const own = here.map((item) => {
    const other = match(item, base)
    const changes = other
      ? (Object.keys(FIELDS) as (keyof typeof FIELDS)[])
          .filter((name) => item[name] !== other[name])
          .map((name) => ({ field: FIELDS[name], here: item[name], base: other[name] }))
      : []
    return {
      ...item,
      difference: other ? (changes.length ? ('changed' as const) : ('same' as const)) : ('added' as const),
      changes,
    }
  })
  const missing = base
    .filter((item) => !match(item, here))
    .map((item) => ({ ...item, difference: 'missing' as const, changes: [] }))
  return [...own, ...missing]
}
