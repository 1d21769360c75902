// One search box. Every way is an equality or a ~>=~ range on an index: row level security keeps LIKE and regular expressions from using one.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { blindIndex, tailIndex } from '@songhe/kernel/secrets'
import { type RawBuilder, sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { afterPrefix, foldName } from './name-search.ts'
import { PERSON_COLUMNS, type PersonRecord, personRows } from './person-rows.ts'

type Match = 'name' | 'pinyin' | 'tail' | 'citizen-id' | 'phone'
type Hit = PersonRecord & { match: Match }

/** Enough to rank well, few enough that one common character stays cheap. */
const CANDIDATES = 300

export async function findPeople(
  ctx: Context,
  { query }: InputOf<typeof contract.findPeople>,
): Promise<ReplyOf<typeof contract.findPeople>> {
  const ways = waysToFind(ctx.principal.district, query.q)
  if (ways.length === 0) return { rows: [], more: false }
  const found = await sql<Hit>`${foundBy(ctx.principal.district, ways, query.limit + 1)}`.execute(ctx.db)
  const shown = found.rows.slice(0, query.limit)
  const rows = await personRows(ctx, shown)
  return { rows: rows.map((row, i) => ({ ...row, match: shown[i]!.match })), more: found.rows.length > query.limit }
}

/** The statement itself, so that the test can EXPLAIN exactly what runs. */
export function foundBy(district: number, ways: readonly RawBuilder<unknown>[], limit: number): RawBuilder<Hit> {
  return sql<Hit>`
    select ${PERSON_COLUMNS}, hit.match from (
      select id, min(grade) as grade, (array_agg(match order by grade))[1] as match
      from (${sql.join(ways, sql` union all `)}) candidate group by id) hit
    join registry.person p on p.district = ${district} and p.id = hit.id and p.state not in ('merged', 'withdrawn')
    order by hit.grade, p.died_on is not null, p.left_on is not null, p.name, p.birth limit ${limit}`
}

/** Candidates `(id, match, grade)` for what was typed; a lower grade is shown first. */
export function waysToFind(district: number, typed: string): RawBuilder<unknown>[] {
  const text = foldName(typed)
  const digits = text.replace(/[-\s]/g, '').toUpperCase()
  if (/^\d{17}[\dX]$|^\d{15}$/.test(digits)) return [byNumber(district, digits)]
  if (/^1\d{10}$/.test(digits) || /^0\d{9,11}$/.test(digits))
    return [byColumn(district, 'phone_index', blindIndex('phone', digits), 'phone')]
  if (/^\d{3}[\dX]$/.test(digits)) return [byColumn(district, 'citizen_id_tail', tailIndex(digits), 'tail')]
  if (/^[a-z]+$/i.test(text)) return byLetters(district, text.toLowerCase())
  const characters = [...text].filter((character) => /\p{Script=Han}|\p{L}/u.test(character))
  return characters.length > 0 ? byName(district, characters) : []
}

function byColumn(district: number, column: string, index: Buffer, match: Match) {
  return sql`(select id, ${match}::text as match, 0 as grade from registry.person
    where district = ${district} and ${sql.ref(column)} = ${index} and state <> 'merged' limit ${CANDIDATES})`
}

/** Through the index of the last four, which also holds people who moved away. */
function byNumber(district: number, number: string) {
  return sql`(select id, 'citizen-id' as match, 0 as grade from registry.person where district = ${district} and state <> 'merged'
    and citizen_id_tail = ${tailIndex(number.slice(-4))} and citizen_id_index = ${blindIndex('citizen-id', number)})`
}

function byLetters(district: number, letters: string) {
  const range = (
    column: string,
    exact: number,
  ) => sql`(select id, 'pinyin' as match, case when ${sql.ref(column)} = ${letters} then ${exact}::int else ${exact}::int + 2 end as grade
    from registry.person where district = ${district} and state <> 'merged' and ${sql.ref(column)} ~>=~ ${letters} and ${sql.ref(column)} ~<~ ${afterPrefix(letters)}
    order by ${sql.ref(column)} using ~<~ limit ${CANDIDATES})`
  // No Chinese name has more than six initials worth typing; longer text is a spelling.
  return letters.length <= 6 ? [range('initials', 0), range('pinyin', 1)] : [range('pinyin', 0)]
}

function byName(district: number, characters: string[]) {
  const whole = sql`(select person as id, 'name' as match, 0 as grade from registry.person_gram
    where district = ${district} and gram = ${`=${characters.join('')}`} limit ${CANDIDATES})`
  const grams =
    characters.length === 1 ? characters : characters.slice(0, -1).map((character, i) => character + characters[i + 1]!)
  const [first, ...others] = grams.slice(0, 4)
  const also = others.map(
    (gram) =>
      sql`and exists (select from registry.person_gram o where o.district = ${district} and o.gram = ${gram} and o.person = g.person)`,
  )
  const parts = sql`(select g.person as id, 'name' as match, 1 as grade from registry.person_gram g
    where g.district = ${district} and g.gram = ${first} ${sql.join(also, sql` `)} limit ${CANDIDATES})`
  return [whole, parts]
}
