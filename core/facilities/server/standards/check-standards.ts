// Holds sites against the standards in force and keeps what came out, so that a list of a thousand can be filtered by it.
import type { Day } from '@songhe/basics/day'
import { copyRows } from '@songhe/kernel/bulk'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { parsedTable, publishedTables } from '@songhe/policy/door'
import type { Table } from '@songhe/rules'
import { sql } from 'kysely'
import { factsOn } from '../facts/facts-on.ts'
import type { FacilityState } from '../register/facility-store.ts'
import { factsForRules } from './facts-for-rules.ts'
import { judgeSite, type SiteVerdict } from './judge-site.ts'

interface Standard {
  pack: string
  version: number
  document: string
  advice: boolean
  table: Table
}

export async function standardsOn(ctx: Context, on: Day): Promise<Standard[]> {
  const [standards, advice] = [
    await publishedTables(ctx, { on, kind: 'facility-standard' }),
    await publishedTables(ctx, { on, kind: 'facility-advice' }),
  ]
  return [...standards, ...advice].map(({ pack, version, table }) => ({
    pack,
    version,
    document: table.ground.document ?? '',
    advice: table.kind === 'facility-advice',
    table: parsedTable(table),
  }))
}

const BATCH = 500

/** All open sites, or the named ones. @returns how many were checked */
export async function checkStandards(
  ctx: Context,
  ids?: readonly string[],
  progress?: (done: number, total: number) => Promise<void>,
): Promise<number> {
  const on = today(ctx)
  const standards = await standardsOn(ctx, on)
  const sites = await sitesOf(ctx, ids)
  for (let at = 0; at < sites.length; at += BATCH) {
    const batch = sites.slice(at, at + BATCH)
    const facts = await factsOn(
      ctx,
      batch.map(({ id }) => id),
      on,
    )
    const verdicts = batch.flatMap((site) => {
      const known = factsForRules(facts.get(site.id)!, site.state)
      return standards.map((standard) => ({ site, standard, ...judgeSite(standard.table, known, on) }))
    })
    await keep(ctx, batch, verdicts, on)
    await progress?.(at + batch.length, sites.length)
  }
  return sites.length
}

interface Site {
  id: string
  area: number
  state: FacilityState
}

async function sitesOf(ctx: Context, ids?: readonly string[]): Promise<Site[]> {
  const which = ids ? sql`and id = any(${[...ids]}::uuid[])` : sql`and state not in ('closed', 'withdrawn')`
  const found =
    await sql<Site>`select id, area, state from facilities.facility where district = ${ctx.principal.district} ${which} order by id`.execute(
      ctx.db,
    )
  return found.rows
}

type Kept = SiteVerdict & { site: Site; standard: Standard }

async function keep(ctx: Context, sites: readonly Site[], verdicts: readonly Kept[], on: Day) {
  const { district } = ctx.principal
  await sql`delete from facilities.standard_check where district = ${district} and facility = any(${sites.map(({ id }) => id)}::uuid[])`.execute(
    ctx.db,
  )
  const rows = verdicts.map(({ site, standard, verdict, row, clause, lines }) => [
    site.id,
    site.area,
    standard.pack,
    standard.version,
    standard.advice,
    verdict,
    row,
    standard.document,
    clause,
    JSON.stringify(lines),
  ])
  if (rows.length === 0) return
  await sql`drop table if exists checked_site`.execute(ctx.db)
  await copyRows(
    ctx,
    'checked_site',
    {
      facility: 'uuid',
      area: 'int',
      pack: 'text',
      version: 'int',
      advice: 'boolean',
      verdict: 'text',
      row: 'text',
      document: 'text',
      clause: 'text',
      lines: 'jsonb',
    },
    rows,
  )
  await sql`insert into facilities.standard_check (district, facility, area, pack, version, advice, verdict, row, document, clause, lines, checked_on)
    select ${district}, facility, area, pack, version, advice, verdict, row, document, clause, lines, ${on} from checked_site`.execute(
    ctx.db,
  )
}

/** One word over all standards that decide: the worst counts. */
export const WORST = sql`coalesce((select case when bool_or(verdict = 'not-met') then 'not-met' when bool_or(verdict = 'missing') then 'missing'
  when bool_or(verdict = 'met') then 'met' else 'none' end from facilities.standard_check s
  where s.district = f.district and s.facility = f.id and not s.advice), 'none')`
