// Proof of the road from a file to a published table: draft, cases, ground in force, no example outside a demo, two humans.
import { newId } from '@songhe/basics/ids'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capability as registry } from '../../../registry/server/capability.ts'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { capability } from '../capability.ts'
import { loadDocuments } from '../documents/load-documents.ts'
import { publishedTables } from '../door.ts'
import { confirmValue, editDraft } from './edit-draft.ts'
import { importPack } from './import-pack.ts'
import { discardDraft, publishPack, submitDraft } from './publish-pack.ts'
import { showPack } from './show-pack.ts'

const DOCUMENTS = `
key: hill
number: 松府发〔2026〕1号
title: 松林办法
status: in-force
region: shapingba
issued_on: 2026-01-01
clauses: [{ locator: 一, heading: 津贴 }]
`
const PLAN = DOCUMENTS.replace('key: hill', 'key: plan').replace('松府发〔2026〕1号', '征求意见').replace('in-force', 'draft')

const table = (key: string, ground = '松府发〔2026〕1号', status = 'decided') => `
table: ${key}月标准
key: ${key}
kind: allowance
region: shapingba
ground: { document: ${ground}, clause: 一 }
valid: { from: 2026-02-01 }
hit: unique
inputs: { 年龄: person.age, 在世: person.alive }
output: { 月标准: money }
rows:
  - { id: '80', when: { 年龄: '[80..90)', 在世: 'true' }, then: { 月标准: 100元 }, amount: { decision: 决定-1, status: ${status} } }
  - { id: '90', when: { 年龄: '>= 90', 在世: 'true' }, then: { 月标准: 200元 }, amount: { decision: 决定-1, status: ${status} } }
`
const cases = `
- { case: 满80周岁当天, on: 2026-11-24, facts: { person.birth: 1946-11-24, person.alive: true }, expect: { row: '80', 月标准: 100元 } }
- { case: 差一天, on: 2026-11-23, facts: { person.birth: 1946-11-24, person.alive: true }, expect: null }
- { case: 生死不明, on: 2026-11-24, facts: { person.birth: 1946-11-24 }, expect: { missing: [person.alive] } }
`
let world: TestWorld
beforeAll(async () => {
  world = await testDatabase([registry, capability])
  const owner = { query: (text: string, values?: unknown[]) => world.owner(text, values) }
  await loadDocuments(owner, [
    { file: 'documents/hill.yaml', text: DOCUMENTS },
    { file: 'documents/plan.yaml', text: PLAN },
  ])
  await world.owner(
    `insert into policy.decision (district, key, subject, decided_on, decided_by) values (1, '决定-1', '津贴标准', '2026-01-05', '镇务会')`,
  )
})
afterAll(() => world.close())

const bring = (staff: string, key: string, text = table(key), withCases = cases, demo = true) =>
  world.as({ staff, demo }, (ctx) =>
    importPack(ctx, { body: { id: newId(), file: 'table.yaml', table: text, cases: withCases } } as never),
  )
const named = (made: { pack: string; version: number; digest: string }) =>
  ({ params: { pack: made.pack }, body: { id: newId(), version: made.version, digest: made.digest } }) as never

test('nobody publishes what they wrote or submitted, a second human does, once and for ever', async () => {
  const made = await bring('甲', 'two-persons')
  await world.as({ staff: '乙' }, (ctx) => submitDraft(ctx, named(made)))
  await expect(world.as({ staff: '甲' }, (ctx) => publishPack(ctx, named(made)))).rejects.toThrow('须由另一个人发布')
  await expect(world.as({ staff: '乙' }, (ctx) => publishPack(ctx, named(made)))).rejects.toThrow('您提交的')
  expect(await world.as({ staff: '丙' }, (ctx) => publishPack(ctx, named(made)))).toMatchObject({
    outcome: 'created',
    version: 1,
  })
  expect(await world.as({ staff: '丙' }, (ctx) => publishPack(ctx, named(made)))).toMatchObject({ outcome: 'exists' })
  await expect(world.owner(`update policy.pack_version set body = '{}' where pack = 'two-persons'`)).rejects.toThrow(
    'never changes',
  )
  const tables = await world.as({}, (ctx) => publishedTables(ctx, { on: '2026-11-24' }))
  expect(tables).toMatchObject([
    { pack: 'two-persons', version: 1, digest: made.digest, validFrom: '2026-02-01', example: false },
  ])
  expect(await world.as({}, (ctx) => publishedTables(ctx, { on: '2026-01-31' }))).toEqual([])
})

test('a table whose ground is a draft for comments is refused with the reason [YB-001]', async () => {
  const made = await bring('甲', 'on-a-plan', table('on-a-plan', '征求意见'))
  await expect(world.as({ staff: '甲' }, (ctx) => submitDraft(ctx, named(made)))).rejects.toThrow('征求意见稿')
})

test('a red golden case stops the draft and is named', async () => {
  const made = await bring('甲', 'red', table('red'), cases.replace("row: '80', 月标准: 100元", "row: '80', 月标准: 101元"))
  await expect(world.as({ staff: '甲' }, (ctx) => submitDraft(ctx, named(made)))).rejects.toThrow('满80周岁当天')
})

test('a table without any case is not submitted', async () => {
  const made = await bring('甲', 'no-case', table('no-case'), '')
  await expect(world.as({ staff: '甲' }, (ctx) => submitDraft(ctx, named(made)))).rejects.toThrow('一条用例')
})

test('amounts marked 示例 are refused where the instance is not a demo', async () => {
  await world.owner(
    `insert into policy.decision (district, key, subject, decided_on, decided_by, example) values (1, '示例决定-1', '示例', '2026-01-05', '演示', true)`,
  )
  const text = table('example', undefined, 'example').replaceAll('决定-1', '示例决定-1')
  const made = await bring('甲', 'example', text, cases, false)
  await expect(world.as({ staff: '甲', demo: false }, (ctx) => submitDraft(ctx, named(made)))).rejects.toThrow('示例')
  expect(await world.as({ staff: '甲', demo: true }, (ctx) => submitDraft(ctx, named(made)))).toMatchObject({
    outcome: 'created',
  })
})

test('an edit opens the next version, marks the changed cells, and leaves the amount unconfirmed until an officer decides it', async () => {
  const made = await bring('甲', 'edited')
  await world.as({ staff: '甲' }, (ctx) => submitDraft(ctx, named(made)))
  await world.as({ staff: '乙' }, (ctx) => publishPack(ctx, named(made)))
  const edited = await world.as({ staff: '甲' }, (ctx) =>
    editDraft(ctx, {
      params: { pack: 'edited' },
      body: {
        id: newId(),
        cells: [{ row: '90', column: '月标准', value: '230元' }],
        addRows: [],
        removeRows: [],
        addCases: [],
        removeCases: [],
        validFrom: '2027-01-01',
      },
    } as never),
  )
  expect(edited.version).toBe(2)
  const shown = await world.as({ staff: '甲' }, (ctx) => showPack(ctx, { params: { pack: 'edited' } } as never))
  expect(shown.rows[1]).toMatchObject({
    row: '90',
    then: { 月标准: { published: '200元', draft: '230元', changed: true } },
    amount: { status: 'unconfirmed' },
  })
  expect(shown.rows[0]!.then.月标准!.changed).toBe(false)
  await world.as({ staff: '甲' }, (ctx) =>
    confirmValue(ctx, {
      params: { pack: 'edited' },
      body: {
        id: newId(),
        row: '90',
        column: '月标准',
        value: '230元',
        decision: { key: '决定-2', subject: '提标', decidedOn: '2026-11-01', decidedBy: '何主任' },
      },
    } as never),
  )
  const after = await world.as({ staff: '甲' }, (ctx) => showPack(ctx, { params: { pack: 'edited' } } as never))
  expect(after.rows[1]!.amount).toMatchObject({ status: 'decided', decision: '决定-2', decidedBy: '何主任' })
  expect(
    await world.as({ staff: '甲' }, (ctx) =>
      discardDraft(ctx, { params: { pack: 'edited' }, body: { id: newId(), version: 2 } } as never),
    ),
  ).toEqual({ outcome: 'discarded' })
})

test('a fault in a file is told with row and column', async () => {
  await expect(bring('甲', 'fault', table('fault').replace("'[80..90)'", "'[80..'"))).rejects.toThrow(/“80”行“年龄”列/)
})

test('a clause that its document does not have is no ground', async () => {
  const made = await bring('甲', 'nowhere', table('nowhere').replace('clause: 一', 'clause: 九'))
  await expect(world.as({ staff: '甲' }, (ctx) => submitDraft(ctx, named(made)))).rejects.toThrow('条款目录里找不到')
})
