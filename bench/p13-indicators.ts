// P13: a million benefit lines, 25 measures, 40 towns, 12 months: the cells built whole and for one month, beside the shortest single statement that gives the same rows.
import { capability as benefits } from '@songhe/benefits/capability'
import { capability as facilities } from '@songhe/facilities/capability'
import { planForMany } from '@songhe/kernel/db/plan-for-many'
import type { Context } from '@songhe/kernel/context'
import type { Measure } from '@songhe/kernel/measure'
import { dayIn } from '@songhe/kernel/measure'
import { type Somebody, type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { capability as ledger } from '@songhe/ledger/capability'
import { capability as planning } from '@songhe/planning/capability'
import { capability as policy } from '@songhe/policy/capability'
import { capability as registry } from '@songhe/registry/capability'
import { sql } from 'kysely'
import { rollUpMonths } from '../oversight/planning/server/measures/roll-up.ts'
import { median, timed } from './database-of-bench.ts'
import type { Figure } from './figure.ts'

const KAIZHOU = 4
const MONTHS = Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, '0')}`)
const NOW = new Date('2026-01-15T00:00:00Z')
const WHO: Somebody = { district: KAIZHOU, now: NOW }
const ROUNDS = 3
const KINDS = ['month', 'arrear', 'recovery', 'one-off']
const PROGRAMMES = ['old-age-allowance', 'service-subsidy', 'destitute-care', 'disability-living', 'disability-nursing']

/** Sums and counts of lines by programme and kind, as a room would offer them: each reads the million rows. */
const overLines: Measure[] = Array.from({ length: 25 }, (_, i) => {
  const programme = PROGRAMMES[i % 5]!
  const kind = KINDS[Math.floor(i / 5) % 4]!
  return {
    key: `bench.lines-${i}`,
    title: `第${i + 1}项`,
    unit: '分',
    timing: 'flow',
    note: '试验。',
    opens: '/people/:id',
    remembers: false,
    records: ({
      district,
      from,
      to,
    }) => sql`select l.area, l.kind as split, l.person::text as object, (l.state_at at time zone 'Asia/Shanghai')::date as day,
        ${i < 20 ? sql`l.fen::numeric` : sql`1::numeric`} as value
      from benefits.line l where l.district = ${district} and l.programme = ${programme} and l.kind = ${kind}
        and l.state_at >= (${dayIn(from)})::timestamp at time zone 'Asia/Shanghai' and l.state_at < (${dayIn(to)} + 1)::timestamp at time zone 'Asia/Shanghai'`,
  }
})

const benchRoom = { name: 'bench', title: '试验', measures: overLines }

export async function cellsOfAMillion(rows = 1_000_000): Promise<Figure[]> {
  // Only the bench's measures: the others would add their own little and hide what is compared.
  const quiet = [registry, policy, facilities, benefits].map(({ measures: _measures, ...room }) => room)
  const world = await testDatabase([ledger, ...quiet, planning, benchRoom], NOW)
  try {
    const owner = { query: (text: string, values?: unknown[]) => world.owner(text, values) } as never
    await registry.references!(owner)
    await plantLines(world, rows)
    const times = { whole: [] as number[], wholeBeside: [] as number[], month: [] as number[], monthBeside: [] as number[] }
    for (let round = 0; round < ROUNDS; round++) {
      times.wholeBeside.push(await timed(() => world.as(WHO, (ctx) => oneStatement(ctx, MONTHS))))
      times.whole.push(await timed(() => world.as(WHO, (ctx) => rollUpMonths(ctx, MONTHS))))
      times.monthBeside.push(await timed(() => world.as(WHO, (ctx) => oneStatement(ctx, ['2025-07']))))
      times.month.push(await timed(() => world.as(WHO, (ctx) => rollUpMonths(ctx, ['2025-07']))))
    }
    const differ = await world.as(WHO, async (ctx) => {
      await oneStatement(ctx, MONTHS)
      const found = await sql<{ n: number }>`select count(*)::int as n from (
        (select measure, split, area, month, value, records from beside except all select measure, split, area, month, value, records from planning.cell where district = ${KAIZHOU})
        union all (select measure, split, area, month, value, records from planning.cell where district = ${KAIZHOU} except all select measure, split, area, month, value, records from beside)) d`.execute(
        ctx.db,
      )
      return found.rows[0]!.n
    })
    if (differ > 0) throw new Error(`${differ} cells differ from the one statement`)
    const cells = await world.owner<{ n: number; towns: number }>(
      'select count(*)::int as n, count(distinct area)::int as towns from planning.cell where district = $1',
      [KAIZHOU],
    )
    const figure = (what: string, own: readonly number[], beside: readonly number[], bar: number) => ({
      goal: 'P13',
      what: `${what}: ${rows} lines, 25 measures, ${cells[0]!.towns} towns, ${cells[0]!.n} cells in all`,
      figure: `${Math.round(median(own))} ms = ${(median(own) / median(beside)).toFixed(2)} x`,
      beside: `one statement into a table of the same shape: ${Math.round(median(beside))} ms`,
      bar: `<= ${bar} x`,
    })
    return [
      figure('cells of twelve months, built whole', times.whole, times.wholeBeside, 1.2),
      figure('cells of one month, built again', times.month, times.monthBeside, 2),
    ]
  } finally {
    await world.close()
  }
}

/** What the measures say, written as one statement by hand: the rows of all of them in one pass, as the same role behind the same walls. */
async function oneStatement(ctx: Context, months: readonly string[]) {
  await sql`create temporary table beside (measure text, split text, area int, month text, value numeric, records int) on commit drop`.execute(
    ctx.db,
  )
  const [first, last] = [months[0]!, months.at(-1)!]
  const parts = overLines.map(
    ({ key }, i) => sql`select ${key}::text as measure, l.kind as split, coalesce(t.town, ${KAIZHOU}::int) as area,
      to_char((l.state_at at time zone 'Asia/Shanghai')::date, 'YYYY-MM') as month, ${i < 20 ? sql`sum(l.fen)` : sql`count(*)::numeric`} as value, count(*)::int as records
    from benefits.line l left join towns t on t.area = l.area
    where l.district = ${KAIZHOU} and l.programme = ${PROGRAMMES[i % 5]!} and l.kind = ${KINDS[Math.floor(i / 5) % 4]!}
      and l.state_at >= (${`${first}-01`}::date)::timestamp at time zone 'Asia/Shanghai'
      and l.state_at < (${`${last}-01`}::date + interval '1 month') at time zone 'Asia/Shanghai'
    group by 2, 3, 4`,
  )
  // With the planner's best foot: hashing, as the product asks for too.
  await planForMany(ctx, () =>
    sql`insert into beside with towns as materialized (select p.area, p.parent as town from registry.area_period p join registry.area a on a.key = p.area and a.kind = 'village'
      where p.parent in (select area from registry.area_period where parent = ${KAIZHOU}))
    ${sql.join(parts, sql` union all `)}`.execute(ctx.db),
  )
}

async function plantLines(world: TestWorld, rows: number) {
  const run = '00000000-0000-7000-8000-000000000001'
  await world.owner(
    `insert into benefits.run (district, id, month, state, made_by_name) values ($1, $2, '2025-01', 'settled', '试')`,
    [KAIZHOU, run],
  )
  await world.owner(
    `with villages as (select array_agg(v.area order by v.area) as keys from registry.area_period t join registry.area_period v on v.parent = t.area where t.parent = $1)
    insert into benefits.line (district, run, person, programme, kind, for_month, area, fen, pack, version, row_id, state, state_at)
    select $1, $2, lpad(to_hex(n), 32, '0')::uuid, (array['old-age-allowance', 'service-subsidy', 'destitute-care', 'disability-living', 'disability-nursing'])[1 + n % 5],
      (array['month', 'arrear', 'recovery', 'one-off'])[1 + (n / 5) % 4], '2025-' || lpad((1 + n % 12)::text, 2, '0'), keys[1 + n % array_length(keys, 1)], 10000 + n % 500,
      'bench', 1, 'bench', 'paid', timestamptz '2025-01-01 08:00+08' + (n % 365) * interval '1 day'
    from generate_series(1, $3::int) n, villages`,
    [KAIZHOU, run, rows],
  )
  await world.owner('vacuum analyze benefits.line')
}
