// Imports over the wire: upload and preview, check, commit, undo; the same lines for every sheet of every room.
import { ClientId, get, post } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'

export const IMPORT_STATES = ['previewed', 'checking', 'checked', 'committing', 'committed', 'undoing', 'undone'] as const
const ById = z.object({ id: z.uuid() })
const Mapping = z.record(z.string(), z.number().int().min(0).max(16_383))

const Column = z.object({
  key: z.string(),
  title: z.string(),
  kind: z.string(),
  required: z.boolean(),
  note: z.string(),
  choices: z.array(z.string()),
})
const Option = z.object({
  key: z.string(),
  title: z.string(),
  kind: z.enum(['day', 'flag', 'text']),
  note: z.string(),
  value: z.string(),
})

export const JobOfImport = z.object({
  id: z.string(),
  title: z.string(),
  state: z.string(),
  done: z.number(),
  total: z.number().nullable(),
  phase: z.string(),
  error: z.string().nullable(),
})

export type JobOfImport = z.infer<typeof JobOfImport>

export const ImportRow = z.object({
  id: z.string(),
  sheet: z.string(),
  sheetTitle: z.string(),
  fileName: z.string(),
  state: z.enum(IMPORT_STATES),
  rowsIn: z.number().nullable(),
  accepted: z.number().nullable(),
  rejected: z.number().nullable(),
  warned: z.number(),
  added: z.number().nullable(),
  changed: z.number().nullable(),
  unchanged: z.number().nullable(),
  startedBy: z.string(),
  startedAt: z.string(),
  committedBy: z.string(),
  committedAt: z.string().nullable(),
  undoneBy: z.string(),
  undoneAt: z.string().nullable(),
})
export type ImportRow = z.infer<typeof ImportRow>

const RowProblem = z.object({ row: z.number(), column: z.string(), value: z.string(), reason: z.string(), warning: z.boolean() })

export const listSheets = get('/imports/sheets', {
  title: '可以导入的表',
  permission: 'sheets.read',
  reply: z.object({
    sheets: z.array(
      z.object({ key: z.string(), title: z.string(), note: z.string(), columns: z.array(Column), options: z.array(Option) }),
    ),
  }),
})

export const listImports = get('/imports', {
  title: '导入记录',
  permission: 'sheets.read',
  query: Paging.extend({ sheet: z.string().optional() }),
  reply: pageOf(ImportRow),
  sheet: {
    name: '导入记录',
    columns: [
      { key: 'fileName', title: '文件' },
      { key: 'sheetTitle', title: '表' },
      {
        key: 'state',
        title: '状态',
        as: {
          previewed: '已上传',
          checking: '校验中',
          checked: '已校验',
          committing: '导入中',
          committed: '已导入',
          undoing: '撤销中',
          undone: '已撤销',
          refused: '没有通过',
        },
      },
      { key: 'rowsIn', title: '行数', as: 'count' },
      { key: 'accepted', title: '可导入', as: 'count' },
      { key: 'rejected', title: '退回', as: 'count' },
      { key: 'added', title: '新增', as: 'count' },
      { key: 'changed', title: '更新', as: 'count' },
      { key: 'unchanged', title: '没有变化', as: 'count' },
      { key: 'startedBy', title: '经办' },
      { key: 'startedAt', title: '上传时间' },
    ],
  },
})

export const previewImport = post('/imports', {
  title: '上传并预览要导入的表',
  permission: 'sheets.import',
  audit: 'import.previewed',
  upload: true,
  query: z.object({ id: ClientId, sheet: z.string() }),
  reply: z.object({
    id: z.string(),
    outcome: z.enum(['created', 'exists', 'same-file']),
    /** same-file: the earlier import that already took this very file. */
    earlier: ImportRow.nullable(),
  }),
})

export const showImport = get('/imports/:id', {
  title: '查看一次导入',
  permission: 'sheets.read',
  params: ById,
  reply: z.object({
    import: ImportRow,
    worksheet: z.string(),
    headerRow: z.number(),
    titles: z.array(z.string()),
    mapping: Mapping,
    options: z.record(z.string(), z.string()),
    job: JobOfImport.nullable(),
    /** An earlier committed import of this very file, some rows of which were returned. */
    earlier: ImportRow.nullable(),
  }),
})

export const previewHead = get('/imports/:id/head', {
  title: '预览表头和前十行',
  permission: 'sheets.import',
  params: ById,
  query: z.object({ worksheet: z.string().optional(), headerRow: z.coerce.number().int().min(1).max(200).optional() }),
  reply: z.object({
    worksheet: z.string(),
    worksheets: z.array(z.object({ name: z.string(), hidden: z.boolean() })),
    headerRow: z.number(),
    titles: z.array(z.string()),
    mapping: Mapping,
    /** True when this header was read before and the clerk's own mapping is used. */
    remembered: z.boolean(),
    /** Our own template: current, an older one, or somebody else's sheet. */
    template: z.enum(['current', 'old', 'foreign']),
    sample: z.array(z.object({ row: z.number(), cells: z.array(z.string()) })),
  }),
})

export const listRowProblems = get('/imports/:id/problems', {
  title: '退回的行和原因',
  permission: 'sheets.read',
  params: ById,
  query: Paging.extend({ warnings: z.stringbool().default(false) }),
  reply: pageOf(RowProblem),
  sheet: {
    name: '退回的行和原因',
    columns: [
      { key: 'row', title: '行', as: 'count' },
      { key: 'column', title: '栏目' },
      { key: 'value', title: '内容' },
      { key: 'reason', title: '原因' },
    ],
  },
})

export const checkImport = post('/imports/:id/check', {
  title: '校验要导入的表',
  permission: 'sheets.import',
  audit: 'import.checked',
  params: ById,
  body: z.object({
    worksheet: z.string().max(200).optional(),
    headerRow: z.number().int().min(1).max(200),
    mapping: Mapping,
    options: z.record(z.string(), z.string().max(200)).default({}),
  }),
  reply: z.object({ job: z.string() }),
})

export const commitImport = post('/imports/:id/commit', {
  title: '提交导入',
  permission: 'sheets.import',
  audit: 'import.committed',
  params: ById,
  body: z.object({ partly: z.boolean().describe('有退回的行时，是否先导入其余的行') }),
  reply: z.object({ job: z.string() }),
})

export const undoImport = post('/imports/:id/undo', {
  title: '撤销导入',
  permission: 'sheets.import',
  audit: 'import.undone',
  params: ById,
  body: z.object({ reason: z.string().trim().min(2).max(200) }),
  reply: z.object({
    job: z.string().nullable(),
    /** Not empty: later acts stand on rows of this import, nothing was undone. */
    inTheWay: z.array(z.object({ name: z.string(), what: z.string() })),
    inTheWayTotal: z.number(),
  }),
})

export const downloadErrors = get('/imports/:id/errors', {
  title: '下载标出错误的原表',
  permission: 'sheets.import',
  audit: 'import.errors-downloaded',
  params: ById,
  reply: 'file',
})
export const downloadTemplate = get('/imports/sheets/:sheet/template', {
  title: '下载导入模板',
  permission: 'sheets.read',
  params: z.object({ sheet: z.string() }),
  reply: 'file',
})
