// Operation contracts: what is run by whom until when, how it was chosen, what was handed over, what was reported.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'
import { ById, DayText, Named, Reason } from './shapes.ts'

export const CONTRACT_MODES: Readonly<Record<string, string>> = {
  'public-private': '公建民营',
  'private-aided': '民办公助',
  purchased: '政府购买服务',
  'village-home': '委托敬老院',
  cooperation: '合作运营',
}
export const CONTRACT_STATES: Readonly<Record<string, string>> = {
  coming: '未到期起',
  running: '执行中',
  soon: '将到期',
  overdue: '已到期未处理',
  ended: '已终止',
}
const ContractState = z.enum(['coming', 'running', 'soon', 'overdue', 'ended'])

const ContractRow = z.object({
  id: z.string(),
  number: z.string(),
  operator: Named,
  entrustedBy: z.string(),
  mode: z.string(),
  modeTitle: z.string(),
  facilities: z.number().int(),
  facilityNames: z.array(z.string()),
  from: z.string(),
  to: z.string(),
  state: ContractState,
  /** Days to the end; negative when past. */
  days: z.number().int(),
  /** Regular reports that are late. */
  lateReports: z.number().int(),
  selection: z.string(),
  example: z.boolean(),
})

export const listContracts = get('/facilities/contracts', {
  title: '查看运营合同',
  permission: 'facilities.read',
  query: Paging.extend({
    state: ContractState.or(z.enum(['due', 'current', 'all'])).default('current'),
    operator: z.uuid().optional(),
    late: z.stringbool().optional(),
  }),
  reply: pageOf(ContractRow),
  sheet: {
    name: '运营合同',
    columns: [
      { key: 'number', title: '合同编号' },
      { key: 'operator.name', title: '运营主体' },
      { key: 'entrustedBy', title: '委托方' },
      { key: 'modeTitle', title: '方式' },
      { key: 'facilityNames', title: '设施' },
      { key: 'from', title: '起' },
      { key: 'to', title: '止' },
      { key: 'days', title: '还有几天', as: 'count' },
      { key: 'state', title: '状态', as: CONTRACT_STATES },
      { key: 'lateReports', title: '逾期未报', as: 'count' },
      { key: 'selection', title: '比选' },
    ],
  },
})

export const signContract = post('/facilities/contracts', {
  title: '登记运营合同',
  permission: 'facilities.contracts',
  audit: 'contract.signed',
  body: z.object({
    id: ClientId,
    number: z.string().trim().max(60).default(''),
    operator: z.uuid(),
    entrustedBy: z.string().trim().min(2).max(80),
    mode: z.enum(['public-private', 'private-aided', 'purchased', 'village-home', 'cooperation']),
    /** Not yet marketable: why the home for the destitute or a purchase stands in, and when that is looked at again. */
    modeReason: z.string().trim().max(200).default(''),
    facilities: z.array(z.uuid()).min(1).max(200),
    selection: z.uuid().optional(),
    dutyGroups: z.string().trim().max(200).default(''),
    signedOn: DayText,
    from: DayText,
    to: DayText,
    reportMonths: z.number().int().min(1).max(24).default(6),
    /** A street centre run by a body that is no filed institution. */
    exceptionReason: z.string().trim().max(200).default(''),
  }),
  reply: Written,
})

export const showContract = get('/facilities/contracts/:id', {
  title: '查看一份运营合同',
  permission: 'facilities.read',
  params: ById,
  reply: ContractRow.extend({
    signedOn: z.string(),
    dutyGroups: z.string(),
    reportMonths: z.number().int(),
    endedOn: z.string().nullable(),
    endedReason: z.string(),
    sites: z.array(z.object({ id: z.string(), name: z.string(), kindTitle: z.string(), place: z.string() })),
    assets: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        quantity: z.number().int(),
        unit: z.string(),
        value: z.number().int().nullable(),
        state: z.string(),
      }),
    ),
    reports: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['regular', 'major-event']),
        period: z.string().nullable(),
        happenedAt: z.string().nullable(),
        receivedOn: z.string(),
        summary: z.string(),
        late: z.boolean(),
      }),
    ),
    /** Ends of periods for which a report is due and none was received. */
    owed: z.array(z.object({ period: z.string(), late: z.boolean() })),
    bids: z.array(z.object({ operator: z.string(), score: z.number().nullable(), won: z.boolean() })),
  }),
})

export const endContract = post('/facilities/contracts/:id/end', {
  title: '终止运营合同',
  permission: 'facilities.contracts',
  audit: 'contract.ended',
  params: ById,
  body: z.object({ id: ClientId, day: DayText, reason: Reason }),
  reply: Written,
})

export const ASSET_STATES: Readonly<Record<string, string>> = {
  'in-use': '在用',
  damaged: '损坏',
  lost: '丢失',
  returned: '已退还',
}
export const recordAsset = post('/facilities/contracts/:id/assets', {
  title: '登记移交资产',
  permission: 'facilities.contracts',
  audit: 'contract.asset-recorded',
  params: ById,
  body: z.object({
    id: ClientId,
    name: z.string().trim().min(1).max(100),
    quantity: z.number().int().min(1).max(100_000),
    unit: z.string().trim().min(1).max(10),
    /** Fen. */
    value: z.number().int().min(0).nullable().default(null),
    state: z.enum(['in-use', 'damaged', 'lost', 'returned']).default('in-use'),
  }),
  reply: Written,
})

export const recordReport = post('/facilities/contracts/:id/reports', {
  title: '登记运营报告或重大事项报告',
  permission: 'facilities.contracts',
  audit: 'contract.report-recorded',
  params: ById,
  body: z.object({
    id: ClientId,
    kind: z.enum(['regular', 'major-event']),
    period: DayText.optional(),
    happenedAt: z.iso.datetime({ offset: true }).optional(),
    receivedOn: DayText,
    summary: z.string().trim().min(4).max(2000),
  }),
  reply: Written,
})

const Bid = z.object({ operator: z.uuid(), score: z.number().min(0).max(1000).nullable(), won: z.boolean() })
export const listSelections = get('/facilities/selections', {
  title: '查看竞争性比选',
  permission: 'facilities.read',
  query: Paging,
  reply: pageOf(
    z.object({
      id: z.string(),
      title: z.string(),
      method: z.string(),
      noticeOn: z.string(),
      winnersWanted: z.number().int(),
      state: z.enum(['open', 'decided', 'failed']),
      decidedOn: z.string().nullable(),
      result: z.string(),
      bidders: z.array(z.object({ operator: z.string(), name: z.string(), score: z.number().nullable(), won: z.boolean() })),
      winners: z.array(z.string()),
    }),
  ),
  sheet: {
    name: '竞争性比选',
    columns: [
      { key: 'title', title: '项目' },
      { key: 'method', title: '方式' },
      { key: 'noticeOn', title: '公告日' },
      { key: 'bidders.name', title: '参与单位' },
      { key: 'winners', title: '中选' },
      { key: 'decidedOn', title: '确定日' },
      { key: 'result', title: '结果说明' },
    ],
  },
})

export const openSelection = post('/facilities/selections', {
  title: '发起竞争性比选',
  permission: 'facilities.contracts',
  audit: 'selection.opened',
  body: z.object({
    id: ClientId,
    title: z.string().trim().min(4).max(120),
    method: z.enum(['竞争性比选', '公开招标', '竞争性磋商', '单一来源']),
    noticeOn: DayText,
    winnersWanted: z.number().int().min(1).max(9).default(1),
  }),
  reply: Written,
})

export const decideSelection = post('/facilities/selections/:id/decide', {
  title: '登记比选得分和结果',
  permission: 'facilities.contracts',
  audit: 'selection.decided',
  params: ById,
  body: z.object({
    id: ClientId,
    bids: z.array(Bid).min(1).max(50),
    decidedOn: DayText,
    result: z.string().trim().min(4).max(500),
    /** Somebody won although another had more points. */
    orderReason: z.string().trim().max(300).default(''),
  }),
  reply: Written,
})
