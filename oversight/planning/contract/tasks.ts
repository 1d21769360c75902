// Tasks: what documents ask of whom by when, what the registers must say for them to be reached, and what is reported beside.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'
import { ById, DayText, Reason } from './work-shapes.ts'

const Quarter = z.string().regex(/^\d{4}-Q[1-4]$/, '季度写成 2026-Q4 的样子')

export const STANDINGS: Readonly<Record<string, string>> = { 'to-confirm': '历史、待确认', running: '在办', past: '已归档' }
/** What the registers say of a task; nobody types it. */
export const PROOFS: Readonly<Record<string, string>> = {
  met: '已达到',
  'met-late': '逾期后达到',
  'not-met': '未达到',
  'no-source': '无来源',
  'evidence-missing': '待定证据',
}
export const DEADLINES: Readonly<Record<string, string>> = {
  overdue: '已逾期',
  soon: '将到期',
  later: '未到期',
  none: '没有期限',
}
export const COMPARISONS: Readonly<Record<string, string>> = { 'at-least': '不少于', 'at-most': '不多于' }
export const HOWS: Readonly<Record<string, string>> = { sum: '数量合计', records: '记录条数' }
export const UNIT_FLAGS: Readonly<Record<string, string>> = { repeated: '重复列出', 'lead-again': '牵头又列责任' }

const TaskRow = z.object({
  id: z.string(),
  document: z.string(),
  documentTitle: z.string(),
  clause: z.string(),
  number: z.string(),
  title: z.string(),
  lead: z.string(),
  /** Responsible bodies in the printed order, without those struck in the working copy. */
  helpers: z.array(z.string()),
  dueOn: z.string().nullable(),
  standing: z.enum(['to-confirm', 'running', 'past']),
  proof: z.enum(['met', 'met-late', 'not-met', 'no-source', 'evidence-missing']),
  deadline: z.enum(['overdue', 'soon', 'later', 'none']),
  /** Cells that a named officer still has to decide. */
  flags: z.number().int(),
  checkedOn: z.string().nullable(),
})

export const listTasks = get('/planning/tasks', {
  title: '查看任务',
  permission: 'tasks.read',
  query: Paging.extend({
    state: z
      .enum(['all', 'to-confirm', 'running', 'past', 'overdue', 'soon', 'met', 'evidence-missing', 'flagged'])
      .default('all'),
    document: z.string().max(60).optional(),
    department: z.uuid().optional(),
    q: z.string().trim().max(60).optional(),
  }),
  reply: pageOf(TaskRow),
  sheet: {
    name: '任务台账',
    columns: [
      { key: 'number', title: '序号' },
      { key: 'title', title: '任务' },
      { key: 'lead', title: '牵头单位' },
      { key: 'helpers', title: '责任部门' },
      { key: 'documentTitle', title: '文件' },
      { key: 'clause', title: '条款' },
      { key: 'dueOn', title: '完成时限' },
      { key: 'standing', title: '情形', as: STANDINGS },
      { key: 'proof', title: '证据', as: PROOFS },
      { key: 'deadline', title: '期限', as: DEADLINES },
      { key: 'checkedOn', title: '核对日期' },
    ],
  },
})

const Unit = z.object({
  position: z.number().int(),
  part: z.enum(['lead', 'helper']),
  printed: z.string(),
  department: z.string(),
  name: z.string(),
  flag: z.enum(['', 'repeated', 'lead-again']),
  verdict: z.enum(['struck', 'kept']).nullable(),
  verdictReason: z.string(),
  decidedBy: z.string(),
})

const Evidence = z.object({
  id: z.string(),
  measure: z.string(),
  /** 无来源 where no room offers this measure. */
  title: z.string(),
  unit: z.string(),
  note: z.string(),
  splitTitle: z.string(),
  place: z.string(),
  since: z.string().nullable(),
  how: z.enum(['sum', 'records']),
  comparison: z.enum(['at-least', 'at-most']),
  quantity: z.number(),
  ground: z.string(),
  recordedBy: z.string(),
  /** Whoever is asked has set it: another person must confirm. */
  mine: z.boolean(),
  confirmedBy: z.string().nullable(),
  verdict: z.enum(['met', 'met-late', 'not-met', 'no-source']).nullable(),
  value: z.number().nullable(),
  records: z.number().int().nullable(),
  foundOn: z.string().nullable(),
})

export const showTask = get('/planning/tasks/:id', {
  title: '查看一项任务',
  permission: 'tasks.read',
  params: ById,
  reply: TaskRow.extend({
    duePrinted: z.string(),
    confirmedBy: z.string(),
    confirmedOn: z.string().nullable(),
    confirmedReason: z.string(),
    units: z.array(Unit),
    towns: z.array(z.object({ area: z.number().int(), name: z.string() })),
    /** A group of towns that the document does not list. */
    townsOpen: z.boolean(),
    evidence: z.array(Evidence),
    statements: z.array(
      z.object({
        id: z.string(),
        by: z.string(),
        quarter: z.string(),
        words: z.string(),
        statedOn: z.string(),
        late: z.boolean(),
        recordedBy: z.string(),
      }),
    ),
  }),
})

export const recordTask = post('/planning/tasks', {
  title: '登记任务',
  permission: 'tasks.write',
  audit: 'task.recorded',
  body: z.object({
    id: ClientId,
    document: z.string().trim().min(2).max(60),
    clause: z.string().trim().min(1).max(60),
    number: z.string().trim().min(1).max(20),
    title: z.string().trim().min(2).max(120),
    lead: z.string().trim().max(60).default(''),
    responsible: z.string().trim().min(2, '请写责任部门').max(500),
    dueOn: DayText.optional(),
  }),
  reply: Written,
})

export const confirmTask = post('/planning/tasks/:id/confirm', {
  title: '确认任务是否在办、何时到期',
  permission: 'tasks.decide',
  audit: 'task.confirmed',
  params: ById,
  body: z.object({ id: ClientId, standing: z.enum(['running', 'past']), dueOn: DayText.optional(), reason: Reason }),
  reply: Written,
})

export const setLead = post('/planning/tasks/:id/lead', {
  title: '定牵头单位',
  permission: 'tasks.decide',
  audit: 'task.lead-set',
  params: ById,
  body: z.object({ id: ClientId, department: z.uuid(), reason: Reason }),
  reply: Written,
})

export const decideUnit = post('/planning/tasks/:id/units/:position/decide', {
  title: '认定重复的责任部门',
  permission: 'tasks.decide',
  audit: 'task.unit-decided',
  params: ById.extend({ position: z.coerce.number().int().min(1) }),
  body: z.object({ id: ClientId, verdict: z.enum(['struck', 'kept']), reason: Reason }),
  reply: Written,
})

export const chooseTowns = post('/planning/tasks/:id/towns', {
  title: '指明相关镇街',
  permission: 'tasks.write',
  audit: 'task.towns-chosen',
  params: ById,
  body: z.object({ id: ClientId, areas: z.array(z.number().int()).min(1).max(100), reason: Reason }),
  reply: Written,
})

export const proposeEvidence = post('/planning/tasks/:id/evidence', {
  title: '设定任务证据',
  permission: 'tasks.write',
  audit: 'task.evidence-proposed',
  params: ById,
  body: z.object({
    id: ClientId,
    measure: z.string().trim().min(3).max(80),
    split: z.string().trim().max(80).default(''),
    place: z.number().int().optional(),
    since: DayText.optional(),
    how: z.enum(['sum', 'records']).default('sum'),
    comparison: z.enum(['at-least', 'at-most']).default('at-least'),
    quantity: z.number().min(0).max(1_000_000_000_000),
    ground: z.string().trim().min(2, '请写依据，例如 二（一）').max(200),
  }),
  reply: Written,
})

export const confirmEvidence = post('/planning/tasks/:id/evidence/:evidence/confirm', {
  title: '确认任务证据',
  permission: 'tasks.decide',
  audit: 'task.evidence-confirmed',
  params: ById.extend({ evidence: z.uuid() }),
  body: z.object({ id: ClientId }),
  reply: Written,
})

export const closeEvidence = post('/planning/tasks/:id/evidence/:evidence/close', {
  title: '撤下任务证据',
  permission: 'tasks.write',
  audit: 'task.evidence-closed',
  params: ById.extend({ evidence: z.uuid() }),
  body: z.object({ id: ClientId, reason: Reason }),
  reply: Written,
})

export const listEvidenceRecords = get('/planning/tasks/:id/evidence/:evidence/records', {
  title: '查看任务证据的记录',
  permission: 'tasks.read',
  params: ById.extend({ evidence: z.uuid() }),
  query: Paging,
  reply: pageOf(
    z.object({
      object: z.string(),
      name: z.string(),
      place: z.string(),
      split: z.string(),
      day: z.string(),
      value: z.number(),
      path: z.string(),
    }),
  ),
  sheet: {
    name: '任务证据记录',
    columns: [
      { key: 'object', title: '编号' },
      { key: 'name', title: '名称' },
      { key: 'place', title: '所在地' },
      { key: 'split', title: '类别' },
      { key: 'day', title: '日期' },
      { key: 'value', title: '数量' },
    ],
  },
})

export const checkTasks = post('/planning/tasks/check', {
  title: '重新核对任务证据',
  permission: 'tasks.write',
  audit: 'tasks.checked',
  body: z.object({ id: ClientId }),
  reply: z.object({ checked: z.number().int(), met: z.number().int() }),
})

export const stateTask = post('/planning/tasks/:id/statements', {
  title: '填报任务进展',
  permission: 'tasks.state',
  audit: 'task.stated',
  params: ById,
  body: z.object({
    id: ClientId,
    area: z.number().int().optional(),
    department: z.uuid().optional(),
    quarter: Quarter,
    words: z.string().trim().min(4, '请至少写 4 个字').max(800),
  }),
  reply: Written,
})

export const listTownReports = get('/planning/tasks/town-reports', {
  title: '查看镇街季度上报',
  permission: 'tasks.read',
  query: Paging.extend({ quarter: Quarter, state: z.enum(['all', 'missing', 'late', 'done']).default('all') }),
  reply: pageOf(
    z.object({
      area: z.number().int(),
      place: z.string(),
      tasks: z.number().int(),
      stated: z.number().int(),
      late: z.number().int(),
      dueOn: z.string(),
      state: z.enum(['missing', 'waiting', 'late', 'done']),
    }),
  ),
  sheet: {
    name: '镇街季度上报',
    columns: [
      { key: 'place', title: '镇街' },
      { key: 'tasks', title: '任务数', as: 'count' },
      { key: 'stated', title: '已上报', as: 'count' },
      { key: 'late', title: '迟报', as: 'count' },
      { key: 'dueOn', title: '应报日期' },
      { key: 'state', title: '状态', as: { missing: '逾期未报', waiting: '待上报', late: '有迟报', done: '已报齐' } },
    ],
  },
})

export const listEvidenceMeasures = get('/planning/tasks/measures', {
  title: '查看可作证据的计数',
  permission: 'tasks.read',
  reply: z.object({
    rows: z.array(
      z.object({
        key: z.string(),
        title: z.string(),
        unit: z.string(),
        note: z.string(),
        splits: z.array(z.object({ key: z.string(), title: z.string() })),
      }),
    ),
  }),
})

export const listDepartments = get('/planning/departments', {
  title: '查看部门和写法',
  permission: 'tasks.read',
  query: Paging.extend({ open: z.stringbool().default(false) }),
  reply: pageOf(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(['body', 'all-towns', 'towns', 'streets', 'chosen-towns', 'open']),
      role: z.string(),
      leads: z.number().int(),
      helps: z.number().int(),
      names: z.array(z.string()),
      /** Spellings taken for this body that nobody has confirmed. */
      proposed: z.array(z.string()),
    }),
  ),
  sheet: {
    name: '部门和写法',
    columns: [
      { key: 'name', title: '部门' },
      { key: 'role', title: '职能' },
      { key: 'names', title: '写法' },
      { key: 'proposed', title: '待确认的写法' },
      { key: 'leads', title: '牵头任务', as: 'count' },
      { key: 'helps', title: '责任任务', as: 'count' },
    ],
  },
})

export const decideName = post('/planning/departments/names', {
  title: '认定部门写法',
  permission: 'tasks.decide',
  audit: 'department.name-decided',
  body: z.object({
    id: ClientId,
    name: z.string().trim().min(2).max(60),
    verdict: z.enum(['same', 'different']),
    reason: Reason,
  }),
  reply: Written,
})
