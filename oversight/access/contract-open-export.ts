// Everything of the district as open files: asked by one, approved by another. The file goes to the first, the passphrase to the second.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { Paging, pageOf } from '@songhe/basics/paging'
import { z } from 'zod'

const One = z.object({ id: z.uuid() })

export const OpenExportRow = z.object({
  id: z.string(),
  reason: z.string(),
  state: z.enum(['asked', 'refused', 'approved', 'done', 'failed']),
  askedBy: z.string(),
  askedAt: z.string(),
  decidedBy: z.string(),
  decidedAt: z.string().nullable(),
  tables: z.number().nullable(),
  rows: z.number().nullable(),
  bytes: z.number().nullable(),
  digest: z.string().nullable(),
  job: z.string().nullable(),
  mine: z.boolean().describe('本人要求的，只能由别人批准，文件由本人下载'),
})

export const listOpenExports = get('/access/open-exports', {
  title: '查看开放导出',
  permission: 'open-export.read',
  query: Paging,
  reply: pageOf(OpenExportRow),
  sheet: {
    name: '开放导出记录',
    columns: [
      { key: 'askedAt', title: '要求时间' },
      { key: 'askedBy', title: '要求人' },
      { key: 'reason', title: '用途' },
      {
        key: 'state',
        title: '状态',
        as: { asked: '待批准', refused: '未批准', approved: '正在导出', done: '完成', failed: '没有做成' },
      },
      { key: 'decidedBy', title: '批准人' },
      { key: 'rows', title: '行数', as: 'count' },
      { key: 'digest', title: '文件摘要（SHA-256）' },
    ],
  },
})

export const askOpenExport = post('/access/open-exports', {
  title: '要求开放导出',
  permission: 'open-export.ask',
  audit: 'open-export.asked',
  body: z.object({ id: ClientId, reason: z.string().min(4, '请写明用途，至少 4 个字').max(200) }),
  reply: Written,
})

export const approveOpenExport = post('/access/open-exports/:id/approve', {
  title: '批准开放导出',
  permission: 'open-export.approve',
  audit: 'open-export.approved',
  params: One,
  /** Shown once; it is not kept when the file is written. */
  reply: z.object({ passphrase: z.string(), job: z.string() }),
})

export const refuseOpenExport = post('/access/open-exports/:id/refuse', {
  title: '不批准开放导出',
  permission: 'open-export.approve',
  audit: 'open-export.refused',
  params: One,
  reply: z.object({}),
})

export const downloadOpenExport = get('/access/open-exports/:id/file', {
  title: '下载开放导出的文件',
  permission: 'open-export.ask',
  audit: 'open-export.downloaded',
  params: One,
  reply: 'file',
})
