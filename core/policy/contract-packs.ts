// Lines about tables of rules: list, compare versions, edit a draft, run its cases, see its effect, submit and publish by two persons.
import { ClientId, get, post } from '@songhe/basics/contract'
import { Paging, pageOf } from '@songhe/basics/paging'
import { z } from 'zod'

/**
 * `allowance` is judged over people; those about facilities over facilities; `rating-standard` over the scores of one facility;
 * the last two are data without conditions in this form.
 */
export const PACK_KINDS = [
  'allowance',
  'facility-standard',
  'facility-advice',
  'facility-rate',
  'facility-share',
  'facility-reward',
  'facility-building',
  'rating-standard',
  'service-list',
  'exclusion',
] as const
export type PackKind = (typeof PACK_KINDS)[number]
export const isJudged = (kind: PackKind): boolean => kind !== 'service-list' && kind !== 'exclusion'

const PackKey = z.object({ pack: z.string() })
const VersionState = z.enum(['draft', 'submitted', 'published', 'withdrawn'])
export const AmountStatus = z.enum(['printed', 'decided', 'example', 'unconfirmed'])

export const VersionHead = z.object({
  version: z.number().int(),
  state: VersionState,
  validFrom: z.string(),
  validTo: z.string().nullable(),
  digest: z.string(),
  example: z.boolean(),
  author: z.string(),
  submittedBy: z.string().nullable(),
  publishedBy: z.string().nullable(),
})

const PackRow = z.object({
  pack: z.string(),
  kind: z.enum(PACK_KINDS),
  title: z.string(),
  document: z.string(),
  clause: z.string(),
  published: VersionHead.nullable(),
  draft: VersionHead.nullable(),
  /** Rows with an amount nobody confirmed. */
  unconfirmed: z.number().int(),
  cases: z.number().int(),
})

export const listPacks = get('/policy/packs', {
  title: '规则表清单',
  permission: 'policy.read',
  query: Paging,
  reply: pageOf(PackRow),
  sheet: {
    name: '规则表清单',
    columns: [
      { key: 'title', title: '规则表' },
      { key: 'document', title: '依据文号' },
      { key: 'clause', title: '条款' },
      { key: 'published.version', title: '现行版本', as: 'count' },
      { key: 'published.validFrom', title: '现行起始日' },
      { key: 'draft.version', title: '草稿版本', as: 'count' },
      { key: 'unconfirmed', title: '待确认金额的行', as: 'count' },
      { key: 'cases', title: '用例数', as: 'count' },
    ],
  },
})

export const listShipped = get('/policy/shipped', {
  title: '随产品提供的规则表',
  permission: 'policy.read',
  reply: z.array(
    z.object({
      pack: z.string(),
      title: z.string(),
      document: z.string(),
      clause: z.string(),
      cases: z.number().int(),
      /** Rows whose amount the office has to decide. */
      unconfirmed: z.number().int(),
      installed: z.boolean(),
    }),
  ),
})

export const installShipped = post('/policy/shipped/install', {
  title: '装入随产品提供的规则表',
  permission: 'policy.draft',
  audit: 'pack.installed',
  body: z.object({ id: ClientId, packs: z.array(z.string()).min(1).max(50) }),
  reply: z.object({ id: z.string(), outcome: z.enum(['created', 'exists']), installed: z.array(z.string()) }),
})

/** One cell; old and new differ where the draft changed it. null = the version has no such row or leaves the cell empty. */
const Cell = z.object({ published: z.string().nullable(), draft: z.string().nullable(), changed: z.boolean() })
export const ComparedRow = z.object({
  row: z.string(),
  when: z.record(z.string(), Cell),
  then: z.record(z.string(), Cell),
  document: z.string(),
  clause: z.string(),
  amount: z.object({
    status: AmountStatus,
    decision: z.string().nullable(),
    decidedBy: z.string().nullable(),
    decidedOn: z.string().nullable(),
  }),
})

/** What a table holds beside its rows, each with its own source: sections with points, and figures that no row says. */
export const TablePart = z.object({
  id: z.string(),
  title: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
  document: z.string(),
  clause: z.string(),
  status: AmountStatus,
  decision: z.string().nullable(),
})

export const showPack = get('/policy/packs/:pack', {
  title: '一张规则表：已发布与草稿对照',
  permission: 'policy.read',
  params: PackKey,
  reply: z.object({
    pack: z.string(),
    kind: z.enum(PACK_KINDS),
    title: z.string(),
    hit: z.string(),
    ground: z.object({ document: z.string(), clause: z.string(), status: z.string() }),
    inputs: z.array(z.object({ column: z.string(), fact: z.string(), title: z.string(), type: z.string() })),
    outputs: z.array(z.string()),
    published: VersionHead.nullable(),
    draft: VersionHead.nullable(),
    rows: z.array(ComparedRow),
    sections: z.array(TablePart),
    terms: z.array(TablePart),
    versions: z.array(VersionHead),
    /** May the draft be submitted as it stands; if not, why. */
    submitting: z.object({ allowed: z.boolean(), reasons: z.array(z.string()) }),
    /** May the one who asks publish the draft; if not, why. */
    publishing: z.object({ allowed: z.boolean(), reasons: z.array(z.string()) }),
  }),
})

export const TableProblem = z.object({ where: z.string(), message: z.string() })
const Drafted = z.object({
  id: z.string(),
  outcome: z.enum(['created', 'exists']),
  pack: z.string(),
  version: z.number().int(),
  digest: z.string(),
})

export const importPack = post('/policy/packs', {
  title: '从文件导入规则表草稿',
  permission: 'policy.draft',
  audit: 'pack.imported',
  body: z.object({ id: ClientId, file: z.string().default(''), table: z.string().min(1), cases: z.string().default('') }),
  reply: Drafted,
})

export const EditedCase = z
  .object({ case: z.string().min(1), on: z.string(), facts: z.record(z.string(), z.unknown()), expect: z.unknown() })
  .loose()

export const editDraft = post('/policy/packs/:pack/draft', {
  title: '修改草稿',
  permission: 'policy.draft',
  audit: 'pack.edited',
  params: PackKey,
  body: z.object({
    id: ClientId,
    cells: z.array(z.object({ row: z.string(), column: z.string(), value: z.string() })).default([]),
    addRows: z.array(z.object({ row: z.string().min(1), like: z.string() })).default([]),
    removeRows: z.array(z.string()).default([]),
    validFrom: z.string().optional(),
    /** First day on which the table no longer holds; null = without end. */
    validTo: z.string().nullable().optional(),
    cases: z.array(EditedCase).optional(),
    /** A case of the same name is replaced. */
    addCases: z.array(EditedCase).default([]),
    removeCases: z.array(z.string()).default([]),
  }),
  reply: Drafted,
})

const Named = { params: PackKey, body: z.object({ id: ClientId, version: z.number().int(), digest: z.string() }), reply: Drafted }
export const submitDraft = post('/policy/packs/:pack/submit', {
  title: '提交发布',
  permission: 'policy.draft',
  audit: 'pack.submitted',
  ...Named,
})
export const publishPack = post('/policy/packs/:pack/publish', {
  title: '发布规则表',
  permission: 'policy.publish',
  audit: 'pack.published',
  ...Named,
})
export const discardDraft = post('/policy/packs/:pack/discard', {
  title: '丢弃草稿',
  permission: 'policy.draft',
  audit: 'pack.discarded',
  params: PackKey,
  body: z.object({ id: ClientId, version: z.number().int() }),
  reply: z.object({ outcome: z.enum(['discarded', 'gone']) }),
})

export const confirmValue = post('/policy/packs/:pack/confirm', {
  title: '确认文件未写的金额',
  permission: 'policy.draft',
  audit: 'pack.value-confirmed',
  params: PackKey,
  body: z.object({
    id: ClientId,
    row: z.string(),
    column: z.string(),
    value: z.string(),
    decision: z.object({
      key: z.string().min(1),
      subject: z.string().min(1),
      decidedOn: z.string(),
      decidedBy: z.string().min(1),
    }),
  }),
  reply: Drafted,
})

const CaseResult = z.object({
  case: z.string(),
  on: z.string(),
  passed: z.boolean(),
  expected: z.string(),
  published: z.string().nullable(),
  draft: z.string().nullable(),
  why: z.string(),
})
export const runDraftCases = get('/policy/packs/:pack/cases', {
  title: '跑用例',
  permission: 'policy.read',
  params: PackKey,
  reply: z.object({ passed: z.number().int(), failed: z.number().int(), results: z.array(CaseResult) }),
})

const Share = z.object({ people: z.number().int(), fen: z.number().int() })
export const effectOfDraft = get('/policy/packs/:pack/effect', {
  title: '规则表在现有名册上的效果：每行多少人，草稿改变谁（按现有事实试算）',
  permission: 'policy.read',
  params: PackKey,
  reply: z.object({
    on: z.string(),
    people: z.number().int(),
    milliseconds: z.number().int(),
    gain: Share,
    lose: Share,
    same: Share,
    towns: z.array(
      z.object({
        town: z.number().int(),
        name: z.string(),
        gain: z.number().int(),
        lose: z.number().int(),
        fen: z.number().int(),
      }),
    ),
    /** People under each row: of the draft, or of the published table where there is no draft. */
    rows: z.array(z.object({ row: z.string(), people: z.number().int() })),
  }),
})

export const effectNames = get('/policy/packs/:pack/effect/names', {
  title: '规则行下或受草稿影响的人员名单',
  permission: 'policy.read',
  params: PackKey,
  audit: 'policy.effect-names-viewed',
  query: Paging.extend({
    kind: z.enum(['gain', 'lose', 'row']),
    town: z.coerce.number().int().optional(),
    row: z.string().max(80).optional().describe('kind 为 row 时：哪一行'),
  }),
  reply: pageOf(
    z.object({
      person: z.string(),
      name: z.string(),
      town: z.string(),
      birth: z.string(),
      before: z.number().int(),
      after: z.number().int(),
      rowBefore: z.string().nullable(),
      rowAfter: z.string().nullable(),
    }),
  ),
  sheet: {
    name: '规则表涉及的人员',
    columns: [
      { key: 'name', title: '姓名' },
      { key: 'town', title: '镇街' },
      { key: 'birth', title: '出生日期' },
      { key: 'before', title: '现在（元）', as: 'yuan' },
      { key: 'after', title: '草稿（元）', as: 'yuan' },
      { key: 'rowBefore', title: '现在的规则行' },
      { key: 'rowAfter', title: '草稿的规则行' },
    ],
  },
})
