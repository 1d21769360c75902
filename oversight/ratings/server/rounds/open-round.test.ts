// In a real office: what somebody remembers begins nothing, a registered decision and a second person make it a figure, and invented score sheets do not exist.
import { newId } from '@songhe/basics/ids'
import { capability as ledger } from '@songhe/ledger/capability'
import type { TestWorld } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capability as benefits } from '../../../../core/benefits/server/capability.ts'
import { facilitiesWorld, KAIZHOU } from '../../../../core/facilities/server/testing-facilities.ts'
import { confirmValue } from '../../../../core/policy/server/packs/edit-draft.ts'
import { importPack } from '../../../../core/policy/server/packs/import-pack.ts'
import { openDraft, versionsOf } from '../../../../core/policy/server/packs/pack-store.ts'
import { publishPack, submitDraft } from '../../../../core/policy/server/packs/publish-pack.ts'
import { installShipped, listShipped } from '../../../../core/policy/server/packs/shipped-packs.ts'
import { showPack } from '../../../../core/policy/server/packs/show-pack.ts'
import { capability } from '../capability.ts'
import { listRatingStandards } from './list-rounds.ts'
import { openRound } from './open-round.ts'

let world: TestWorld
beforeAll(async () => {
  world = await facilitiesWorld([ledger, benefits, capability])
})
afterAll(() => world.close())

const CLERK = { district: KAIZHOU, demo: false, staff: '经办' }
const REVIEWER = { district: KAIZHOU, demo: false, staff: '复核' }
const pack = 'rating-star'

async function publish() {
  const { version, digest } = await world.as(CLERK, async (ctx) => openDraft(await versionsOf(ctx, pack))!)
  const named = () => ({ params: { pack }, body: { id: newId(), version, digest } })
  await world.as(CLERK, (ctx) => submitDraft(ctx, named()))
  await world.as(REVIEWER, (ctx) => publishPack(ctx, named()))
}
const confirm = (row: string, value: string) =>
  world.as(CLERK, (ctx) =>
    confirmValue(ctx, {
      params: { pack },
      body: {
        id: newId(),
        row,
        column: row,
        value,
        decision: {
          key: '开州民发〔2026〕21号',
          subject: '星级有效期和公示期',
          decidedOn: '2026-02-01',
          decidedBy: '局长办公会',
        },
      },
    }),
  )
const open = () =>
  world.as(CLERK, (ctx) =>
    openRound(ctx, {
      body: {
        id: newId(),
        title: '2026 年星级评定',
        pack,
        kinds: [],
        announcement: '公告 1 号',
        announcedOn: '2026-11-01',
        applyBy: '2026-12-01',
      },
    }),
  )

test('months of validity from memory start no round; confirmed by a decision and published by a second person they do', async () => {
  const shipped = (await world.as(CLERK, listShipped)).map((one) => one.pack)
  expect(shipped).toContain('rating-star')
  expect(shipped).not.toContain('rating-leaf')
  expect(shipped).not.toContain('rating-evaluation')
  await world.as(CLERK, (ctx) => installShipped(ctx, { body: { id: newId(), packs: [pack] } }))
  const shown = await world.as(CLERK, (ctx) => showPack(ctx, { params: { pack } }))
  expect(shown.sections.map(({ title, value, status }) => [title, value, status])).toContainEqual(['服务', 600, 'printed'])
  expect(shown.terms).toMatchObject([
    { id: 'validity-months', value: null, status: 'unconfirmed' },
    { id: 'notice-days', value: null, status: 'unconfirmed' },
  ])
  await publish()
  await expect(open()).rejects.toMatchObject({ kind: 'refused', message: expect.stringContaining('公示期、有效期还没有确认') })
  await expect(confirm('validity-months', '三年')).rejects.toMatchObject({ kind: 'invalid' })
  await confirm('validity-months', '36')
  await confirm('notice-days', '7')
  // A draft is one person's word.
  await expect(open()).rejects.toMatchObject({ kind: 'refused' })
  await publish()
  expect(await open()).toMatchObject({ outcome: 'created' })
  const [standard] = await world.as(CLERK, (ctx) => listRatingStandards(ctx, {}))
  expect(standard).toMatchObject({ validityMonths: 36, noticeDays: 7, example: false, version: 2 })
})

test('an office brings its own score sheet from a file; one that does not add up is refused', async () => {
  const table = (total: string) => `
table: 开州区叶级评分表
key: own-leaf
kind: rating-standard
region: kaizhou
scheme: leaf
kinds: [社区养老服务站]
ground: { document: 开州府办发〔2024〕35号, clause: 三（三）4 }
valid: { from: '2026-01-01' }
hit: first
sections: [{ id: 服务, points: 60 }, { id: 持证人员占比, points: 40 }]
terms: [{ id: notice-days, title: 公示期, value: 5, unit: 个工作日 }]
inputs: { 总分: rating.total, 持证得分率: rating.share.2 }
output: { 等级: text }
rows:
  - { id: 三叶, when: { 总分: '>= ${total}', 持证得分率: '>= 50' }, then: { 等级: '"三叶"' } }
`
  const bring = (total: string) =>
    world.as(CLERK, (ctx) => importPack(ctx, { body: { id: newId(), file: '叶级.yaml', table: table(total), cases: '' } }))
  await expect(bring('101')).rejects.toMatchObject({ message: expect.stringContaining('超过满分 100') })
  await expect(
    world.as(CLERK, (ctx) =>
      importPack(ctx, { body: { id: newId(), file: '', table: table('60').replace('share.2', 'share.3'), cases: '' } }),
    ),
  ).rejects.toMatchObject({
    message: expect.stringContaining('没有第3个评分部分'),
  })
  expect(await bring('60')).toMatchObject({ outcome: 'created', pack: 'own-leaf' })
})
