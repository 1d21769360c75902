// The check of a roll: each row by itself, against the other rows of the file, and against whom the district already knows.
import { maskCitizenId, maskName } from '@songhe/basics/masking'
import type { Context } from '@songhe/kernel/context'
import { blindIndex } from '@songhe/kernel/secrets'
import type { CheckPlan } from '@songhe/kernel/sheets/sheet'
import { sql } from 'kysely'
import { placeNames } from '../areas/area-tree.ts'
import { today } from '@songhe/kernel/today'
import { type KnownPerson, knownByNumber } from '../bulk/known-by-number.ts'
import { prefixWarning } from '../people/id-prefix.ts'
import { foldName } from '../people/name-search.ts'
import { type RollPerson, rollReader, type SayProblem } from './read-roll-row.ts'

export async function checkRoll(ctx: Context, { rows, options, report }: CheckPlan) {
  const read = await rollReader(ctx, options)
  const firstRow = new Map<string, number>()
  const prefixes = new Map<string, string[]>()
  for await (const batch of rows) {
    const people: { row: number; person: RollPerson }[] = []
    for (const row of batch) {
      if (row.faulty) continue
      const person = read(row, report)
      if (!person) continue
      const before = firstRow.get(person.citizenId)
      if (before !== undefined)
        report({
          row: row.row,
          column: 'number',
          value: maskCitizenId(person.citizenId),
          reason: `与第 ${before} 行是同一个身份证号，请只留一行。`,
        })
      else {
        firstRow.set(person.citizenId, row.row)
        people.push({ row: row.row, person })
      }
    }
    const known = await knownByNumber(
      ctx,
      people.map(({ person }) => person.citizenId),
    )
    const elsewhere = await takenElsewhere(ctx, people, known)
    const places = await placeNames(
      ctx,
      [...known.values()].map(({ area }) => area),
      today(ctx),
    )
    for (const { row, person } of people) {
      const same = known.get(person.citizenId)
      if (elsewhere.has(person.citizenId))
        report({
          row,
          column: 'number',
          value: maskCitizenId(person.citizenId),
          reason: '这个身份证号已在本区县其他镇街登记，请联系区县经办人员核对。',
        })
      else if (same) compare(row, person, same, places.get(same.area) ?? '', report)
      else
        for (const reason of await oddPrefix(ctx, prefixes, person.prefix))
          report({ row, column: 'number', value: '', reason, warning: true })
    }
  }
}

/** @returns what forbids taking the row for this known elder; undefined when nothing does */
export function mismatch(person: RollPerson, known: KnownPerson): { column: string; reason: string } | undefined {
  if (foldName(known.name) !== foldName(person.name))
    return { column: 'name', reason: `这个身份证号已登记为${maskName(known.name)}，与表内姓名不同，请核对证件。` }
  if (known.diedOn) return { column: 'number', reason: `这位老人已登记于 ${known.diedOn} 去世。如登记有误，请先撤销去世登记。` }
  return undefined
}

function compare(row: number, person: RollPerson, known: KnownPerson, place: string, report: SayProblem) {
  const wrong = mismatch(person, known)
  if (wrong) report({ row, value: wrong.column === 'name' ? person.name : maskCitizenId(person.citizenId), ...wrong })
  else if (known.area !== person.area)
    report({
      row,
      column: 'village',
      value: '',
      reason: `已登记在${place}，导入不改户籍地；如已搬迁，请在档案里办理。`,
      warning: true,
    })
}

async function takenElsewhere(
  ctx: Context,
  people: readonly { person: RollPerson }[],
  known: ReadonlyMap<string, KnownPerson>,
): Promise<Set<string>> {
  if (ctx.principal.areas === null) return new Set()
  const byIndex = new Map(
    people.flatMap(({ person: { citizenId } }) =>
      known.has(citizenId) ? [] : [[blindIndex('citizen-id', citizenId).toString('hex'), citizenId] as const],
    ),
  )
  const found = await sql<{ index: string }>`select encode(taken, 'hex') as index from registry.numbers_taken(
    (select array_agg(decode(hex, 'hex')) from unnest(${[...byIndex.keys()]}::text[]) as hex)) as taken`.execute(ctx.db)
  return new Set(found.rows.map(({ index }) => byIndex.get(index)!))
}

async function oddPrefix(ctx: Context, seen: Map<string, string[]>, prefix: string | null): Promise<string[]> {
  if (prefix === null) return []
  let warnings = seen.get(prefix)
  if (!warnings) {
    warnings = await prefixWarning(ctx, prefix)
    seen.set(prefix, warnings)
  }
  return warnings
}
