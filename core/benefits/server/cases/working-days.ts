// The office's calendar: Monday to Friday with holidays and make-up days as rows the office may edit.
import { addDays, type Day } from '@songhe/basics/day'
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { audit } from '@songhe/kernel/audit'
import chineseDays from 'chinese-days'
import { sql } from 'kysely'
import type * as contract from '../../contract-desk.ts'

const isWeekday = (day: Day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/** Fills one year from the published holiday calendar, once; rows the office edited stay. */
export async function fillWorkingDays(ctx: Context, year: number) {
  const district = ctx.principal.district
  const known =
    await sql`select from benefits.working_day where district = ${district} and day between ${`${year}-01-01`} and ${`${year}-12-31`} limit 1`.execute(
      ctx.db,
    )
  if (known.rows.length > 0) return
  const rows: { day: Day; works: boolean; name: string }[] = []
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    const detail = chineseDays.getDayDetail(day)
    if (detail.work !== isWeekday(day)) rows.push({ day, works: detail.work, name: detail.name.split(',')[1] ?? detail.name })
  }
  if (rows.length > 0)
    await sql`insert into benefits.working_day (district, day, works, name)
      select ${district}, r.day, r.works, r.name from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(day date, works boolean, name text)
      on conflict do nothing`.execute(ctx.db)
}

/** A function that counts on from a day; load once, use for many rows. */
export async function workingDaysFrom(ctx: Context, from: Day): Promise<(day: Day, count: number) => Day> {
  const year = Number(from.slice(0, 4))
  await fillWorkingDays(ctx, year)
  await fillWorkingDays(ctx, year + 1)
  const found = await sql<{ day: Day; works: boolean }>`
    select day::text as day, works from benefits.working_day where district = ${ctx.principal.district} and day >= ${from}`.execute(
    ctx.db,
  )
  const exceptions = new Map(found.rows.map((row) => [row.day, row.works]))
  const works = (day: Day) => exceptions.get(day) ?? isWeekday(day)
  return (day, count) => {
    let reached = day
    for (let left = count; left > 0; ) {
      reached = addDays(reached, 1)
      if (works(reached)) left--
    }
    return reached
  }
}

/** The day `count` working days after `day` (the day itself does not count). */
export async function addWorkingDays(ctx: Context, day: Day, count: number): Promise<Day> {
  return (await workingDaysFrom(ctx, day))(day, count)
}

export async function listWorkingDays(
  ctx: Context,
  input: InputOf<typeof contract.listWorkingDays>,
): Promise<ReplyOf<typeof contract.listWorkingDays>> {
  const { year } = input.query
  await fillWorkingDays(ctx, year)
  const found = await sql<{ day: string; works: boolean; name: string }>`
    select day::text as day, works, name from benefits.working_day
    where district = ${ctx.principal.district} and day between ${`${year}-01-01`} and ${`${year}-12-31`} order by day`.execute(
    ctx.db,
  )
  return { rows: found.rows }
}

export async function setWorkingDay(
  ctx: Context,
  input: InputOf<typeof contract.setWorkingDay>,
): Promise<ReplyOf<typeof contract.setWorkingDay>> {
  const { day, works, name } = input.body
  await fillWorkingDays(ctx, Number(day.slice(0, 4)))
  await sql`insert into benefits.working_day (district, day, works, name) values (${ctx.principal.district}, ${day}, ${works}, ${name})
    on conflict (district, day) do update set works = excluded.works, name = excluded.name`.execute(ctx.db)
  await audit(ctx, { event: 'calendar.changed', object: `day:${day}`, details: { works, name } })
  return { day, works }
}
