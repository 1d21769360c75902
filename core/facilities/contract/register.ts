// The register of sites: list, tree, one site, putting one in, changing it, its history.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'
import {
  ById,
  DayText,
  KindKey,
  Named,
  PAPER_LABELS,
  PaperState,
  Reason,
  SourceText,
  STANDARD_LABELS,
  STATE_LABELS,
  StandardVerdict,
  StateKey,
} from './shapes.ts'

const Position = z.object({
  lng: z.number().min(73).max(136),
  lat: z.number().min(3).max(54),
  exact: z.boolean().describe('现场测得为真；图上估点为假，不作达标依据'),
})

export const FacilityRow = z.object({
  id: z.string(),
  code: z.string().nullable(),
  name: z.string(),
  kind: z.string(),
  kindTitle: z.string(),
  area: z.number().int(),
  town: z.string(),
  place: z.string(),
  address: z.string(),
  operator: Named.nullable(),
  state: z.enum(['planned', 'building', 'open', 'suspended', 'closed', 'withdrawn']),
  floorArea: z.number().nullable(),
  beds: z.number().int(),
  standard: StandardVerdict,
  paper: PaperState,
  /** Nearest end of a paper. */
  paperEnds: z.string().nullable(),
  rating: z.string(),
  position: z.enum(['none', 'exact', 'approximate']),
  example: z.boolean(),
})
export type FacilityRow = z.infer<typeof FacilityRow>

export const FacilityFilter = z.object({
  q: z.string().trim().max(60).optional(),
  area: z.coerce.number().int().optional(),
  kind: KindKey.optional(),
  state: StateKey.or(z.enum(['running', 'all'])).default('running'),
  standard: StandardVerdict.optional(),
  paper: PaperState.optional(),
  operator: z.uuid().optional(),
  /** T-26: the kind does not fit the committee of the area. */
  mismatch: z.stringbool().optional(),
})

export const listFacilities = get('/facilities', {
  title: '查看设施台账',
  permission: 'facilities.read',
  query: Paging.extend(FacilityFilter.shape),
  reply: pageOf(FacilityRow),
  sheet: {
    name: '设施台账',
    columns: [
      { key: 'code', title: '机构编号' },
      { key: 'name', title: '名称' },
      { key: 'kindTitle', title: '类别' },
      { key: 'town', title: '镇街' },
      { key: 'place', title: '所在地' },
      { key: 'address', title: '地址' },
      { key: 'operator.name', title: '运营主体' },
      { key: 'state', title: '状态', as: STATE_LABELS },
      { key: 'floorArea', title: '建筑面积（平方米）' },
      { key: 'beds', title: '床位', as: 'count' },
      { key: 'standard', title: '建设标准', as: STANDARD_LABELS },
      { key: 'paper', title: '证照', as: PAPER_LABELS },
      { key: 'paperEnds', title: '最近到期日' },
      { key: 'rating', title: '等级' },
      { key: 'example', title: '示例' },
    ],
  },
})

/** Short on purpose: a district has more than a thousand and the map draws them all at once. */
export const mapFacilities = get('/facilities/map', {
  title: '查看设施地图',
  permission: 'facilities.read',
  query: FacilityFilter,
  reply: z.object({
    points: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        kind: z.string(),
        state: z.string(),
        lng: z.number(),
        lat: z.number(),
        exact: z.boolean(),
      }),
    ),
    /** Names for orientation; approximate centres. */
    towns: z.array(z.object({ name: z.string(), lng: z.number(), lat: z.number() })),
    /** Sites without any point. */
    without: z.number().int(),
  }),
})

const Count = z.object({ kind: z.string(), title: z.string(), level: z.string(), count: z.number().int() })
export const facilityTree = get('/facilities/tree', {
  title: '按镇街和类别查看设施数',
  permission: 'facilities.read',
  query: z.object({ on: DayText.optional() }),
  reply: z.object({
    on: z.string(),
    kinds: z.array(Count),
    towns: z.array(
      z.object({
        key: z.number().int(),
        name: z.string(),
        total: z.number().int(),
        kinds: z.array(z.object({ kind: z.string(), count: z.number().int() })),
        /** One town one centre, one village one point, one community one station. */
        required: z.array(z.object({ kind: z.string(), title: z.string(), needed: z.number().int(), present: z.number().int() })),
      }),
    ),
  }),
})

export const FactInput = z.object({
  kind: z.string().min(1).max(60),
  value: z.string().min(1).max(2000),
  from: DayText,
})

export const registerFacility = post('/facilities', {
  title: '登记设施',
  permission: 'facilities.write',
  audit: 'facility.registered',
  body: z.object({
    id: ClientId,
    name: z.string().trim().min(2).max(100),
    kind: KindKey,
    /** A station in a villagers' committee (or the other way round) needs its ground. */
    kindReason: z.string().trim().max(200).default(''),
    code: z.string().trim().max(40).optional(),
    area: z.number().int(),
    address: z.string().trim().max(200).default(''),
    phone: z.string().max(30).default(''),
    contact: z.string().trim().max(40).default(''),
    position: Position.optional(),
    state: z.enum(['planned', 'building', 'open']).default('planned'),
    from: DayText.describe('从哪天起是这个状态；运营中即开业日'),
    facts: z.array(FactInput).max(60).default([]),
    source: SourceText,
    /** Another site of this kind stands at the address and this is another one all the same. */
    sameAddressReason: z.string().trim().max(200).default(''),
  }),
  reply: Written.extend({ warnings: z.array(z.string()) }),
})

export const FactView = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  value: z.string(),
  text: z.string(),
  from: z.string(),
  to: z.string().nullable(),
  source: z.string(),
  reason: z.string(),
})
export const EventView = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  day: z.string(),
  note: z.string(),
  by: z.string(),
  reversed: z.boolean(),
})
export const PaperView = z.object({
  id: z.string(),
  kind: z.string(),
  number: z.string(),
  issuer: z.string(),
  from: z.string(),
  to: z.string().nullable(),
  state: PaperState,
  days: z.number().int().nullable(),
  file: z.string().nullable(),
})
const Neighbour = z.object({
  id: z.string(),
  name: z.string(),
  kindTitle: z.string(),
  state: z.string(),
  operator: z.string(),
})

export const FacilityFile = FacilityRow.extend({
  version: z.number().int(),
  addressKey: z.string(),
  phone: z.string(),
  contact: z.string(),
  openedOn: z.string().nullable(),
  closedOn: z.string().nullable(),
  point: Position.nullable(),
  committee: z.enum(['residents', 'villagers']).nullable(),
  /** In words: why the kind does not fit the area; empty when it does. */
  mismatch: z.string(),
  facts: z.array(FactView),
  earlier: z.array(FactView),
  papers: z.array(PaperView),
  photos: z.array(z.object({ id: z.string(), subject: z.string(), takenOn: z.string() })),
  events: z.array(EventView),
  leadBy: Neighbour.nullable(),
  leads: z.array(Neighbour),
  contracts: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      operator: z.string(),
      from: z.string(),
      to: z.string(),
      state: z.enum(['coming', 'running', 'ended']),
    }),
  ),
  ratings: z.array(
    z.object({
      id: z.string(),
      scheme: z.string(),
      schemeTitle: z.string(),
      grade: z.string(),
      from: z.string(),
      to: z.string().nullable(),
      decision: z.string(),
      document: z.string(),
      source: z.string(),
    }),
  ),
  sameAddress: z.array(Neighbour),
  import: z.string().nullable(),
})
export type FacilityFile = z.infer<typeof FacilityFile>

export const showFacility = get('/facilities/:id', {
  title: '查看一处设施',
  permission: 'facilities.read',
  params: ById,
  reply: FacilityFile,
})

export const changeFacility = post('/facilities/:id/change', {
  title: '变更设施的名称、地址、电话或位置',
  permission: 'facilities.write',
  audit: 'facility.changed',
  params: ById,
  body: z.object({
    id: ClientId,
    version: z.number().int(),
    name: z.string().trim().min(2).max(100).optional(),
    code: z.string().trim().max(40).optional(),
    area: z.number().int().optional(),
    address: z.string().trim().max(200).optional(),
    phone: z.string().max(30).optional(),
    contact: z.string().trim().max(40).optional(),
    position: Position.optional(),
    day: DayText,
    reason: Reason,
  }),
  reply: Written,
})

export const recordFacts = post('/facilities/:id/facts', {
  title: '登记设施情况',
  permission: 'facilities.write',
  audit: 'facility.facts-recorded',
  params: ById,
  body: z.object({
    id: ClientId,
    facts: z.array(FactInput).min(1).max(60),
    source: SourceText,
    reason: z.string().trim().max(300).default(''),
  }),
  reply: Written,
})

export const closeFact = post('/facilities/:id/facts/:fact/close', {
  title: '更正或终止一条设施情况',
  permission: 'facilities.write',
  audit: 'facility.fact-closed',
  params: ById.extend({ fact: z.uuid() }),
  body: z.object({
    id: ClientId,
    /** Day from which it is no longer true; without it the statement was wrong from the start. */
    to: DayText.optional(),
    reason: Reason,
  }),
  reply: Written,
})

export const EVENT_LABELS: Readonly<Record<string, string>> = {
  planned: '列入规划',
  building: '开工',
  opened: '开业',
  suspended: '暂停服务',
  resumed: '恢复服务',
  closed: '关闭',
  renamed: '更名',
  moved: '迁址',
  converted: '转型',
  upgraded: '改造提升',
  merged: '合并',
  note: '备注',
}

export const openFacility = post('/facilities/:id/open', {
  title: '设施开业',
  permission: 'facilities.write',
  audit: 'facility.opened',
  params: ById,
  body: z.object({
    id: ClientId,
    day: DayText,
    note: z.string().trim().max(300).default(''),
    /** Opened although a standard is not met. */
    despite: z.string().trim().max(300).default(''),
  }),
  reply: Written,
})

export const suspendFacility = post('/facilities/:id/suspend', {
  title: '暂停设施服务',
  permission: 'facilities.suspend',
  audit: 'facility.suspended',
  params: ById,
  body: z.object({ id: ClientId, day: DayText, reason: Reason }),
  reply: Written,
})

export const liftSuspension = post('/facilities/:id/lift-suspension', {
  title: '恢复设施服务，或撤销登记错的暂停',
  permission: 'facilities.suspend',
  audit: 'facility.suspension-lifted',
  params: ById,
  body: z.object({
    id: ClientId,
    /** True: it never was suspended, the entry was a mistake. */
    mistaken: z.boolean(),
    day: DayText,
    reason: Reason,
  }),
  reply: Written,
})

export const closeFacility = post('/facilities/:id/close', {
  title: '关闭设施',
  permission: 'facilities.suspend',
  audit: 'facility.closed',
  params: ById,
  body: z.object({
    id: ClientId,
    day: DayText,
    reason: Reason,
    /** The site into which it was merged or moved. */
    successor: z.uuid().optional(),
  }),
  reply: Written,
})

export const convertFacility = post('/facilities/:id/convert', {
  title: '设施转型或改造提升',
  permission: 'facilities.write',
  audit: 'facility.converted',
  params: ById,
  body: z.object({
    id: ClientId,
    kind: KindKey.optional(),
    kindReason: z.string().trim().max(200).default(''),
    addedServices: z.array(z.string().max(40)).max(30).default([]),
    addedZones: z.array(z.string().max(40)).max(30).default([]),
    upgraded: z.boolean().default(false),
    day: DayText,
    note: Reason,
    source: SourceText,
  }),
  reply: Written,
})
