// Which figures of cases, death and recovery an office sets for itself, for the one page of settings.
import type { SettingLine } from '@songhe/kernel/capability'
import { RECOVERY_PERCENT } from '../month/month-rules.ts'
import { CASE_DEFAULTS } from './settings.ts'

const ofCases = (
  line: Omit<SettingLine, 'key' | 'otherwise' | 'permission'> & { field: keyof typeof CASE_DEFAULTS },
): SettingLine => ({
  ...line,
  key: 'cases',
  otherwise: CASE_DEFAULTS[line.field],
  permission: 'settings.figures',
})

export const officeSettings: readonly SettingLine[] = [
  ofCases({
    field: 'dueDays',
    group: '办件',
    title: '办理期限（工作日）',
    note: '从发现或受理到作出决定，超过即列入“即将超期”。按本区县文件填写。',
    kind: 'count',
    min: 1,
    max: 120,
  }),
  ofCases({
    field: 'noticeDays',
    group: '办件',
    title: '公示天数（工作日）',
    note: '按本区县文件填写；改动只影响以后开始的公示。',
    kind: 'count',
    min: 0,
    max: 60,
  }),
  ofCases({
    field: 'noticeForConfirmed',
    group: '办件',
    title: '免申即享也要公示',
    note: '关闭时，确认复核后直接发放。',
    kind: 'flag',
  }),
  ofCases({
    field: 'lookbackMonths',
    group: '办件',
    title: '往前核对几个月',
    note: '夜间核对从没发过的钱时，往前看多少个月。',
    kind: 'count',
    min: 0,
    max: 60,
  }),
  ofCases({
    field: 'lastMonthAfterDeath',
    group: '停发与追回',
    title: '去世当月的待遇',
    note: '按本区县文件填写；改动只影响以后登记的去世。',
    kind: 'choice',
    choices: { 'month-of-death': '发到去世当月', 'month-before': '发到去世前一个月' },
  }),
  {
    key: 'recovery-percent',
    group: '停发与追回',
    title: '每月最多扣回（占当月待遇的百分比）',
    note: '多发的钱分月扣回时，每月不超过这个比例。',
    kind: 'count',
    otherwise: RECOVERY_PERCENT,
    min: 0,
    max: 100,
    permission: 'settings.figures',
  },
  {
    key: 'recovery-floor-fen',
    group: '停发与追回',
    title: '扣回后每月至少留下',
    note: '文件没有规定最低数额，本区县定下以前为 0。',
    kind: 'money',
    otherwise: 0,
    min: 0,
    max: 10_000_000,
    permission: 'settings.figures',
  },
]
