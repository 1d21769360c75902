// County, town and village on one base: what each level sees, who answers for a town, and entry over a line that drops answers.
import { newId } from '@songhe/basics/ids'
import { checkCharacter } from '@songhe/basics/citizen-id'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { areaBelow } from '@songhe/registry/door'
import { capability as registry } from '@songhe/registry/capability'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listPeople } from '../../../core/registry/server/people/list-people.ts'
import { registerPerson } from '../../../core/registry/server/people/register-person.ts'
import { plantAreas } from '../../../core/registry/server/testing/plant-areas.ts'
import { createAccount } from './accounts.ts'
import { decideAskedGrants, listAskedGrants } from './asked-grants.ts'
import { capability } from './capability.ts'
import { grantRole } from './grants.ts'
import { listTownPosts } from './town-posts.ts'

const NOW = new Date('2026-11-24T02:00:00Z')
const [TOWN, VILLAGE, NEXT_VILLAGE, OTHER_VILLAGE] = [101, 1011, 1012, 1021]
let world: TestWorld
beforeAll(async () => {
  world = await testDatabase([registry, capability], NOW)
  await plantAreas(world)
})
afterAll(() => world.close())

let serial = 300
const elder = (name: string, area: number) => {
  const first17 = `50019919400601${(serial += 2)}`
  return {
    id: newId(),
    name,
    citizenId: first17 + checkCharacter(first17),
    area,
    address: '',
    phone: '',
    source: { kind: 'town' as const, label: '镇街登记', reportedOn: '2026-11-24' },
    facts: [],
  }
}
const areasOf = (key: number) => world.as({}, (ctx) => areaBelow(ctx, [key], '2026-11-24'))
const seen = async (areas: number[] | null) =>
  (
    await world.as({ areas, roles: ['town-officer'] }, (ctx) =>
      listPeople(ctx, { query: { page: 1, size: 50, state: 'living' } }),
    )
  ).rows
    .map((row) => row.name)
    .sort()

test('county sees all, a town its villages, a village itself, and what one level enters the level above reads at once [WX-036]', async () => {
  for (const [name, area] of [
    ['甲一', VILLAGE],
    ['乙二', NEXT_VILLAGE],
    ['丙三', OTHER_VILLAGE],
  ] as const)
    await world.as({}, (ctx) => registerPerson(ctx, { body: elder(name, area) }))
  const [town, village] = [await areasOf(TOWN), await areasOf(VILLAGE)]
  expect(await seen(null)).toEqual(['丙三', '乙二', '甲一'])
  expect(await seen(town)).toEqual(['乙二', '甲一'])
  expect(await seen(village)).toEqual(['甲一'])

  // A weak line: the answer is lost twice, the same entry is sent again with its own id.
  const entry = elder('丁四', VILLAGE)
  const sent = []
  for (let i = 0; i < 3; i++)
    sent.push(
      (await world.as({ areas: village, roles: ['town-officer'] }, (ctx) => registerPerson(ctx, { body: entry }))).outcome,
    )
  expect(sent).toEqual(['created', 'exists', 'exists'])
  expect(await seen(town)).toEqual(['丁四', '乙二', '甲一'])
  await expect(
    world.as({ areas: village, roles: ['town-officer'] }, (ctx) => registerPerson(ctx, { body: elder('戊五', OTHER_VILLAGE) })),
  ).rejects.toThrow('不在您的管辖范围')
})

test('the contact list names who holds which post in a town, and the towns where nobody does [SPB-080]', async () => {
  const id = newId()
  const account = {
    id,
    name: '熊晓琴',
    username: 'zhen-01',
    post: '民政办',
    phone: '023-5000-0001',
    role: 'town-officer' as const,
    area: TOWN,
  }
  await world.as({ staff: '系统管理员' }, (ctx) => createAccount(ctx, { body: account }))
  await world.as({ staff: '安全管理员', roles: ['security-admin'] }, async (ctx) => {
    const asked = await listAskedGrants(ctx, { query: { page: 1, size: 20 } })
    await decideAskedGrants(ctx, { body: { ids: asked.rows.map((row) => row.id), verdict: 'give', reason: '' } })
  })
  await world.as({ staff: '安全管理员' }, (ctx) =>
    grantRole(ctx, { params: { id }, body: { id: newId(), role: 'town-officer', area: VILLAGE } }),
  )
  const list = await world.as({ areas: await areasOf(OTHER_VILLAGE) }, (ctx) =>
    listTownPosts(ctx, { query: { page: 1, size: 20 } }),
  )
  expect(list.rows.map(({ key: _key, ...row }) => row)).toEqual([
    { town: '一镇', village: '', name: '熊晓琴', post: '民政办', role: '镇街', phone: '023-5000-0001' },
    { town: '一镇', village: '一村', name: '熊晓琴', post: '民政办', role: '镇街', phone: '023-5000-0001' },
  ])
  expect(list.without).toEqual(['二镇'])
})
