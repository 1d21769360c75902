// Around a round: addresses that may be one, accounts by two persons, files to and from the bank, money taken back.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { Paging, pageOf } from '@songhe/basics/paging'
import { z } from 'zod'

const ById = z.object({ id: z.uuid() })
const Verdict = z.enum(['same', 'different'])
const Side = z.object({
  facility: z.string(),
  name: z.string(),
  operator: z.string(),
  address: z.string(),
  grade: z.string(),
  paidFen: z.number(),
})

export const GrantHitRow = z.object({
  one: z.string(),
  other: z.string(),
  likeness: z.string(),
  reason: z.string(),
  first: Side,
  second: Side,
  foundAt: z.string(),
  verdict: Verdict.nullable(),
  decidedReason: z.string(),
  decidedBy: z.string().nullable(),
  /** How often a verdict was given; every one is kept. */
  verdicts: z.number(),
})
export type GrantHitRow = z.infer<typeof GrantHitRow>
export const listGrantHits = get('/benefits/grants/hits', {
  title: '查看同址核定',
  permission: 'grants.read',
  query: Paging.extend({ show: z.enum(['open', 'decided']).default('open') }),
  reply: pageOf(GrantHitRow),
  sheet: {
    name: '同址核定',
    columns: [
      { key: 'first.name', title: '此前的设施' },
      { key: 'first.address', title: '地址' },
      { key: 'second.name', title: '后来的设施' },
      { key: 'second.address', title: '后来的地址' },
      { key: 'reason', title: '相近之处' },
      { key: 'verdict', title: '核定', as: { same: '同一地址', different: '两处地址' } },
      { key: 'decidedReason', title: '理由' },
      { key: 'decidedBy', title: '核定人' },
    ],
  },
})
export const decideGrantHit = post('/benefits/grants/hits', {
  title: '核定两处是否同一地址',
  permission: 'grants.decide',
  audit: 'grant-hit.decided',
  body: z.object({
    id: ClientId,
    one: z.uuid(),
    other: z.uuid(),
    verdict: Verdict,
    reason: z.string().trim().min(4, '请写明理由（至少 4 个字）').max(200),
  }),
  reply: Written,
})

export const GrantAccountRow = z.object({
  id: z.string(),
  subjectKind: z.enum(['operator', 'facility']),
  subject: z.string(),
  subjectName: z.string(),
  holder: z.string(),
  bank: z.string(),
  tail: z.string(),
  ground: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  enteredBy: z.string(),
  decidedBy: z.string().nullable(),
  /** Why this person may not decide it; null = may. */
  bar: z.string().nullable(),
})
export type GrantAccountRow = z.infer<typeof GrantAccountRow>
export const listGrantAccounts = get('/benefits/grants/accounts', {
  title: '查看设施收款账户',
  permission: 'grants.read',
  query: Paging.extend({ state: z.enum(['waiting', 'confirmed', 'past']).optional() }),
  reply: pageOf(GrantAccountRow),
  sheet: {
    name: '设施收款账户',
    columns: [
      { key: 'subjectName', title: '运营主体或设施' },
      { key: 'holder', title: '户名' },
      { key: 'bank', title: '开户行' },
      { key: 'tail', title: '账号末四位' },
      { key: 'stateTitle', title: '状态' },
      { key: 'enteredBy', title: '登记人' },
      { key: 'decidedBy', title: '确认人' },
    ],
  },
})
export const enterGrantAccount = post('/benefits/grants/accounts', {
  title: '登记设施收款账户',
  permission: 'benefits.run',
  audit: 'grant-account.entered',
  body: z.object({
    id: ClientId,
    subjectKind: z.enum(['operator', 'facility']),
    subject: z.uuid(),
    holder: z.string().trim().min(2).max(80),
    bank: z.string().max(80).default(''),
    account: z.string().min(8).max(60),
    ground: z.string().max(200).default('').describe('户名不是运营主体时的依据'),
  }),
  reply: Written,
})
export const decideGrantAccount = post('/benefits/grants/accounts/:id', {
  title: '确认设施收款账户',
  permission: 'benefits.approve',
  audit: 'grant-account.decided',
  params: ById,
  body: z.object({ verdict: z.enum(['confirm', 'reject']), note: z.string().max(200).default('') }),
  reply: Written,
})

export const makeGrantBankFile = post('/benefits/grants/rounds/:id/bank-file', {
  title: '生成设施补助银行文件',
  permission: 'benefits.pay',
  audit: 'grant-bank-file.made',
  params: ById,
  body: z.object({ id: ClientId, profile: z.string().max(40).default('default') }),
  reply: Written.extend({
    rows: z.number(),
    totalFen: z.number(),
    held: z.array(z.object({ reason: z.string(), sites: z.number() })),
  }),
})
export const listGrantBankFiles = get('/benefits/grants/rounds/:id/bank-files', {
  title: '查看设施补助银行文件',
  permission: 'grants.read',
  params: ById,
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
export const downloadGrantBankFile = get('/benefits/grants/bank-files/:id', {
  title: '下载设施补助银行文件',
  permission: 'benefits.pay',
  audit: 'grant-bank-file.downloaded',
  params: ById,
  reply: 'file',
})
export const readGrantReturnFile = post('/benefits/grants/bank-files/:id/return', {
  title: '读入设施补助银行回盘',
  permission: 'benefits.pay',
  audit: 'grant-return-file.read',
  params: ById,
  upload: true,
  reply: Written.extend({
    paid: z.number(),
    returned: z.number(),
    missing: z.number(),
    unknown: z.array(z.object({ row: z.number(), value: z.string(), reason: z.string() })),
  }),
})
export const reissueGrantLines = post('/benefits/grants/rounds/:id/reissue', {
  title: '设施补助退票更正后重发',
  permission: 'benefits.pay',
  audit: 'grant-lines.reissued',
  params: ById,
  body: z.object({ facilities: z.array(z.uuid()).min(1).max(500) }),
  reply: z.object({ lines: z.number() }),
})

export const GrantCorrectionRow = z.object({
  id: z.string(),
  kind: z.enum(['counter-entry', 'recovery']),
  round: z.string(),
  title: z.string(),
  facility: z.string(),
  name: z.string(),
  fen: z.number(),
  settledFen: z.number(),
  waitingFen: z.number(),
  reason: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  proposedBy: z.string(),
  decidedBy: z.string().nullable(),
  receipts: z.array(
    z.object({
      id: z.string(),
      fen: z.number(),
      receipt: z.string(),
      receivedOn: z.string(),
      state: z.string(),
      recordedBy: z.string(),
    }),
  ),
  bar: z.string().nullable(),
})
export type GrantCorrectionRow = z.infer<typeof GrantCorrectionRow>
export const listGrantCorrections = get('/benefits/grants/corrections', {
  title: '查看设施补助的冲销与追回',
  permission: 'grants.read',
  query: Paging,
  reply: pageOf(GrantCorrectionRow),
  sheet: {
    name: '设施补助冲销与追回',
    columns: [
      { key: 'title', title: '批次' },
      { key: 'name', title: '设施' },
      { key: 'kind', title: '种类', as: { 'counter-entry': '冲销', recovery: '追回' } },
      { key: 'fen', title: '金额（元）', as: 'yuan' },
      { key: 'settledFen', title: '已收回（元）', as: 'yuan' },
      { key: 'reason', title: '理由' },
      { key: 'stateTitle', title: '状态' },
      { key: 'proposedBy', title: '提出' },
      { key: 'decidedBy', title: '复核' },
    ],
  },
})
export const listGrantOverpaid = get('/benefits/grants/overpaid', {
  title: '查看多付的设施补助',
  permission: 'grants.read',
  reply: z.array(
    z.object({
      round: z.string(),
      facility: z.string(),
      name: z.string(),
      title: z.string(),
      paidFen: z.number(),
      dueFen: z.number(),
      overFen: z.number(),
      reason: z.string(),
    }),
  ),
})
export const proposeGrantCorrection = post('/benefits/grants/rounds/:id/corrections', {
  title: '提出冲销或追回设施补助',
  permission: 'benefits.run',
  audit: 'grant-correction.proposed',
  params: ById,
  body: z.object({ id: ClientId, facility: z.uuid(), reason: z.string().trim().min(4, '请写明理由（至少 4 个字）').max(200) }),
  reply: Written,
})
export const decideGrantCorrection = post('/benefits/grants/corrections/:id', {
  title: '复核设施补助的冲销或追回',
  permission: 'benefits.approve',
  audit: 'grant-correction.decided',
  params: ById,
  body: z.object({ verdict: z.enum(['approve', 'reject']), note: z.string().max(200).default('') }),
  reply: Written,
})
export const recordGrantReceipt = post('/benefits/grants/corrections/:id/receipts', {
  title: '登记收回的设施补助',
  permission: 'benefits.pay',
  audit: 'grant-receipt.recorded',
  params: ById,
  body: z.object({
    id: ClientId,
    fen: z.number().int().min(1),
    receivedOn: z.iso.date(),
    receipt: z.string().trim().min(2).max(60),
  }),
  reply: Written,
})
export const decideGrantReceipt = post('/benefits/grants/receipts/:id', {
  title: '确认收回的设施补助',
  permission: 'benefits.approve',
  audit: 'grant-receipt.decided',
  params: ById,
  body: z.object({ verdict: z.enum(['confirm', 'reject']), note: z.string().max(200).default('') }),
  reply: Written,
})
