// Undo of a list: added sites are withdrawn with all that came along, known ones say again what they said; later acts forbid it.
import type { Context } from '@songhe/kernel/context'
import type { Dependent } from '@songhe/kernel/sheets/sheet'
import { foldName } from '@songhe/registry/door'
import { sql } from 'kysely'
import { withdrawFacts } from '../facts/store-facts.ts'
import { checkStandards } from '../standards/check-standards.ts'

export async function dependentsOfSites(ctx: Context, id: string): Promise<Dependent[]> {
  const { district } = ctx.principal
  const found = await sql<Dependent>`
    with mine as (select id, name, created_at from facilities.facility where district = ${district} and import = ${id} and state <> 'withdrawn')
    select mine.name, '后来办理的' || case e.kind when 'suspended' then '暂停服务' when 'closed' then '关闭' when 'renamed' then '更名' when 'moved' then '迁址'
        when 'converted' then '转型' when 'opened' then '开业' else '经历' end as what
      from facilities.event e join mine on mine.id = e.facility where e.district = ${district} and e.import is distinct from ${id}
    union all
    select mine.name, '后来登记的情况' from facilities.fact k join mine on mine.id = k.facility
      where k.district = ${district} and k.import is distinct from ${id} and k.closed_at is null
    union all
    select mine.name, '后来登记的证照' from facilities.paper p join mine on mine.id = p.facility
      where p.district = ${district} and p.import is distinct from ${id} and p.closed_at is null
    union all
    select mine.name, '运营合同' from facilities.contract_facility c join mine on mine.id = c.facility where c.district = ${district}
    union all
    select mine.name, '评定等级' from facilities.rating r join mine on mine.id = r.facility where r.district = ${district} and r.closed_at is null
    union all
    select mine.name, '中心带站' from facilities.chain_link l join mine on mine.id in (l.parent, l.child) where l.district = ${district} and l.valid_to is null
    union all
    select f.name, '后来更正的情况' from facilities.fact k join facilities.facility f on f.district = k.district and f.id = k.facility
      where k.district = ${district} and k.import = ${id} and k.closed_at is not null
        and exists (select from facilities.fact n where n.district = ${district} and n.replaces = k.id and n.import is distinct from ${id})`.execute(
    ctx.db,
  )
  return found.rows
}

export async function undoSites(ctx: Context, id: string): Promise<{ closed: number; restored: number }> {
  const { district } = ctx.principal
  const touched = await sql<{
    facility: string
  }>`select distinct facility from facilities.fact where district = ${district} and (import = ${id} or closed_by = ${id})
    union select facility from facilities.import_change where district = ${district} and import = ${id}`.execute(ctx.db)
  const facts = await withdrawFacts(ctx, id)
  await sql`update facilities.paper set closed_at = clock_timestamp(), closed_reason = '撤销导入'
    where district = ${district} and import = ${id} and closed_at is null`.execute(ctx.db)
  const sites = await sql`update facilities.facility set state = 'withdrawn', code = null, version = version + 1
    where district = ${district} and import = ${id} and state <> 'withdrawn'`.execute(ctx.db)
  await sql`delete from facilities.standard_check s using facilities.facility f
    where s.district = ${district} and f.district = s.district and f.id = s.facility and f.state = 'withdrawn'`.execute(ctx.db)
  const restored = await restoreRecords(ctx, id)
  await checkStandards(
    ctx,
    await stillThere(
      ctx,
      touched.rows.map(({ facility }) => facility),
    ),
  )
  return { closed: facts.closed + Number(sites.numAffectedRows ?? 0), restored: facts.restored + restored }
}

interface Before {
  facility: string
  name: string
  code: string | null
  address: string
  phone: string | null
  contact: string
  lng: number | null
  lat: number | null
  position: string
  addressKey: string
  addressIndex: string | null
}

async function restoreRecords(ctx: Context, id: string): Promise<number> {
  const found = await sql<{
    facility: string
    before: Omit<Before, 'facility'>
  }>`select facility, before from facilities.import_change
    where district = ${ctx.principal.district} and import = ${id}`.execute(ctx.db)
  for (const { facility, before } of found.rows)
    await sql`update facilities.facility set name = ${before.name}, name_folded = ${foldName(before.name)}, code = ${before.code}, address = ${before.address},
        address_key = ${before.addressKey}, address_index = decode(${before.addressIndex}, 'hex'), phone = decode(${before.phone}, 'hex'), contact = ${before.contact},
        lng = ${before.lng}, lat = ${before.lat}, position = ${before.position}, version = version + 1
      where district = ${ctx.principal.district} and id = ${facility}`.execute(ctx.db)
  return found.rows.length
}

async function stillThere(ctx: Context, ids: readonly string[]): Promise<string[]> {
  const found = await sql<{
    id: string
  }>`select id from facilities.facility where district = ${ctx.principal.district} and id = any(${[...ids]}::uuid[])
    and state not in ('withdrawn', 'closed')`.execute(ctx.db)
  return found.rows.map(({ id }) => id)
}
