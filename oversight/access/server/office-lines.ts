// What belongs to the office as a whole, whatever it works on.
import type { SettingLine } from '@songhe/kernel/capability'

export const officeLines: readonly SettingLine[] = [
  {
    key: 'office',
    group: '本单位',
    title: '单位名称',
    note: '印在页眉、打印件和公示上。没有填写时用“区县名＋民政局”。',
    kind: 'text',
    otherwise: '',
    permission: 'settings.office',
  },
  {
    key: 'help-line',
    group: '本单位',
    title: '求助电话',
    note: '出现在每一条错误提示里，工作人员照着打。',
    kind: 'text',
    otherwise: '',
    permission: 'settings.office',
  },
  {
    key: 'harvest.files-in-ten-minutes',
    group: '安全',
    title: '十分钟内最多翻看的档案',
    note: '超过后每多看一份要等两秒，并提示审计管理员；不会停用账号。默认 500 份。',
    kind: 'count',
    otherwise: 500,
    min: 20,
    max: 5_000,
    permission: 'settings.office',
  },
]
