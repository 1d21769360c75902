// The demo's numbers: each district's own printed tables through the product's import, definitions taken over, some old targets confirmed by the reviewer, a month rolled up, one report frozen.
import { readFileSync } from 'node:fs'
import { addMonths, lastDay } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import type { DemoPlan, Progress } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { importFile } from '@songhe/kernel/sheets/import-file'
import { today } from '@songhe/kernel/today'
import { regionOf } from '@songhe/policy/door'
import { sql } from 'kysely'
import { decideFlag } from '../indicators/decide-flag.ts'
import { defineIndicator } from '../indicators/define-indicator.ts'
import { freezeIndicator } from '../indicators/freeze-indicator.ts'
import { listIndicators } from '../indicators/list-indicators.ts'
import { indicatorRows } from '../indicators/indicator-rows.ts'
import { observeIndicator } from '../indicators/observe-indicator.ts'
import { offeredDefinition } from '../indicators/offered-definitions.ts'
import { rollUpMonths, usualMonths } from '../measures/roll-up.ts'

interface PrintedFile {
  sheet: string
  file: string
  options: Record<string, string>
}

const TABLE = { baselineTime: '2020', targetTime: '2025' }
const FILES: Readonly<Record<string, readonly PrintedFile[]>> = {
  yubei: [
    { sheet: 'indicator-table', file: 'yubei-indicators', options: { ...TABLE, clause: '第三章 四' } },
    { sheet: 'document-targets', file: 'yubei-targets', options: {} },
  ],
  wuxi: [
    { sheet: 'indicator-table', file: 'wuxi-indicators', options: { ...TABLE, baselineTime: '2021', clause: '附件' } },
    { sheet: 'document-targets', file: 'wuxi-targets', options: {} },
  ],
  dianjiang: [
    { sheet: 'coverage-plan', file: 'dianjiang-coverage-plan', options: { clause: '附件2', goalYear: '2020' } },
    { sheet: 'document-targets', file: 'dianjiang-targets', options: {} },
  ],
  shapingba: [{ sheet: 'document-targets', file: 'shapingba-targets', options: {} }],
  kaizhou: [{ sheet: 'document-targets', file: 'kaizhou-targets', options: {} }],
}

export async function plantNumbers(ctx: Context, plan: DemoPlan, progress: Progress): Promise<void> {
  const region = regionOf(ctx.principal.district)
  if (!region || !FILES[region]) return
  await importTables(ctx, region)
  await progress(1, 4, '文件里的表')
  const taken = await takeOverDefinitions(ctx)
  await plan.asColleague('reviewer', confirmOldTargets)
  await progress(2, 4, `定下 ${taken.length} 项算法`)
  await rollUpMonths(ctx, await usualMonths(ctx))
  await progress(3, 4, '汇总')
  await tellAndReport(ctx)
}

export async function importTables(ctx: Context, region: string) {
  for (const { sheet, file, options } of FILES[region] ?? [])
    await importFile(ctx, {
      sheet,
      name: `${file}.csv`,
      bytes: readFileSync(new URL(`../../../../packs/printed/${file}.csv`, import.meta.url)),
      partly: true,
      options: { document: region, ...options },
      async progress() {},
    })
}

/** @returns ids of the indicators that can be counted */
async function takeOverDefinitions(ctx: Context): Promise<string[]> {
  const taken: string[] = []
  for (const { id, title } of await indicatorRows(ctx, sql`i.kind = 'indicator'`)) {
    const offered = offeredDefinition(title)
    if (!offered) continue
    await defineIndicator(ctx, {
      params: { id },
      body: { ...offered, id: newId(), places: 2, reason: '示例：演示区采用随系统提供的算法' },
    })
    taken.push(id)
  }
  return taken
}

/** Two of three old targets still count; the others wait for somebody to say so, as they would in an office. */
async function confirmOldTargets(colleague: Context) {
  const found = await sql<{
    id: string
  }>`select id from planning.flag where district = ${colleague.principal.district} and kind = 'historic'
    and verdict is null and closed_at is null order by said, id`.execute(colleague.db)
  for (const { id } of found.rows.filter((_row, index) => index % 3 !== 2))
    await decideFlag(colleague, {
      params: { id },
      body: { id: newId(), verdict: 'binding', reason: '示例：到期后仍按原目标核对' },
    })
}

async function tellAndReport(ctx: Context) {
  const on = today(ctx)
  const [untold] = await indicatorRows(
    ctx,
    sql`i.kind = 'indicator' and i.unit = '%' and not exists (select from planning.definition d where d.district = i.district and d.indicator = i.id)`,
  )
  if (untold)
    await observeIndicator(ctx, {
      params: { id: untold.id },
      body: { id: newId(), day: on, value: '97.5', unit: '%', document: '示例统计报表（演示）', note: '示例数' },
    })
  const query = { page: 1, size: 200, kind: 'indicator' as const }
  const counted = (await listIndicators(ctx, { query })).rows.find(
    ({ source, value }) => source === 'registers' && Number(value) > 0,
  )
  if (counted)
    await freezeIndicator(ctx, {
      params: { id: counted.id },
      body: { id: newId(), name: '示例季度通报', asOf: lastDay(addMonths(on.slice(0, 7), -1)), shared: true },
    })
}
