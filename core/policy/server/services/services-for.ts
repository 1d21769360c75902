// Which items of the basic service list apply to one elder, said in plain words; what is unknown is said as a question, never as a no.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Day } from '@songhe/basics/day'
import { notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { type Facts, judge, parseTable } from '@songhe/rules'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { columnOf, populationSql } from '../judge/population.ts'
import type { TableBody } from '../packs/table-file.ts'
import { baseList, currentList, itemsOf } from './show-service-list.ts'

type Reply = ReplyOf<typeof contract.servicesOfPerson>

export async function servicesOfPerson(ctx: Context, input: InputOf<typeof contract.servicesOfPerson>): Promise<Reply> {
  const on = today(ctx)
  const body = (await currentList(ctx))?.body ?? baseList()
  const facts: Facts = body ? await factsOfPerson(ctx, input.params.person, factsUsed(body), on) : {}
  await audit(ctx, { event: 'person.services-viewed', object: `person:${input.params.person}`, person: input.params.person })
  return { on, items: body ? servicesFor(body, facts, on, (fact) => ctx.catalogue.facts.get(fact)?.title ?? fact) : [] }
}

/** Pure: list x facts -> items that apply or may apply. */
export function servicesFor(
  body: TableBody,
  facts: Facts,
  on: Day,
  titleOf: (fact: string) => string = (fact) => fact,
): Reply['items'] {
  const sources = body.items ?? body.rows ?? []
  return itemsOf(body).flatMap((item, index): Reply['items'] => {
    const source = sources[index] as { when?: Record<string, string>; plain?: string }
    const outcome = source.when ? matches(body, source.when, facts, on) : 'none'
    if (outcome === 'none') return []
    if (outcome === 'applies') return [{ ...item, verdict: 'applies' as const, words: source.plain ?? wordsOf(item) }]
    return [
      {
        ...item,
        verdict: 'missing' as const,
        words: `可能可以享受“${item.item}”，还要先核实：${outcome.map(titleOf).join('、')}。`,
      },
    ]
  })
}

const wordsOf = (item: ReturnType<typeof itemsOf>[number]) =>
  `可以享受“${item.item}”${item.standard ? `，标准是${item.standard}` : ''}${item.payer ? `，费用由${item.payer}承担` : ''}${item.body ? `，找${item.body}办理` : ''}。`

function matches(body: TableBody, when: Record<string, string>, facts: Facts, on: Day): 'applies' | 'none' | string[] {
  if (Object.keys(when).length === 0) return 'applies'
  const inputs = Object.fromEntries(Object.keys(when).map((name) => [columnOf(name), factOf(body, name)]))
  const cells = Object.fromEntries(Object.entries(when).map(([name, cell]) => [columnOf(name), cell]))
  const parsed = parseTable({
    table: body.table,
    key: body.key,
    kind: 'service-list',
    region: body.region ?? 'district',
    ground: { document: body.ground.document, clause: body.ground.clause || '清单' },
    valid: { from: body.valid.from },
    hit: 'first',
    inputs,
    output: { 享受: 'boolean' },
    rows: [{ id: '1', when: cells, then: { 享受: 'true' } }],
  })
  if (!parsed.table) return 'none'
  const outcome = judge(parsed.table, facts, { on })
  if (outcome.outcome === 'row') return 'applies'
  if (outcome.outcome !== 'missing') return 'none'
  return outcome.missing
}

/** Conditions of an item name a column of the list, or a fact directly. */
const factOf = (body: TableBody, name: string) => body.inputs?.[name] ?? name

function factsUsed(body: TableBody): string[] {
  const items = (body.items ?? body.rows ?? []) as { when?: Record<string, string> }[]
  return [...new Set(items.flatMap((item) => Object.keys(item.when ?? {}).map((name) => factOf(body, name))))]
}

async function factsOfPerson(ctx: Context, person: string, names: string[], on: Day): Promise<Facts> {
  const text = populationSql(ctx.catalogue, names, on, ctx.principal.district)
  const found = await sql<
    Record<string, unknown>
  >`select row_to_json(elder) as facts from (${sql.raw(text)} and elder.id = ${person}) elder`.execute(ctx.db)
  const row = found.rows[0]?.facts as Record<string, Facts[string]> | undefined
  if (!row) throw notFound('这位老人')
  return Object.fromEntries(names.map((name) => [name, row[columnOf(name)] ?? null]))
}
