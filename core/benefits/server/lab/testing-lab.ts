// For tests of the laboratory: an invented roll full of edges (birthdays at thresholds, facts that end, deaths, moves), and a month judged in SQL beside it.
import { newId } from '@songhe/basics/ids'
import { addDays, type Day, firstDay, monthOf } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { populationSql } from '@songhe/policy/door'
import { sql } from 'kysely'
import { factsOf, judgeWide } from '../cases/judge-population.ts'
import { DISTRICT, OTHER_TOWN, VILLAGE } from '../cases/testing-room.ts'
import type { MonthWorld } from '../month/testing-month.ts'
import type { ReadScheme } from './schemes.ts'

const KINDS: Record<string, string[]> = {
  'person.registered-here': ['true', 'true', 'false'],
  'aid.minimum-allowance': ['true', 'false', 'vielleicht'],
  'aid.low-income': ['true', 'false'],
  'aid.destitute': ['true', 'false', 'false'],
  'aid.destitute-care': ['全护理', '半护理', '全自理'],
  'ability.level': ['0', '1', '2', '3', '2.5'],
  'disability.grade': ['1', '2', '3'],
  'insurance.injury-nursing': ['true', 'false'],
}

export function randomOf(seed: number) {
  let state = seed >>> 0
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 4_294_967_296
  return { random, pick: <Of>(from: readonly Of[]): Of => from[Math.floor(random() * from.length)]! }
}

/** @param day the office's day; births lie around its thresholds, facts begin and end in the year around it */
export async function plantEdges(month: MonthWorld, count: number, day: Day, seed: number) {
  const { random, pick } = randomOf(seed)
  const source = newId()
  await month.world.owner(
    `insert into registry.source (district, id, kind, label, reported_on) values (${DISTRICT}, '${source}', 'aid', '名册', '2026-01-01')`,
  )
  const around = (days: number) => addDays(day, Math.floor((random() * 2 - 1) * days))
  const quoted = (text: string | null) => (text === null ? 'null' : `'${text}'`)
  const people: string[] = []
  const facts: string[] = []
  for (let i = 0; i < count; i++) {
    const id = newId()
    const near = around(420)
    const birth = pick([
      `${Number(near.slice(0, 4)) - pick([60, 65, 70, 80, 90, 100])}${near.slice(4)}`,
      '1944-02-29',
      '1946-12-31',
      '1947-01-01',
    ])
    const real = new Date(`${birth}T00:00:00Z`).toISOString().slice(0, 10) === birth ? birth : '1946-02-28'
    const died = random() < 0.1 ? around(60) : null
    const left = random() < 0.15 ? around(400) : null
    const state = left !== null && random() < 0.7 ? 'closed' : 'active'
    people.push(
      `(${DISTRICT}, '${id}', ${pick([VILLAGE, OTHER_TOWN])}, '测某${i}', '测*', '${pick(['male', 'female'])}', '${real}', ${quoted(died)}, ${quoted(left)}, '${state}')`,
    )
    for (const [kind, values] of Object.entries(KINDS)) {
      if (random() < 0.25) continue
      // Up to three spells, one after another, with gaps.
      let from = addDays(day, -Math.floor(random() * 300))
      for (let spell = 0; spell < 3; spell++) {
        const to = random() < 0.6 ? null : addDays(from, 20 + Math.floor(random() * 260))
        facts.push(
          `(${DISTRICT}, '${newId()}', '${id}', ${VILLAGE}, '${kind}', '${pick(values)}', '${from}', ${quoted(to)}, '${source}')`,
        )
        if (to === null || random() < 0.4) break
        from = addDays(to, pick([0, 0, 40]))
      }
    }
  }
  await month.world.owner(
    `insert into registry.person (district, id, area, name, name_masked, sex, birth, died_on, left_on, state) values ${people.join(',')}`,
  )
  await month.world.owner(
    `insert into registry.fact (district, id, person, area, kind, value, valid_from, valid_to, source) values ${facts.join(',')}`,
  )
}

export interface JudgedMonth {
  fen: number
  persons: number
  byPerson: Map<string, number>
  byProgramme: Map<string, number>
}

/** One month of a scheme judged in the database, as the monthly run judges it. */
export async function judgedInSql(ctx: Context, scheme: ReadScheme, on: Day): Promise<JudgedMonth> {
  const { tables, rules } = scheme.on(on)
  const wide = populationSql(ctx.catalogue, [...factsOf(tables), 'person.alive'], on, ctx.principal.district)
  await sql.raw(`create temporary table trial_wide on commit drop as ${wide}`).execute(ctx.db)
  await sql
    .raw(`update trial_wide set person_alive = (died_on >= date '${firstDay(monthOf(on))}') where died_on is not null`)
    .execute(ctx.db)
  await judgeWide(ctx, tables, on, 'trial_wide', 'trial_judged', { rules })
  const found = await sql<{
    person: string
    programme: string
    fen: number
  }>`select person, programme, fen::int from trial_judged where outcome = 'due' and fen > 0`.execute(ctx.db)
  await sql`drop table trial_wide, trial_judged`.execute(ctx.db)
  const told: JudgedMonth = { fen: 0, persons: 0, byPerson: new Map(), byProgramme: new Map() }
  for (const { person, programme, fen } of found.rows) {
    told.fen += fen
    told.byPerson.set(person, (told.byPerson.get(person) ?? 0) + fen)
    told.byProgramme.set(programme, (told.byProgramme.get(programme) ?? 0) + fen)
  }
  told.persons = told.byPerson.size
  return told
}
