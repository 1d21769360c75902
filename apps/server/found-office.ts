// A real office: the first administrator is made on the terminal, for one district, with a password that must be changed.
import { createInterface } from 'node:readline/promises'
import { newId } from '@songhe/basics/ids'
import { hashPassword, newPassword } from '@songhe/kernel/auth/password'
import type { Installation } from './installation.ts'

export async function foundOffice({ owner }: Installation, say: (text: string) => void) {
  const districts = await owner(
    async (client) =>
      (
        await client.query<{
          key: number
          name: string
        }>(`select a.key, p.name from registry.area a join registry.area_period p on p.area = a.key
      where a.kind = 'district' and (p.valid_to is null or p.valid_to > current_date) order by a.key`)
      ).rows,
  )
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  say('\n建立正式库。请回答三个问题（人员、账号以后都在页面上管理）：')
  const name = await ask('第一位系统管理员的姓名：', (text) => text.length >= 2)
  const username = await ask('用户名（小写字母开头，3 位以上）：', (text) => /^[a-z][a-z0-9.-]{2,30}$/.test(text))
  const district = await ask('区县名称（如 开州区）：', (text) => districts.some((row) => row.name === text))
  terminal.close()
  const password = newPassword()
  const key = districts.find((row) => row.name === district)!.key
  await owner(async (client) => {
    const [staff, account] = [newId(), newId()]
    await client.query('insert into kernel.staff (id, district, name, post) values ($1, $2, $3, $4)', [
      staff,
      key,
      name,
      '系统管理员',
    ])
    await client.query('insert into kernel.account (id, staff, district, username, password) values ($1, $2, $3, $4, $5)', [
      account,
      staff,
      key,
      username,
      await hashPassword(password),
    ])
    await client.query(`insert into kernel.role_grant (id, account, role, district) values ($1, $2, 'system-admin', $3)`, [
      newId(),
      account,
      key,
    ])
  })
  say(`\n已建好。用户名 ${username}，初始密码 ${password}（只显示这一次，登录后须修改，并绑定动态码）。`)

  async function ask(question: string, fits: (text: string) => boolean): Promise<string> {
    for (;;) {
      const answer = (await terminal.question(question)).trim()
      if (fits(answer)) return answer
      say('  这个回答不合要求，请再输入一次。')
    }
  }
}
