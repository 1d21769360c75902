// For tests of money for sites: the real tables of Dianjiang and Kaizhou, sites opened in bulk, ratings told as the rating room does, three officials.
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import type { Somebody, TestWorld } from '@songhe/kernel/testing'
import { capability as ledger } from '@songhe/ledger/capability'
import { type RatingScheme, recordRating } from '@songhe/facilities/door'
import { insertSites, type NewSite } from '../../../facilities/server/bulk/insert-sites.ts'
import { capability as facilities } from '../../../facilities/server/capability.ts'
import { facilitiesWorld, KAIZHOU, publishPacks } from '../../../facilities/server/testing-facilities.ts'
import { capability } from '../capability.ts'
import { answerOfBank } from '../demo/answer-of-bank.ts'
import { decideGrantAccount, enterGrantAccount } from './accounts.ts'
import { approveGrantRound, submitGrantRound } from './approve-round.ts'
import { downloadGrantBankFile, makeGrantBankFile } from './bank-file.ts'
import { listGrantExceptions, seeGrantException } from './exceptions.ts'
import { listGrantLines, showGrantRound } from './queries.ts'
import { readGrantReturnFile } from './return-file.ts'
import type { SchemeKey } from './schemes.ts'
import { startGrantRound } from './start-round.ts'

export const PEOPLE = { clerk: '陈雨桐', reviewer: '何志远', finance: '周敏' } as const

export interface GrantsWorld {
  world: TestWorld
  as<T>(who: keyof typeof PEOPLE, act: (ctx: Context) => Promise<T>): Promise<T>
  site(of: Partial<NewSite> & Pick<NewSite, 'kind' | 'area'>): Promise<string>
  rate(facility: string, scheme: RatingScheme, grade: string, from: string, to?: string | null): Promise<string>
  compute(scheme: SchemeKey, period: string): Promise<string>
  approve(round: string): Promise<void>
  /** An account of the site's owner, entered and confirmed. */
  account(facility: string, number: string): Promise<void>
  /** To the bank and back, every row paid unless `failEvery` says so. */
  pay(round: string, failEvery?: number): Promise<void>
  lines(round: string): Promise<Awaited<ReturnType<typeof listGrantLines>>['rows']>
  totalFen(round: string): Promise<number>
  holds(): Promise<void>
}

export async function grantsWorld(district: number, packs: readonly string[]): Promise<GrantsWorld> {
  const world = await facilitiesWorld([ledger, capability])
  await publishPacks(world, district, packs)
  const who = (role: keyof typeof PEOPLE): Somebody => ({ roles: [role], staff: PEOPLE[role], district })
  const as: GrantsWorld['as'] = (role, act) => world.as(who(role), act)
  return {
    world,
    as,
    async site(of) {
      const id = newId()
      const site: NewSite = { id, name: `${of.kind}${id.slice(-4)}`, state: 'open', from: '2020-01-01', facts: [], ...of }
      await as('clerk', (ctx) => insertSites(ctx, [site], { source: '测试台账' }))
      return id
    },
    async rate(facility, scheme, grade, from, to = null) {
      const rated = await as('clerk', (ctx) =>
        recordRating(ctx, {
          facility,
          scheme,
          grade,
          validFrom: from,
          validTo: to,
          decision: '评定决定 1 号',
          source: '测试评定',
        }),
      )
      return rated.id
    },
    async compute(scheme, period) {
      const id = newId()
      await as('clerk', (ctx) => startGrantRound(ctx, { body: { id, scheme, period } }))
      return id
    },
    async approve(id) {
      await as('clerk', (ctx) => submitGrantRound(ctx, { params: { id }, body: { note: '' } }))
      await as('reviewer', async (ctx) => {
        for (const { key } of await listGrantExceptions(ctx, { params: { id } }))
          await seeGrantException(ctx, { params: { id, key } })
        const { digest } = await showGrantRound(ctx, { params: { id } })
        await approveGrantRound(ctx, { params: { id }, body: { digest } })
      })
    },
    async account(subject, account) {
      const id = newId()
      await as('clerk', (ctx) =>
        enterGrantAccount(ctx, {
          body: { id, subjectKind: 'facility', subject, holder: '示例产权单位', bank: '', account, ground: '产权单位委托书' },
        }),
      )
      await as('reviewer', (ctx) => decideGrantAccount(ctx, { params: { id }, body: { verdict: 'confirm', note: '' } }))
    },
    async pay(round, failEvery = 1_000_000) {
      await as('finance', async (ctx) => {
        const { id } = await makeGrantBankFile(ctx, { params: { id: round }, body: { id: newId(), profile: 'default' } })
        const { bytes } = await downloadGrantBankFile(ctx, { params: { id } })
        const file = { name: '回盘.csv', mediaType: 'text/csv', bytes: answerOfBank(bytes, 0, failEvery) }
        await readGrantReturnFile(ctx, { params: { id }, file } as never)
      })
    },
    lines: (id) =>
      as('clerk', async (ctx) => (await listGrantLines(ctx, { params: { id }, query: { page: 1, size: 200 } })).rows),
    totalFen: (id) => as('clerk', async (ctx) => (await showGrantRound(ctx, { params: { id } })).totalFen),
    async holds() {
      for (const { name, sql } of [
        ...(capability.invariants ?? []),
        ...(ledger.invariants ?? []),
        ...(facilities.invariants ?? []),
      ]) {
        const broken = await world.owner(sql)
        if (broken.length > 0) throw new Error(`${name}: ${JSON.stringify(broken.slice(0, 3))}`)
      }
    },
  }
}

/** A private home of Kaizhou at an address, as operators register it. */
export const home = (area: number, name: string, address: string): Partial<NewSite> & Pick<NewSite, 'kind' | 'area'> => ({
  kind: 'social-home',
  area,
  name,
  address,
  facts: [{ kind: 'facility.operation-mode', value: 'private' }],
})
export { KAIZHOU }
