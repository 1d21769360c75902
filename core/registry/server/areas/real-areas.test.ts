// The areas that ship with the product, and the transfer of November 2025.
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkCharacter } from '@songhe/basics/citizen-id'
import { newId } from '@songhe/basics/ids'
import { projectRoot } from '@songhe/kernel/config'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { capability } from '../capability.ts'
import { findPeople } from '../people/find-people.ts'
import { registerPerson } from '../people/register-person.ts'
import { areaBelow } from './area-tree.ts'
import { listAreas } from './list-areas.ts'
import { loadAreas, readTable } from './load-areas.ts'
import { previewTransfer, transferAreas } from './transfer-areas.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testDatabase([capability], new Date('2025-11-20T02:00:00Z'))
  const owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
  await loadAreas(owner)
  await loadAreas(owner)
  await owner.end()
})
afterAll(() => world.close())

test('the picker gets every village of a district in one small answer, far within a second even on a busy machine', async () => {
  for (const district of [1, 2, 3, 4, 5]) {
    const started = performance.now()
    const { areas } = await world.as({ district }, (ctx) => listAreas(ctx, { query: { on: '2025-11-05' } }))
    expect(performance.now() - started).toBeLessThan(1_000)
    expect(areas.filter((area) => area.kind === 'village').length).toBeGreaterThan(150)
    expect(JSON.stringify(areas).length).toBeLessThan(80_000)
  }
})

test('towns of 渝北 go to 北碚 and 两江新区 with their people, and the other way round nothing is left behind', async () => {
  const table = readTable(readFileSync(`${projectRoot}/packs/areas/transfer-2025-liangjiang.csv`, 'utf8')).filter(
    (row) => row.from_key === '3',
  )
  const targets = [...new Set(table.map((row) => Number(row.to_key)))]
  expect(targets).toHaveLength(2)
  const day = '2025-11-06'
  for (const [i, to] of targets.entries()) {
    const towns = table
      .filter((row) => Number(row.to_key) === to)
      .map((row) => Number(row.town))
      .slice(0, 3)
    const [village] = (await world.as({ district: 3 }, (ctx) => areaBelow(ctx, [towns[0]!], '2025-11-05'))).filter(
      (key) => key !== towns[0],
    )
    const first17 = `5001991940060110${i * 2 + 1}`
    const id = newId()
    await world.as({ district: 3, now: new Date('2025-11-01T02:00:00Z') }, (ctx) =>
      registerPerson(ctx, {
        body: {
          id,
          name: `渝北${'一二'[i]}`,
          citizenId: first17 + checkCharacter(first17),
          area: village!,
          address: '',
          phone: '',
          facts: [],
          source: { kind: 'police', label: '公安人口库', reportedOn: '2025-10-01' },
        },
      }),
    )
    const preview = await world.as({ district: 3 }, (ctx) => previewTransfer(ctx, { body: { towns, to, day } }))
    expect(preview.towns.map((town) => town.people)).toEqual([1, 0, 0])
    await world.as({ district: 3 }, (ctx) =>
      transferAreas(ctx, { body: { id: newId(), towns, to, day, ground: '区划调整通知' } }),
    )
    await world.work()
    const found = await world.as({ district: to }, (ctx) => findPeople(ctx, { query: { q: `渝北${'一二'[i]}`, limit: 5 } }))
    expect(found.rows).toHaveLength(1)
    expect(
      (
        await world.owner('select continues, area from registry.person where district = $1 and id = $2', [to, found.rows[0]!.id])
      )[0],
    ).toEqual({ continues: id, area: village })
  }
  const jobs = await world.owner('select state, error, result from kernel.job_run order by created_at')
  expect(jobs.map((job) => [job.state, job.error, job.result?.people])).toEqual([
    ['done', null, 1],
    ['done', null, 1],
  ])
})
