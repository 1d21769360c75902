// The demo's reports: last quarter's circular and this month's supervision list sent out, this quarter's report waiting for its signature, and two bodies that asked for the same.
import { addDays } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import type { DemoPlan } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { quarterOf } from '../tasks/statements.ts'
import { makeReport } from './make-report.ts'
import { firstDayOf, lastDayOf } from './period.ts'
import { issueReport } from './reports.ts'
import { answerRequest, recordRequest } from './requests.ts'

export async function plantReports(ctx: Context, plan: DemoPlan): Promise<void> {
  const on = today(ctx)
  const quarter = quarterOf(on)
  const before = quarterOf(addDays(firstDayOf(quarter), -1))
  const make = async (kind: 'quarter' | 'supervision' | 'circular', period: string) =>
    (await makeReport(ctx, { body: { id: newId(), kind, period } })).id
  const issue = (id: string) =>
    plan.asColleague('reviewer', (reviewer) => issueReport(reviewer, { params: { id }, body: { id: newId() } }))
  const circular = await make('circular', before)
  await issue(circular)
  await issue(await make('supervision', on.slice(0, 7)))
  await make('quarter', quarter)
  const span = { from: firstDayOf(before), to: lastDayOf(before) }
  const asked = async (askedBy: string, paper: string, words: string, ago: number) => {
    const id = newId()
    const body = {
      id,
      askedBy,
      paper,
      topic: 'tasks' as const,
      words,
      ...span,
      receivedOn: addDays(on, -ago),
      dueOn: addDays(on, 10 - ago),
    }
    await recordRequest(ctx, { body })
    return id
  }
  const first = await asked('市民政局（示例）', '示例函〔2026〕1号', '重点任务进展', 20)
  await asked('区县政府督查部门（示例）', '示例督查通知 3 号', '养老任务完成情况', 6)
  await answerRequest(ctx, { params: { id: first }, body: { id: newId(), report: circular, words: '以季度通报答复（示例）' } })
}
