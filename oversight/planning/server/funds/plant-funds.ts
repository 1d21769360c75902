// The demo's money, all invented and marked 示例: two years of sources, entries of two persons, a donation with a wish, and the shares that the district's own document asks for.
import { readFileSync } from 'node:fs'
import { addDays } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import type { DemoPlan } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { importFile } from '@songhe/kernel/sheets/import-file'
import { today } from '@songhe/kernel/today'
import { regionOf } from '@songhe/policy/door'
import { moveApplication, recordApplication } from './applications.ts'
import { decideEntry, recordEntry } from './entries.ts'
import { addBudgetLine, openSource } from './sources.ts'

export async function plantFunds(ctx: Context, plan: DemoPlan): Promise<void> {
  const region = regionOf(ctx.principal.district)
  if (!region) return
  await plan.asColleague('finance', async (finance) => {
    await plantRules(finance, region)
    const kept = await open(finance, { name: '福彩公益金本级留存（示例）', kind: 'lottery', level: 'district', keptHere: true })
    const federation = await open(finance, {
      name: '残联提取福彩公益金（示例）',
      kind: 'lottery',
      level: 'district',
      keptHere: true,
      drawnBy: 'federation',
    })
    const gifts = await open(finance, { name: '社会捐赠（示例）', kind: 'donation', level: 'social' })
    await plantYear(finance, plan, { kept, federation, gifts })
    await plantApplications(finance)
  })
}

/** The district's own lines of the printed rules. */
async function plantRules(ctx: Context, region: string) {
  const [head = '', ...lines] = readFileSync(new URL('../../../../packs/printed/fund-share-rules.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  const own = lines.filter((line) => line.split(',')[1] === region)
  if (own.length === 0) return
  await importFile(ctx, {
    sheet: 'fund-share-rules',
    name: '资金占比要求.csv',
    bytes: Buffer.from([head, ...own].join('\n')),
    partly: true,
    async progress() {},
  })
}

async function open(
  ctx: Context,
  source: Pick<Parameters<typeof openSource>[1]['body'], 'name' | 'kind' | 'level'> & {
    keptHere?: boolean
    drawnBy?: 'federation'
  },
) {
  const id = newId()
  await openSource(ctx, { body: { id, drawnBy: '', ...source } })
  return id
}

type Body = Parameters<typeof recordEntry>[1]['body']
interface Sources {
  kept: string
  federation: string
  gifts: string
}

async function plantYear(ctx: Context, plan: DemoPlan, { kept, federation, gifts }: Sources) {
  const on = today(ctx)
  let paper = 0
  const enter = async (entry: Pick<Body, 'source' | 'direction' | 'fen' | 'words'> & Partial<Body>, approve = true) => {
    const id = newId()
    await recordEntry(ctx, {
      body: { id, day: addDays(on, -60 + paper), voucher: `示例凭证-${++paper}`, donor: '', wish: '', ...entry },
    })
    if (approve)
      await plan.asColleague('reviewer', (reviewer) =>
        decideEntry(reviewer, { params: { id }, body: { id: newId(), verdict: 'approved', reason: '凭证齐全（示例）' } }),
      )
  }
  await addBudgetLine(ctx, {
    body: {
      id: newId(),
      source: kept,
      year: Number(on.slice(0, 4)),
      purpose: 'facility',
      fen: 150_000_000,
      ground: '年度预算（示例）',
    },
  })
  await enter({ source: kept, direction: 'income', fen: 200_000_000, words: '年度公益金（示例）' })
  await enter({ source: federation, direction: 'income', fen: 50_000_000, words: '残联提取（示例）' })
  await enter({
    source: gifts,
    direction: 'income',
    fen: 8_000_000,
    words: '企业捐款（示例）',
    purpose: 'purchase',
    donor: '某企业（示例）',
    wish: '用于老年人助餐',
  })
  await enter({ source: kept, direction: 'spending', fen: 90_000_000, words: '街道中心改造（示例）', purpose: 'facility' })
  await enter({ source: kept, direction: 'spending', fen: 42_000_000, words: '站点运营补贴（示例）', purpose: 'operation' })
  await enter({
    source: federation,
    direction: 'spending',
    fen: 31_000_000,
    words: '失能照料床位（示例）',
    purpose: 'disabled-places',
  })
  await enter({ source: gifts, direction: 'spending', fen: 3_000_000, words: '助餐服务（示例）', purpose: 'purchase' })
  await enter({ source: kept, direction: 'spending', fen: 12_500_000, words: '护理员培训（示例）', purpose: 'training' }, false)
}

async function plantApplications(ctx: Context) {
  const on = today(ctx)
  await recordApplication(ctx, {
    body: {
      id: newId(),
      kind: 'bond',
      title: '养老服务综合体专项债券（示例）',
      askedFen: 12_000_000_000,
      papers: '可研报告已批',
      document: '',
    },
  })
  const id = newId()
  await recordApplication(ctx, {
    body: { id, kind: 'grant', title: '失能照护设施中央资金（示例）', askedFen: 300_000_000, papers: '', document: '' },
  })
  await moveApplication(ctx, {
    params: { id },
    body: { id: newId(), stage: 'submitted', day: addDays(on, -15), papers: '材料已报' },
  })
}
