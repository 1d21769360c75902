// The demo's sites: printed numbers through the product's own import, then as many invented sites as they say, marked 示例, and work in every queue.
import { readFileSync } from 'node:fs'
import { newId } from '@songhe/basics/ids'
import type { DemoPlan, Progress } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { importFile } from '@songhe/kernel/sheets/import-file'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { regionOf } from '@songhe/policy/door'
import { insertSites, type NewSite } from '../bulk/insert-sites.ts'
import { checkStandards } from '../standards/check-standards.ts'
import { type DemoTown, pointOf, townsOfDemo } from './areas-of-demo.ts'
import { inventSite } from './invent-site.ts'
import { plantOperators } from './plant-operators.ts'
import { plantRooms } from './plant-rooms.ts'
import { sitesByDocument } from './sites-by-document.ts'

const SOURCE = '示例设施（演示）'

export async function plantFacilities(ctx: Context, plan: DemoPlan, progress: Progress): Promise<void> {
  const towns = await townsOfDemo(ctx)
  const printed = sitesByDocument(ctx.principal.district, towns)
  if (printed.length === 0) return
  await importNumbers(ctx)
  const operators = await plantOperators(ctx)
  const on = today(ctx)
  const sites = printed.map((site, index) =>
    inventSite(site, index, { id: newId(), seed: plan.seed, today: on, operator: operators[index % 2]! }),
  )
  await insertSites(ctx, sites, { source: SOURCE, example: true })
  await progress(1, 4, `${sites.length} 处`)
  await plantPoints(ctx, towns)
  await linkCentres(ctx, on)
  await progress(2, 4, '中心带站')
  await plantRooms(ctx, plan, { towns, sites: sites.filter(isOpenCentre), operators })
  await progress(3, 4, '合同与用房')
  await checkStandards(ctx)
}

const isOpenCentre = ({ kind, state }: NewSite) => state === 'open' && (kind === 'street-centre' || kind === 'town-centre')

const FILES: readonly { file: string; only?: string; options: Record<string, string> }[] = [
  { file: 'baseline-facts.csv', options: {} },
  { file: 'kaizhou-quantities.csv', only: 'kaizhou', options: { document: '开州府办发〔2024〕35号', role: '没有写明' } },
]

/** The district's own rows of the printed tables, handed in like any other sheet. */
async function importNumbers(ctx: Context) {
  const region = regionOf(ctx.principal.district)!
  for (const { file, only, options } of FILES) {
    if (only && only !== region) continue
    const [head = '', ...lines] = readFileSync(new URL(`../../../../packs/printed/${file}`, import.meta.url), 'utf8')
      .trim()
      .split('\n')
    // Of the targets only those that count sites: shares and deadlines belong to the plan.
    const own = lines.filter((line) => (only ? line.includes(',个,') : line.split(',')[1] === region))
    if (own.length === 0) continue
    await importFile(ctx, {
      sheet: 'document-numbers',
      name: `文件里的数字-${file}`,
      bytes: Buffer.from([head, ...own].join('\n')),
      partly: true,
      options,
      async progress() {},
    })
  }
}

/** Where people of a village are taken to live: estimated around the town's centre, and said to be. */
async function plantPoints(ctx: Context, towns: readonly DemoTown[]) {
  const rows = towns.flatMap((town) =>
    town.villages.flatMap(({ key }) => {
      const point = pointOf(town, key)
      return point ? [{ area: key, ...point }] : []
    }),
  )
  await sql`insert into facilities.area_point (district, area, lng, lat, method, source)
    select ${ctx.principal.district}, area, lng, lat, 'approximate', ${SOURCE} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(area int, lng numeric, lat numeric)
    on conflict do nothing`.execute(ctx.db)
}

/** Each open centre leads the open stations and points of its town, but for every ninth. */
async function linkCentres(ctx: Context, on: string) {
  await sql`
    with site as (
      select f.id, f.area, k.value as kind, coalesce((select t.area from registry.area_period t where t.area = f.area and t.parent = ${ctx.principal.district} limit 1),
        (select v.parent from registry.area_period v where v.area = f.area order by v.valid_from desc limit 1)) as town
      from facilities.facility f join facilities.fact k on k.district = f.district and k.facility = f.id and k.kind = 'facility.kind' and k.closed_at is null
      where f.district = ${ctx.principal.district} and f.state = 'open')
    insert into facilities.chain_link (district, id, parent, child, area, valid_from, recorded_by)
    select ${ctx.principal.district}, gen_random_uuid(), c.id, s.id, s.area, ${on}::date - 400, ${ctx.principal.name} from (
      select *, row_number() over (order by area, id) as place from site where kind in ('station', 'village-point')) s
    join site c on c.town = s.town and c.kind in ('street-centre', 'town-centre') where s.place % 9 <> 0
    on conflict do nothing`.execute(ctx.db)
}
