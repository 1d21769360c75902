// For tests: real areas and documents in a database of one's own, and an office that hands in sheets the way a clerk does.
import { newId } from '@songhe/basics/ids'
import { sheetsCapability as sheets } from '@songhe/kernel/sheets/capability'
import { checkImport } from '@songhe/kernel/sheets/check-import'
import { commitImport } from '@songhe/kernel/sheets/commit-import'
import { listRowProblems } from '@songhe/kernel/sheets/list-imports'
import { previewImport, showImport } from '@songhe/kernel/sheets/preview-import'
import { undoImport } from '@songhe/kernel/sheets/undo-import'
import type { Capability } from '@songhe/kernel/capability'
import { type Somebody, type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { capability as policy } from '@songhe/policy/capability'
import { capability as registry } from '@songhe/registry/capability'
import { readFileSync } from 'node:fs'
import { submitDraft, publishPack } from '../../policy/server/packs/publish-pack.ts'
import { installPacks } from '../../policy/server/packs/install-packs.ts'
import { capability } from './capability.ts'
import { registerFacility } from './register/register-facility.ts'

export const NOW = new Date('2026-11-25T01:00:00Z')
export const DIANJIANG = 2
export const KAIZHOU = 4

/** 垫江, from packs/areas: a street with a community and a village, a town with a village. */
export const GUIYANG = 2001
export const CLERK: Somebody = { roles: ['clerk'], staff: '经办员', district: DIANJIANG }
export const REVIEWER: Somebody = { roles: ['reviewer'], staff: '复核员', district: DIANJIANG }

export async function facilitiesWorld(more: readonly Capability[] = []): Promise<TestWorld> {
  const world = await testDatabase([sheets, registry, policy, capability, ...more], NOW)
  const owner = { query: (text: string, values?: unknown[]) => world.owner(text, values) } as never
  for (const room of [registry, policy, capability]) await room.references!(owner)
  return world
}

export interface Place {
  key: number
  name: string
  town: number
  townName: string
}

/** The first area of this kind in a district: `residents`, `villagers` (with a town of this form) or `town`. */
export async function placeIn(
  world: TestWorld,
  district: number,
  kind: 'residents' | 'villagers' | 'street' | 'town',
  nth = 0,
): Promise<Place> {
  const town = kind === 'street' || kind === 'town'
  const rows = await world.owner<Place>(
    town
      ? `select p.area as key, p.name, p.area as town, p.name as "townName" from registry.area_period p
          where p.parent = $1 and (p.name like '%街道') = $2 order by p.area`
      : `select v.area as key, v.name, t.area as town, t.name as "townName" from registry.area_period t join registry.area_period v on v.parent = t.area
          join registry.area a on a.key = v.area where t.parent = $1 and a.committee = $2 order by v.area`,
    [district, town ? kind === 'street' : kind],
  )
  return rows[nth]!
}

export async function publishPacks(world: TestWorld, district: number, packs: readonly string[]) {
  const clerk = { ...CLERK, district }
  const installed = await world.as(clerk, (ctx) => installPacks(ctx))
  for (const { pack, version, digest } of installed.filter((one) => packs.includes(one.pack))) {
    const input = () => ({ params: { pack }, body: { id: newId(), version, digest } }) as never
    await world.as(clerk, (ctx) => submitDraft(ctx, input()))
    await world.as({ ...REVIEWER, district }, (ctx) => publishPack(ctx, input()))
  }
}

type Body = Parameters<typeof registerFacility>[1]['body']

export const siteBody = (body: Partial<Body> & Pick<Body, 'kind' | 'area'>): Body => ({
  id: newId(),
  name: '示例设施',
  kindReason: '',
  address: '',
  phone: '',
  contact: '',
  state: 'open',
  from: '2024-03-01',
  facts: [],
  source: '测试台账',
  sameAddressReason: '',
  ...body,
})

export function office(world: TestWorld, who: Somebody = CLERK) {
  const show = async (id: string) => (await world.as(who, (ctx) => showImport(ctx, { params: { id } }))).import
  let saved = 0
  const upload = async (sheet: string, bytes: Buffer, name: string) =>
    world.as(who, (ctx) => previewImport(ctx, { query: { id: newId(), sheet }, file: { name, mediaType: 'text/csv', bytes } }))
  return {
    show,
    upload,
    async check(id: string, options: Record<string, string> = {}) {
      const { headerRow, mapping } = await world.as(who, (ctx) => showImport(ctx, { params: { id } }))
      await world.as(who, (ctx) => checkImport(ctx, { params: { id }, body: { headerRow, mapping, options } }))
      await world.work()
      return show(id)
    },
    async commit(id: string) {
      await world.as(who, (ctx) => commitImport(ctx, { params: { id }, body: { partly: true } }))
      await world.work()
      return show(id)
    },
    async problems(id: string) {
      const query = { page: 1, size: 200, warnings: true }
      return (await world.as(who, (ctx) => listRowProblems(ctx, { params: { id }, query }))).rows
    },
    async undo(id: string) {
      const answer = await world.as(who, (ctx) => undoImport(ctx, { params: { id }, body: { reason: '传错了文件' } }))
      await world.work()
      return answer
    },
    /** Upload, check, commit; rows as text cells, or a file of packs/printed (as if saved anew, so that no two are the same bytes). */
    async hand(
      sheet: string,
      rows: readonly (readonly string[])[] | string,
      options: Record<string, string> = {},
      name = '台账.csv',
    ) {
      const text = typeof rows === 'string' ? readFileSync(rows, 'utf8') : rows.map((row) => row.join(',')).join('\n')
      const bytes = Buffer.from(text + '\n'.repeat(++saved))
      const { id } = await upload(sheet, bytes, name)
      await this.check(id, options)
      return this.commit(id)
    },
  }
}
