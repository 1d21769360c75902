// Reports, notices of supervision, and receipts of what other bodies ask for.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'
import { ById, DayText, Reason } from './work-shapes.ts'

export const REPORT_KINDS: Readonly<Record<string, string>> = {
  quarter: '季度报告',
  supervision: '月度督办清单',
  circular: '季度通报',
}
export const REPORT_STATES: Readonly<Record<string, string>> = { made: '待签发', issued: '已签发', discarded: '已作废' }
export const TOPICS: Readonly<Record<string, string>> = {
  tasks: '任务进展',
  coverage: '设施覆盖',
  beds: '床位',
  elders: '老年人数',
  benefits: '津贴补贴发放',
  funds: '资金使用',
  projects: '项目进度',
  other: '其他',
}

const Table = z.object({ head: z.array(z.string()), widths: z.array(z.number().int()), rows: z.array(z.array(z.string())) })
/** A report as paper says it: numbered parts of sentences and tables. Word file and print page are two looks of this. */
export const ReportPaper = z.object({
  office: z.string(),
  title: z.string(),
  asOf: z.string(),
  parts: z.array(z.object({ heading: z.string(), sentences: z.array(z.string()), table: Table.nullable() })),
  closing: z.string(),
})
export type Paper = z.infer<typeof ReportPaper>

const ReportRow = z.object({
  id: z.string(),
  kind: z.enum(['quarter', 'supervision', 'circular']),
  period: z.string(),
  title: z.string(),
  /** 〔2026〕3号; empty until it is issued. */
  numberText: z.string(),
  state: z.enum(['made', 'issued', 'discarded']),
  asOf: z.string(),
  madeBy: z.string(),
  issuedBy: z.string(),
  issuedOn: z.string().nullable(),
})

export const listWorkReports = get('/planning/work-reports', {
  title: '查看报告',
  permission: 'reports.read',
  query: Paging.extend({ kind: z.enum(['all', 'quarter', 'supervision', 'circular']).default('all') }),
  reply: pageOf(ReportRow),
  sheet: {
    name: '报告',
    columns: [
      { key: 'title', title: '标题' },
      { key: 'kind', title: '种类', as: REPORT_KINDS },
      { key: 'period', title: '报告期' },
      { key: 'numberText', title: '编号' },
      { key: 'state', title: '状态', as: REPORT_STATES },
      { key: 'asOf', title: '数字截至' },
      { key: 'madeBy', title: '生成人' },
      { key: 'issuedBy', title: '签发人' },
    ],
  },
})

export const showWorkReport = get('/planning/work-reports/:id', {
  title: '查看一份报告',
  permission: 'reports.read',
  params: ById,
  reply: ReportRow.extend({ paper: ReportPaper, digest: z.string(), mine: z.boolean() }),
})

export const makeReport = post('/planning/work-reports', {
  title: '生成报告',
  permission: 'reports.write',
  audit: 'report.made',
  body: z.object({
    id: ClientId,
    kind: z.enum(['quarter', 'supervision', 'circular']),
    period: z.string().regex(/^\d{4}-(Q[1-4]|\d{2})$/, '报告期写成 2026-Q4 或 2026-11'),
  }),
  reply: Written,
})

export const issueReport = post('/planning/work-reports/:id/issue', {
  title: '签发报告',
  permission: 'reports.issue',
  audit: 'report.issued',
  params: ById,
  body: z.object({ id: ClientId }),
  reply: Written,
})

export const discardReport = post('/planning/work-reports/:id/discard', {
  title: '作废报告',
  permission: 'reports.write',
  audit: 'report.discarded',
  params: ById,
  body: z.object({ id: ClientId, reason: Reason }),
  reply: Written,
})

export const takeWord = get('/planning/work-reports/:id/word', {
  title: '下载报告（Word）',
  permission: 'reports.read',
  audit: 'report.taken',
  params: ById,
  reply: 'file',
})

export const listNotices = get('/planning/notices', {
  title: '查看督办事项',
  permission: 'tasks.read',
  query: Paging.extend({
    state: z.enum(['all', 'open', 'late', 'replied', 'closed']).default('open'),
    report: z.uuid().optional(),
  }),
  reply: pageOf(
    z.object({
      id: z.string(),
      report: z.string(),
      period: z.string(),
      task: z.string(),
      taskTitle: z.string(),
      to: z.string(),
      what: z.string(),
      replyDue: z.string(),
      reply: z.string(),
      repliedOn: z.string().nullable(),
      repliedBy: z.string(),
      closedOn: z.string().nullable(),
      closedBy: z.string(),
      closedNote: z.string(),
      state: z.enum(['waiting', 'late', 'replied', 'closed']),
    }),
  ),
  sheet: {
    name: '督办事项',
    columns: [
      { key: 'period', title: '督办月份' },
      { key: 'to', title: '督办对象' },
      { key: 'taskTitle', title: '任务' },
      { key: 'what', title: '事项' },
      { key: 'replyDue', title: '回复期限' },
      { key: 'reply', title: '回复' },
      { key: 'repliedOn', title: '回复日期' },
      { key: 'closedOn', title: '销号日期' },
      { key: 'state', title: '状态', as: { waiting: '待回复', late: '逾期未回复', replied: '已回复', closed: '已销号' } },
    ],
  },
})

export const replyNotice = post('/planning/notices/:id/reply', {
  title: '回复督办',
  permission: 'tasks.state',
  audit: 'notice.replied',
  params: ById,
  body: z.object({ id: ClientId, words: z.string().trim().min(4, '请至少写 4 个字').max(800) }),
  reply: Written,
})

export const closeNotice = post('/planning/notices/:id/close', {
  title: '督办销号',
  permission: 'reports.issue',
  audit: 'notice.closed',
  params: ById,
  body: z.object({ id: ClientId, note: Reason }),
  reply: Written,
})

export const listRequests = get('/planning/requests', {
  title: '查看要数登记',
  permission: 'requests.read',
  query: Paging.extend({ state: z.enum(['all', 'open', 'alike']).default('all') }),
  reply: pageOf(
    z.object({
      id: z.string(),
      askedBy: z.string(),
      paper: z.string(),
      topic: z.string(),
      words: z.string(),
      from: z.string(),
      to: z.string(),
      receivedOn: z.string(),
      dueOn: z.string(),
      report: z.string().nullable(),
      answeredOn: z.string().nullable(),
      answer: z.string(),
      recordedBy: z.string(),
      /** Other bodies that asked for the same within the office's span, with their document and day. */
      alike: z.array(z.string()),
    }),
  ),
  sheet: {
    name: '要数登记',
    columns: [
      { key: 'askedBy', title: '要数单位' },
      { key: 'paper', title: '依据文件' },
      { key: 'topic', title: '类别', as: TOPICS },
      { key: 'words', title: '内容' },
      { key: 'from', title: '所属期起' },
      { key: 'to', title: '所属期止' },
      { key: 'receivedOn', title: '收到日期' },
      { key: 'dueOn', title: '期限' },
      { key: 'answeredOn', title: '答复日期' },
      { key: 'alike', title: '重复要数' },
    ],
  },
})

export const recordRequest = post('/planning/requests', {
  title: '登记要数',
  permission: 'reports.write',
  audit: 'request.recorded',
  body: z.object({
    id: ClientId,
    askedBy: z.string().trim().min(2).max(60),
    /** The document under which it was asked, or how it came: 来电、口头. */
    paper: z.string().trim().min(2, '请写文号，没有的写明怎样要的').max(80),
    topic: z.enum(['tasks', 'coverage', 'beds', 'elders', 'benefits', 'funds', 'projects', 'other']),
    words: z.string().trim().min(2).max(200),
    from: DayText,
    to: DayText,
    receivedOn: DayText,
    dueOn: DayText,
  }),
  reply: Written,
})

export const answerRequest = post('/planning/requests/:id/answer', {
  title: '登记答复',
  permission: 'reports.write',
  audit: 'request.answered',
  params: ById,
  body: z.object({ id: ClientId, report: z.uuid().optional(), words: z.string().trim().min(2).max(200) }),
  reply: Written,
})
