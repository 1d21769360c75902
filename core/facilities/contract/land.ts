// Land for elder care: the ledger, square metres for each person, and requests with two departments' opinions.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'
import { ById, DayText, Reason } from './shapes.ts'

export const LAND_KINDS: Readonly<Record<string, string>> = {
  allotted: '划拨用地',
  granted: '出让用地',
  leased: '租赁用地',
  'collective-construction': '集体建设用地',
  commercial: '商业等其他用地',
  other: '其他',
}
export const LAND_STATES: Readonly<Record<string, string>> = {
  planned: '已列计划',
  supplied: '已供地',
  'in-use': '已使用',
  'given-up': '已取消',
}
export const LAND_WAYS: Readonly<Record<string, string>> = { allotment: '划拨', conversion: '转用', lease: '租赁' }

const PlotRow = z.object({
  id: z.string(),
  name: z.string(),
  area: z.number().int(),
  place: z.string(),
  kind: z.string(),
  squareMetres: z.number(),
  state: z.string(),
  plannedYear: z.number().int().nullable(),
  suppliedOn: z.string().nullable(),
  document: z.string(),
  adjustments: z.string(),
})

export const listPlots = get('/facilities/land', {
  title: '查看养老用地台账',
  permission: 'facilities.read',
  query: Paging.extend({ area: z.coerce.number().int().optional(), kind: z.string().max(40).optional() }),
  reply: pageOf(PlotRow).extend({
    /** Square metres supplied or in use ÷ people; null while nobody said which people are counted. */
    perPerson: z.object({
      squareMetres: z.number(),
      population: z.number().int().nullable(),
      base: z.string(),
      value: z.number().nullable(),
      wanted: z.number(),
      met: z.boolean().nullable(),
    }),
    /** Planned and supplied by year. */
    years: z.array(z.object({ year: z.number().int(), planned: z.number(), supplied: z.number() })),
  }),
  sheet: {
    name: '养老用地台账',
    columns: [
      { key: 'name', title: '地块' },
      { key: 'place', title: '所在地' },
      { key: 'kind', title: '用地种类', as: LAND_KINDS },
      { key: 'squareMetres', title: '面积（平方米）' },
      { key: 'state', title: '状态', as: LAND_STATES },
      { key: 'plannedYear', title: '计划年度' },
      { key: 'suppliedOn', title: '供地日' },
      { key: 'document', title: '文件' },
      { key: 'adjustments', title: '准予的调整' },
    ],
  },
})

export const recordPlot = post('/facilities/land', {
  title: '登记养老用地',
  permission: 'facilities.premises',
  audit: 'land.recorded',
  body: z.object({
    id: ClientId,
    area: z.number().int(),
    name: z.string().trim().min(2).max(100),
    kind: z.enum(['allotted', 'granted', 'leased', 'collective-construction', 'commercial', 'other']),
    squareMetres: z.number().positive().max(10_000_000),
    state: z.enum(['planned', 'supplied', 'in-use', 'given-up']),
    plannedYear: z.number().int().min(2000).max(2100).optional(),
    suppliedOn: DayText.optional(),
    document: z.string().trim().max(120).default(''),
    adjustments: z.string().trim().max(500).default(''),
  }),
  reply: Written,
})

export const setLandPopulation = post('/facilities/land/population', {
  title: '定下人均用地按哪些人计算',
  permission: 'facilities.figures',
  audit: 'land.population-set',
  body: z.object({ id: ClientId, population: z.number().int().min(1).max(100_000_000), base: z.string().trim().min(2).max(120) }),
  reply: Written,
})

const RequestRow = z.object({
  id: z.string(),
  applicant: z.string(),
  place: z.string(),
  registration: z.string(),
  squareMetres: z.number(),
  way: z.string(),
  askedOn: z.string(),
  plot: z.string(),
  civilAffairs: z.enum(['agree', 'refuse']).nullable(),
  civilAffairsNote: z.string(),
  civilAffairsBy: z.string(),
  planning: z.enum(['agree', 'refuse']).nullable(),
  planningNote: z.string(),
  planningBy: z.string(),
  state: z.enum(['civil-affairs', 'planning', 'agreed', 'refused']),
})
export const LAND_REQUEST_STATES: Readonly<Record<string, string>> = {
  'civil-affairs': '待民政意见',
  planning: '待规划意见',
  agreed: '两家都同意',
  refused: '没有同意',
}

export const listLandRequests = get('/facilities/land/requests', {
  title: '查看用地申请',
  permission: 'facilities.read',
  query: Paging.extend({ state: z.enum(['civil-affairs', 'planning', 'agreed', 'refused', 'all']).default('all') }),
  reply: pageOf(RequestRow),
  sheet: {
    name: '用地申请',
    columns: [
      { key: 'applicant', title: '申请单位' },
      { key: 'registration', title: '登记证书号' },
      { key: 'place', title: '所在地' },
      { key: 'squareMetres', title: '面积（平方米）' },
      { key: 'way', title: '方式', as: LAND_WAYS },
      { key: 'askedOn', title: '申请日' },
      { key: 'state', title: '办理到', as: LAND_REQUEST_STATES },
    ],
  },
})

export const requestLand = post('/facilities/land/requests', {
  title: '登记用地申请',
  permission: 'facilities.premises',
  audit: 'land.requested',
  body: z.object({
    id: ClientId,
    area: z.number().int(),
    plot: z.uuid().optional(),
    applicant: z.string().trim().min(2).max(100),
    operator: z.uuid().optional(),
    /** Certificate of a non-profit home; its credit code is checked. */
    registration: z.string().trim().min(4).max(40),
    squareMetres: z.number().positive().max(10_000_000),
    way: z.enum(['allotment', 'conversion', 'lease']),
    askedOn: DayText,
  }),
  reply: Written,
})

export const giveOpinion = post('/facilities/land/requests/:id/opinion', {
  title: '给用地申请出意见',
  permission: 'facilities.decide',
  audit: 'land.opinion-given',
  params: ById,
  body: z.object({
    id: ClientId,
    side: z.enum(['civil-affairs', 'planning']),
    opinion: z.enum(['agree', 'refuse']),
    note: Reason,
  }),
  reply: Written,
})
