// 人员名册 as a sheet: the list of elders an office hands in.
import type { SheetDefinition } from '@songhe/kernel/sheets/sheet'
import { checkRoll } from './check-roll.ts'
import { commitRoll } from './commit-roll.ts'
import { dependentsOfRoll } from './dependents-of-roll.ts'
import { ROLL_COLUMNS, ROLL_OPTIONS } from './roll-columns.ts'
import { undoRoll } from './undo-roll.ts'

export const rollSheet: SheetDefinition = {
  key: 'roll',
  title: '人员名册',
  note: '登记新的老人，并补充已有老人的情况、账户和电话。空格不改已有内容；身份证号已登记而姓名不同的行会退回。',
  permission: 'registry.write',
  columns: ROLL_COLUMNS,
  options: ROLL_OPTIONS,
  check: checkRoll,
  commit: commitRoll,
  dependents: dependentsOfRoll,
  undo: undoRoll,
}
