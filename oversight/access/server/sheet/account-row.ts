// One row of the account sheet: what it asks for, or why it cannot be had.
import { ROLE_LABELS, type RoleKey } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import type { RowProblem, SheetRow } from '@songhe/kernel/sheets/sheet'
import { today } from '@songhe/kernel/today'
import { townsOf } from '@songhe/registry/door'

export interface AccountRow {
  name: string
  username: string
  post: string
  phone: string
  town: string
  area: number | null
  role: RoleKey
}

const ROLES = new Map(Object.entries(ROLE_LABELS).map(([key, label]) => [label, key as RoleKey]))

/** @returns a reader; it answers an account, or undefined after saying why not */
export async function accountReader(
  ctx: Context,
): Promise<(row: SheetRow, say: (problem: RowProblem) => void) => AccountRow | undefined> {
  const towns = new Map((await townsOf(ctx, today(ctx))).map((town) => [town.name, town.key]))
  const seen = new Map<string, number>()
  return ({ row, cells, faulty }, tell) => {
    let sound = !faulty
    const say = (column: string, reason: string) => {
      sound = false
      tell({ row, column, value: cells[column] ?? '', reason })
    }
    const { name = '', username = '', post = '', phone = '', town = '' } = cells
    const role = ROLES.get(cells.role ?? ROLE_LABELS['town-officer'])
    const area = town === '' || town === '全区' ? null : towns.get(town)
    if (username && !/^[a-z][a-z0-9.-]{2,30}$/.test(username))
      say('username', '用户名用小写字母开头，3 至 31 位字母、数字、点、横线。')
    const twice = seen.get(username)
    if (username && twice !== undefined) say('username', `和第 ${twice} 行的用户名相同。`)
    seen.set(username, row)
    if (!role) say('role', `岗位只能是：${[...ROLES.keys()].join('、')}。`)
    if (area === undefined) say('town', '本区县没有这个镇街，请按区划名称全称填写。')
    if (role === 'town-officer' && area === null) say('town', '岗位是镇街的，要写明是哪个镇街。')
    return sound && role && area !== undefined
      ? { name, username, post, phone, town: area === null ? '' : town, area, role }
      : undefined
  }
}
