// Check and commit of the account sheet. The accounts open with no password at all: one is made only when its slip is printed.
import { newId } from '@songhe/basics/ids'
import { conflict } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import type { CheckPlan, CommitCounts, CommitPlan } from '@songhe/kernel/sheets/sheet'
import { sql } from 'kysely'
import { insertAccount } from '../accounts.ts'
import { accountReader } from './account-row.ts'

/** No hash has this form, so no password opens it. */
const NO_PASSWORD = 'none'

export async function checkAccounts(ctx: Context, { rows, report }: CheckPlan) {
  const read = await accountReader(ctx)
  for await (const batch of rows) {
    const wanted = batch.flatMap((row) => {
      const account = read(row, report)
      return account ? [{ row: row.row, username: account.username }] : []
    })
    const taken = await takenAmong(
      ctx,
      wanted.map(({ username }) => username),
    )
    for (const { row, username } of wanted)
      if (taken.has(username))
        report({ row, column: 'username', value: username, reason: '用户名已有人使用，请换一个，例如加上镇街拼音。' })
  }
}

export async function commitAccounts(ctx: Context, plan: CommitPlan): Promise<CommitCounts> {
  const read = await accountReader(ctx)
  let added = 0
  for await (const batch of plan.rows) {
    for (const row of batch) {
      const account = read(row, () => {})
      if (!account || (await takenAmong(ctx, [account.username])).size > 0)
        throw conflict(`校验以后情况有变，第 ${row.row} 行现在不能导入。没有建立任何一个账号。`, { next: '请重新校验，再提交。' })
      const id = newId()
      await insertAccount(ctx, { ...account, id, password: NO_PASSWORD })
      await sql`insert into access.account_import (district, account, import, town) values (${ctx.principal.district}, ${id}, ${plan.id}, ${account.town})`.execute(
        ctx.db,
      )
      await audit(ctx, {
        event: 'account.created',
        object: `account:${id}`,
        details: { username: account.username, role: account.role, area: account.area, import: plan.id },
      })
      added++
    }
    await plan.progress(added)
  }
  return { added, changed: 0, unchanged: 0 }
}

/** User names are unique over all districts, and only this function sees the others. */
async function takenAmong(ctx: Context, usernames: readonly string[]): Promise<Set<string>> {
  const found = await sql<{ username: string }>`
    select username from unnest(${[...usernames]}::text[]) as asked (username) where kernel.username_taken(username)`.execute(
    ctx.db,
  )
  return new Set(found.rows.map((row) => row.username))
}
