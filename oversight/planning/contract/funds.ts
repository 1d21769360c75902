// Money: sources, budget lines, entries of two persons, shares with their base, bond projects and grants.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'
import { ById, DayText, Reason } from './work-shapes.ts'

const Year = z.coerce.number().int().min(2000).max(2100)
const Fen = z.number().int().min(1).max(100_000_000_000_000)

export const SOURCE_KINDS: Readonly<Record<string, string>> = {
  lottery: '福彩公益金',
  budget: '本级财政',
  central: '中央资金',
  city: '市级资金',
  bond: '专项债券',
  collective: '村集体',
  donation: '捐赠',
  other: '其他',
}
export const SOURCE_LEVELS: Readonly<Record<string, string>> = {
  central: '中央',
  city: '市级',
  district: '区县',
  town: '镇街',
  village: '村社',
  social: '社会',
}
export const PURPOSES: Readonly<Record<string, string>> = {
  facility: '设施建设',
  operation: '运营补贴',
  purchase: '购买服务',
  'disabled-places': '失能照料设施',
  training: '人才培训',
  benefits: '津贴补贴',
  other: '其他养老用途',
}
export const SHARE_BASES: Readonly<Record<string, string>> = {
  'lottery-all': '福彩公益金全部',
  'lottery-kept': '本级留存的福彩公益金',
  'lottery-federation': '残联提取的福彩公益金',
  gdp: '地区生产总值',
  open: '没有写明',
}
export const ENTRY_DIRECTIONS: Readonly<Record<string, string>> = { income: '收入', spending: '支出' }
export const ENTRY_STATES: Readonly<Record<string, string>> = {
  waiting: '待审核',
  approved: '已入账',
  returned: '已退回',
  reversed: '已冲回',
}
export const STAGES: Readonly<Record<string, string>> = {
  reserve: '入库储备',
  'papers-ready': '材料齐备',
  submitted: '已申报',
  granted: '已批复',
  refused: '未获批',
  'given-up': '不再申报',
}
const PurposeKey = z.enum(['facility', 'operation', 'purchase', 'disabled-places', 'training', 'benefits', 'other'])

export const listSources = get('/planning/funds/sources', {
  title: '查看资金来源',
  permission: 'funds.read',
  query: z.object({ year: Year }),
  reply: z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        kind: z.string(),
        level: z.string(),
        keptHere: z.boolean().nullable(),
        drawnBy: z.string(),
        /** Of the year, in fen. */
        income: z.number().int(),
        budget: z.number().int(),
        spent: z.number().int(),
        /** From the ledger, over all years. */
        left: z.number().int(),
      }),
    ),
  }),
})

export const openSource = post('/planning/funds/sources', {
  title: '登记资金来源',
  permission: 'funds.write',
  audit: 'fund.source-opened',
  body: z.object({
    id: ClientId,
    name: z.string().trim().min(2).max(60),
    kind: z.enum(['lottery', 'budget', 'central', 'city', 'bond', 'collective', 'donation', 'other']),
    level: z.enum(['central', 'city', 'district', 'town', 'village', 'social']),
    keptHere: z.boolean().optional(),
    drawnBy: z.enum(['', 'federation']).default(''),
  }),
  reply: Written,
})

export const addBudgetLine = post('/planning/funds/budget', {
  title: '登记预算',
  permission: 'funds.write',
  audit: 'fund.budgeted',
  body: z.object({
    id: ClientId,
    source: z.uuid(),
    year: Year,
    purpose: PurposeKey,
    fen: Fen,
    ground: z.string().trim().min(2, '请写依据').max(120),
  }),
  reply: Written,
})

export const listEntries = get('/planning/funds/entries', {
  title: '查看资金收支',
  permission: 'funds.read',
  query: Paging.extend({
    state: z.enum(['all', 'waiting', 'approved', 'returned', 'reversed']).default('all'),
    direction: z.enum(['all', 'income', 'spending']).default('all'),
    source: z.uuid().optional(),
    year: Year.optional(),
    /** The entries behind a share: its base, or what counts of it. */
    rule: z.uuid().optional(),
    part: z.enum(['base', 'counted']).default('counted'),
  }),
  reply: pageOf(
    z.object({
      id: z.string(),
      source: z.string(),
      sourceName: z.string(),
      direction: z.enum(['income', 'spending']),
      purpose: z.string(),
      fen: z.number().int(),
      day: z.string(),
      voucher: z.string(),
      words: z.string(),
      donor: z.string(),
      wish: z.string(),
      state: z.enum(['waiting', 'approved', 'returned', 'reversed']),
      verdictReason: z.string(),
      recordedBy: z.string(),
      decidedBy: z.string(),
      mine: z.boolean(),
    }),
  ),
  sheet: {
    name: '资金收支',
    columns: [
      { key: 'day', title: '日期' },
      { key: 'direction', title: '收支', as: ENTRY_DIRECTIONS },
      { key: 'sourceName', title: '来源' },
      { key: 'purpose', title: '用途', as: PURPOSES },
      { key: 'fen', title: '金额（元）', as: 'yuan' },
      { key: 'voucher', title: '凭证' },
      { key: 'words', title: '摘要' },
      { key: 'donor', title: '捐赠人' },
      { key: 'wish', title: '捐赠意愿' },
      { key: 'state', title: '状态', as: ENTRY_STATES },
      { key: 'recordedBy', title: '登记' },
      { key: 'decidedBy', title: '审核' },
    ],
  },
})

export const recordEntry = post('/planning/funds/entries', {
  title: '登记资金收支',
  permission: 'funds.write',
  audit: 'fund.entry-recorded',
  body: z.object({
    id: ClientId,
    source: z.uuid(),
    direction: z.enum(['income', 'spending']),
    /** Of an income: what it is bound to; nothing = free. */
    purpose: PurposeKey.optional(),
    fen: Fen,
    day: DayText,
    voucher: z.string().trim().min(2).max(60),
    words: z.string().trim().min(2).max(200),
    donor: z.string().trim().max(60).default(''),
    wish: z.string().trim().max(200).default(''),
  }),
  reply: Written,
})

export const decideEntry = post('/planning/funds/entries/:id/decide', {
  title: '审核资金收支',
  permission: 'funds.decide',
  audit: 'fund.entry-decided',
  params: ById,
  body: z.object({ id: ClientId, verdict: z.enum(['approved', 'returned', 'reversed']), reason: Reason }),
  reply: Written,
})

const Share = z.object({
  rule: z.string(),
  documentTitle: z.string(),
  clause: z.string(),
  base: z.enum(['lottery-all', 'lottery-kept', 'lottery-federation', 'gdp', 'open']),
  purposes: z.array(z.string()),
  floor: z.number(),
  standing: z.enum(['stands', 'leads', 'set-aside']),
  /** In fen; null = the base is not named or has no figure. */
  counted: z.number().int().nullable(),
  baseFen: z.number().int().nullable(),
  baseGround: z.string(),
  /** Two decimals, half up. */
  percent: z.string().nullable(),
  /** The floor it is judged by: the strictest of those that contradict one another. */
  judgedBy: z.number(),
  verdict: z.enum(['met', 'short', 'base-open', 'no-base-figure', 'set-aside']),
  conflict: z.boolean(),
  said: z.string(),
})

export const listShares = get('/planning/funds/shares', {
  title: '查看资金占比',
  permission: 'funds.read',
  query: z.object({ year: Year }),
  reply: z.object({ year: z.number().int(), rows: z.array(Share) }),
})

export const decideShareRule = post('/planning/funds/rules/:id/decide', {
  title: '认定占比要求',
  permission: 'funds.decide',
  audit: 'fund.rule-decided',
  params: ById,
  body: z.object({
    id: ClientId,
    standing: z.enum(['leads', 'set-aside']),
    /** Only where the document names no base. */
    base: z.enum(['lottery-all', 'lottery-kept', 'lottery-federation']).optional(),
    reason: Reason,
  }),
  reply: Written,
})

export const setShareBase = post('/planning/funds/bases', {
  title: '登记占比的基数',
  permission: 'funds.write',
  audit: 'fund.base-set',
  body: z.object({ id: ClientId, base: z.enum(['gdp']), year: Year, fen: Fen, ground: z.string().trim().min(2).max(120) }),
  reply: Written,
})

export const listApplications = get('/planning/funds/applications', {
  title: '查看债券项目和资金申报',
  permission: 'funds.read',
  query: Paging.extend({ kind: z.enum(['all', 'bond', 'grant']).default('all') }),
  reply: pageOf(
    z.object({
      id: z.string(),
      kind: z.enum(['bond', 'grant']),
      title: z.string(),
      stage: z.enum(['reserve', 'papers-ready', 'submitted', 'granted', 'refused', 'given-up']),
      askedFen: z.number().int(),
      grantedFen: z.number().int().nullable(),
      papers: z.string(),
      stageOn: z.string(),
      document: z.string(),
      recordedBy: z.string(),
    }),
  ),
  sheet: {
    name: '债券项目和资金申报',
    columns: [
      { key: 'title', title: '项目' },
      { key: 'kind', title: '种类', as: { bond: '专项债券', grant: '上级资金' } },
      { key: 'stage', title: '阶段', as: STAGES },
      { key: 'askedFen', title: '申请（元）', as: 'yuan' },
      { key: 'grantedFen', title: '批复（元）', as: 'yuan' },
      { key: 'papers', title: '材料' },
      { key: 'stageOn', title: '日期' },
      { key: 'document', title: '依据' },
    ],
  },
})

export const recordApplication = post('/planning/funds/applications', {
  title: '登记债券项目或资金申报',
  permission: 'funds.write',
  audit: 'fund.application-recorded',
  body: z.object({
    id: ClientId,
    kind: z.enum(['bond', 'grant']),
    title: z.string().trim().min(2).max(100),
    askedFen: Fen,
    papers: z.string().trim().max(200).default(''),
    document: z.string().trim().max(80).default(''),
  }),
  reply: Written,
})

export const moveApplication = post('/planning/funds/applications/:id/stage', {
  title: '登记申报进展',
  permission: 'funds.write',
  audit: 'fund.application-moved',
  params: ById,
  body: z.object({
    id: ClientId,
    stage: z.enum(['papers-ready', 'submitted', 'granted', 'refused', 'given-up']),
    day: DayText,
    grantedFen: Fen.optional(),
    papers: z.string().trim().max(200).default(''),
  }),
  reply: Written,
})
