// What no document says about money for sites, and the office therefore sets: which day of a year decides the kind of a site.
import type { SettingLine } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

export interface GrantSettings {
  kindDay: 'period-end' | 'period-start'
}

export const KIND_DAYS: Readonly<Record<GrantSettings['kindDay'], string>> = {
  'period-end': '年末那天的类别',
  'period-start': '年初那天的类别',
}

const DEFAULTS: GrantSettings = { kindDay: 'period-end' }

export async function grantSettings(ctx: Context): Promise<GrantSettings> {
  const found = await sql<{ value: Partial<GrantSettings> }>`
    select value from kernel.setting where district = ${ctx.principal.district} and key = 'grants'`.execute(ctx.db)
  return { ...DEFAULTS, ...found.rows[0]?.value }
}

export const grantSettingLines: readonly SettingLine[] = [
  {
    key: 'grants',
    field: 'kindDay',
    group: '设施补助',
    title: '年内改变类别的设施按哪天算',
    note: '站与点的年标准相差十倍，文件没有写以哪天为准。批次里会列出受影响的设施和两种算法的金额。',
    kind: 'choice',
    otherwise: DEFAULTS.kindDay,
    choices: KIND_DAYS,
    permission: 'settings.figures',
  },
]
