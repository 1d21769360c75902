// One amount for a site on one thread: clause, row and conditions as the round froze them, the rating and its decision, and what else was paid under the claim.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Day } from '@songhe/basics/day'
import { notFound } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { FACILITY_WORDS, kindTitle, type Rating } from '@songhe/facilities/door'
import { explain, type Facts } from '@songhe/rules'
import { sql } from 'kysely'
import type * as contract from '../../contract-grants.ts'
import type { KindSpan } from './freeze-sites.ts'
import { type GrantTable, RATING_WORDS, tablesOf } from './grant-table.ts'
import { asLine, GRANT_LINE_STATES, GRANT_LINES, type LineRecord } from './queries.ts'
import { getRound, roundTitle, type StoredRound } from './round-store.ts'
import { SCHEMES } from './schemes.ts'

type Reply = ReplyOf<typeof contract.explainGrantLine>
interface Frozen {
  facts: Facts
  ratings: (Rating & { withdrawn: boolean })[]
  kinds: KindSpan[]
  address: string
}

export async function explainGrantLine(ctx: Context, { params }: InputOf<typeof contract.explainGrantLine>): Promise<Reply> {
  const { district } = ctx.principal
  const round = await getRound(ctx, params.id)
  const [line] = (
    await sql<LineRecord>`select * from (${GRANT_LINES(ctx, round.id)}) x where x.facility = ${params.facility}`.execute(ctx.db)
  ).rows
  if (!line) throw notFound('这处设施在这个批次里的一笔')
  const [frozen] = (
    await sql<Frozen>`select s.facts, s.kinds, s.address, (select coalesce(jsonb_agg(r || jsonb_build_object('withdrawn', not exists (select from facilities.facility_fact f
          where f.district = s.district and f.facility = s.facility and f.id = (r ->> 'id')::uuid))), '[]') from jsonb_array_elements(s.ratings) r) as ratings
      from benefits.grant_snapshot s where s.district = ${district} and s.round = ${round.id} and s.facility = ${params.facility}`.execute(
      ctx.db,
    )
  ).rows
  return {
    ...asLine(line),
    title: roundTitle(round),
    judgedOn: round.judgedOn,
    frozenAt: round.snapshotAt.toISOString(),
    address: frozen!.address,
    tables: await toldBy(ctx, round, frozen!.facts),
    ratings: frozen!.ratings.map(({ id, scheme, grade, validFrom, decision, source, withdrawn }) => ({
      id,
      scheme,
      grade,
      validFrom,
      decision,
      source,
      withdrawn,
    })),
    kinds: frozen!.kinds.map(({ from, to, kind }) => ({ from, to, title: kindTitle(kind) })),
    claim: await underClaim(ctx, round.id, params.facility),
  }
}

/** With the versions that the round froze, whatever was published since. */
async function toldBy(ctx: Context, round: StoredRound, facts: Facts): Promise<Reply['tables']> {
  const { rate, share } = await tablesOf(ctx, SCHEMES[round.scheme], round.judgedOn, round.snapshotAt)
  return [...rate, ...(share ?? [])].map((table) => told(table, facts, round.judgedOn))
}

const VERDICTS = { pass: 'met', fail: 'not-met', missing: 'missing' } as const

function told({ title, pack, version, table }: GrantTable, facts: Facts, on: Day): Reply['tables'][number] {
  const explanation = explain(table, facts, { on, words: { ...FACILITY_WORDS, ...RATING_WORDS } })
  const trace = 'index' in explanation ? explanation.traces[explanation.index - 1] : explanation.closest
  return {
    title,
    pack,
    version,
    row: 'row' in explanation ? explanation.row : '',
    document: table.ground.document ?? table.ground.decision ?? '',
    clause: trace?.clause ?? table.ground.clause ?? '',
    conditions: (trace?.inputs ?? [])
      .filter(({ cell }) => cell !== '-')
      .map(({ verdict, text }) => ({ verdict: VERDICTS[verdict], text })),
  }
}

async function underClaim(ctx: Context, round: string, facility: string): Promise<Reply['claim']> {
  const found = await sql<
    Omit<Reply['claim'][number], 'title' | 'stateTitle'> & { scheme: string; period: string; number: number; state: string }
  >`
    select l.round, r.scheme, r.period, r.number, s.name, l.grade, l.fen, l.state from benefits.grant_line m
    join benefits.grant_line l on l.district = m.district and l.scheme = m.scheme and l.claim = m.claim and (l.round, l.facility) <> (m.round, m.facility)
    join benefits.grant_round r on r.district = l.district and r.id = l.round and r.state <> 'discarded'
    join benefits.grant_snapshot s on s.district = l.district and s.round = l.round and s.facility = l.facility
    where m.district = ${ctx.principal.district} and m.round = ${round} and m.facility = ${facility} order by r.made_at`.execute(
    ctx.db,
  )
  return found.rows.map(({ scheme, period, number, state, ...line }) => ({
    ...line,
    title: roundTitle({ scheme, period, number }),
    stateTitle: GRANT_LINE_STATES[state] ?? state,
  }))
}
