// What a table does to the people on the roll today, row by row, and what its draft would change: a trial on current facts, inside the database.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { type Table, toSql } from '@songhe/rules'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { newestPublished, openDraft, versionsOf } from '../packs/pack-store.ts'
import { tableOf } from './check-table.ts'
import { columnOf, populationSql } from './population.ts'

type Effect = ReplyOf<typeof contract.effectOfDraft>
type Names = ReplyOf<typeof contract.effectNames>

interface Tables {
  before: Table | undefined
  after: Table
}

export async function effectOfDraft(ctx: Context, input: InputOf<typeof contract.effectOfDraft>): Promise<Effect> {
  const started = performance.now()
  const tables = await tablesOf(ctx, input.params.pack)
  const on = today(ctx)
  const compared = comparedSql(ctx, tables, on)
  const found = await sql<{
    kind: 'gain' | 'lose' | 'same' | 'none'
    town: number
    name: string | null
    row: number
    people: string
    delta: string
  }>`
    with compared as materialized (${sql.raw(compared)}), ${sql.raw(townsSql(on))}
    select kind, coalesce(town.town, 0) as town, town.name, row_after as row, count(*) as people, coalesce(sum(fen_after - fen_before), 0) as delta
    from compared left join town on town.area = compared.area
    group by 1, 2, 3, 4`.execute(ctx.db)
  const share = (kind: string) => {
    const rows = found.rows.filter((row) => row.kind === kind)
    return { people: total(rows, (row) => row.people), fen: total(rows, (row) => row.delta) }
  }
  const towns = new Map<number, Effect['towns'][number]>()
  for (const row of found.rows) {
    if (row.kind !== 'gain' && row.kind !== 'lose') continue
    const town = towns.get(row.town) ?? { town: row.town, name: row.name ?? '未落到镇街', gain: 0, lose: 0, fen: 0 }
    town[row.kind] += Number(row.people)
    town.fen += Number(row.delta)
    towns.set(row.town, town)
  }
  return {
    on,
    people: total(found.rows, (row) => row.people),
    gain: share('gain'),
    lose: share('lose'),
    same: share('same'),
    towns: [...towns.values()].sort((a, b) => Math.abs(b.fen) - Math.abs(a.fen)),
    rows: tables.after.rows.map((row) => ({
      row: row.id,
      people: total(
        found.rows.filter((each) => each.row === row.index),
        (each) => each.people,
      ),
    })),
    milliseconds: Math.round(performance.now() - started),
  }
}

export async function effectNames(ctx: Context, input: InputOf<typeof contract.effectNames>): Promise<Names> {
  const { kind, town, row, page, size } = input.query
  const tables = await tablesOf(ctx, input.params.pack)
  const under = kind === 'row' ? (tables.after.rows.find((one) => one.id === row)?.index ?? 0) : null
  const on = today(ctx)
  const name = ctx.principal.permissions.has('registry.names') ? sql`person.name` : sql`person.name_masked`
  const found = await sql<{
    person: string
    name: string
    town: string
    birth: string
    before: string
    after: string
    row_before: number
    row_after: number
    total: string
  }>`
    with compared as materialized (${sql.raw(comparedSql(ctx, tables, on))}), ${sql.raw(townsSql(on))}
    select compared.person, ${name} as name, coalesce(town.name, '') as town, person.birth::text as birth, fen_before as before, fen_after as after,
      row_before, row_after, count(*) over () as total
    from compared join registry.person person on person.district = ${ctx.principal.district} and person.id = compared.person
    left join town on town.area = compared.area
    where (case when ${under}::int is null then kind = ${kind} else row_after = ${under}::int and ${under}::int > 0 end) and (${town ?? null}::int is null or town.town = ${town ?? null}::int)
    order by abs(fen_after - fen_before) desc, compared.person limit ${size} offset ${(page - 1) * size}`.execute(ctx.db)
  await audit(ctx, {
    event: 'policy.effect-names-viewed',
    object: `pack:${input.params.pack}`,
    details: { kind, town, row, page },
  })
  const rowId = (table: Table | undefined, index: number) => table?.rows.find((row) => row.index === index)?.id ?? null
  return {
    rows: found.rows.map((row) => ({
      person: row.person,
      name: row.name,
      town: row.town,
      birth: row.birth,
      before: Number(row.before),
      after: Number(row.after),
      rowBefore: rowId(tables.before, row.row_before),
      rowAfter: rowId(tables.after, row.row_after),
    })),
    total: Number(found.rows[0]?.total ?? 0),
  }
}

async function tablesOf(ctx: Context, pack: string): Promise<Tables> {
  const versions = await versionsOf(ctx, pack)
  const [published, draft] = [newestPublished(versions), openDraft(versions)]
  const newest = draft ?? published
  if (newest?.kind !== 'allowance') throw conflict('这张表不是待遇表，没有在名册上的效果。', { next: '请打开一张待遇表。' })
  return { before: published && tableOf(published.body), after: tableOf(newest.body) }
}

/** person, area, row and fen before and after, kind. Both tables read the same wide row, so a difference is the table's alone. */
function comparedSql(ctx: Context, { before, after }: Tables, on: string): string {
  const facts = [...new Set([...(before?.inputs ?? []), ...after.inputs].map((input) => input.fact))]
  const population = populationSql(ctx.catalogue, facts, on, ctx.principal.district)
  const side = (table: Table | undefined, name: string) => {
    if (!table) return { row: '0', fen: () => '0::bigint' }
    const bind = (fact: string) => `wide.${columnOf(fact)}`
    const row = toSql(table, bind, { on, birthColumn: 'wide.birth' }).rowCase
    const outputs = toSql(table, (fact) => `judged.${columnOf(fact)}`, {
      on,
      birthColumn: 'judged.birth',
      rowColumn: `judged.row_${name}`,
    }).outputs
    const money = table.outputs.find((output) => output.type === 'money')
    return { row, fen: () => (money ? `coalesce(${outputs[money.name]}, 0)::bigint` : '0::bigint') }
  }
  const [old, next] = [side(before, 'before'), side(after, 'after')]
  return `select person, area, row_before, row_after, fen_before, fen_after,
      case when fen_after > fen_before then 'gain' when fen_after < fen_before then 'lose' when fen_before > 0 then 'same' else 'none' end as kind
    from (select judged.person, judged.area, judged.row_before, judged.row_after, ${old.fen()} as fen_before, ${next.fen()} as fen_after
      from (select wide.*, (${old.row}) as row_before, (${next.row}) as row_after from (${population}) wide) judged) paid`
}

/** Town of each area on the day: a town is its own, a village belongs to its parent. */
const townsSql = (on: string) => `place as (
    select period.area, area.kind, period.name, period.parent from registry.area_period period join registry.area area on area.key = period.area
    where period.valid_from <= date '${on}' and (period.valid_to is null or period.valid_to > date '${on}')
  ), town as (
    select place.area, case when place.kind = 'village' then above.area else place.area end as town,
      case when place.kind = 'village' then above.name else place.name end as name
    from place left join place above on above.area = place.parent
  )`

const total = <Row>(rows: Row[], of: (row: Row) => string) => rows.reduce((sum, row) => sum + Number(of(row)), 0)
