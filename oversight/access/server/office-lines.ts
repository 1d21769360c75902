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
]
