// How a real office comes to its first tables: chosen by a clerk, without one invented amount, published by a second person.
import { newId } from '@songhe/basics/ids'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capability as registry } from '../../../registry/server/capability.ts'
import { capability } from '../capability.ts'
import { loadDocuments } from '../documents/load-documents.ts'
import { runDraftCases } from '../judge/golden-cases.ts'
import { confirmValue } from './edit-draft.ts'
import { importPack } from './import-pack.ts'
import { openDraft, versionsOf } from './pack-store.ts'
import { publishPack, submitDraft } from './publish-pack.ts'
import { installShipped, listShipped } from './shipped-packs.ts'
import { tablesIn } from './install-packs.ts'
import { PENDING_DECISION } from './without-examples.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testDatabase([registry, capability])
  await loadDocuments({ query: (text: string, values?: unknown[]) => world.owner(text, values) })
})
afterAll(() => world.close())

const CLERK = { district: 4, demo: false, staff: '经办' }
const REVIEWER = { district: 4, demo: false, staff: '复核' }
const draftOf = (who: typeof CLERK, pack: string) => world.as(who, async (ctx) => openDraft(await versionsOf(ctx, pack))!)
const named = async (who: typeof CLERK, pack: string) => {
  const { version, digest } = await draftOf(who, pack)
  return { params: { pack }, body: { id: newId(), version, digest } }
}
const install = (who: typeof CLERK, packs: string[]) =>
  world.as(who, (ctx) => installShipped(ctx, { body: { id: newId(), packs } }))
const decide = (who: typeof CLERK, pack: string, row: string, value: string) =>
  world.as(who, (ctx) =>
    confirmValue(ctx, {
      params: { pack },
      body: {
        id: newId(),
        row,
        column: '月标准',
        value,
        decision: { key: '开州民发〔2026〕9号', subject: '高龄津贴月标准', decidedOn: '2026-01-08', decidedBy: '局长办公会' },
      },
    }),
  )

test('a clerk sees what ships for the district and takes what the office wants; taking it twice changes nothing', async () => {
  const shipped = await world.as(CLERK, listShipped)
  expect(shipped.map((one) => one.pack)).toContain('old-age-allowance')
  expect(shipped.every((one) => !one.installed)).toBe(true)
  expect((await install(CLERK, ['disability-living', 'old-age-allowance'])).installed).toHaveLength(2)
  expect(await install(CLERK, ['disability-living'])).toMatchObject({ outcome: 'exists', installed: [] })
  expect((await world.as(CLERK, listShipped)).filter((one) => one.installed)).toHaveLength(2)
  await expect(install(CLERK, ['no-such-table'])).rejects.toThrow('没有：no-such-table')
})

test('no example amount and no example decision reaches a real office, in any of the five districts or beyond them', async () => {
  for (const district of [1, 2, 3, 4, 5, 6]) {
    const who = { ...CLERK, district }
    const packs = (await world.as(who, listShipped)).map((one) => one.pack)
    await install(who, packs)
    const bodies = await world.owner('select body::text, cases::text, example from policy.pack_version where district = $1', [
      district,
    ])
    expect(bodies.length).toBe(packs.length)
    for (const { body, cases, example } of bodies) {
      expect(example).toBe(false)
      expect(body).not.toContain('示例')
      expect(cases).not.toContain('示例')
    }
  }
})

test('a table with printed amounts is published by two persons as it ships; never by one', async () => {
  await world.as(CLERK, async (ctx) => submitDraft(ctx, await named(CLERK, 'disability-living')))
  await expect(world.as(CLERK, async (ctx) => publishPack(ctx, await named(CLERK, 'disability-living')))).rejects.toThrow(
    '须由另一个人发布',
  )
  await world.as(REVIEWER, async (ctx) => publishPack(ctx, await named(REVIEWER, 'disability-living')))
  expect((await world.as(CLERK, (ctx) => versionsOf(ctx, 'disability-living')))[0]!.state).toBe('published')
})

test('a table without printed amounts waits for the office: red until each amount is decided, then green and published', async () => {
  await expect(world.as(CLERK, async (ctx) => submitDraft(ctx, await named(CLERK, 'old-age-allowance')))).rejects.toThrow(
    '用例没通过',
  )
  const before = await world.as(CLERK, (ctx) => runDraftCases(ctx, { params: { pack: 'old-age-allowance' } }))
  expect(before.results.find((one) => !one.passed)).toMatchObject({ expected: '“80-89”行', why: '“80-89”行的金额还没有确认。' })
  for (const [row, value] of [
    ['80-89', '90元'],
    ['90-99', '180元'],
    ['100', '400元'],
  ] as const)
    await decide(CLERK, 'old-age-allowance', row, value)
  expect(await world.as(CLERK, (ctx) => runDraftCases(ctx, { params: { pack: 'old-age-allowance' } }))).toMatchObject({
    failed: 0,
  })
  await world.as(CLERK, async (ctx) => submitDraft(ctx, await named(CLERK, 'old-age-allowance')))
  await world.as(REVIEWER, async (ctx) => publishPack(ctx, await named(REVIEWER, 'old-age-allowance')))
})

test('a table that only an invented decision carried stands on the decision the office registers', async () => {
  const dianjiang = { ...CLERK, district: 2 }
  expect((await draftOf(dianjiang, 'old-age-allowance')).body.ground.document).toBe(PENDING_DECISION)
  await expect(world.as(dianjiang, async (ctx) => submitDraft(ctx, await named(dianjiang, 'old-age-allowance')))).rejects.toThrow(
    '也不是本单位登记的决定',
  )
  await decide(dianjiang, 'old-age-allowance', '80-89', '60元')
  expect((await draftOf(dianjiang, 'old-age-allowance')).body.ground).toEqual({ document: '开州民发〔2026〕9号', clause: '' })
})

test('a file with example amounts can be kept as a draft by a real office and never submitted', async () => {
  const who = { ...CLERK, district: 7 }
  const [example] = tablesIn('kaizhou').filter(({ body }) => body.key === 'old-age-allowance')
  await world.as(who, (ctx) =>
    importPack(ctx, {
      body: { id: newId(), file: 'table.yaml', table: JSON.stringify(example!.body), cases: JSON.stringify(example!.cases) },
    }),
  )
  await expect(world.as(who, async (ctx) => submitDraft(ctx, await named(who, 'old-age-allowance')))).rejects.toThrow(
    '表里有“示例”金额',
  )
})
