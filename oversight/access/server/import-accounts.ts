// Sixty town accounts from one table: good rows are created, bad rows come back with row, value and reason; passwords are shown once.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { audit } from '@songhe/kernel/audit'
import { hashPassword, newPassword } from '@songhe/kernel/auth/password'
import { ROLE_LABELS } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { townsOf } from '@songhe/registry/door'
import type * as contract from '../contract.ts'
import { insertAccount } from './accounts.ts'
import { accountExists } from './queries.ts'

const ROLE_BY_LABEL = new Map(Object.entries(ROLE_LABELS).map(([key, label]) => [label, key]))

export async function importAccounts(
  ctx: Context,
  { body }: InputOf<typeof contract.importAccounts>,
): Promise<ReplyOf<typeof contract.importAccounts>> {
  const towns = new Map((await townsOf(ctx, today(ctx))).map((town) => [town.name, town.key]))
  const created: ReplyOf<typeof contract.importAccounts>['created'] = []
  const rejected: ReplyOf<typeof contract.importAccounts>['rejected'] = []
  for (const [index, row] of body.rows.entries()) {
    const area = row.town === '' || row.town === '全区' ? null : towns.get(row.town)
    const role = ROLE_BY_LABEL.get(row.role)
    const reject = (value: string, reason: string) => rejected.push({ row: index + 2, value, reason })
    if (area === undefined) reject(row.town, '本区没有这个镇街，请按区划名称全称填写')
    else if (!role) reject(row.role, `岗位只能是：${[...ROLE_BY_LABEL.keys()].join('、')}`)
    else if (role === 'town-officer' && area === null) reject(row.town, '岗位是镇街的，要写明是哪个镇街')
    else if (!row.name.trim()) reject(row.name, '没有填姓名')
    else if (!/^[a-z][a-z0-9.-]{2,30}$/.test(row.username))
      reject(row.username, '用户名用小写字母开头，3 至 31 位字母、数字、点、横线')
    else if (await accountExists(ctx, { username: row.username })) reject(row.username, '用户名已有人使用')
    else {
      const firstPassword = newPassword()
      await insertAccount(ctx, {
        id: newId(),
        name: row.name.trim(),
        username: row.username,
        post: row.post,
        phone: '',
        role,
        area,
        password: await hashPassword(firstPassword),
      })
      created.push({ username: row.username, name: row.name, town: row.town, firstPassword })
    }
  }
  await audit(ctx, {
    event: 'account.imported',
    details: { created: created.map((row) => row.username), rejected: rejected.length },
  })
  return { created, rejected }
}
