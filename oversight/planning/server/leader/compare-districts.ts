// 和其他区县比: only what has the same unit, the same base and the same kind of number stands side by side; everything else is refused in words.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { areaNames } from '@songhe/registry/door'
import { sql } from 'kysely'
import { BASES } from '../../contract/words.ts'
import type * as contract from '../../contract.ts'

type Compared = ReplyOf<typeof contract.compareDistricts>

interface Row {
  district: number
  title: string
  folded: string
  document: string
  documentTitle: string
  unit: string
  base: string
  role: string
  printed: string
  day: string | null
}

const ROLES: Readonly<Record<string, string>> = { baseline: '基期（印的）', target: '目标（印的）', reported: '报出的数' }
/** Names that differ from document to document for what is plainly one thing. */
const ALIKE: readonly (readonly [RegExp, string, string])[] = [
  [/护理型.*床位.*(占比|比例)/, 'nursing', '护理型床位占比'],
  [/镇街养老服务中心覆盖率/, 'centres', '镇街养老服务中心覆盖率'],
  [/社会化运营率/, 'social', '设施社会化运营率'],
  [/老年志愿者注册人数占/, 'volunteers', '老年志愿者占老年人口比例'],
  [/老年(医学|病)科比例/, 'geriatrics', '二级以上医院设老年医学科比例'],
  [/福彩公益金.*(比例|占)/, 'lottery', '福彩公益金用于养老的比例'],
  [/人均养老用地/, 'land', '人均养老用地'],
]
/** Shares of these need a base that the documents do not print alike. */
const BASE_UNSAID: Readonly<Record<string, string>> = {
  centres: '镇街总数按哪些镇街算，渝北没有印',
  social: '有的按全部设施，有的分城市、农村或中心带站',
  lottery: '有的按全部公益金，有的按本级留存部分',
  volunteers: '老年人口按户籍还是常住没有写',
}

export async function compareDistricts(ctx: Context, { query }: InputOf<typeof contract.compareDistricts>): Promise<Compared> {
  const found =
    await sql<Row>`select c.district, c.title, c.title_folded as folded, c.document, coalesce(d.number, d.title, c.document) as "documentTitle",
      c.unit, c.base, c.role, c.printed, c.day from planning.compared() c left join policy.document d on d.key = c.document order by c.district, c.role, c.day`.execute(
      ctx.db,
    )
  const rows = found.rows.map((row) => ({ ...row, subject: subjectOf(row) }))
  const names = await areaNames(ctx, [...new Set(rows.map(({ district }) => district))], today(ctx))
  const subjects = subjectsOf(rows)
  const chosen = subjects.find(({ key }) => key === query.subject) ?? subjects[0]
  const own = rows.filter(({ subject }) => subject.key === chosen?.key)
  return {
    subjects,
    rows: own.map((row) => ({
      district: row.district,
      name: names.get(row.district) ?? '',
      title: row.title,
      documentTitle: row.documentTitle,
      role: ROLES[row.role] ?? row.role,
      printed: row.printed,
      unit: row.unit,
      base: row.base ? (BASES[row.base] ?? row.base) : '没有写',
      day: row.day,
    })),
    ...groupsOf(own, names, chosen && BASE_UNSAID[chosen.key]),
  }
}

const subjectOf = ({ title, folded }: Row) => {
  const alike = ALIKE.find(([pattern]) => pattern.test(title))
  return alike ? { key: alike[1], title: alike[2] } : { key: folded, title }
}

/** Only what at least two districts print can be set side by side. */
function subjectsOf(rows: readonly (Row & { subject: { key: string; title: string } })[]): Compared['subjects'] {
  const seen = new Map<string, { title: string; districts: Set<number> }>()
  for (const { subject, district } of rows) {
    const known = seen.get(subject.key) ?? { title: subject.title, districts: new Set<number>() }
    known.districts.add(district)
    seen.set(subject.key, known)
  }
  return [...seen]
    .map(([key, { title, districts }]) => ({ key, title, districts: districts.size }))
    .filter(({ districts }) => districts > 1)
    .sort((one, other) => other.districts - one.districts || one.title.localeCompare(other.title, 'zh'))
}

function groupsOf(
  rows: readonly Row[],
  names: ReadonlyMap<number, string>,
  unsaid: string | undefined,
): Pick<Compared, 'groups' | 'refused'> {
  const districts = [...new Set(rows.map(({ district }) => names.get(district) ?? ''))]
  if (unsaid) return { groups: [], refused: [`${unsaid}。口径不同，只列印的数，不并排，不排名。`] }
  const groups = new Map<string, Set<string>>()
  const refused: string[] = []
  for (const row of rows) {
    const name = names.get(row.district) ?? ''
    if (row.unit === '') refused.push(`${name}印的“${row.printed}”没有单位，不能比。`)
    else {
      const key = [ROLES[row.role], row.unit, row.base ? (BASES[row.base] ?? row.base) : '不分口径'].join('，')
      groups.set(key, (groups.get(key) ?? new Set()).add(name))
    }
  }
  const bases = new Set(rows.map(({ base }) => base).filter(Boolean))
  if (bases.size > 1)
    refused.push(
      `${districts.join('、')}的人口口径不同（${[...bases].map((base) => BASES[base] ?? base).join('、')}），不跨口径比。`,
    )
  return {
    groups: [...groups].filter(([, members]) => members.size > 1).map(([said, members]) => ({ said, districts: [...members] })),
    refused: [...new Set(refused)],
  }
}
