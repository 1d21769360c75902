// The month: compute, compare, submit, approve by another person, bank file, return file; each line in exactly one state.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { Paging, pageOf } from '@songhe/basics/paging'
import { z } from 'zod'

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份写成 2026-11')
const RunParams = z.object({ id: z.uuid() })

export const RunRow = z.object({
  id: z.string(),
  month: z.string(),
  number: z.number(),
  kind: z.string(),
  state: z.string(),
  persons: z.number(),
  payees: z.number(),
  lines: z.number(),
  totalFen: z.number(),
  madeBy: z.string(),
  madeAt: z.string(),
  submittedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
})
export type RunRow = z.infer<typeof RunRow>

export const listRuns = get('/benefits/runs', {
  title: '查看发放批次',
  permission: 'benefits.read',
  query: z.object({ kind: z.enum(['regular', 'shadow']).optional() }),
  reply: z.array(RunRow),
})

export const startRun = post('/benefits/runs', {
  title: '计算一个月的发放',
  permission: 'benefits.run',
  audit: 'run.computed',
  body: z.object({ id: ClientId, month: Month, kind: z.enum(['regular', 'shadow']).default('regular') }),
  reply: Written,
})

export const RunView = RunRow.extend({
  digest: z.string(),
  computeMs: z.number(),
  held: z.number(),
  previous: z.object({ id: z.string(), month: z.string(), totalFen: z.number() }).nullable(),
  programmes: z.array(
    z.object({ programme: z.string(), title: z.string(), kind: z.string(), lines: z.number(), fen: z.number() }),
  ),
  steps: z.array(z.object({ step: z.string(), title: z.string(), by: z.string(), at: z.string(), note: z.string() })),
  states: z.array(z.object({ state: z.string(), title: z.string(), lines: z.number(), fen: z.number() })),
  packs: z.array(z.object({ pack: z.string(), version: z.number(), digest: z.string(), example: z.boolean() })),
  /** Why this person may not approve; null = may. */
  mayApprove: z.string().nullable(),
})
export const showRun = get('/benefits/runs/:id', {
  title: '查看一个批次',
  permission: 'benefits.read',
  params: RunParams,
  reply: RunView,
})

export const DiffReason = z.object({ reason: z.string(), persons: z.number(), fen: z.number(), names: z.array(z.string()) })
export const diffRun = get('/benefits/runs/:id/difference', {
  title: '与上月比对',
  permission: 'benefits.read',
  params: RunParams,
  reply: z.object({ previousFen: z.number(), currentFen: z.number(), reasons: z.array(DiffReason) }),
})

export const LineRow = z.object({
  person: z.string(),
  name: z.string(),
  citizenId: z.string(),
  place: z.string(),
  programme: z.string(),
  title: z.string(),
  kind: z.string(),
  forMonth: z.string(),
  fen: z.number(),
  changeFen: z.number().nullable(),
  reason: z.string(),
  pack: z.string(),
  version: z.number(),
  row: z.string(),
  document: z.string(),
  clause: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  stateReason: z.string(),
  /** A counter-entry over it waits for the second person. */
  reversing: z.boolean(),
})
export const listLines = get('/benefits/runs/:id/lines', {
  title: '查看发放明细',
  permission: 'benefits.read',
  params: RunParams,
  query: Paging.extend({
    programme: z.string().max(40).optional(),
    state: z.string().max(20).optional(),
    reason: z.string().max(20).optional(),
    changed: z.stringbool().optional(),
    town: z.coerce.number().int().optional(),
  }),
  reply: pageOf(LineRow),
  sheet: {
    name: '发放明细',
    columns: [
      { key: 'name', title: '姓名' },
      { key: 'citizenId', title: '身份证' },
      { key: 'place', title: '镇街、村居' },
      { key: 'title', title: '项目' },
      { key: 'forMonth', title: '所属月份' },
      { key: 'row', title: '规则行' },
      { key: 'document', title: '依据文号' },
      { key: 'clause', title: '条款' },
      { key: 'fen', title: '金额（元）', as: 'yuan' },
      { key: 'changeFen', title: '比上月（元）', as: 'yuan' },
      { key: 'reason', title: '变化原因' },
      { key: 'stateTitle', title: '状态' },
      { key: 'stateReason', title: '说明' },
    ],
  },
})

export const ExceptionRow = z.object({
  key: z.string(),
  title: z.string(),
  persons: z.number(),
  fen: z.number(),
  note: z.string(),
  seenBy: z.string().nullable(),
  seenAt: z.string().nullable(),
  names: z.array(z.string()),
})
export const listExceptions = get('/benefits/runs/:id/exceptions', {
  title: '查看例外',
  permission: 'benefits.read',
  params: RunParams,
  reply: z.array(ExceptionRow),
})
export const seeException = post('/benefits/runs/:id/exceptions/:key', {
  title: '看过例外',
  permission: 'benefits.approve',
  audit: 'run.exception-seen',
  params: z.object({ id: z.uuid(), key: z.string().max(20) }),
  reply: z.object({}),
})

const Note = z.object({ note: z.string().max(200).default('') })
export const submitRun = post('/benefits/runs/:id/submit', {
  title: '提交复核',
  permission: 'benefits.run',
  audit: 'run.submitted',
  params: RunParams,
  body: Note,
  reply: Written,
})
export const approveRun = post('/benefits/runs/:id/approve', {
  title: '批准发放',
  permission: 'benefits.approve',
  audit: 'run.approved',
  params: RunParams,
  body: z.object({ digest: z.string() }),
  reply: Written,
})
export const returnRun = post('/benefits/runs/:id/return', {
  title: '退回批次',
  permission: 'benefits.approve',
  audit: 'run.returned',
  params: RunParams,
  body: z.object({ note: z.string().min(2, '请写退回原因').max(200) }),
  reply: Written,
})
export const discardRun = post('/benefits/runs/:id/discard', {
  title: '作废未批准的批次',
  permission: 'benefits.run',
  audit: 'run.discarded',
  params: RunParams,
  body: Note,
  reply: Written,
})

export const makeBankFile = post('/benefits/runs/:id/bank-file', {
  title: '生成银行文件',
  permission: 'benefits.pay',
  audit: 'bank-file.made',
  params: RunParams,
  body: z.object({ id: ClientId, profile: z.string().max(40).default('default') }),
  reply: Written.extend({
    file: z.string(),
    rows: z.number(),
    totalFen: z.number(),
    held: z.array(z.object({ reason: z.string(), persons: z.number() })),
  }),
})
export const listBankFiles = get('/benefits/runs/:id/bank-files', {
  title: '查看银行文件',
  permission: 'benefits.read',
  params: RunParams,
  reply: z.array(
    z.object({
      id: z.string(),
      rows: z.number(),
      totalFen: z.number(),
      madeBy: z.string(),
      madeAt: z.string(),
      returned: z.number(),
    }),
  ),
})
export const downloadBankFile = get('/benefits/bank-files/:id', {
  title: '下载银行文件',
  permission: 'benefits.pay',
  audit: 'bank-file.downloaded',
  params: RunParams,
  reply: 'file',
})
export const readReturnFile = post('/benefits/bank-files/:id/return', {
  title: '读入银行回盘',
  permission: 'benefits.pay',
  audit: 'return-file.read',
  params: RunParams,
  upload: true,
  reply: Written.extend({
    paid: z.number(),
    returned: z.number(),
    missing: z.number(),
    unknown: z.array(z.object({ row: z.number(), value: z.string(), reason: z.string() })),
  }),
})
export const setNameSubstitute = post('/benefits/name-substitutes', {
  title: '登记银行户名代替字',
  permission: 'benefits.pay',
  audit: 'name-substitute.set',
  body: z.object({ character: z.string().min(1).max(2), substitute: z.string().min(1).max(8) }),
  reply: z.object({}),
})
export const reissueLines = post('/benefits/runs/:id/reissue', {
  title: '退票更正后重发',
  permission: 'benefits.pay',
  audit: 'lines.reissued',
  params: RunParams,
  body: z.object({ persons: z.array(z.uuid()).min(1).max(500) }),
  reply: z.object({ lines: z.number() }),
})

export const BankProfile = z.object({
  key: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
  title: z.string().min(1).max(40),
  /** Profiles saved before there was a choice are CSV in the order of the list. */
  format: z.enum(['csv', 'xlsx']).default('csv'),
  order: z.enum(['line', 'town-name', 'account']).default('line'),
  /** Of the CSV file; for Excel it still says which characters the bank can read. */
  encoding: z.enum(['gbk', 'gb18030', 'utf8']),
  header: z.boolean(),
  totals: z.enum(['none', 'first', 'last']),
  columns: z
    .array(z.object({ title: z.string().min(1).max(20), field: z.enum(['number', 'name', 'account', 'amount', 'bank', 'note']) }))
    .min(3)
    .max(12),
})
export const listBankProfiles = get('/benefits/bank-profiles', {
  title: '查看银行文件格式',
  permission: 'benefits.read',
  reply: z.array(BankProfile),
})
export const saveBankProfile = post('/benefits/bank-profiles', {
  title: '修改银行文件格式',
  permission: 'benefits.pay',
  audit: 'bank-profile.saved',
  body: BankProfile,
  reply: z.object({}),
})

const Stream = z.object({ person: z.uuid(), programme: z.string().max(40), reason: z.string().min(2).max(200) })
export const suspendStream = post('/benefits/streams/suspend', {
  title: '暂停发放',
  permission: 'benefits.run',
  audit: 'stream.suspended',
  body: Stream.extend({ reviewOn: z.iso.date() }),
  reply: z.object({}),
})
export const resumeStream = post('/benefits/streams/resume', {
  title: '恢复发放',
  permission: 'benefits.run',
  audit: 'stream.resumed',
  body: Stream,
  reply: z.object({}),
})

export const proposeStop = post('/benefits/streams/stop', {
  title: '提出停发',
  permission: 'benefits.run',
  audit: 'stream.stop-proposed',
  body: Stream.extend({ id: ClientId, fromMonth: Month.describe('从这个月起不再发放') }),
  reply: Written,
})

export const proposeAdjustment = post('/benefits/adjustments', {
  title: '提出补发、追回或更正',
  permission: 'benefits.run',
  audit: 'adjustment.proposed',
  body: z.object({
    id: ClientId,
    person: z.uuid(),
    programme: z.string().max(40),
    kind: z.enum(['arrear', 'recovery', 'one-off']),
    forMonth: Month,
    fen: z.number().int(),
    reason: z.string().min(2).max(200),
  }),
  reply: Written,
})
export const approveAdjustment = post('/benefits/adjustments/:id/approve', {
  title: '批准补发、追回或更正',
  permission: 'benefits.approve',
  audit: 'adjustment.approved',
  params: RunParams,
  reply: Written,
})
export const declineAdjustment = post('/benefits/adjustments/:id/decline', {
  title: '不同意补发、追回或更正',
  permission: 'benefits.approve',
  audit: 'adjustment.declined',
  params: RunParams,
  body: z.object({ note: z.string().trim().min(2, '请写不同意的原因').max(200) }),
  reply: Written,
})
export const listAdjustments = get('/benefits/adjustments', {
  title: '查看补发与追回',
  permission: 'benefits.read',
  query: Paging.extend({
    state: z.enum(['proposed', 'approved', 'planned', 'settled', 'cancelled']).optional(),
    kind: z.enum(['arrear', 'recovery', 'one-off']).optional(),
  }),
  reply: pageOf(
    z.object({
      id: z.string(),
      person: z.string(),
      name: z.string(),
      place: z.string(),
      programme: z.string(),
      title: z.string(),
      kind: z.string(),
      forMonth: z.string(),
      fen: z.number(),
      settledFen: z.number(),
      reason: z.string(),
      state: z.string(),
      proposedBy: z.string(),
      approvedBy: z.string().nullable(),
      declinedNote: z.string(),
      /** Why this person may not approve it; null = may. */
      bar: z.string().nullable(),
    }),
  ).extend({ sums: z.object({ plusFen: z.number(), minusFen: z.number() }) }),
  sheet: {
    name: '补发与追回',
    columns: [
      { key: 'name', title: '姓名' },
      { key: 'place', title: '镇街、村居' },
      { key: 'title', title: '项目' },
      { key: 'kind', title: '种类', as: { arrear: '补发', recovery: '追回', 'one-off': '一次性更正' } },
      { key: 'forMonth', title: '所属月份' },
      { key: 'fen', title: '金额（元）', as: 'yuan' },
      { key: 'settledFen', title: '已结清（元）', as: 'yuan' },
      { key: 'reason', title: '原因' },
      {
        key: 'state',
        title: '状态',
        as: { proposed: '待批准', approved: '已批准', planned: '分月抵扣', settled: '已结清', cancelled: '已取消' },
      },
      { key: 'proposedBy', title: '提出人' },
      { key: 'approvedBy', title: '批准人' },
      { key: 'declinedNote', title: '不同意的原因' },
    ],
  },
})
