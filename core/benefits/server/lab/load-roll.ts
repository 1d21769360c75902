// Loads the roll into columns: each column comes as one string of bytes out of the database, never as hundreds of thousands of rows.
import type { Month } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { planForMany } from '@songhe/kernel/db/plan-for-many'
import { packDay, WordCodes } from '@songhe/rules'
import { sql } from 'kysely'
import { datedFact, type Spells, untilDay } from './dated-fact.ts'
import { HORIZON, judgingDays, type Roll } from './roll.ts'

/** Facts of the person's own record, as policy's populationSql derives them. */
const RECORDED = new Set(['person.age', 'person.birth', 'person.alive'])
/** A recorded fact of these names overrules what the record says. */
const UNLESS_LEFT = new Set(['person.registered-here', 'person.resides-here'])
const packed = (column: string) =>
  `int4send(coalesce((extract(year from ${column}) * 10000 + extract(month from ${column}) * 100 + extract(day from ${column}))::int, 0))`

/** Everybody in the caller's scope who is on the register at the end of `from`. */
export async function loadRoll(ctx: Context, from: Month, facts: readonly string[]): Promise<Roll> {
  return planForMany(ctx, async () => {
    await rowNumbers(ctx, from)
    const bytes = await sql<Record<'births' | 'ids' | 'areas' | 'deaths' | 'leavings' | 'closings' | 'female', Buffer | null>>`
      select ${sql.raw(`string_agg(${packed('birth')}, ''::bytea) as births, string_agg(uuid_send(person), ''::bytea) as ids,
        string_agg(int4send(area), ''::bytea) as areas, string_agg(${packed('died_on')}, ''::bytea) as deaths,
        string_agg(${packed('left_on')}, ''::bytea) as leavings, string_agg(${packed('closed_on')}, ''::bytea) as closings,
        string_agg(case sex when 'female' then '\\x01'::bytea else '\\x00'::bytea end, ''::bytea) as female`)}
      from (select * from lab_roll order by row) p`.execute(ctx.db)
    const { births, ids, areas, deaths, leavings, closings, female } = bytes.rows[0]!
    const days = judgingDays(from, HORIZON).map(packDay)
    const roll: Roll = {
      from,
      loadedAt: ctx.now.getTime(),
      births: wholeNumbers(births),
      ids: ids ?? Buffer.alloc(0),
      areas: wholeNumbers(areas),
      deaths: wholeNumbers(deaths),
      female: new Uint8Array(female ?? []),
      length: (ids?.length ?? 0) / 16,
      words: new WordCodes(),
      present: { column: { type: 'boolean', values: new Uint8Array() }, turns: [] },
      facts: new Map(),
    }
    const left = wholeNumbers(leavings)
    roll.present = untilDay(roll.words, wholeNumbers(closings), days)
    // The month of death is still owed to whoever lived on its first day.
    const beforeMonth = days.map((day) => day - (day % 100))
    roll.facts.set('person.alive', untilDay(roll.words, roll.deaths, beforeMonth))
    await addFacts(ctx, roll, facts, left)
    await sql`drop table lab_roll`.execute(ctx.db)
    return roll
  })
}

/** Loads what a table asks for and the roll does not have yet: the whole roll again, so that all its columns are of one moment. */
export const lacking = (roll: Roll, facts: readonly string[]) =>
  facts.filter((fact) => !roll.facts.has(fact) && !RECORDED.has(fact))

const rowNumbers = (ctx: Context, from: Month) =>
  sql`create temporary table lab_roll on commit drop as
    select (row_number() over (order by birth, id) - 1)::int as row, id as person, area, birth, sex, died_on, left_on,
      case state when 'closed' then left_on end as closed_on from registry.person
    where district = ${ctx.principal.district} and (state = 'active' or (state = 'closed' and left_on > ${judgingDays(from, 1)[0]!}::date))`.execute(
    ctx.db,
  )

async function addFacts(ctx: Context, roll: Roll, facts: readonly string[], left: Int32Array) {
  const days = judgingDays(roll.from, HORIZON)
  for (const fact of facts) {
    if (RECORDED.has(fact) || roll.facts.has(fact)) continue
    const line = ctx.catalogue.facts.get(fact)
    if (!line && !UNLESS_LEFT.has(fact)) throw new Error(`no room offers the fact ${fact}`)
    const spells = await spellsOf(ctx, line?.kind ?? fact, days[0]!)
    const shape = { type: line?.type ?? 'boolean', ...(UNLESS_LEFT.has(fact) && { ends: left }) } as const
    roll.facts.set(fact, datedFact(roll.length, roll.words, shape, spells, days.map(packDay)))
  }
}

/** Who holds which value from when until when, as far as it reaches beyond the first judging day. */
async function spellsOf(ctx: Context, kind: string, on: string): Promise<Spells> {
  const found = await sql<{ words: string[]; spells: Buffer | null }>`
    with told as (
      select r.row, f.value, f.valid_from, f.valid_to from registry.fact_winning f join lab_roll r on r.person = f.person
      where f.district = ${ctx.principal.district} and f.kind = ${kind} and (f.valid_to is null or f.valid_to > ${on}::date)
    ), word as (select value, (row_number() over (order by value collate "C") - 1)::int as code from (select distinct value from told) v)
    select (select coalesce(array_agg(value order by code), '{}') from word) as words,
      string_agg(int4send(row) || int4send(code) || ${sql.raw(packed('valid_from'))} || ${sql.raw(packed('valid_to'))}, ''::bytea) as spells
    from told join word using (value)`.execute(ctx.db)
  return { words: found.rows[0]!.words, each: wholeNumbers(found.rows[0]!.spells) }
}

/** PostgreSQL sends its numbers the long end first. */
function wholeNumbers(bytes: Buffer | null): Int32Array {
  if (!bytes) return new Int32Array()
  const own = Buffer.from(bytes).swap32()
  return new Int32Array(own.buffer.slice(own.byteOffset, own.byteOffset + own.length))
}
