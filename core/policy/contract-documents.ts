// Lines about documents: the policy register, one document with its clauses, and joining the office's own copy of the wording.
import { ClientId, get, post } from '@songhe/basics/contract'
import { Paging, pageOf } from '@songhe/basics/paging'
import { z } from 'zod'

export const DocumentStatus = z.enum(['in-force', 'draft', 'cited', 'ended'])

const DocumentRow = z.object({
  key: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  issuer: z.string(),
  issuedOn: z.string().nullable(),
  status: DocumentStatus,
  region: z.string(),
  clauses: z.number().int(),
  /** Clauses whose original wording this office imported. */
  withText: z.number().int(),
})

export const TableOnClause = z.object({ pack: z.string(), title: z.string(), version: z.number().int(), state: z.string() })

export const ClauseLine = z.object({
  locator: z.string(),
  depth: z.number().int(),
  parent: z.string().nullable(),
  heading: z.string(),
  summary: z.string(),
  requirements: z.array(z.string()),
  /** Original wording, null until the office imports its copy. */
  text: z.string().nullable(),
  tables: z.array(TableOnClause),
})

const Free = z.array(z.unknown())

export const listDocuments = get('/policy/documents', {
  title: '政策文件库',
  permission: 'policy.read',
  query: Paging,
  reply: pageOf(DocumentRow),
  sheet: {
    name: '政策文件库',
    columns: [
      { key: 'number', title: '文号' },
      { key: 'title', title: '标题' },
      { key: 'issuer', title: '发文单位' },
      { key: 'issuedOn', title: '成文日期' },
      { key: 'status', title: '状态', as: { 'in-force': '有效', draft: '征求意见', cited: '被引用', ended: '已失效' } },
      { key: 'clauses', title: '条款数', as: 'count' },
      { key: 'withText', title: '已导入原文的条款', as: 'count' },
    ],
  },
})

export const showDocument = get('/policy/documents/:key', {
  title: '一份政策文件及其条款',
  permission: 'policy.read',
  params: z.object({ key: z.string() }),
  reply: DocumentRow.omit({ clauses: true, withText: true }).extend({
    effectiveOn: z.string().nullable(),
    openness: z.string(),
    adoption: Free,
    parents: Free,
    addressees: Free,
    copiesTo: Free,
    serviceLines: Free,
    clauses: z.array(ClauseLine),
  }),
})

export const showClause = get('/policy/clause', {
  title: '一条条款',
  permission: 'policy.read',
  query: z.object({ document: z.string(), locator: z.string() }),
  reply: ClauseLine.extend({
    document: DocumentRow.pick({ key: true, number: true, title: true, status: true, issuedOn: true }),
  }),
})

export const TextReport = z.object({
  matched: z.number().int(),
  /** Clauses of the register that the text does not have. */
  missing: z.array(z.object({ locator: z.string(), heading: z.string(), within: z.string().nullable() })),
  /** Pieces of the text that no clause of the register takes. */
  stray: z.array(z.object({ locator: z.string(), line: z.number().int(), start: z.string() })),
  /** Clauses whose heading reads differently in the text. */
  different: z.array(z.object({ locator: z.string(), register: z.string(), text: z.string() })),
})

export const importDocumentText = post('/policy/documents/:key/text', {
  title: '导入文件原文',
  permission: 'policy.import',
  audit: 'policy.text-imported',
  params: z.object({ key: z.string() }),
  body: z.object({ id: ClientId, file: z.string().max(200).default(''), text: z.string().min(1).max(2_000_000) }),
  reply: TextReport.extend({ id: z.string(), outcome: z.enum(['created', 'exists']) }),
})
