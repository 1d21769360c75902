// Proof that what ships with the product reads, passes its cases and publishes by two persons in every district of the demo.
import { type RoleKey } from '@songhe/kernel/capability'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capability as registry } from '../../../registry/server/capability.ts'
import { capability } from '../capability.ts'
import { loadDocuments } from '../documents/load-documents.ts'
import { listDocuments, showDocument } from '../documents/show-document.ts'
import { clauseRef, exclusions, publishedTables } from '../door.ts'
import { runDraftCases } from '../judge/golden-cases.ts'
import { publicServiceList } from '../services/public-list.ts'
import { servicesFor } from '../services/services-for.ts'
import { currentList, showServiceList } from '../services/show-service-list.ts'
import { installPacks } from './install-packs.ts'
import { plantPolicy } from './plant-policy.ts'

let world: TestWorld
const districts = [1, 2, 3, 4, 5]
beforeAll(async () => {
  world = await testDatabase([registry, capability])
  const owner = { query: (text: string, values?: unknown[]) => world.owner(text, values) }
  await loadDocuments(owner)
  await loadDocuments(owner)
  for (const district of districts)
    await world.as({ district, staff: '经办' }, async (ctx) => {
      const colleague = { ...ctx, principal: { ...ctx.principal, staff: world.principal({ staff: '复核' }).staff, name: '复核' } }
      const asColleague = <T>(_role: RoleKey, act: (other: typeof ctx) => Promise<T>) => act(colleague)
      await plantPolicy(ctx, { folder: '', districtName: '', oneIn: 20, seed: 1, asColleague }, async () => {})
    })
})
afterAll(() => world.close())

test.each(districts)('district %i has its five programmes published on a known ground', async (district) => {
  const tables = await world.as({ district }, (ctx) => publishedTables(ctx, { on: '2026-11-24' }))
  expect(tables.map((table) => table.pack).sort()).toEqual([
    'destitute-care',
    'disability-living',
    'disability-nursing',
    'old-age-allowance',
    'service-subsidy',
  ])
})

test.each(districts)('every golden case of district %i holds', async (district) => {
  const red = await world.as({ district }, async (ctx) => {
    const packs = await sql<{
      key: string
    }>`select key from policy.pack where kind = 'allowance' and district = ${district}`.execute(ctx.db)
    const results = []
    for (const { key } of packs.rows)
      results.push(...(await runDraftCases(ctx, { params: { pack: key } } as never)).results.filter((one) => !one.passed))
    return results
  })
  expect(red).toEqual([])
})

test('installing again changes nothing', async () => {
  const again = await world.as({ district: 4 }, (ctx) => installPacks(ctx))
  expect(again.every((one) => one.outcome === 'exists')).toBe(true)
})

test('the plan of 渝北 is kept as a draft and no published table of the district stands on it [YB-001]', async () => {
  const { document, tables } = await world.as({ district: 3 }, async (ctx) => ({
    document: await showDocument(ctx, { params: { key: 'yubei' } } as never),
    tables: await publishedTables(ctx, { on: '2026-11-24' }),
  }))
  expect(document).toMatchObject({ status: 'draft', number: null, issuedOn: null })
  expect(tables.map((table) => table.table.ground.document)).not.toContain(document.title)
  expect(tables.map((table) => table.table.ground.document)).not.toContain('yubei')
})

test('the register keeps number, day, issuer, parents and addressees of 沙坪坝 [SPB-001]', async () => {
  const document = await world.as({}, (ctx) => showDocument(ctx, { params: { key: '沙府办发〔2020〕56号' } } as never))
  expect(document).toMatchObject({ key: 'shapingba', issuedOn: '2020-05-20', status: 'in-force' })
  expect(JSON.stringify(document.parents)).toContain('渝府办发〔2019〕129号')
  expect(document.addressees.length).toBeGreaterThan(0)
})

test('the register keeps the parent and the copies-to list of 垫江 [DJ-001] [DJ-076]', async () => {
  const document = await world.as({}, (ctx) => showDocument(ctx, { params: { key: 'dianjiang' } } as never))
  expect(document).toMatchObject({ number: '垫江府办〔2020〕8号', issuedOn: '2020-03-12' })
  expect(JSON.stringify(document.parents)).toContain('渝府办发〔2019〕110号')
  expect(document.copiesTo.length).toBeGreaterThan(0)
})

test('the register keeps adoption meetings, openness and parents of 开州 and shows which table stands on a clause [KZ-001] [KZ-002]', async () => {
  const document = await world.as({ district: 4 }, (ctx) => showDocument(ctx, { params: { key: 'kaizhou' } } as never))
  expect(document).toMatchObject({ number: '开州府办发〔2024〕35号', issuedOn: '2024-05-30', openness: '公开发布' })
  expect(document.adoption).toMatchObject([{ session: 56 }, { session: 6 }])
  expect(document.parents.length).toBeGreaterThan(0)
  expect(document.clauses.find((clause) => clause.locator === '三（一）2')?.tables.map((table) => table.pack)).toContain(
    'old-age-allowance',
  )
})

test('the parents of the plan of 渝北 are linked [YB-003]', async () => {
  const document = await world.as({ district: 3 }, (ctx) => showDocument(ctx, { params: { key: 'yubei' } } as never))
  expect(JSON.stringify(document.parents)).toContain('老年人权益保障法')
  expect(document.parents.length).toBeGreaterThanOrEqual(4)
})

test('a clause is found by number or key of its document', async () => {
  const found = await world.as({}, async (ctx) => [
    await clauseRef(ctx, '开州府办发〔2024〕35号', '三（一）2'),
    await clauseRef(ctx, 'kaizhou', '九'),
  ])
  expect(found[0]).toMatchObject({ document: 'kaizhou', status: 'in-force' })
  expect(found[1]).toBeUndefined()
})

test('exclusions name the benefits that shut each other out, with reason and clause', async () => {
  const found = await world.as({}, (ctx) => exclusions(ctx, '2026-11-24'))
  expect(found.find((one) => one.id === '特困-护理')).toMatchObject({
    between: ['destitute-care', 'disability-nursing'],
    keep: 'first',
    document: '渝民发〔2021〕15号',
  })
  expect(found.every((one) => one.reason !== '')).toBe(true)
})

test('the basic service list is versioned and compared with the state list [KZ-014]', async () => {
  const list = await world.as({ district: 4 }, (ctx) => showServiceList(ctx, {} as never))
  expect(list).toMatchObject({ version: 1, state: 'published', validFrom: '2024-05-30' })
  expect(list.items.find((item) => item.id === '4')).toMatchObject({
    item: '高龄津贴',
    difference: 'changed',
    changes: [{ field: '支出责任', here: '区县财政', base: '' }],
  })
})

test('an elder is told in plain words what applies, what may apply once checked, and nothing else [KZ-016]', async () => {
  const list = (await world.as({ district: 4 }, (ctx) => currentList(ctx)))!
  const of = (facts: Record<string, unknown>) => servicesFor(list.body, facts as never, '2026-11-24')
  const known = of({ 'person.birth': '1940-01-01', 'aid.minimum-allowance': false })
  expect(known.find((item) => item.id === '4')).toMatchObject({
    verdict: 'applies',
    words: '满80周岁，可以领高龄津贴。',
    payer: '区县财政',
  })
  expect(known.find((item) => item.id === '5')).toBeUndefined()
  expect(of({ 'person.birth': '1940-01-01' }).find((item) => item.id === '5')).toMatchObject({ verdict: 'missing' })
  expect(of({ 'person.birth': '1960-01-01', 'aid.minimum-allowance': false }).find((item) => item.id === '4')).toBeUndefined()
})

test('anybody reads the published list with its four fields and its day, without signing in; an unpublished one stays inside [YB-071]', async () => {
  const nobody = { district: 0, permissions: [] as string[] }
  const asked = (district: number) => world.as(nobody, (ctx) => publicServiceList(ctx, { params: { district } }))
  const shown = (await asked(3)).bytes.toString()
  const list = await world.as({ district: 3 }, (ctx) => showServiceList(ctx, {} as never))
  const item = list.items.find((one) => one.id === '4')!
  for (const text of [item.item, item.persons, item.standard, item.payer, list.validFrom!, '服务对象', '支出责任'])
    expect(shown).toContain(text)
  await world.owner(
    `update policy.pack_version set state = 'draft' where district = 3 and pack in (select key from policy.pack where kind = 'service-list')`,
  )
  await expect(asked(3)).rejects.toThrow('没有找到')
  await world.owner(
    `update policy.pack_version set state = 'published' where district = 3 and pack in (select key from policy.pack where kind = 'service-list')`,
  )
  await expect(asked(8_888)).rejects.toThrow('没有找到')
})

test('the document for old and young together keeps both service lines on one register entry [WX-001]', async () => {
  const found = await world.as({ district: 5 }, (ctx) => listDocuments(ctx, { query: { page: 1, size: 200 } }))
  const entry = found.rows.find((one) => one.number === '巫溪府办发〔2022〕83号')!
  expect(entry).toMatchObject({ issuedOn: '2022-12-05', status: 'in-force' })
  const whole = await world.as({ district: 5 }, (ctx) => showDocument(ctx, { params: { key: entry.key } }))
  expect(whole.serviceLines).toEqual(['养老', '托育'])
  expect(whole.parents).toEqual(['渝府办发〔2021〕90号'])
  expect(whole.openness).toContain('公开')
})
