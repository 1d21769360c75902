// Accounts, roles and scopes of a district, and reading the sealed log.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { Paging, pageOf } from '@songhe/basics/paging'
import { z } from 'zod'

export const ROLE_KEYS = [
  'clerk',
  'reviewer',
  'finance',
  'town-officer',
  'auditor',
  'system-admin',
  'security-admin',
  'audit-admin',
] as const

export const AccountRow = z.object({
  id: z.string(),
  staff: z.string(),
  username: z.string(),
  name: z.string(),
  post: z.string(),
  state: z.enum(['active', 'locked', 'disabled', 'first-password']),
  grants: z.array(
    z.object({ id: z.string(), role: z.string(), label: z.string(), area: z.string().nullable(), until: z.string().nullable() }),
  ),
  /** The role asked for and not given yet. */
  asked: z.string().nullable(),
})

export const listAccounts = get('/access/accounts', {
  title: '查看账号',
  permission: 'access.read',
  query: Paging.extend({ text: z.string().max(40).optional(), role: z.enum(ROLE_KEYS).optional() }),
  reply: pageOf(AccountRow),
  sheet: {
    name: '账号清单',
    columns: [
      { key: 'name', title: '姓名' },
      { key: 'username', title: '用户名' },
      { key: 'post', title: '职务' },
      {
        key: 'state',
        title: '状态',
        as: { active: '正常', locked: '已锁定', disabled: '已停用', 'first-password': '待首次改密' },
      },
      { key: 'grants.label', title: '岗位' },
    ],
  },
})

const NewAccount = z.object({
  name: z.string().min(1).max(40),
  username: z.string().regex(/^[a-z][a-z0-9.-]{2,30}$/, '用户名用小写字母开头，3 至 31 位'),
  post: z.string().max(60).default(''),
  phone: z.string().max(20).default(''),
  role: z.enum(ROLE_KEYS),
  /** Town or village the role is limited to; absent = the whole district. */
  area: z.number().int().optional(),
  /** An account for a human who already has one. */
  staff: z.uuid().optional(),
})

export const createAccount = post('/access/accounts', {
  title: '新建账号',
  permission: 'access.accounts',
  audit: 'account.created',
  body: NewAccount.extend({ id: ClientId }),
  /** The first password is shown once, for the paper slip. */
  reply: Written.extend({ firstPassword: z.string().nullable() }),
})

export const importAccounts = post('/access/accounts/import', {
  title: '用表格批量新建账号',
  permission: 'access.accounts',
  audit: 'account.imported',
  body: z.object({
    id: ClientId,
    rows: z
      .array(
        z.object({ name: z.string(), username: z.string(), post: z.string().default(''), town: z.string(), role: z.string() }),
      )
      .min(1)
      .max(500),
  }),
  reply: z.object({
    created: z.array(z.object({ username: z.string(), name: z.string(), town: z.string(), firstPassword: z.string() })),
    rejected: z.array(z.object({ row: z.number(), value: z.string(), reason: z.string() })),
  }),
})

const OneAccount = z.object({ id: z.uuid() })
export const resetPassword = post('/access/accounts/:id/reset-password', {
  title: '重置密码',
  permission: 'access.accounts',
  audit: 'account.password-reset',
  params: OneAccount,
  reply: z.object({ firstPassword: z.string() }),
})
export const unlockAccount = post('/access/accounts/:id/unlock', {
  title: '解锁账号',
  permission: 'access.accounts',
  audit: 'account.unlocked',
  params: OneAccount,
  reply: z.object({}),
})
export const disableAccount = post('/access/accounts/:id/disable', {
  title: '停用账号',
  permission: 'access.accounts',
  audit: 'account.disabled',
  params: OneAccount,
  body: z.object({ reason: z.string().min(2).max(200) }),
  reply: z.object({}),
})

export const grantRole = post('/access/accounts/:id/grants', {
  title: '授予岗位',
  permission: 'access.grants',
  audit: 'role.granted',
  params: OneAccount,
  body: z.object({ id: ClientId, role: z.enum(ROLE_KEYS), area: z.number().int().optional(), until: z.iso.date().optional() }),
  reply: Written,
})
export const revokeRole = post('/access/grants/:id/revoke', {
  title: '收回岗位',
  permission: 'access.grants',
  audit: 'role.revoked',
  params: OneAccount,
  reply: z.object({}),
})

export const listRoles = get('/access/roles', {
  title: '查看岗位权限',
  permission: 'access.read',
  reply: z.array(
    z.object({ key: z.string(), label: z.string(), permissions: z.array(z.object({ key: z.string(), title: z.string() })) }),
  ),
})

export const setDeputy = post('/access/deputies', {
  title: '设定代理人',
  permission: 'access.grants',
  audit: 'deputy.set',
  body: z.object({ id: ClientId, absent: z.uuid(), standsIn: z.uuid(), from: z.iso.date(), to: z.iso.date() }),
  reply: Written,
})
export const endDeputy = post('/access/deputies/:id/end', {
  title: '结束代理',
  permission: 'access.grants',
  audit: 'deputy.ended',
  params: OneAccount,
  reply: z.object({}),
})
export const listDeputies = get('/access/deputies', {
  title: '查看代理人',
  permission: 'access.read',
  reply: z.array(z.object({ id: z.string(), absent: z.string(), standsIn: z.string(), from: z.string(), to: z.string() })),
})

export const AuditRow = z.object({
  seq: z.number(),
  at: z.string(),
  actor: z.string(),
  event: z.string(),
  title: z.string(),
  object: z.string(),
  person: z.string().nullable(),
  /** The elder's name as the reader may see it; empty where the act was about no elder. */
  about: z.string(),
  reason: z.string(),
  address: z.string(),
  sealed: z.boolean(),
  details: z.unknown(),
})
export const listAudit = get('/access/audit', {
  title: '查看操作日志',
  permission: 'audit.read',
  query: Paging.extend({
    actor: z.string().max(40).optional(),
    event: z.string().max(60).optional(),
    person: z.uuid().optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
  }),
  reply: pageOf(AuditRow),
  sheet: {
    name: '操作日志',
    columns: [
      { key: 'seq', title: '序号', as: 'count' },
      { key: 'at', title: '时间' },
      { key: 'actor', title: '操作人' },
      { key: 'title', title: '事项' },
      { key: 'about', title: '关于谁' },
      { key: 'object', title: '对象编号' },
      { key: 'reason', title: '理由' },
      { key: 'address', title: '地址' },
    ],
  },
})

export const ChainReply = z.object({
  whole: z.boolean(),
  blocks: z.number(),
  entries: z.number(),
  root: z.string(),
  unsealed: z.number(),
  oldestUnsealed: z.string().nullable(),
  faults: z.array(z.object({ block: z.number().nullable(), entry: z.number().nullable(), what: z.string() })),
})
export const verifyAudit = get('/access/audit/verify', {
  title: '核验日志是否完整',
  permission: 'audit.verify',
  query: z.object({
    root: z
      .string()
      .regex(/^[0-9a-f]{64}$/, '根值是 64 位十六进制')
      .optional(),
  }),
  reply: ChainReply,
})
export const exportRoot = get('/access/audit/root', {
  title: '导出日志根值',
  permission: 'audit.verify',
  audit: 'audit.root-exported',
  reply: 'file',
})

export const listJobs = get('/jobs', {
  title: '查看后台作业',
  permission: 'signed-in',
  query: z.object({ running: z.coerce.boolean().optional() }),
  reply: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      kind: z.string(),
      state: z.string(),
      done: z.number(),
      total: z.number().nullable(),
      phase: z.string(),
      startedBy: z.string(),
      createdAt: z.string(),
      finishedAt: z.string().nullable(),
      error: z.string().nullable(),
      result: z.unknown(),
    }),
  ),
})

export const listTodos = get('/todos', {
  title: '查看待办数',
  permission: 'signed-in',
  reply: z.array(z.object({ key: z.string(), title: z.string(), path: z.string(), count: z.number() })),
})

export const checkInvariants = get('/access/invariants', {
  title: '查看数据自查结果',
  permission: 'access.read',
  reply: z.array(z.object({ name: z.string(), title: z.string(), rows: z.number() })),
})
