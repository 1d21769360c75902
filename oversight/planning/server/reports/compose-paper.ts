// Figures as sentences and tables in the office's words: the quarterly report, the monthly supervision list, the circular. Nothing is said that the figures do not hold.
import type { Paper } from '../../contract.ts'
import { COMPARISONS, DEADLINES, PROOFS, STANDINGS } from '../../contract.ts'
import type { Figures, Piece, TaskFigure } from './gather-figures.ts'
import { dayWords, periodWords } from './period.ts'

export type ReportKind = 'quarter' | 'supervision' | 'circular'
interface Frame {
  district: string
  office: string
  asOf: string
}

export const reached = ({ proof }: TaskFigure) => proof === 'met' || proof === 'met-late'
export const running = ({ standing }: TaskFigure) => standing === 'running'
export const pressing = (task: TaskFigure) =>
  running(task) && !reached(task) && (task.deadline === 'overdue' || task.deadline === 'soon')

export function composePaper(kind: ReportKind, figures: Figures, frame: Frame): Paper {
  const period = periodWords(figures.period)
  const titles: Record<ReportKind, string> = {
    quarter: `${frame.district}${period}养老服务重点任务进展情况报告`,
    supervision: `${frame.district}${period}养老服务重点任务督办清单`,
    circular: `关于${period}养老服务重点任务进展情况的通报`,
  }
  const parts: Record<ReportKind, () => Paper['parts']> = {
    quarter: () => [overall(figures), taskTable('任务进展', figures.tasks.filter(running)), toConfirm(figures), towns(figures)],
    supervision: () => [taskTable('督办任务', figures.tasks.filter(pressing)), missingTowns(figures)],
    circular: () => [
      overall(figures),
      taskTable(
        '已达到的任务',
        figures.tasks.filter((one) => running(one) && reached(one)),
      ),
      taskTable('逾期和将到期的任务', figures.tasks.filter(pressing)),
      towns(figures),
    ],
  }
  return {
    office: frame.office,
    title: titles[kind],
    asOf: frame.asOf,
    parts: parts[kind]().map((part, index) => ({ ...part, heading: `${'一二三四五六'[index]}、${part.heading}` })),
    closing: `本${kind === 'supervision' ? '清单' : kind === 'quarter' ? '报告' : '通报'}的数字由各业务台账在${dayWords(frame.asOf)}核对得出，每个数都能查到记录；没有来源的写明“无来源”，部门和镇街的说明不作为达到的依据。`,
  }
}

type Part = Paper['parts'][number]

function overall({ tasks }: Figures): Part {
  const of = (test: (task: TaskFigure) => boolean) => tasks.filter(test).length
  const active = tasks.filter(running)
  const late = of((task) => pressing(task) && task.deadline === 'overdue')
  return {
    heading: '总体情况',
    sentences: [
      `台账共有任务${tasks.length}项，其中在办${active.length}项，历史、待确认${of(({ standing }) => standing === 'to-confirm')}项，已归档${of(({ standing }) => standing === 'past')}项。`,
      `在办任务中，台账显示已达到${active.filter(reached).length}项，未达到${active.filter(({ proof }) => proof === 'not-met').length}项，证据还没有来源${active.filter(({ proof }) => proof === 'no-source').length}项，待定证据${active.filter(({ proof }) => proof === 'evidence-missing').length}项；未达到而逾期的${late}项。`,
    ],
    table: null,
  }
}

function taskTable(heading: string, tasks: readonly TaskFigure[]): Part {
  if (tasks.length === 0) return { heading, sentences: ['没有这样的任务。'], table: null }
  return {
    heading,
    sentences: [`共${tasks.length}项，见下表。`],
    table: {
      head: ['序号', '任务', '牵头单位', '期限', '要求与台账现有', '情形'],
      widths: [8, 24, 16, 14, 24, 14],
      rows: tasks.map((task) => [
        task.number,
        `${task.title}（${task.document}${task.clause}）`,
        task.lead || '未定',
        task.dueOn ?? '没有写',
        task.evidence.map(pieceWords).join('；') || '待定证据',
        stateWords(task),
      ]),
    },
  }
}

export const pieceWords = ({ title, comparison, quantity, unit, value }: Piece) =>
  `${title}${COMPARISONS[comparison]}${quantity}${unit}，${value === null ? '无来源' : `现有${value}${unit}`}`

function stateWords(task: TaskFigure): string {
  if (!running(task)) return STANDINGS[task.standing]!
  const proof = PROOFS[task.proof]!
  return reached(task) || !pressing(task) ? proof : `${proof}，${DEADLINES[task.deadline]}`
}

function toConfirm({ tasks }: Figures): Part {
  const old = tasks.filter(({ standing }) => standing === 'to-confirm')
  return {
    heading: '历史、待确认的任务',
    sentences: [
      old.length === 0
        ? '没有待确认的任务。'
        : `有${old.length}项任务沿用以前文件的期限，还没有由专人确认是否继续办理，不计入进展：${old.map(({ number, title }) => `第${number}项${title}`).join('、')}。`,
    ],
    table: null,
  }
}

function towns({ towns: rows, quarter }: Figures): Part {
  const of = (state: string) => rows.filter((row) => row.state === state).map(({ place }) => place)
  const told = [
    [of('done'), '已报齐'],
    [of('late'), '有迟报'],
    [of('waiting'), '尚未报齐、未到应报日期'],
    [of('missing'), '逾期未报齐'],
  ] as const
  const words = told
    .filter(([places]) => places.length > 0)
    .map(([places, state]) => `${state}${places.length}个：${places.join('、')}`)
  return {
    heading: '镇街上报情况',
    sentences: [
      words.length ? `${periodWords(quarter)}应上报的镇街${rows.length}个。${words.join('；')}。` : '没有要镇街上报的在办任务。',
    ],
    table: null,
  }
}

function missingTowns({ towns: rows, quarter }: Figures): Part {
  const missing = rows.filter(({ state }) => state === 'missing' || state === 'waiting')
  return {
    heading: '季度上报未报齐的镇街',
    sentences: [
      missing.length ? `${periodWords(quarter)}未报齐${missing.length}个镇街。` : `${periodWords(quarter)}各镇街已报齐。`,
    ],
    table: missing.length
      ? {
          head: ['镇街', '任务', '已报', '其中迟报'],
          widths: [40, 20, 20, 20],
          rows: missing.map(({ place, tasks, stated, late }) => [place, String(tasks), String(stated), String(late)]),
        }
      : null,
  }
}
