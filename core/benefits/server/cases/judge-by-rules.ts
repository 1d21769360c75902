// The judge in use: published tables read by foundation/rules, facts of the registry with their sources, exclusions between programmes.
import { type Day, firstDay } from '@songhe/basics/day'
import type { Context } from '@songhe/kernel/context'
import { columnOf, exclusions, populationSql } from '@songhe/policy/door'
import { type CellTrace, explain, type Explanation, type Facts, type FactValue } from '@songhe/rules'
import { sql } from 'kysely'
import type { WhyLine } from '../../contract-explain.ts'
import type { Judge, Judged } from './judge-port.ts'
import { factsOf, judgePopulation, judgingDay, orderOf, type ReadTable, readTables } from './judge-population.ts'
import { knownThen } from '../settle/judge-then.ts'
import { programmeTitle } from './queue-rows.ts'

export const judgeByRules: Judge = {
  population: judgePopulation,
  knownThen,
  async person(ctx, person, month) {
    const on = judgingDay(month)
    const tables = await readTables(ctx, on)
    const known = await factsOn(ctx, person, factsOf(tables), on)
    if (!known) return []
    const facts: Record<string, FactValue> = { ...known }
    const sources = await sourcesOn(ctx, person, on)
    if (facts['person.alive'] === false) facts['person.alive'] = await livedOn(ctx, person, firstDay(month))
    const judged = tables.map((one) => judgedBy(ctx, one, explain(one.table, facts, { on }), sources))
    return shutOut(ctx, judged, on)
  },
}

/** What is known of one elder on a day, by fact name; undefined when nobody of that id is on the register. */
export async function factsOn(ctx: Context, person: string, names: string[], on: Day): Promise<Facts | undefined> {
  const wide = populationSql(ctx.catalogue, [...new Set([...names, 'person.birth'])], on, ctx.principal.district)
  const found = await sql<Record<string, FactValue>>`select x.* from (${sql.raw(wide)}) x where x.person = ${person}`.execute(
    ctx.db,
  )
  const row = found.rows[0]
  if (!row) return undefined
  // Age follows from the birth day inside the rules, so that the next birthday can be told.
  return Object.fromEntries(
    [...names, 'person.birth'].filter((name) => name !== 'person.age').map((name) => [name, row[columnOf(name)]]),
  )
}

/** The month of death is still owed to whoever lived on its first day, as in judge-population. */
async function livedOn(ctx: Context, person: string, day: Day): Promise<boolean> {
  const found =
    await sql`select from registry.person where district = ${ctx.principal.district} and id = ${person} and (died_on is null or died_on >= ${day})`.execute(
      ctx.db,
    )
  return found.rows.length > 0
}

interface Source {
  kind: string
  id: string
  label: string
  reported_on: string
  valid_from: string
}

async function sourcesOn(ctx: Context, person: string, on: Day): Promise<Map<string, Source>> {
  const found =
    await sql<Source>`select f.kind, s.id, s.label, s.reported_on::text as reported_on, f.valid_from::text as valid_from
    from registry.fact_winning f join registry.source s on s.district = f.district and s.id = f.source
    where f.district = ${ctx.principal.district} and f.person = ${person} and f.valid_from <= ${on} and (f.valid_to is null or f.valid_to > ${on})`.execute(
      ctx.db,
    )
  return new Map(found.rows.map((row) => [row.kind, row]))
}

function judgedBy(ctx: Context, { pack, version, table }: ReadTable, told: Explanation, sources: Map<string, Source>): Judged {
  const shown = told.outcome === 'row' ? told.traces[told.index - 1] : told.closest
  const row = shown && table.rows[shown.index - 1]
  const money = table.outputs.find((output) => output.type === 'money')
  const amount = row?.amount
  const title = (name: string) =>
    ctx.catalogue.facts.get(name)?.title ?? table.inputs.find((input) => input.fact === name)?.name ?? name
  return {
    programme: pack,
    outcome: told.outcome === 'row' ? 'due' : told.outcome === 'missing' ? 'missing' : 'none',
    fen: told.outcome === 'row' && money ? Number(told.output[money.name] ?? 0) : 0,
    why: (shown?.inputs ?? []).filter((cell) => cell.cell !== '-' && cell.cell !== '').map((cell) => whyLine(ctx, cell, sources)),
    citation: table.ground.document
      ? { document: table.ground.document, clause: row?.clause ?? table.ground.clause ?? '' }
      : null,
    amount: amount
      ? {
          status: amount.status,
          document: amount.document ?? null,
          clause: amount.clause ?? null,
          decision: amount.decision ?? null,
        }
      : null,
    table: { title: table.title, pack, version, row: told.outcome === 'row' ? told.row : null },
    missing: told.outcome === 'missing' ? told.missing.map((name) => ({ name, title: title(name) })) : [],
    excludedBy: null,
    nextChange: told.next ? { on: told.next.day, text: told.next.text.replace(/^\S+ /, '') } : null,
  }
}

function whyLine(ctx: Context, cell: CellTrace, sources: Map<string, Source>): WhyLine {
  const kind = ctx.catalogue.facts.get(cell.fact)?.kind ?? (cell.fact === 'person.age' ? 'person.birth' : cell.fact)
  const source = sources.get(kind)
  const own = cell.fact.startsWith('person.')
  return {
    condition: cell.input,
    wanted: cell.cell,
    fact: cell.fact,
    value: cell.verdict === 'missing' ? null : cell.text,
    verdict: cell.verdict === 'pass' ? 'met' : cell.verdict === 'fail' ? 'not-met' : 'missing',
    source: source?.label ?? (own ? '人员档案' : null),
    sourceId: source?.id ?? null,
    reportedOn: source?.reported_on ?? null,
    since: own ? null : (source?.valid_from ?? null),
  }
}

/** Same order as in judge-population: of benefits that shut each other out the first (or the higher) stays. */
async function shutOut(ctx: Context, judged: Judged[], on: Day): Promise<Judged[]> {
  for (const rule of await exclusions(ctx, on)) {
    const order = orderOf(rule)
    const due = judged.filter((one) => one.outcome === 'due' && order.includes(one.programme))
    if (due.length < 2) continue
    const byOrder = (a: Judged, b: Judged) => order.indexOf(a.programme) - order.indexOf(b.programme)
    const higher = rule.keep === 'higher' || rule.keep === '就高'
    const [kept, ...rest] = due.sort((a, b) => (higher && b.fen !== a.fen ? b.fen - a.fen : byOrder(a, b)))
    for (const one of rest) {
      one.outcome = 'excluded'
      one.excludedBy = programmeTitle(kept!.programme)
      one.citation = { document: rule.document, clause: rule.clause }
    }
  }
  return judged
}
