// The demo's money for sites: in 垫江 a paid year and one that waits for its second person, in 开州 paid stars and a home that registered anew.
import { addDays, addMonths, monthOf } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import type { DemoPlan } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { facilitiesOf, type FacilityOfDoor, recordRating, registerFacility } from '@songhe/facilities/door'
import { regionOf } from '@songhe/policy/door'
import { answerOfBank } from '../demo/answer-of-bank.ts'
import { decideGrantAccount, enterGrantAccount } from './accounts.ts'
import { approveGrantRound, submitGrantRound } from './approve-round.ts'
import { downloadGrantBankFile, makeGrantBankFile } from './bank-file.ts'
import { listGrantExceptions, seeGrantException } from './exceptions.ts'
import { listGrantLines } from './queries.ts'
import { readGrantReturnFile } from './return-file.ts'
import { getRound } from './round-store.ts'
import type { SchemeKey } from './schemes.ts'
import { startGrantRound } from './start-round.ts'

const SOURCE = '示例评定（演示）'
const RESULTS = ['优秀', '良好', '合格', '良好', '优秀', '不合格'] as const

export async function plantGrants(ctx: Context, plan: DemoPlan): Promise<void> {
  const region = regionOf(ctx.principal.district)
  if (region === 'dianjiang') await plantOperation(ctx, plan)
  if (region === 'kaizhou') await plantStars(ctx, plan)
}

async function plantOperation(ctx: Context, plan: DemoPlan) {
  const year = Number(today(ctx).slice(0, 4))
  for (const rated of [year - 2, year - 1]) {
    const sites = (
      await facilitiesOf(ctx, { kinds: ['street-centre', 'town-centre', 'station', 'village-point'] }, `${rated}-12-31`)
    ).filter(({ openOn }) => openOn)
    await evaluate(ctx, sites, rated)
  }
  await payRound(ctx, plan, await compute(ctx, 'operation', String(year - 2)))
  await submit(ctx, await compute(ctx, 'operation', String(year - 1)))
}

/** Where the rating room has said something of the year already, it stands; one site in nine was never looked at. */
async function evaluate(ctx: Context, sites: readonly FacilityOfDoor[], year: number) {
  for (const [i, site] of sites.entries())
    if (!site.evaluation && i % 9 !== 8)
      await recordRating(ctx, {
        facility: site.id,
        scheme: 'evaluation',
        grade: RESULTS[(i + year) % RESULTS.length]!,
        validFrom: `${year}-01-01`,
        validTo: `${year + 1}-01-01`,
        decision: `示例评价决定-${year}`,
        source: SOURCE,
      })
}

const HOMES = [
  { name: '示例夕阳红养老院', address: '示例滨湖路12号', star: '三星' },
  { name: '示例康宁老年公寓', address: '示例人民街8号', star: '二星' },
  { name: '示例福满楼养老院', address: '示例开州大道88号', star: '四星' },
] as const
/** The house of the first, under another name and with a floor in its address. */
const ANEW = { name: '示例松涛养老院', address: '示例滨湖路十二号3楼', star: '四星' } as const

async function plantStars(ctx: Context, plan: DemoPlan) {
  const on = today(ctx)
  const [somewhere] = await facilitiesOf(ctx, { kinds: ['station'], open: true }, on)
  if (!somewhere) return
  for (const home of HOMES) await openHome(ctx, somewhere.area, home, addDays(on, -300))
  await payRound(ctx, plan, await compute(ctx, 'star-reward', addMonths(monthOf(on), -1)))
  await openHome(ctx, somewhere.area, ANEW, addDays(on, -1))
  await submit(ctx, await compute(ctx, 'star-reward', monthOf(on)))
}

async function openHome(
  ctx: Context,
  area: number,
  { name, address, star }: { name: string; address: string; star: string },
  from: string,
) {
  const id = newId()
  const fact = { kind: 'facility.operation-mode', value: 'private', from }
  await registerFacility(ctx, {
    body: {
      id,
      kind: 'social-home',
      area,
      name,
      address,
      kindReason: '',
      phone: '',
      contact: '',
      state: 'open',
      from,
      facts: [fact],
      source: '示例设施（演示）',
      sameAddressReason: '更名后重新登记（示例）',
    },
  })
  await recordRating(ctx, {
    facility: id,
    scheme: 'star',
    grade: star,
    validFrom: from,
    validTo: null,
    decision: '示例星级决定-1',
    source: SOURCE,
  })
}

async function compute(ctx: Context, scheme: SchemeKey, period: string) {
  const id = newId()
  await startGrantRound(ctx, { body: { id, scheme, period } })
  return id
}

const submit = (ctx: Context, id: string) => submitGrantRound(ctx, { params: { id }, body: { note: '' } })

/** To the bank and back; of the sites one in eleven has no account yet. */
async function payRound(ctx: Context, plan: DemoPlan, id: string) {
  const params = { id }
  const { rows } = await listGrantLines(ctx, { params, query: { page: 1, size: 200, outcome: 'due' } })
  const accounts: string[] = []
  for (const [i, { facility, name }] of rows.entries()) {
    if (i % 11 === 10) continue
    const account = newId()
    accounts.push(account)
    await enterGrantAccount(ctx, {
      body: {
        id: account,
        subjectKind: 'facility',
        subject: facility,
        holder: name,
        bank: '示例农商行',
        account: `6299${String(ctx.principal.district * 100_000 + i).padStart(12, '0')}`,
        ground: '',
      },
    })
  }
  await submit(ctx, id)
  await plan.asColleague('reviewer', async (reviewer) => {
    // The last one is left for the reader to confirm.
    for (const account of accounts.slice(0, -1))
      await decideGrantAccount(reviewer, { params: { id: account }, body: { verdict: 'confirm', note: '' } })
    for (const { key } of await listGrantExceptions(reviewer, { params }))
      await seeGrantException(reviewer, { params: { id, key } })
    await approveGrantRound(reviewer, { params, body: { digest: (await getRound(reviewer, id)).digest } })
  })
  await plan.asColleague('finance', async (finance) => {
    const made = await makeGrantBankFile(finance, { params, body: { id: newId(), profile: 'default' } })
    const sent = await downloadGrantBankFile(finance, { params: { id: made.id } })
    const file = { name: '回盘.csv', mediaType: 'text/csv', bytes: answerOfBank(sent.bytes, plan.seed, 20) }
    await readGrantReturnFile(finance, { params: { id: made.id }, file } as never)
  })
}
