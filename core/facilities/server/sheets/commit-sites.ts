// The commit of a list of sites: new ones in bulk, known ones get what differs and nothing else.
import { newId } from '@songhe/basics/ids'
import { conflict } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { open, seal } from '@songhe/kernel/secrets'
import type { CommitCounts, CommitPlan } from '@songhe/kernel/sheets/sheet'
import { today } from '@songhe/kernel/today'
import { foldName } from '@songhe/registry/door'
import { sql } from 'kysely'
import { insertSites, type NewSite } from '../bulk/insert-sites.ts'
import { storeFact } from '../facts/store-facts.ts'
import { meetOperator } from '../operators/operator-store.ts'
import { checkStandards } from '../standards/check-standards.ts'
import { type KnownSite, siteBook } from './match-sites.ts'
import { type SiteRow, siteReader } from './read-site-row.ts'

const BULK = 500

export async function commitSites(ctx: Context, plan: CommitPlan): Promise<CommitCounts> {
  const read = await siteReader(ctx, plan.options)
  const book = await siteBook(ctx)
  const source = plan.options.source || '设施台账'
  const counts: CommitCounts = { added: 0, changed: 0, unchanged: 0 }
  const operators = new Map<string, string>()
  const touched: string[] = []
  let waiting: NewSite[] = []
  const flush = async () => {
    await insertSites(ctx, waiting, { source, import: plan.id })
    touched.push(...waiting.map(({ id }) => id))
    waiting = []
  }
  for await (const batch of plan.rows) {
    for (const row of batch) {
      const site = read(row, () => {})
      const known = site && book.find(site)
      if (!site || known === 'several' || (known && known.kind !== site.kind)) throw stale(row.row)
      const operator = await operatorOf(ctx, site, { source, import: plan.id, met: operators })
      const facts = operator ? [...site.facts, { kind: 'facility.operator', value: operator }] : site.facts
      if (!known) {
        waiting.push({ ...site, id: newId(), facts })
        counts.added++
        if (waiting.length >= BULK) await flush()
      } else if (await updateKnown(ctx, site, known, facts, { source, import: plan.id })) {
        touched.push(known.id)
        counts.changed++
      } else counts.unchanged++
    }
    await plan.progress(counts.added + counts.changed + counts.unchanged)
  }
  await flush()
  await checkStandards(ctx, touched)
  return counts
}

const stale = (row: number) =>
  conflict(`校验以后情况有变，第 ${row} 行现在不能导入。没有导入任何一行。`, { next: '请重新校验，再提交。' })

interface Act {
  source: string
  import: string
}

async function operatorOf(ctx: Context, site: SiteRow, act: Act & { met: Map<string, string> }): Promise<string | undefined> {
  if (!site.operator) return undefined
  const { name, creditCode } = site.operator
  const key = `${creditCode}|${name}`
  const known = act.met.get(key)
  if (known) return known
  const { id } = await meetOperator(ctx, { name, creditCode, source: act.source, seenOn: today(ctx), import: act.import })
  act.met.set(key, id)
  return id
}

/** @returns whether anything changed; empty cells change nothing */
async function updateKnown(ctx: Context, site: SiteRow, known: KnownSite, facts: SiteRow['facts'], act: Act): Promise<boolean> {
  const from = site.openedOn ?? site.from
  let changed = false
  for (const fact of facts)
    changed =
      (await storeFact(ctx, { ...fact, facility: known.id, area: known.area, from: laterOf(from, known), ...act })) || changed
  changed = (await changeRecord(ctx, site, known, act)) || changed
  return (await addPaper(ctx, site, known, act)) || changed
}

/** A list of today says nothing about the days before the site opened. */
const laterOf = (from: string, known: KnownSite) => (known.openedOn && known.openedOn > from ? known.openedOn : from)

async function changeRecord(ctx: Context, site: SiteRow, known: KnownSite, act: Act): Promise<boolean> {
  const point = site.point
  const before = {
    name: known.name,
    code: known.code,
    address: known.address,
    phone: known.phone?.toString('hex') ?? null,
    contact: known.contact,
    lng: known.lng,
    lat: known.lat,
    position: known.position,
  }
  const samePhone = !site.phone || (known.phone !== null && open(known.phone) === site.phone)
  const after = {
    name: site.name,
    code: site.code ?? known.code,
    address: site.address || known.address,
    phone: samePhone ? before.phone : seal(site.phone).toString('hex'),
    contact: site.contact || known.contact,
    lng: point?.lng ?? known.lng,
    lat: point?.lat ?? known.lat,
    position: point ? (point.exact ? 'exact' : 'approximate') : known.position,
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return false
  const key = site.address ? site.key : { key: known.addressKey, index: known.addressIndex }
  await sql`insert into facilities.import_change (district, import, facility, area, before, after)
    values (${ctx.principal.district}, ${act.import}, ${known.id}, ${known.area}, ${JSON.stringify({ ...before, addressKey: known.addressKey, addressIndex: known.addressIndex?.toString('hex') ?? null })}::jsonb, ${JSON.stringify(after)}::jsonb)`.execute(
    ctx.db,
  )
  await sql`update facilities.facility set name = ${after.name}, name_folded = ${foldName(after.name)}, code = ${after.code}, address = ${after.address},
      address_key = ${key.key}, address_index = ${key.index}, phone = decode(${after.phone}, 'hex'), contact = ${after.contact}, lng = ${after.lng}, lat = ${after.lat},
      position = ${after.position}, version = version + 1 where district = ${ctx.principal.district} and id = ${known.id}`.execute(
    ctx.db,
  )
  return true
}

/** The same paper again (kind, number, end) is no news. */
async function addPaper(ctx: Context, { paper }: SiteRow, known: KnownSite, act: Act): Promise<boolean> {
  if (!paper) return false
  const done =
    await sql`insert into facilities.paper (district, id, facility, area, kind, number, issuer, valid_from, ends_on, import, recorded_by)
    select ${ctx.principal.district}::int, ${newId()}::uuid, ${known.id}::uuid, ${known.area}::int, ${paper.kind}, ${paper.number}, ${paper.issuer}, ${paper.from}::date,
      ${paper.to}::date, ${act.import}::uuid, ${ctx.principal.name}
    where not exists (select from facilities.paper p where p.district = ${ctx.principal.district} and p.facility = ${known.id} and p.kind = ${paper.kind}
      and p.number = ${paper.number} and p.ends_on is not distinct from ${paper.to}::date and p.closed_at is null)`.execute(
      ctx.db,
    )
  return Number(done.numAffectedRows ?? 0) > 0
}
