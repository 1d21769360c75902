// 工作人员账号 as a sheet: sixty town accounts from one file, by the same preview, check, commit and undo as every other import.
import type { SheetDefinition } from '@songhe/kernel/sheets/sheet'
import { ROLE_LABELS } from '@songhe/kernel/capability'
import { checkAccounts, commitAccounts } from './take-accounts.ts'
import { dependentsOfAccounts, undoAccounts } from './undo-accounts.ts'

export const accountSheet: SheetDefinition = {
  key: 'accounts',
  title: '工作人员账号',
  note: '一行一个账号。导入后打印初始密码纸条，裁开交给本人；纸条只生成一次。',
  permission: 'access.accounts',
  columns: [
    { key: 'name', title: '姓名', required: true, kind: 'text', example: '测某某' },
    {
      key: 'username',
      title: '用户名',
      aliases: ['账号', '登录名'],
      required: true,
      kind: 'text',
      note: '小写字母开头，3 至 31 位字母、数字、点、横线；全系统不能重复。',
      example: 'linjiang-01',
    },
    { key: 'post', title: '职务', aliases: ['职务或科室', '科室'], kind: 'text', example: '民政办主任' },
    { key: 'phone', title: '联系电话', aliases: ['电话', '办公电话'], kind: 'text', example: '023-52220000' },
    {
      key: 'town',
      title: '镇街',
      aliases: ['乡镇街道', '乡镇', '街道', '所属镇街'],
      kind: 'text',
      note: '岗位是镇街的必填，按区划名称全称；不填表示全区县。',
      example: '临江镇',
    },
    {
      key: 'role',
      title: '岗位',
      aliases: ['角色'],
      kind: 'choice',
      choices: Object.values(ROLE_LABELS),
      note: '不填就是镇街。',
      example: '镇街',
    },
  ],
  check: checkAccounts,
  commit: commitAccounts,
  dependents: dependentsOfAccounts,
  undo: undoAccounts,
}
