// Projects: lines of a plan with milestones and photographs, and planned sums held against planned growth.
import { ClientId, get, post, Written } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'
import { ById, DayText, Reason } from './work-shapes.ts'

export const PROJECT_STATES: Readonly<Record<string, string>> = {
  'to-confirm': '历史、待确认',
  running: '在建',
  done: '已完成',
  dropped: '不再实施',
}
export const QUANTITY_KINDS: Readonly<Record<string, string>> = { '': '', total: '总数', added: '新增', open: '文件没有写明' }
export const TALLY_VERDICTS: Readonly<Record<string, string>> = {
  fits: '与目标相符',
  'over-growth': '超过计划增长',
  'under-growth': '不足计划增长',
  open: '口径待定',
  'no-base': '没有目标',
  'units-differ': '单位不同，不能相加',
}

const ProjectRow = z.object({
  id: z.string(),
  documentTitle: z.string(),
  clause: z.string(),
  number: z.string(),
  programme: z.string(),
  item: z.string(),
  action: z.string(),
  place: z.string(),
  /** As printed, with its sign of certainty: 约155.5. */
  printed: z.string(),
  unit: z.string(),
  certainty: z.string(),
  quantityKind: z.enum(['', 'total', 'added', 'open']),
  tally: z.string(),
  dueOn: z.string().nullable(),
  standing: z.enum(['to-confirm', 'running', 'done', 'dropped']),
  milestones: z.number().int(),
  reached: z.number().int(),
  /** The next step that is late; null = none. */
  lateStep: z.string().nullable(),
})

export const listProjects = get('/planning/projects', {
  title: '查看项目',
  permission: 'projects.read',
  query: Paging.extend({
    state: z.enum(['all', 'to-confirm', 'running', 'done', 'dropped', 'late', 'kind-open']).default('all'),
    tally: z.string().max(40).optional(),
    q: z.string().trim().max(60).optional(),
  }),
  reply: pageOf(ProjectRow),
  sheet: {
    name: '项目台账',
    columns: [
      { key: 'number', title: '序号' },
      { key: 'programme', title: '项目' },
      { key: 'item', title: '内容' },
      { key: 'action', title: '方式' },
      { key: 'place', title: '地点' },
      { key: 'printed', title: '数量' },
      { key: 'unit', title: '单位' },
      { key: 'certainty', title: '约数或推定' },
      { key: 'quantityKind', title: '口径', as: QUANTITY_KINDS },
      { key: 'dueOn', title: '期限' },
      { key: 'standing', title: '情形', as: PROJECT_STATES },
      { key: 'milestones', title: '节点', as: 'count' },
      { key: 'reached', title: '已完成节点', as: 'count' },
      { key: 'documentTitle', title: '文件' },
      { key: 'clause', title: '条款' },
    ],
  },
})

export const showProject = get('/planning/projects/:id', {
  title: '查看一个项目',
  permission: 'projects.read',
  params: ById,
  reply: ProjectRow.extend({
    duePrinted: z.string(),
    decidedBy: z.string(),
    decidedOn: z.string().nullable(),
    decidedReason: z.string(),
    facility: z.string().nullable(),
    /** The other lines of the same programme. */
    siblings: z.array(
      z.object({
        id: z.string(),
        item: z.string(),
        action: z.string(),
        place: z.string(),
        printed: z.string(),
        unit: z.string(),
      }),
    ),
    /** What the printed figures of the programme give together, with numerator and denominator. */
    derived: z.array(z.object({ title: z.string(), formula: z.string(), value: z.string() })),
    steps: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        dueOn: z.string(),
        reachedOn: z.string().nullable(),
        reachedBy: z.string(),
        note: z.string(),
        late: z.boolean(),
      }),
    ),
    photos: z.array(z.object({ id: z.string(), takenOn: z.string(), note: z.string(), recordedBy: z.string() })),
  }),
})

export const decideProject = post('/planning/projects/:id/decide', {
  title: '确认项目情形和口径',
  permission: 'projects.decide',
  audit: 'project.decided',
  params: ById,
  body: z.object({
    id: ClientId,
    standing: z.enum(['running', 'done', 'dropped']),
    quantityKind: z.enum(['total', 'added']).optional(),
    dueOn: DayText.optional(),
    facility: z.uuid().optional(),
    reason: Reason,
  }),
  reply: Written,
})

export const addMilestone = post('/planning/projects/:id/milestones', {
  title: '登记项目节点',
  permission: 'projects.write',
  audit: 'project.milestone-added',
  params: ById,
  body: z.object({ id: ClientId, title: z.string().trim().min(2).max(80), dueOn: DayText }),
  reply: Written,
})

export const reachMilestone = post('/planning/projects/:id/milestones/:milestone/reach', {
  title: '登记节点完成',
  permission: 'projects.write',
  audit: 'project.milestone-reached',
  params: ById.extend({ milestone: z.uuid() }),
  body: z.object({ id: ClientId, day: DayText, note: z.string().trim().max(200).default('') }),
  reply: Written,
})

export const addProjectPhoto = post('/planning/projects/:id/photos', {
  title: '上传项目照片',
  permission: 'projects.write',
  audit: 'project.photo-added',
  params: ById,
  upload: true,
  query: z.object({ id: ClientId, takenOn: DayText, note: z.string().trim().max(100).default('') }),
  reply: Written,
})

export const showProjectPhoto = get('/planning/projects/:id/photos/:photo', {
  title: '查看项目照片',
  permission: 'projects.read',
  params: ById.extend({ photo: z.uuid() }),
  reply: 'file',
})

export const listTallies = get('/planning/projects/tallies', {
  title: '查看项目合计与计划增长',
  permission: 'projects.figures',
  reply: z.object({
    rows: z.array(
      z.object({
        name: z.string(),
        unit: z.string(),
        /** Lines added up, by how they count. */
        lines: z.number().int(),
        added: z.number(),
        total: z.number(),
        open: z.number(),
        base: z.number().nullable(),
        baseGround: z.string(),
        target: z.number().nullable(),
        targetGround: z.string(),
        growth: z.number().nullable(),
        /** Where the document does not say: what there would be if the open lines were additions. */
        ifAdded: z.number().nullable(),
        verdict: z.enum(['fits', 'over-growth', 'under-growth', 'open', 'no-base', 'units-differ']),
        said: z.string(),
      }),
    ),
  }),
})

export const setTally = post('/planning/projects/tallies', {
  title: '登记合计的基数和目标',
  permission: 'projects.write',
  audit: 'tally.set',
  body: z.object({
    id: ClientId,
    name: z.string().trim().min(2).max(40),
    unit: z.string().trim().min(1).max(10),
    base: z.number().min(0),
    baseGround: z.string().trim().min(2).max(120),
    target: z.number().min(0).optional(),
    targetGround: z.string().trim().max(120).default(''),
  }),
  reply: Written,
})
