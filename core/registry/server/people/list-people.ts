// The roll as a table: by area below, age band, trait and state, page by page.
import { birthdayAt } from '@songhe/basics/day'
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import { forbidden } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { type RawBuilder, sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { areaBelow } from '../areas/area-tree.ts'
import { isHealth } from '../facts/fact-kinds.ts'
import { SURVEY_KINDS } from '../facts/survey-kinds.ts'
import { lackingGuardian } from '../family/lacking-guardian.ts'
import { waysToFind } from './find-people.ts'
import { PERSON_COLUMNS, type PersonRecord, personRows } from './person-rows.ts'

export async function listPeople(
  ctx: Context,
  { query }: InputOf<typeof contract.listPeople>,
): Promise<ReplyOf<typeof contract.listPeople>> {
  const on = today(ctx)
  const { district } = ctx.principal
  if (
    (query.service || query.surveyed || (query.trait && isHealth(query.trait))) &&
    !ctx.principal.permissions.has('registry.health')
  )
    throw forbidden('您的岗位不能按残疾、能力评估或调查查询。', { next: '如工作需要，请联系本单位安全管理员调整岗位。' })
  const conditions = [sql`p.district = ${district}`, sql`p.state not in ('merged', 'withdrawn')`]
  if (query.area !== undefined) conditions.push(sql`p.area = any(${await areaBelow(ctx, [query.area], on)}::int[])`)
  // Somebody is n years old from the birthday on: born on or before the same day n years ago.
  if (query.ageFrom !== undefined) conditions.push(sql`p.birth <= ${yearsBefore(on, query.ageFrom)}`)
  if (query.ageTo !== undefined) conditions.push(sql`p.birth > ${yearsBefore(on, query.ageTo + 1)}`)
  if (query.state === 'living') conditions.push(sql`p.state = 'active' and p.died_on is null and p.left_on is null`)
  if (query.state === 'died') conditions.push(sql`p.died_on is not null`)
  if (query.state === 'moved') conditions.push(sql`p.left_on is not null`)
  if (query.trait)
    conditions.push(sql`exists (select from registry.fact_winning f where f.district = ${district} and f.person = p.id and f.kind = ${query.trait}
      and f.value not in ('false', '0') and f.valid_from <= ${on} and (f.valid_to is null or f.valid_to > ${on}))`)
  if (query.lacks === 'guardian') conditions.push(sql`p.id in (${lackingGuardian(district, on)})`)
  const answered = (
    kind: RawBuilder<unknown>,
  ) => sql`select from registry.fact_winning f where f.district = ${district} and f.person = p.id
    and ${kind} and f.valid_from <= ${on} and (f.valid_to is null or f.valid_to > ${on})`
  if (query.service) {
    const says = (kind: string) =>
      sql`exists (${answered(sql`f.kind = ${kind} and ${query.service} = any(string_to_array(f.value, '、'))`)})`
    if (query.serviceState !== 'used') conditions.push(says('survey.needs'))
    if (query.serviceState === 'used') conditions.push(says('survey.used'))
    if (query.serviceState === 'gap') conditions.push(sql`not ${says('survey.used')}`)
  }
  if (query.surveyed)
    conditions.push(
      sql`${query.surveyed === 'no' ? sql`not` : sql``} exists (${answered(sql`f.kind = any(${SURVEY_KINDS.map(({ kind }) => kind)}::text[])`)})`,
    )
  if (query.q) {
    const ways = waysToFind(district, query.q)
    conditions.push(ways.length ? sql`p.id in (select id from (${sql.join(ways, sql` union all `)}) candidate)` : sql`false`)
  }
  const where = sql.join(conditions, sql` and `)
  const total = await sql<{ total: number }>`select count(*)::int as total from registry.person p where ${where}`.execute(ctx.db)
  const page = await sql<PersonRecord>`select ${PERSON_COLUMNS} from registry.person p where ${where}
    order by p.birth, p.id limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  return { rows: await personRows(ctx, page.rows), total: total.rows[0]!.total }
}

const yearsBefore = (day: string, years: number) => birthdayAt(day, -years)
