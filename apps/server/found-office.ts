// A real office: its district and its three administrators are made on the terminal, each with a password that must be changed.
// Three humans from the first minute: the system administrator makes accounts, the security administrator gives roles, the audit administrator reads the log.
import { createInterface } from 'node:readline/promises'
import { newId } from '@songhe/basics/ids'
import { hashPassword, newPassword } from '@songhe/kernel/auth/password'
import type { RoleKey } from '@songhe/kernel/capability'
import type pg from 'pg'
import type { Installation } from './installation.ts'

/** One question, one answer; rejects when the input has ended. */
export type Ask = (question: string) => Promise<string>

const USERNAME = /^[a-z][a-z0-9.-]{2,30}$/
const ADMINISTRATORS: readonly { role: RoleKey; title: string; may: string }[] = [
  { role: 'system-admin', title: '系统管理员', may: '建账号、重置密码' },
  { role: 'security-admin', title: '安全管理员', may: '授予和收回岗位' },
  { role: 'audit-admin', title: '审计管理员', may: '看日志、核验日志' },
]

interface Founder {
  role: RoleKey
  title: string
  name: string
  username: string
  password: string
}

export async function foundOffice({ owner }: Pick<Installation, 'owner'>, say: (text: string) => void, ask?: Ask) {
  const terminal = ask ? undefined : openTerminal()
  const put = new Questions(ask ?? terminal!.ask, say)
  try {
    const districts = await owner(standingDistricts)
    say('\n建立正式库。先选区县，再登记三位管理员。按规定三位管理员必须是三个人，也不能兼办业务；')
    say('经办、复核、财务的账号以后由系统管理员在页面上建。')
    const name = await put.until('区县名称（如 开州区）：', (text) =>
      districts.has(text) ? undefined : `没有“${text}”。可以填：${[...districts.keys()].join('、')}`,
    )
    const district = districts.get(name)!
    const office = (await put.until(`单位名称（直接回车为 ${name}民政局）：`, () => undefined)) || `${name}民政局`
    const helpLine = await put.until('本单位的求助电话（出错时显示给同事，可直接回车）：', () => undefined)
    const founders: Founder[] = []
    for (const administrator of ADMINISTRATORS) founders.push(await askFounder(put, administrator, founders))
    await owner((client) => store(client, { district, office, helpLine }, founders))
    say('\n已建好。下面的初始密码只显示这一次，请分别抄给本人；登录后须改密码，并绑定动态码：')
    for (const { title, name: person, username, password } of founders)
      say(`  ${title}  ${person}  用户名 ${username}  初始密码 ${password}`)
    say('第一天怎么做，见使用手册“正式启用”。')
  } finally {
    terminal?.close()
  }
}

class Questions {
  readonly #ask: Ask
  readonly #say: (text: string) => void
  constructor(ask: Ask, say: (text: string) => void) {
    this.#ask = ask
    this.#say = say
  }
  /** @param fault what is wrong with an answer; undefined = it fits */
  async until(question: string, fault: (text: string) => string | undefined): Promise<string> {
    for (;;) {
      const answer = (await this.#ask(question)).trim()
      const wrong = fault(answer)
      if (wrong === undefined) return answer
      this.#say(`  ${wrong}`)
    }
  }
}

async function askFounder(
  put: Questions,
  { role, title, may }: (typeof ADMINISTRATORS)[number],
  before: readonly Founder[],
): Promise<Founder> {
  const name = await put.until(`${title}（${may}）的姓名：`, (text) => {
    if (text.length < 2) return '姓名至少两个字。'
    if (before.some((one) => one.name === text)) return '三位管理员必须是三个人，请换一位。'
    return undefined
  })
  const username = await put.until(`${name}的用户名（小写字母开头，3 至 31 位）：`, (text) => {
    if (!USERNAME.test(text)) return '用户名要以小写字母开头，只用小写字母、数字、点和横线，3 至 31 位。'
    if (before.some((one) => one.username === text)) return '这个用户名刚才用过了。'
    return undefined
  })
  return { role, title, name, username, password: newPassword() }
}

async function standingDistricts(client: pg.Client): Promise<Map<string, number>> {
  const found = await client.query<{ key: number; name: string }>(
    `select a.key, p.name from registry.area a join registry.area_period p on p.area = a.key
     where a.kind = 'district' and p.valid_from <= current_date and (p.valid_to is null or p.valid_to > current_date) order by a.key`,
  )
  return new Map(found.rows.map(({ key, name }) => [name, key]))
}

async function store(
  client: pg.Client,
  place: { district: number; office: string; helpLine: string },
  founders: readonly Founder[],
) {
  await client.query('begin')
  for (const { role, title, name, username, password } of founders) {
    const [staff, account] = [newId(), newId()]
    await client.query('insert into kernel.staff (id, district, name, post) values ($1, $2, $3, $4)', [
      staff,
      place.district,
      name,
      title,
    ])
    await client.query('insert into kernel.account (id, staff, district, username, password) values ($1, $2, $3, $4, $5)', [
      account,
      staff,
      place.district,
      username,
      await hashPassword(password),
    ])
    await client.query('insert into kernel.role_grant (id, account, role, district) values ($1, $2, $3, $4)', [
      newId(),
      account,
      role,
      place.district,
    ])
  }
  const settings = { office: place.office, ...(place.helpLine && { 'help-line': place.helpLine }) }
  await client.query('insert into kernel.setting (district, key, value) select $1, key, value from jsonb_each($2::jsonb)', [
    place.district,
    JSON.stringify(settings),
  ])
  await client.query('commit')
}

/** Reads line by line, so that answers may also come from a pipe; the end of the input is an error, not a silent exit. */
function openTerminal(): { ask: Ask; close(): void } {
  const terminal = createInterface({ input: process.stdin, terminal: false })
  const lines = terminal[Symbol.asyncIterator]()
  return {
    async ask(question) {
      process.stdout.write(question)
      const { value, done } = await lines.next()
      if (done) throw new Error('输入在回答完之前就结束了，没有建立正式库。请在终端里重新运行 npm start -- --empty。')
      if (!process.stdin.isTTY) process.stdout.write(`${value}\n`)
      return value
    },
    close: () => terminal.close(),
  }
}
