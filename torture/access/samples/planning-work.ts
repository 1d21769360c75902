// Samples for the lines about tasks, reports, projects and funds.
import type { Sample, Samples } from './sample.ts'

const task =
  (body: Sample = {}): Samples =>
  (t) => ({ params: { id: t.task.id, evidence: t.task.evidence, position: 3 }, body })
const project =
  (body: Sample = {}): Samples =>
  (t) => ({ params: { id: t.project.id, milestone: t.project.step, photo: t.project.photo }, body })

export const PLANNING_WORK: Record<string, Samples> = {
  'POST /planning/tasks': () => ({
    body: {
      document: '开州府办发〔2024〕35号',
      clause: '四（一）',
      number: `试${Math.random()}`.slice(0, 18),
      responsible: '区民政局',
    },
  }),
  'GET /planning/tasks/town-reports': () => ({ query: { quarter: '2026-Q1' } }),
  'GET /planning/tasks/:id': task(),
  'POST /planning/tasks/:id/confirm': task({ standing: 'past' }),
  'POST /planning/tasks/:id/lead': (t) => ({ params: { id: t.task.id }, body: { department: t.task.department } }),
  'POST /planning/tasks/:id/units/:position/decide': task({ verdict: 'kept' }),
  'POST /planning/tasks/:id/towns': (t) => ({ params: { id: t.task.id }, body: { areas: [t.town] } }),
  'POST /planning/tasks/:id/evidence': task({ measure: 'trial.none', quantity: 1 }),
  'POST /planning/tasks/:id/evidence/:evidence/confirm': task(),
  'POST /planning/tasks/:id/evidence/:evidence/close': task(),
  'GET /planning/tasks/:id/evidence/:evidence/records': task(),
  'POST /planning/tasks/:id/statements': (t) => ({
    params: { id: t.task.id },
    body: { area: t.town, quarter: '2026-Q1', words: '权限试验用进展' },
  }),
  'POST /planning/work-reports': () => ({ body: { kind: 'quarter', period: '2026-Q1' } }),
  'GET /planning/work-reports/:id': (t) => ({ params: { id: t.reports.issued } }),
  'GET /planning/work-reports/:id/word': (t) => ({ params: { id: t.reports.issued } }),
  'POST /planning/work-reports/:id/issue': (t) => ({ params: { id: t.reports.made } }),
  'POST /planning/work-reports/:id/discard': (t) => ({ params: { id: t.reports.made } }),
  'POST /planning/notices/:id/reply': (t) => ({ params: { id: t.reports.notice }, body: { words: '权限试验用回复' } }),
  'POST /planning/notices/:id/close': (t) => ({ params: { id: t.reports.replied } }),
  'POST /planning/requests': () => ({
    body: { askedBy: '试验单位', paper: '试验文件', topic: 'tasks', words: '试验内容', dueOn: '2026-06-01' },
  }),
  'POST /planning/requests/:id/answer': (t) => ({ params: { id: t.reports.request }, body: { words: '权限试验用答复' } }),
  'POST /planning/projects/tallies': () => ({ body: { name: '试验合计', unit: '处', base: 1, baseGround: '试验' } }),
  'GET /planning/projects/:id': project(),
  'POST /planning/projects/:id/decide': project({ standing: 'running' }),
  'POST /planning/projects/:id/milestones': project({ title: '试验节点', dueOn: '2027-01-01' }),
  'POST /planning/projects/:id/milestones/:milestone/reach': project({ day: '2026-05-01' }),
  'POST /planning/projects/:id/photos': (t) => ({ params: { id: t.project.id }, query: { takenOn: '2026-05-01' } }),
  'GET /planning/projects/:id/photos/:photo': project(),
  'GET /planning/funds/sources': () => ({ query: { year: 2026 } }),
  'POST /planning/funds/sources': () => ({ body: { name: `试源${Math.random()}`, kind: 'budget', level: 'district' } }),
  'POST /planning/funds/budget': (t) => ({ body: { source: t.funds.source, year: 2026, purpose: 'facility', fen: 100 } }),
  'GET /planning/funds/entries': (t) => ({ query: { source: t.funds.source } }),
  'POST /planning/funds/entries': (t) => ({
    body: { source: t.funds.source, direction: 'income', fen: 100, voucher: `试${Math.random()}`, words: '试验收入' },
  }),
  'POST /planning/funds/entries/:id/decide': (t) => ({ params: { id: t.funds.entry }, body: { verdict: 'returned' } }),
  'GET /planning/funds/shares': () => ({ query: { year: 2026 } }),
  'POST /planning/funds/rules/:id/decide': (t) => ({ params: { id: t.funds.rule }, body: { standing: 'leads' } }),
  'POST /planning/funds/bases': () => ({ body: { base: 'gdp', year: 2026, fen: 100 } }),
  'POST /planning/funds/applications': () => ({ body: { kind: 'bond', title: '试验债券', askedFen: 100 } }),
  'POST /planning/funds/applications/:id/stage': (t) => ({ params: { id: t.funds.application }, body: { stage: 'submitted' } }),
  'POST /planning/departments/names': (t) => ({ body: { name: t.task.spelling, verdict: 'same' } }),
}
