// The demo's tasks: each district's own division of work through the product's own import, or tasks set by its office where none is printed; some confirmed, with evidence.
import { readFileSync } from 'node:fs'
import { addDays } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import type { DemoPlan } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { importFile } from '@songhe/kernel/sheets/import-file'
import { today } from '@songhe/kernel/today'
import { regionOf } from '@songhe/policy/door'
import { confirmTask } from './confirm-task.ts'
import { confirmEvidence, proposeEvidence } from './evidence.ts'
import { listTasks } from './list-tasks.ts'
import { recordTask } from './record-task.ts'
import { quarterOf, stateTask } from './statements.ts'
import { townsOfTask } from './show-task.ts'

interface Running {
  number: string
  /** Days from today to the deadline the office sets; null = none. */
  due: number | null
  evidence?: { measure: string; split?: string; quantity: number; ground: string; waits?: boolean }
}

interface DemoTasks {
  document: string
  /** A table of packs/printed. */
  file?: string
  /** No division of work is printed: number, clause, task, lead. */
  set?: readonly (readonly [string, string, string, string])[]
  running: readonly Running[]
}

const sites = (split: string, quantity: number, ground: string) => ({ measure: 'facilities.sites', split, quantity, ground })

const DEMO: Readonly<Record<string, DemoTasks>> = {
  shapingba: {
    document: '沙府办发〔2020〕56号',
    file: 'shapingba-tasks.csv',
    running: [
      { number: '1', due: 36, evidence: { measure: 'facilities.villages-served', quantity: 150, ground: '二（一）' } },
      { number: '2', due: 20, evidence: sites('village-point', 20, '二（二）') },
      { number: '22', due: -25 },
      { number: '9', due: null, evidence: { ...sites('station', 30, '二（九）'), waits: true } },
    ],
  },
  dianjiang: {
    document: '垫江府办〔2020〕8号',
    file: 'dianjiang-tasks.csv',
    running: [
      { number: '1', due: 36, evidence: { measure: 'facilities.villages-served', quantity: 301, ground: '附件2' } },
      { number: '2', due: 200, evidence: sites('town-centre', 24, '附件2') },
      { number: '6', due: -25 },
      { number: '3', due: 15, evidence: { ...sites('station', 79, '附件2'), waits: true } },
    ],
  },
  yubei: {
    document: '渝北区“十四五”养老事业发展规划（征求意见稿）',
    set: [
      ['1', '专栏1-2 (1)', '镇养老服务中心和互助养老点', '区民政局'],
      ['2', '专栏1-3', '老年人助餐点', '区民政局'],
      ['3', '专栏2-3', '镇敬老院提升', '区民政局'],
    ],
    running: [
      { number: '1', due: 36, evidence: sites('village-point', 101, '专栏1-2 (1)') },
      { number: '2', due: 20, evidence: sites('meal-point', 15, '专栏1-3') },
    ],
  },
  kaizhou: {
    document: '开州府办发〔2024〕35号',
    set: [
      ['1', '三（二）2', '农村敬老院改造提升', '区民政局'],
      ['2', '三（二）2', '社区养老服务站功能完善', '区民政局'],
      ['3', '三（二）2', '村级互助养老点功能完善', '区民政局'],
      ['4', '三（二）1', '养老服务设施发展规划', '区规划自然资源局'],
      ['5', '四（二）', '跟踪分析和督办', '区民政局'],
    ],
    running: [
      { number: '1', due: 36, evidence: sites('village-home', 42, '三（二）2') },
      { number: '2', due: 20, evidence: sites('station', 113, '三（二）2') },
      { number: '3', due: -25, evidence: { ...sites('village-point', 423, '三（二）2'), waits: true } },
      { number: '4', due: 12 },
    ],
  },
  wuxi: {
    document: '巫溪府办发〔2022〕83号',
    file: 'wuxi-tasks.csv',
    running: [
      { number: '3', due: 36, evidence: sites('village-point', 55, '三（五）3') },
      { number: '5', due: 20, evidence: sites('station', 37, '三（六）5') },
      { number: '13', due: -25 },
    ],
  },
}

export async function plantTasks(ctx: Context, plan: DemoPlan): Promise<void> {
  const wanted = DEMO[regionOf(ctx.principal.district) ?? '']
  if (!wanted) return
  if (wanted.file) await handIn(ctx, wanted.file, wanted.document)
  for (const [number, clause, title, lead] of wanted.set ?? [])
    await recordTask(ctx, {
      body: {
        id: newId(),
        document: wanted.document,
        clause,
        number,
        title,
        lead,
        responsible: `区财政局、区发展改革委、各镇街`,
      },
    })
  const { rows } = await listTasks(ctx, { query: { page: 1, size: 200, state: 'all' } })
  const idOf = (number: string) => rows.find((row) => row.number === number)!.id
  for (const one of wanted.running) await run(ctx, plan, idOf(one.number), one)
  await stateFirst(ctx, idOf(wanted.running[0]!.number))
}

async function handIn(ctx: Context, file: string, document: string) {
  await importFile(ctx, {
    sheet: 'task-list',
    name: `任务分工-${file}`,
    bytes: readFileSync(new URL(`../../../../packs/printed/${file}`, import.meta.url)),
    partly: true,
    options: { document },
    async progress() {},
  })
}

async function run(ctx: Context, plan: DemoPlan, task: string, { due, evidence }: Running) {
  const params = { id: task }
  const dueOn = due === null ? {} : { dueOn: addDays(today(ctx), due) }
  await plan.asColleague('reviewer', (reviewer) =>
    confirmTask(reviewer, { params, body: { id: newId(), standing: 'running', reason: '本年度继续办理（示例）', ...dueOn } }),
  )
  if (!evidence) return
  const id = newId()
  const { waits, split = '', ...asked } = evidence
  await proposeEvidence(ctx, { params, body: { id, how: 'sum', comparison: 'at-least', split, ...asked } })
  if (!waits)
    await plan.asColleague('reviewer', (reviewer) =>
      confirmEvidence(reviewer, { params: { id: task, evidence: id }, body: { id: newId() } }),
    )
}

/** Two towns have reported this quarter; the others still wait. */
async function stateFirst(ctx: Context, task: string) {
  for (const { area } of (await townsOfTask(ctx, task)).slice(0, 2))
    await stateTask(ctx, {
      params: { id: task },
      body: { id: newId(), area, quarter: quarterOf(today(ctx)), words: '已报选址，正在办理手续（示例）。' },
    })
}
