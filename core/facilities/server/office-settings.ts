// Which figures of the facilities an office sets for itself, for the one page of settings.
import type { SettingLine } from '@songhe/kernel/capability'
import { FACILITY_DEFAULTS } from './settings.ts'

type Field =
  | 'soonDays'
  | 'reportGraceDays'
  | 'majorEventHours'
  | 'circleMinutes'
  | 'metresPerMinute'
  | 'detourPercent'
  | 'shortListBelow'

const count = (field: Field, title: string, note: string, min: number, max: number): SettingLine => ({
  key: 'facilities',
  field,
  group: '设施',
  title,
  note,
  kind: 'count',
  otherwise: FACILITY_DEFAULTS[field],
  min,
  max,
  permission: 'facilities.figures',
})

export const officeSettings: readonly SettingLine[] = [
  count('soonDays', '证照、合同提前几天提醒', '有效期在这么多天以内的列为将到期。', 1, 365),
  count('reportGraceDays', '运营报告宽限（天）', '报告期结束后这么多天内报来不算逾期。', 0, 120),
  count('majorEventHours', '重大事项报告时限（小时）', '从发生起算；文件只写定期和及时，时限由本区县定。', 1, 240),
  count('circleMinutes', '养老服务圈（分钟）', '文件写十五分钟，没有写算法。', 5, 120),
  count('metresPerMinute', '老人每分钟走几米', '文件没有写；山区坡道多的可以调低。', 10, 120),
  count('detourPercent', '道路比直线长（百分之几）', '140 即 1.4 倍；有道路资料前按这个估算。', 100, 400),
  count('shortListBelow', '改造可免材料的面积界限（平方米）', '独栋不足这个面积的免三项材料；正好等于的不免。', 100, 10_000),
]
