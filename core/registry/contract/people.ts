// People: register, search, list, show, look behind the mask, print.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { Paging, pageOf } from '@songhe/basics/paging'
import { z } from 'zod'
import { SurveyView } from './survey.ts'
import { DayText, FactInput, PersonParams, SourceInput } from './shapes.ts'

const sex = z.enum(['male', 'female'])

export const PersonRow = z.object({
  id: z.string(),
  name: z.string(),
  sex,
  birth: z.string(),
  age: z.number().int(),
  place: z.string(),
  citizenId: z.string(),
  diedOn: z.string().nullable(),
  leftOn: z.string().nullable(),
  traits: z.array(z.string()),
})
export type PersonRow = z.infer<typeof PersonRow>

export const registerPerson = post('/people', {
  title: '登记老人',
  permission: 'registry.write',
  audit: 'person.registered',
  body: z.object({
    id: ClientId,
    name: z.string().trim().min(1).max(60),
    citizenId: z.string().max(40).optional(),
    /** Asked for only where there is no number. */
    birth: DayText.optional(),
    sex: sex.optional(),
    area: z.number().int(),
    residenceArea: z.number().int().optional(),
    address: z.string().max(200).default(''),
    phone: z.string().max(30).default(''),
    source: SourceInput,
    facts: z.array(FactInput).max(50).default([]),
  }),
  reply: Written.extend({ warnings: z.array(z.string()), duplicates: z.number().int() }),
})

export const findPeople = get('/people/find', {
  title: '查找老人：姓名、拼音首字母、身份证后四位、电话',
  permission: 'registry.read',
  query: z.object({ q: z.string().trim().min(1).max(60), limit: z.coerce.number().int().min(1).max(50).default(12) }),
  reply: z.object({
    rows: z.array(PersonRow.extend({ match: z.enum(['name', 'pinyin', 'tail', 'citizen-id', 'phone']) })),
    more: z.boolean(),
  }),
})

export const listPeople = get('/people', {
  title: '查看老人名册',
  permission: 'registry.read',
  query: Paging.extend({
    q: z.string().trim().max(60).optional(),
    area: z.coerce.number().int().optional(),
    ageFrom: z.coerce.number().int().min(0).max(150).optional(),
    ageTo: z.coerce.number().int().min(0).max(150).optional(),
    trait: z.string().max(60).optional(),
    state: z.enum(['living', 'died', 'moved', 'all']).default('living'),
    /** Hard cases nobody answers for. */
    lacks: z.enum(['guardian']).optional(),
    /** A service the last survey says is needed, used, or needed and not used. */
    service: z.string().max(20).optional(),
    serviceState: z.enum(['need', 'used', 'gap']).optional(),
    surveyed: z.enum(['yes', 'no']).optional(),
  }),
  reply: pageOf(PersonRow),
  sheet: {
    name: '老人名册',
    columns: [
      { key: 'name', title: '姓名' },
      { key: 'sex', title: '性别', as: { female: '女', male: '男' } },
      { key: 'age', title: '年龄', as: 'count' },
      { key: 'place', title: '户籍' },
      { key: 'citizenId', title: '身份证' },
      { key: 'traits', title: '情况' },
      { key: 'diedOn', title: '去世日期' },
      { key: 'leftOn', title: '迁出日期' },
    ],
  },
})

export const SourceView = z.object({ kind: z.string(), label: z.string(), reportedOn: z.string() })

const Statement = z.object({
  id: z.string(),
  value: z.string(),
  /** The value in the office's words: 是, 一级, 1945-03-12. */
  text: z.string(),
  from: z.string(),
  to: z.string().nullable(),
  source: SourceView,
  detail: z.record(z.string(), z.unknown()).nullable(),
})

export const FactView = Statement.extend({
  kind: z.string(),
  title: z.string(),
  group: z.string(),
  agree: z.number().int(),
  differ: z.number().int(),
  /** Number, body and validity of the paper it stands on, in one line; empty where it stands on none. */
  paper: z.string(),
  others: z.array(Statement),
})
export type FactView = z.infer<typeof FactView>

export const ContactView = z.object({
  id: z.string(),
  name: z.string(),
  relation: z.string(),
  duty: z.string(),
  phone: z.string(),
  sameHome: z.boolean(),
})
export const PayeeView = z.object({
  id: z.string(),
  holder: z.string(),
  relation: z.string(),
  ground: z.string(),
  bank: z.string(),
  account: z.string(),
  verifiedOn: z.string().nullable(),
  from: z.string(),
  closed: z.boolean(),
  /** Changed by one person, not yet looked at by another. */
  waits: z.boolean(),
  confirmedBy: z.string(),
})
export const LifeEventView = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  day: z.string(),
  by: z.string(),
  reversed: z.boolean(),
})
export const HouseholdView = z.object({
  id: z.string(),
  kind: z.string(),
  since: z.string(),
  members: z.array(
    z.object({ id: z.string(), name: z.string(), sex, age: z.number().int(), since: z.string(), diedOn: z.string().nullable() }),
  ),
})
/** Where the elder belonged and lived, one row a stay; from is unknown for the first, to for the present one. */
export const ResidenceView = z.object({
  from: z.string().nullable(),
  to: z.string().nullable(),
  registered: z.string(),
  residence: z.string(),
  by: z.string(),
})
export const LookView = z.object({ at: z.string(), actor: z.string(), event: z.string(), title: z.string(), reason: z.string() })

export const PersonFile = PersonRow.extend({
  area: z.number().int(),
  residence: z.string(),
  address: z.string(),
  phone: z.string(),
  state: z.enum(['active', 'merged', 'closed', 'withdrawn']),
  mergedInto: z.string().nullable(),
  continues: z.string().nullable(),
  notices: z.array(z.string()),
  facts: z.array(FactView),
  history: z.array(Statement.extend({ kind: z.string(), title: z.string() })),
  contacts: z.array(ContactView),
  /** A hard case without anybody who answers for the elder (监护人或联系人). */
  lacksGuardian: z.boolean(),
  payees: z.array(PayeeView),
  household: HouseholdView.nullable(),
  residences: z.array(ResidenceView),
  surveys: z.array(SurveyView),
  /** What the reader's post does not show, in words. */
  hidden: z.array(z.string()),
  events: z.array(LifeEventView),
  looks: z.object({ inYear: z.number().int(), unmasked: z.number().int(), rows: z.array(LookView) }),
  duplicates: z.number().int(),
})
export type PersonFile = z.infer<typeof PersonFile>

export const showPerson = get('/people/:id', {
  title: '查看老人档案',
  permission: 'registry.read',
  audit: 'person.viewed',
  params: PersonParams,
  reply: PersonFile,
})

export const printPerson = post('/people/:id/print', {
  title: '打印个人明细',
  permission: 'registry.read',
  audit: 'person.printed',
  params: PersonParams,
  reply: z.object({ office: z.string(), printedOn: z.string(), printedBy: z.string(), person: PersonFile }),
})

export const unmask = post('/people/:id/unmask', {
  title: '查看完整证号、电话或账号',
  permission: 'registry.unmask',
  audit: 'person.unmasked',
  params: PersonParams,
  /** Each field has a permission of its own beside the line's. */
  body: z.object({
    field: z.enum(['id', 'phone', 'account', 'contact']),
    contact: z.uuid().optional(),
    reason: z.string().trim().min(4, '理由至少 4 个字').max(200),
  }),
  reply: z.object({ value: z.string() }),
})
