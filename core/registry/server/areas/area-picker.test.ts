// The region picker holds every village of a district: how long the server takes for the largest of the shipped ones, and how much it sends.
import { get } from '@songhe/basics/contract'
import { buildHttp } from '@songhe/kernel/http/build-http'
import { gather, type MountedRoute } from '@songhe/kernel/capability'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAreas } from '../../contract.ts'
import { capability } from '../capability.ts'
import { listAreas as verb } from './list-areas.ts'
import { loadAreas } from './load-areas.ts'

/** 开州: 40 towns, 535 villages. */
const LARGEST = 4
let world: TestWorld
beforeAll(async () => {
  world = await testDatabase([capability], new Date('2026-11-24T02:00:00Z'))
  const owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
  await loadAreas(owner)
  await owner.query('analyze registry.area; analyze registry.area_period')
  await owner.end()
}, 60_000)
afterAll(() => world.close())

test('every village of the largest district is on its way well within 200 ms', async () => {
  const open = get('/areas', { title: '', permission: 'public', query: listAreas.query!, reply: listAreas.reply as never })
  const as = (ctx: object) => ({ ...ctx, principal: world.principal({ district: LARGEST }) })
  const trial = {
    ...capability,
    routes: [[open, (ctx: object, input: never) => verb(as(ctx) as never, input)] as unknown as MountedRoute],
  }
  const app = await buildHttp({
    database: world.database,
    around: { catalogue: gather([trial]), log: { info() {}, warn() {}, error() {} } },
    helpLine: () => '',
  })
  const times: number[] = []
  let body = ''
  for (let i = 0; i < 12; i++) {
    const started = performance.now()
    body = (await app.inject({ url: '/api/areas' })).body
    times.push(performance.now() - started)
  }
  const { areas } = JSON.parse(body) as { areas: { kind: string }[] }
  const villages = areas.filter(({ kind }) => kind === 'village').length
  expect(villages).toBeGreaterThan(500)
  // The first one also prepares what every server prepares once.
  const warm = times.slice(2).sort((a, b) => a - b)
  const packed = gzipSync(body).length
  console.log(
    `areas: ${villages} villages, ${body.length} bytes (${packed} packed), first ${times[0]!.toFixed(0)} ms, then median ${warm[5]!.toFixed(1)} ms`,
  )
  expect(warm[5]).toBeLessThan(100)
  expect(packed).toBeLessThan(20_000)
  await app.close()
}, 30_000)
