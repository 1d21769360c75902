// Numbers that people read aloud: cases (开州-2026-000123) and decisions, counted per district and year inside the act.
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'

export async function districtName(ctx: Context): Promise<string> {
  const found = await sql<{ name: string }>`
    select name from registry.area_period where area = ${ctx.principal.district} order by valid_from desc limit 1`.execute(ctx.db)
  return found.rows[0]?.name ?? `第${ctx.principal.district}区`
}

const shortName = (name: string) => (name.length > 2 ? name.replace(/(自治县|区|县)$/, '') : name)

async function take(ctx: Context, kind: string, count: number): Promise<number> {
  const year = Number(today(ctx).slice(0, 4))
  const found = await sql<{ last: number }>`
    insert into benefits.counter (district, kind, year, last) values (${ctx.principal.district}, ${kind}, ${year}, ${count})
    on conflict (district, kind, year) do update set last = benefits.counter.last + ${count} returning last`.execute(ctx.db)
  return found.rows[0]!.last - count + 1
}

/** The next `count` case numbers, in order. */
export async function caseNumbers(ctx: Context, count: number): Promise<string[]> {
  const place = shortName(await districtName(ctx))
  const first = await take(ctx, 'case', count)
  return Array.from({ length: count }, (_, i) => `${place}-${today(ctx).slice(0, 4)}-${String(first + i).padStart(6, '0')}`)
}

export async function decisionNumbers(ctx: Context, count: number): Promise<string[]> {
  const place = shortName(await districtName(ctx))
  const first = await take(ctx, 'decision', count)
  return Array.from({ length: count }, (_, i) => `${place}养决〔${today(ctx).slice(0, 4)}〕${first + i}号`)
}
