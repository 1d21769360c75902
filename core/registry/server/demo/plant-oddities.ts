// What the demo's clerk is to find: people registered twice, and a list of deaths that nobody has reported yet.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { addDays, type Day } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import type { DemoPlan } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { open } from '@songhe/kernel/secrets'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { registerPerson } from '../people/register-person.ts'

/** Per district; five districts make the 20 and 40 of the guide. */
const TWICE = 4
const UNREPORTED = 8

interface Picked {
  name: string
  birth: Day
  sex: 'male' | 'female'
  area: number
  number: Buffer
}

/** The same people on every machine: ordered by a hash of who they are. */
const pick = async (ctx: Context, age: number, count: number): Promise<Picked[]> =>
  (
    await sql<Picked>`select name, birth, sex, area, citizen_id as number from registry.person
      where district = ${ctx.principal.district} and state = 'active' and citizen_id is not null and birth < (${today(ctx)}::date - make_interval(years => ${age}))
      order by hashtext(name || birth) limit ${count}`.execute(ctx.db)
  ).rows

/** A town officer who did not search first: same name, birthday and village, no ID number at hand. */
export async function plantDuplicates(ctx: Context) {
  for (const { name, birth, sex, area } of await pick(ctx, 70, TWICE))
    await registerPerson(ctx, {
      body: {
        id: newId(),
        name,
        birth,
        sex,
        area,
        address: '',
        phone: '',
        source: { kind: 'town', label: '镇街手工登记（演示）', reportedOn: today(ctx) },
        facts: [],
      },
    })
}

/** A file as a funeral home would send it, below the installation's demo folder; importing it is the reader's exercise. */
export async function writeDeathList(ctx: Context, { folder, districtName }: DemoPlan) {
  const dead = await pick(ctx, 88, UNREPORTED)
  const lines = dead.map(({ number, name }, i) => [open(number), name, addDays(today(ctx), -40 - 7 * i)].join(','))
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    path.join(folder, `${districtName}殡仪馆名单（演示）.csv`),
    `\uFEFF身份证号码,姓名,去世日期\r\n${lines.join('\r\n')}\r\n`,
  )
}
