// Computes a round in one transaction: freeze every site, judge it by the tables in force, take off what was paid under its claim, keep a line for each.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Day } from '@songhe/basics/day'
import { conflict } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { FACILITY_WORDS } from '@songhe/facilities/door'
import { sql } from 'kysely'
import type * as contract from '../../contract-grants.ts'
import { findHits } from './find-hits.ts'
import { freezeSites, sitesOf, type FrozenSite } from './freeze-sites.ts'
import { type GrantTable, tablesOf } from './grant-table.ts'
import { grantSettings } from './grant-settings.ts'
import { type GrantVerdict, judgeGrant, type SchemeTables } from './judge-grant.ts'
import { insertLines, type NewLine } from './insert-lines.ts'
import { paidBefore } from './paid-before.ts'
import { payClaims } from './pay-claims.ts'
import { noteGrantStep } from './round-store.ts'
import { type Days, daysOf, rewardDay, type Scheme, SCHEMES } from './schemes.ts'

export async function startGrantRound(
  ctx: Context,
  { body }: InputOf<typeof contract.startGrantRound>,
): Promise<ReplyOf<typeof contract.startGrantRound>> {
  const { district, staff, name } = ctx.principal
  const known = await sql`select from benefits.grant_round where district = ${district} and id = ${body.id}`.execute(ctx.db)
  if (known.rows.length > 0) return { id: body.id, outcome: 'exists' }
  const scheme = SCHEMES[body.scheme]
  const days = daysOf(scheme, body.period, today(ctx))
  await refuseSecondRound(ctx, scheme)
  const on = scheme.period === 'year' ? days.last : rewardDay(days, today(ctx))
  const { kindDay } = await grantSettings(ctx)
  const tables = await tablesOf(ctx, scheme, on)
  if (tables.rate.length === 0)
    throw conflict(`${scheme.title}在 ${on} 没有已发布的规则表，不能计算。`, { next: '请先在规则表里发布标准，再计算。' })
  const used = [...tables.rate, ...(tables.share ?? [])].map(({ pack, version, digest, example, title }) => ({
    pack,
    version,
    digest,
    example,
    title,
  }))
  await sql`insert into benefits.grant_round (district, id, scheme, period, number, state, judged_on, parameters, packs, snapshot_at, made_by, made_by_name)
    values (${district}, ${body.id}, ${scheme.key}, ${body.period},
      (select coalesce(max(number), 0) + 1 from benefits.grant_round where district = ${district} and scheme = ${scheme.key} and period = ${body.period}),
      'computed', ${on}, ${JSON.stringify(scheme.period === 'year' ? { kindDay } : {})}::jsonb, ${JSON.stringify(used)}::jsonb, ${ctx.now}, ${staff}, ${name})`.execute(
    ctx.db,
  )
  await insertLines(ctx, body.id, await judgeAll(ctx, { round: body.id, scheme, period: body.period, days, on, kindDay, tables }))
  await sql`update benefits.grant_round r set sites = t.sites, payees = t.payees, total_fen = t.fen, digest = t.digest
    from (select count(*)::int as sites, count(*) filter (where fen > 0)::int as payees, coalesce(sum(fen), 0)::bigint as fen,
        encode(sha256(convert_to(coalesce(string_agg(concat_ws('/', facility, claim, outcome, fen, entitled_fen, before_fen, pack, version, row_id, rating), '|' order by facility), ''), 'UTF8')), 'hex') as digest
      from benefits.grant_line where district = ${district} and round = ${body.id}) t
    where r.district = ${district} and r.id = ${body.id}`.execute(ctx.db)
  await noteGrantStep(ctx, body.id, 'computed')
  await audit(ctx, {
    event: 'grant-round.computed',
    object: `grant-round:${body.id}`,
    details: { scheme: scheme.key, period: body.period, on },
  })
  return { id: body.id, outcome: 'created' }
}

/** Two open rounds of one scheme could each pay the same claim. */
async function refuseSecondRound(ctx: Context, scheme: Scheme) {
  const open = await sql<{ period: string }>`select period from benefits.grant_round
    where district = ${ctx.principal.district} and scheme = ${scheme.key} and state in ('computed', 'submitted')`.execute(ctx.db)
  if (open.rows[0])
    throw conflict(`${open.rows[0].period} 的${scheme.title}还有一个批次没有批准。`, { next: '请先办完或作废那一个，再计算。' })
}

interface Asked {
  round: string
  scheme: Scheme
  period: string
  days: Days
  on: Day
  kindDay: 'period-end' | 'period-start'
  tables: SchemeTables & { rate: readonly GrantTable[] }
}

async function judgeAll(ctx: Context, asked: Asked): Promise<NewLine[]> {
  const { scheme, period, days, on, kindDay, tables, round } = asked
  const yearly = scheme.period === 'year'
  const ends = kindDay === 'period-start' ? [days.first, days.last] : [days.last, days.first]
  const sites = await sitesOf(ctx, { days, on, kindOn: yearly ? ends[0]! : on, otherKindOn: yearly ? ends[1]! : null })
  const judged = sites.flatMap((frozen) => {
    const verdict = judgeGrant(
      tables,
      { facts: frozen.facts, openOn: frozen.site.openOn, kindDoubt: frozen.kindDoubt },
      on,
      FACILITY_WORDS,
    )
    return verdict ? [{ frozen, verdict: withAddress(scheme, frozen, verdict) }] : []
  })
  await freezeSites(
    ctx,
    round,
    judged.map(({ frozen }) => frozen),
  )
  const due = judged.filter(({ verdict }) => verdict.outcome === 'due')
  const addressed =
    scheme.once === 'address'
      ? await findHits(
          ctx,
          round,
          due.map(({ frozen }) => frozen),
        )
      : null
  const standingOf = (site: string) => addressed?.standingOf.get(site) ?? null
  const claimOf = (site: string) => {
    const standing = standingOf(site)
    return standing ? addressed!.places.claimOf(standing) : site
  }
  const waits = (site: string) => {
    const standing = standingOf(site)
    return standing !== null && addressed!.places.waits(standing)
  }
  const settled = payClaims(
    scheme,
    due
      .filter(({ frozen }) => !waits(frozen.site.id))
      .map(({ frozen, verdict }) => ({
        id: frozen.site.id,
        claim: claimOf(frozen.site.id),
        fen: verdict.fen,
        rank: verdict.rank,
        grade: gradeOf(scheme, frozen),
        reason: verdict.reason,
      })),
    await paidBefore(ctx, scheme, period, addressed?.places.claimOf ?? ((id) => id)),
  )
  return judged.map(({ frozen, verdict }) => ({
    frozen,
    verdict,
    scheme,
    period,
    claim: claimOf(frozen.site.id),
    standing: standingOf(frozen.site.id),
    rating: frozen.ratings.find((one) => one.scheme === scheme.rating) ?? null,
    settled: settled.get(frozen.site.id) ?? null,
    waits: verdict.outcome === 'due' && waits(frozen.site.id),
    otherDayFen: otherDay(asked, frozen, verdict),
  }))
}

const gradeOf = (scheme: Scheme, { ratings }: FrozenSite) => ratings.find((one) => one.scheme === scheme.rating)?.grade ?? ''

/** Without an address nobody can say that it was not rewarded before. */
function withAddress(scheme: Scheme, { site }: FrozenSite, verdict: GrantVerdict): GrantVerdict & { noAddress?: boolean } {
  return scheme.once === 'address' && verdict.outcome === 'due' && site.addressIndex === ''
    ? { ...verdict, outcome: 'missing', noAddress: true, reason: '没有登记地址，判断不了这个地址是否奖励过，不发。' }
    : verdict
}

/** What the other end of the year would pay, where the kind changed between: no document says which day counts. */
function otherDay({ tables, on }: Asked, { site, otherFacts, kindDoubt }: FrozenSite, verdict: GrantVerdict): number | null {
  if (!otherFacts) return null
  const other = judgeGrant(tables, { facts: otherFacts, openOn: site.openOn, kindDoubt }, on, FACILITY_WORDS)
  return other && other.fen !== verdict.fen ? other.fen : null
}
