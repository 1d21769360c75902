// Contracts, idle rooms, housing areas and land of the demo, each by the room's own verbs, so that every queue has something to do.
import { addDays } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import type { DemoPlan } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type { NewSite } from '../bulk/insert-sites.ts'
import { signContract } from '../contracts/contracts.ts'
import { recordAsset, recordReport } from '../contracts/reports-and-assets.ts'
import { decideSelection, openSelection } from '../contracts/selections.ts'
import { recordPlot, requestLand, setLandPopulation } from '../land/land.ts'
import { planGap, recordStep, registerEstate } from '../premises/estates.ts'
import { decidePremises, registerPremises, requestPremises } from '../premises/premises.ts'
import type { DemoTown } from './areas-of-demo.ts'
import { demoCreditCode } from './plant-operators.ts'

interface Ground {
  towns: readonly DemoTown[]
  /** Open centres. */
  sites: readonly NewSite[]
  operators: readonly string[]
}

export async function plantRooms(ctx: Context, plan: DemoPlan, ground: Ground): Promise<void> {
  await plantContracts(ctx, ground)
  await plantPremises(ctx, plan, ground.towns)
  await plantEstates(ctx, ground.towns)
  await plantLand(ctx, ground.towns)
  await sql`update facilities.contract set example = true where district = ${ctx.principal.district}`.execute(ctx.db)
}

async function plantContracts(ctx: Context, { sites, operators }: Ground) {
  if (sites.length < 2) return
  const on = today(ctx)
  const [first, second] = operators as [string, string]
  const selection = newId()
  await openSelection(ctx, {
    body: {
      id: selection,
      title: '公办养老服务设施运营主体比选（示例）',
      method: '竞争性比选',
      noticeOn: addDays(on, -760),
      winnersWanted: 2,
    },
  })
  await decideSelection(ctx, {
    params: { id: selection },
    body: {
      id: newId(),
      bids: [
        { operator: first, score: 92.5, won: true },
        { operator: second, score: 88, won: true },
        { operator: operators[2]!, score: 79.5, won: false },
      ],
      decidedOn: addDays(on, -740),
      result: '前两名中选（示例）',
      orderReason: '',
    },
  })
  const half = Math.ceil(sites.length / 2)
  const base = {
    entrustedBy: '区县民政局（示例）',
    mode: 'public-private' as const,
    modeReason: '',
    selection,
    dutyGroups: '特困、失能、失智、高龄和计划生育特殊家庭老人优先',
    signedOn: addDays(on, -735),
    from: addDays(on, -730),
    reportMonths: 6,
    exceptionReason: '示例数据，原则上由备案机构运营',
  }
  const running = newId()
  const ids = (part: readonly NewSite[]) => part.map(({ id }) => id)
  await signContract(ctx, {
    body: {
      ...base,
      id: running,
      number: '示例合同-1',
      operator: first,
      facilities: ids(sites.slice(0, half)),
      to: addDays(on, 365),
    },
  })
  await signContract(ctx, {
    body: {
      ...base,
      id: newId(),
      number: '示例合同-2',
      operator: second,
      facilities: ids(sites.slice(half)),
      to: addDays(on, 45),
    },
  })
  await recordAsset(ctx, {
    params: { id: running },
    body: { id: newId(), name: '护理床', quantity: 40, unit: '张', value: 12_000_000, state: 'in-use' },
  })
  await recordReport(ctx, {
    params: { id: running },
    body: {
      id: newId(),
      kind: 'major-event',
      happenedAt: `${addDays(on, -90)}T08:00:00+08:00`,
      receivedOn: addDays(on, -88),
      summary: '厨房漏水停用半天（示例）',
    },
  })
}

async function plantPremises(ctx: Context, plan: DemoPlan, towns: readonly DemoTown[]) {
  const on = today(ctx)
  const rooms = [
    { name: '原中心小学教学楼（示例）', kind: 'school' as const, floorArea: 860, detached: true, priceTerm: 'free' as const },
    {
      name: '社区服务用房二楼（示例）',
      kind: 'community-room' as const,
      floorArea: 240,
      detached: false,
      priceTerm: 'low' as const,
    },
    {
      name: '原林业疗养所（示例）',
      kind: 'training-rest' as const,
      floorArea: 3_200,
      detached: true,
      priceTerm: 'open' as const,
    },
  ]
  const ids: string[] = []
  for (const [i, room] of rooms.entries()) {
    const id = newId()
    ids.push(id)
    const { town } = { town: towns[(i * 3) % towns.length]! }
    await registerPremises(ctx, {
      body: {
        ...room,
        id,
        area: town.key,
        address: '示例街',
        owner: `${town.name}政府（示例）`,
        longestLeaseMonths: 120,
        uses: '助餐、助浴、日间照料',
      },
    })
  }
  const [granted, waiting] = [newId(), newId()]
  await requestPremises(ctx, {
    params: { id: ids[1]! },
    body: { id: granted, applicant: '示例松鹤养老服务中心', purpose: '社区养老服务站', months: 60, askedOn: addDays(on, -30) },
  })
  await plan.asColleague('reviewer', (colleague) =>
    decidePremises(colleague, {
      params: { id: ids[1]!, request: granted },
      body: { id: newId(), verdict: 'granted', reason: '符合用途（示例）' },
    }),
  )
  await requestPremises(ctx, {
    params: { id: ids[0]! },
    body: {
      id: waiting,
      applicant: '示例常青养老服务有限公司',
      purpose: '乡镇养老服务中心',
      months: 96,
      askedOn: addDays(on, -5),
    },
  })
}

async function plantEstates(ctx: Context, towns: readonly DemoTown[]) {
  const on = today(ctx)
  const ground = '新建小区配建养老服务设施规定（示例）'
  const [good, small, old] = [newId(), newId(), newId()]
  const at = (i: number) => towns[i % towns.length]!.villages[0]?.key ?? towns[i % towns.length]!.key
  const base = { line: 'elder' as const, requiredGround: ground, builder: '示例置业' }
  await registerEstate(ctx, {
    body: { ...base, id: good, area: at(0), name: '松林雅苑（示例）', age: 'new', households: 1_200, required: 360, built: 380 },
  })
  await registerEstate(ctx, {
    body: { ...base, id: small, area: at(1), name: '鹤鸣新城（示例）', age: 'new', households: 2_400, required: 720, built: 500 },
  })
  await registerEstate(ctx, {
    body: { ...base, id: old, area: at(2), name: '纺织厂家属区（示例）', age: 'old', households: 900, required: 270, built: 0 },
  })
  for (const [step, back] of [
    ['planned', 900],
    ['built', 500],
    ['accepted', 200],
    ['delivered', 120],
  ] as const)
    await recordStep(ctx, { params: { id: good }, body: { id: newId(), step, day: addDays(on, -back), note: '' } })
  for (const [step, back] of [
    ['planned', 700],
    ['built', 60],
  ] as const)
    await recordStep(ctx, { params: { id: small }, body: { id: newId(), step, day: addDays(on, -back), note: '' } })
  await planGap(ctx, { params: { id: old }, body: { id: newId(), version: 1, way: 'lease', due: addDays(on, 120) } })
}

async function plantLand(ctx: Context, towns: readonly DemoTown[]) {
  const on = today(ctx)
  const year = Number(on.slice(0, 4))
  const plot = (
    i: number,
    body: { name: string; kind: 'allotted' | 'collective-construction'; squareMetres: number; state: 'supplied' | 'planned' },
  ) =>
    recordPlot(ctx, {
      body: {
        id: newId(),
        area: towns[i % towns.length]!.key,
        document: '年度用地计划（示例）',
        adjustments: '',
        plannedYear: year,
        ...(body.state === 'supplied' && { suppliedOn: addDays(on, -200) }),
        ...body,
      },
    })
  await plot(0, { name: '城东养老用地（示例）', kind: 'allotted', squareMetres: 21_000, state: 'supplied' })
  await plot(4, { name: '集体地块（示例）', kind: 'collective-construction', squareMetres: 6_400, state: 'planned' })
  await setLandPopulation(ctx, { body: { id: newId(), population: 120_000, base: '示例：规划常住人口' } })
  await requestLand(ctx, {
    body: {
      id: newId(),
      area: towns[0]!.key,
      applicant: '示例松鹤养老服务中心',
      registration: demoCreditCode('52', ctx.principal.district * 100),
      squareMetres: 9_800,
      way: 'allotment',
      askedOn: addDays(on, -12),
    },
  })
}
