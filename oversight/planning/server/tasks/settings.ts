// Figures that an office sets for its tasks; only Dianjiang prints a rhythm (each quarter, each month), the others choose.
import type { SettingLine } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

export interface TaskSettings {
  /** A deadline within so many days counts as soon. */
  soonDays: number
  /** A town's report of a quarter is due so many days after the quarter. */
  reportDays: number
  /** The same thing asked for by two bodies within so many days is a duplicate request. */
  requestDays: number
}

export const TASK_DEFAULTS: TaskSettings = { soonDays: 30, reportDays: 10, requestDays: 90 }

export async function taskSettings(ctx: Context): Promise<TaskSettings> {
  const found = await sql<{ value: Partial<TaskSettings> }>`
    select value from kernel.setting where district = ${ctx.principal.district} and key = 'tasks'`.execute(ctx.db)
  return { ...TASK_DEFAULTS, ...found.rows[0]?.value }
}

const days = (field: keyof TaskSettings, title: string, note: string): SettingLine => ({
  key: 'tasks',
  field,
  group: '任务与报告',
  title,
  note,
  kind: 'count',
  otherwise: TASK_DEFAULTS[field],
  min: 1,
  max: 365,
  permission: 'tasks.decide',
})

export const taskOfficeSettings: readonly SettingLine[] = [
  days('soonDays', '任务提前几天提醒', '期限在这么多天以内、证据还没达到的列为将到期。'),
  days('reportDays', '季度上报宽限（天）', '季度结束后这么多天内报来不算迟报；文件只写每季度，没有写哪一天。'),
  days('requestDays', '重复要数的期限（天）', '不同单位在这么多天内要同一期的同一内容，列为重复要数。'),
]
