// P-F: a district of 1,000 sites: list, map points and circle on the server as the application role; the map until its first points stand in a browser.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { newId } from '@songhe/basics/ids'
import { capability as facilities } from '@songhe/facilities/capability'
import { testDatabase } from '@songhe/kernel/testing'
import { capability as policy } from '@songhe/policy/capability'
import { capability as registry } from '@songhe/registry/capability'
import { chromium } from 'playwright-core'
import { listOutside } from '../core/facilities/server/circle/circle.ts'
import { insertSites, type NewSite } from '../core/facilities/server/bulk/insert-sites.ts'
import { listFacilities, mapFacilities } from '../core/facilities/server/register/list-facilities.ts'
import { checkStandards } from '../core/facilities/server/standards/check-standards.ts'
import { publishPacks } from '../core/facilities/server/testing-facilities.ts'
import { BROWSER_ARGUMENTS, findBrowser } from '../journeys/browser.ts'
import { PASSWORD, startSonghe } from '../journeys/running-songhe.ts'
import type { Figure } from './figure.ts'
import { percentile, timed } from './database-of-bench.ts'

const DIANJIANG = 2
const ROUNDS = 60
/** Graphics drawn by the processor: what an office machine without a card does. */
const SOFTWARE_GRAPHICS = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist']

export async function facilitiesOfADistrict(rows = 1_000): Promise<Figure[]> {
  return [...(await onTheServer(rows)), ...(findBrowser() ? [await inTheBrowser(rows)] : [])]
}

async function onTheServer(rows: number): Promise<Figure[]> {
  const world = await testDatabase([registry, policy, facilities])
  const who = { district: DIANJIANG }
  try {
    const owner = { query: (text: string, values?: unknown[]) => world.owner(text, values) } as never
    for (const room of [registry, policy, facilities]) await room.references!(owner)
    await publishPacks(world, DIANJIANG, ['facility-standard', 'facility-services'])
    const areas = await world.owner<{ area: number; committee: string }>(
      `select v.area, a.committee from registry.area_period t join registry.area_period v on v.parent = t.area join registry.area a on a.key = v.area
        where t.parent = $1 order by v.area`,
      [DIANJIANG],
    )
    await world.as(who, (ctx) => insertSites(ctx, inventedSites(rows, areas), { source: '台账' }))
    const checked = await timed(() => world.as(who, (ctx) => checkStandards(ctx)))
    for (const table of ['facility', 'fact', 'paper', 'standard_check']) await world.owner(`vacuum analyze facilities.${table}`)
    const measured = async (act: (round: number) => Promise<unknown>) => {
      const times: number[] = []
      for (let i = 0; i < ROUNDS; i++) times.push(await timed(() => act(i)))
      return `p50 ${percentile(times, 0.5).toFixed(0)} ms, p99 ${percentile(times, 0.99).toFixed(0)} ms`
    }
    const filters = [{}, { standard: 'not-met' as const }, { kind: 'station' }, { paper: 'soon' as const }, { q: '设施' }]
    const list = await measured((i) =>
      world.as(who, (ctx) =>
        listFacilities(ctx, { query: { page: 1 + (i % 5), size: 20, state: 'running', ...filters[i % 5]! } }),
      ),
    )
    const map = await measured(() => world.as(who, (ctx) => mapFacilities(ctx, { query: { state: 'running' } })))
    const circle = await measured(() =>
      world.as(who, (ctx) => listOutside(ctx, { query: { page: 1, size: 20, show: 'outside' } })),
    )
    const beside = `all ${rows} held against two standards in ${Math.round(checked)} ms`
    return [
      { goal: 'P-F', what: `list of ${rows} sites, five kinds of question, one page`, figure: list, beside, bar: '100 ms' },
      { goal: 'P-F', what: `points of ${rows} sites for the map`, figure: map, beside: '', bar: 'part of the 3 s' },
      { goal: 'P-F', what: `people outside the circle by ${areas.length} villages`, figure: circle, beside: '', bar: '1 s' },
    ]
  } finally {
    await world.close()
  }
}

function inventedSites(count: number, areas: readonly { area: number; committee: string }[]): NewSite[] {
  return Array.from({ length: count }, (_, i) => {
    const { area, committee } = areas[i % areas.length]!
    return {
      id: newId(),
      area,
      name: `设施${i}`,
      kind: i % 5 === 0 ? 'canteen' : committee === 'residents' ? 'station' : 'village-point',
      address: `人民路${i + 1}号`,
      point: { lng: 107.2 + (i % 40) / 100, lat: 30 + Math.floor(i / 40) / 60, exact: i % 2 === 0 },
      state: 'open' as const,
      from: '2024-01-01',
      facts: [
        { kind: 'facility.floor-area', value: String(150 + (i % 300)) },
        { kind: 'facility.zones', value: 'education,health,leisure,living-care' },
        { kind: 'facility.services', value: 'data,health,housekeeping,information,learning,living-care,recreation,urgent-help' },
        { kind: 'facility.few-elders', value: String(i % 3 === 0) },
      ],
      paper: i % 3 === 0 ? { kind: '食品经营许可证', number: String(i), issuer: '', from: '2024-01-01', to: '2026-12-31' } : null,
    }
  })
}

/** The demo's Kaizhou filled up to so many sites through the command line; from the click on 地图 to the first points. */
async function inTheBrowser(rows: number): Promise<Figure> {
  const songhe = await startSonghe()
  try {
    fillUp(songhe.home, rows)
    const browser = await chromium.launch({ executablePath: findBrowser()!, args: [...BROWSER_ARGUMENTS, ...SOFTWARE_GRAPHICS] })
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })).newPage()
    await page.goto(songhe.url)
    await page.getByLabel('用户名').fill('kz-jingban')
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: /登\s*录/ }).click()
    await page.getByRole('link', { name: '设施' }).first().click()
    await page.locator('tbody a').first().waitFor()
    const first = await timed(async () => {
      await page.getByText('地图', { exact: true }).click()
      await page.locator('.map-place[data-drawn]').waitFor({ timeout: 30_000 })
    })
    const drawn = await page.locator('.map-place').getAttribute('data-drawn')
    await browser.close()
    return {
      goal: 'P-F',
      what: `map of ${drawn} points among ${rows} sites, from the click to the points on the screen, software graphics, nothing cached`,
      figure: `${(first / 1000).toFixed(2)} s`,
      beside: 'MapLibre is a chunk of its own, loaded with the map',
      bar: '3 s',
    }
  } finally {
    await songhe.stop()
  }
}

function fillUp(home: string, rows: number) {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'songhe-sites-')), '补足.csv')
  const lines = Array.from({ length: Math.max(0, rows - 586) }, (_, i) => {
    const at = `${(108.2 + (i % 30) / 60).toFixed(4)},${(31 + Math.floor(i / 30) / 40).toFixed(4)}`
    return `补足${i},老年食堂,汉丰街道,,补足路${i + 1}号,2024-01-01,${at}`
  })
  writeFileSync(file, ['名称,类别,镇街,村社,地址,开业日期,经度,纬度', ...lines].join('\n'))
  const done = spawnSync(process.execPath, ['apps/server/cli.ts', 'facilities', 'import', 'sites', file, '--as', 'kz-jingban'], {
    env: { ...process.env, SONGHE_HOME: home },
    encoding: 'utf8',
  })
  if (done.status !== 0) throw new Error(done.stderr || done.stdout)
}
