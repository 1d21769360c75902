// Papers and photographs of a site: what it holds, until when, what it looks like.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'
import { ById, DayText, PAPER_LABELS, PaperState, Reason } from './shapes.ts'

export const PAPER_KINDS = [
  '养老机构备案回执',
  '营业执照',
  '民办非企业单位登记证书',
  '事业单位法人证书',
  '消防验收或备案',
  '消防安全检查合格证',
  '食品经营许可证',
  '医疗机构执业许可证',
  '诊所备案凭证',
  '房屋安全鉴定报告',
  '不动产权证或租赁合同',
  '环境影响登记备案',
  '特种设备使用登记证',
  '责任保险单',
  '其他',
] as const

export const addPaper = post('/facilities/:id/papers', {
  title: '登记证照',
  permission: 'facilities.write',
  audit: 'facility.paper-added',
  params: ById,
  body: z.object({
    id: ClientId,
    kind: z.enum(PAPER_KINDS),
    number: z.string().trim().max(60).default(''),
    issuer: z.string().trim().max(80).default(''),
    from: DayText,
    /** The last day it holds, as printed; null = without end. */
    to: DayText.nullable(),
    file: z.uuid().optional(),
  }),
  reply: Written,
})

export const closePaper = post('/facilities/:id/papers/:paper/close', {
  title: '注销或更正证照',
  permission: 'facilities.write',
  audit: 'facility.paper-closed',
  params: ById.extend({ paper: z.uuid() }),
  body: z.object({ id: ClientId, reason: Reason }),
  reply: Written,
})

export const listPapers = get('/facilities/papers', {
  title: '查看证照到期情况',
  permission: 'facilities.read',
  query: Paging.extend({
    state: PaperState.exclude(['none'])
      .or(z.enum(['due', 'all']))
      .default('due'),
    area: z.coerce.number().int().optional(),
    kind: z.string().max(40).optional(),
  }),
  reply: pageOf(
    z.object({
      id: z.string(),
      facility: z.string(),
      name: z.string(),
      kindTitle: z.string(),
      place: z.string(),
      kind: z.string(),
      number: z.string(),
      issuer: z.string(),
      to: z.string().nullable(),
      days: z.number().int().nullable(),
      state: PaperState,
    }),
  ),
  sheet: {
    name: '证照到期情况',
    columns: [
      { key: 'name', title: '设施' },
      { key: 'kindTitle', title: '类别' },
      { key: 'place', title: '所在地' },
      { key: 'kind', title: '证照' },
      { key: 'number', title: '编号' },
      { key: 'issuer', title: '发证机关' },
      { key: 'to', title: '有效期至' },
      { key: 'days', title: '还有几天', as: 'count' },
      { key: 'state', title: '状态', as: PAPER_LABELS },
    ],
  },
})

export const PHOTO_SUBJECTS = [
  '外观',
  '标识标牌',
  '外观形象',
  '功能风格',
  '文化氛围',
  '功能区',
  '消防设施',
  '厨房',
  '其他',
] as const

export const addPhoto = post('/facilities/:id/photos', {
  title: '上传设施照片',
  permission: 'facilities.write',
  audit: 'facility.photo-added',
  params: ById,
  upload: true,
  query: z.object({ id: ClientId, subject: z.enum(PHOTO_SUBJECTS), takenOn: DayText }),
  reply: Written,
})

export const showPhoto = get('/facilities/:id/photos/:photo', {
  title: '查看设施照片',
  permission: 'facilities.read',
  params: ById.extend({ photo: z.uuid() }),
  reply: 'file',
})

export const closePhoto = post('/facilities/:id/photos/:photo/close', {
  title: '撤下设施照片',
  permission: 'facilities.write',
  audit: 'facility.photo-closed',
  params: ById.extend({ photo: z.uuid() }),
  body: z.object({ id: ClientId, reason: Reason }),
  reply: Written,
})
