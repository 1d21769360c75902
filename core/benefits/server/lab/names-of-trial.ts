// Who stands behind a number of a trial: names by permission, a page at a time, and the log knows that somebody looked.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { invalid } from '@songhe/basics/problem'
import { offsetOf } from '@songhe/basics/paging'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { unpackDay } from '@songhe/rules'
import { sql } from 'kysely'
import type * as contract from '../../contract-lab.ts'
import { breakdowns } from './breakdown.ts'
import { ABILITY_WORDS, placesOf } from './places-of-lab.ts'
import { idOf } from './roll.ts'
import { tryOut } from './trial.ts'

type Reply = ReplyOf<typeof contract.labNames>

export async function labNames(ctx: Context, { query }: InputOf<typeof contract.labNames>): Promise<Reply> {
  const { roll, before, schemes, days } = await tryOut(ctx, query)
  const after = schemes[query.scheme]?.weighed ?? (query.kind === 'paid' && query.scheme === 0 ? before : undefined)
  if (!after) throw invalid('没有这个方案。', { next: '请刷新页面后再看名单。' })
  const places = await placesOf(ctx, days[0]!)
  const part = breakdowns(roll, days[0]!, places, ABILITY_WORDS).find(({ key }) => key === query.dimension)
  const group = part ? part.groups.findIndex(({ key }) => key === query.group) : -1
  const found: number[] = []
  for (let row = 0; row < roll.length; row++) {
    const [was, becomes] = [before.sums[row]!, after.sums[row]!]
    const named = query.kind === 'gain' ? becomes > was : query.kind === 'lose' ? becomes < was : becomes > 0
    if (named && (!part || part.of[row] === group)) found.push(row)
  }
  const change = (row: number) => Math.abs(after.sums[row]! - before.sums[row]!)
  found.sort((a, b) => change(b) - change(a) || a - b)
  const shown = found.slice(offsetOf(query), offsetOf(query) + query.size)
  const names = await namesOf(
    ctx,
    shown.map((row) => idOf(roll, row)),
  )
  const note = schemes[query.scheme]?.read.tables.some(({ example }) => example) ? '含示例金额' : ''
  const { kind, dimension, group: of, page } = query
  await audit(ctx, { event: 'lab.names-viewed', details: { kind, dimension, group: of, page, persons: shown.length } })
  return {
    total: found.length,
    rows: shown.map((row) => ({
      person: idOf(roll, row),
      name: names.get(idOf(roll, row)) ?? '（已不在名册）',
      town: places.name(places.town(roll.areas[row]!)),
      birth: unpackDay(roll.births[row]!),
      before: before.sums[row]!,
      after: after.sums[row]!,
      difference: after.sums[row]! - before.sums[row]!,
      note,
    })),
  }
}

async function namesOf(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const name = ctx.principal.permissions.has('registry.names') ? sql`name` : sql`name_masked`
  const found = await sql<{ id: string; name: string }>`
    select id, ${name} as name from registry.person where district = ${ctx.principal.district} and id = any(${[...ids]}::uuid[])`.execute(
    ctx.db,
  )
  return new Map(found.rows.map((row) => [row.id, row.name]))
}
