// The records of a transfer, in sets: out of the old district into temporary tables, into the new one, then closed in the old one.
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

export interface Carried {
  old: string
  opened: string
  event: string
}

/** Temporary tables know no row level security, so they can be read after the scope was switched. @returns people */
export async function copyToTemporary(ctx: Context, areas: readonly number[]): Promise<number> {
  const { district } = ctx.principal
  // A statement that creates a table takes no parameters; these are integers of our own.
  const wanted = `{${areas.map(Number).join(',')}}`
  await sql`create temporary table carried_person on commit drop as
    select gen_random_uuid() as opened, gen_random_uuid() as out_event, gen_random_uuid() as in_event, p.* from registry.person p
    where p.district = ${sql.lit(district)} and p.state = 'active' and p.area = any(${sql.lit(wanted)}::int[])`.execute(ctx.db)
  for (const table of ['fact', 'contact', 'payee', 'consent'])
    await sql`create temporary table ${sql.raw(`carried_${table}`)} on commit drop as
      select c.opened, t.* from ${sql.raw(`registry.${table}`)} t join carried_person c on c.id = t.person
      where t.district = ${sql.lit(district)} and t.${sql.raw(table === 'consent' ? 'withdrawn_on' : 'closed_at')} is null`.execute(
      ctx.db,
    )
  await sql`create temporary table carried_source on commit drop as select s.* from registry.source s
    where s.district = ${sql.lit(district)} and s.id in (select source from carried_fact)`.execute(ctx.db)
  const counted = await sql<{ n: number }>`select count(*)::int as n from carried_person`.execute(ctx.db)
  return counted.rows[0]!.n
}

/** Runs in the scope of the new district. Who already has an open record there keeps that one. */
export async function carryPeople(ctx: Context, from: number, { to, day }: { to: number; day: string }): Promise<Carried[]> {
  await sql`update carried_person c set opened = p.id from registry.person p
    where p.district = ${to} and p.state = 'active' and p.citizen_id_index = c.citizen_id_index`.execute(ctx.db)
  const known = await sql<{
    opened: string
  }>`select c.opened from carried_person c join registry.person p on p.district = ${to} and p.id = c.opened`.execute(ctx.db)
  const already = known.rows.map((row) => row.opened)
  const fresh = sql`not (c.opened = any(${already}::uuid[]))`
  await sql`insert into registry.person (district, id, area, residence_area, address, name, name_masked, pinyin, initials, sex, birth, citizen_id, citizen_id_index,
      citizen_id_tail, phone, phone_index, died_on, continues)
    select ${to}, opened, area, residence_area, address, name, name_masked, pinyin, initials, sex, birth, citizen_id, citizen_id_index,
      citizen_id_tail, phone, phone_index, died_on, id from carried_person c where ${fresh}`.execute(ctx.db)
  await sql`insert into registry.source (district, id, kind, label, reported_on, rank, recorded_by, recorded_at)
    select ${to}, id, kind, label, reported_on, rank, recorded_by, recorded_at from carried_source on conflict do nothing`.execute(
    ctx.db,
  )
  await sql`insert into registry.fact (district, id, person, area, kind, value, valid_from, valid_to, source, detail, wins, recorded_at, consent)
    select ${to}, gen_random_uuid(), c.opened, c.area, c.kind, c.value, c.valid_from, c.valid_to, c.source, c.detail, c.wins, c.recorded_at, c.consent
    from carried_fact c where c.kind <> 'household' and ${fresh}`.execute(ctx.db)
  await sql`insert into registry.consent (district, id, person, area, purpose, given_by, relation, given_on, recorded_by, recorded_by_name, recorded_at)
    select ${to}, id, c.opened, c.area, purpose, given_by, relation, given_on, recorded_by, recorded_by_name, recorded_at from carried_consent c
    where ${fresh} on conflict do nothing`.execute(ctx.db)
  await sql`insert into registry.contact (district, id, person, area, name, relation, phone, duty, same_home)
    select ${to}, gen_random_uuid(), c.opened, c.area, c.name, c.relation, c.phone, c.duty, c.same_home from carried_contact c where ${fresh}`.execute(
    ctx.db,
  )
  await sql`insert into registry.payee (district, id, person, area, holder, relation, ground, bank, account, account_index, account_tail, verified_on, valid_from)
    select ${to}, gen_random_uuid(), c.opened, c.area, c.holder, c.relation, c.ground, c.bank, c.account, c.account_index, c.account_tail, c.verified_on, c.valid_from
    from carried_payee c where ${fresh}`.execute(ctx.db)
  await sql`insert into registry.person_gram (district, gram, person, area)
    select ${to}, g.gram, c.opened, c.area from carried_person c
    cross join lateral (select distinct gram from (
      select substr(c.name, i, n) as gram from generate_series(1, length(c.name)) i, generate_series(1, 2) n where i + n - 1 <= length(c.name)
      union all select '=' || c.name) piece) g
    where ${fresh}`.execute(ctx.db)
  await sql`insert into registry.life_event (district, id, person, area, kind, day, detail, recorded_by)
    select ${to}, in_event, opened, area, 'move-in', ${day}, jsonb_build_object('text', '区划划转接续', 'from', ${from}::int, 'continues', id), ${ctx.principal.name}
    from carried_person`.execute(ctx.db)
  const carried = await sql<Carried>`select id as old, opened, out_event as event from carried_person`.execute(ctx.db)
  return carried.rows
}

/** Back in the scope of the old district. */
export async function closeCarried(ctx: Context, carried: readonly Carried[], { to, day }: { to: number; day: string }) {
  if (carried.length === 0) return
  const { district } = ctx.principal
  await sql`update registry.person p set left_on = ${day}, left_to = ${to}, state = 'closed', version = p.version + 1
    from carried_person c where p.district = ${district} and p.id = c.id`.execute(ctx.db)
  await sql`insert into registry.life_event (district, id, person, area, kind, day, detail, recorded_by)
    select ${district}, out_event, id, area, 'move-out', ${day}, jsonb_build_object('text', '区划划转', 'to', ${to}::int, 'transfer', true, 'continuedBy', opened), ${ctx.principal.name}
    from carried_person`.execute(ctx.db)
}
