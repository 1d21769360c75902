// How states, bases and open questions of indicators are called on every page, list and file.

export const STATES = {
  met: '已达到',
  'on-course': '按进度',
  behind: '落后',
  missed: '到期未达到',
  historic: '历史目标待确认',
  'no-baseline': '无基线',
  'no-target': '没有目标',
  'no-source': '无来源',
  undecided: '有待定事项',
} as const
export type IndicatorState = keyof typeof STATES

export const BINDING: Readonly<Record<string, string>> = { binding: '约束性', expected: '预期性', '': '没有写' }
export const BASES: Readonly<Record<string, string>> = { registered: '户籍人口', resident: '常住人口', '': '没有写' }
export const DIRECTIONS: Readonly<Record<string, string>> = {
  up: '越高越好',
  down: '不超过',
  hold: '保持',
  between: '在两数之间',
}
export const FLAG_KINDS: Readonly<Record<string, string>> = {
  'wrong-sum': '合计不符',
  'late-plan': '计划晚于要求',
  'two-values': '一项有两个数',
  'no-date': '没有写时间',
  'date-inferred': '时间是推出来的',
  historic: '期限已过，还算不算',
  'unit-unknown': '没有写单位',
  'unit-mismatch': '单位不能比',
  'percent-on-density': '密度写了百分比目标',
  'base-unknown': '人口口径没有写',
  'quantity-unknown': '总数还是新增没有写',
}
