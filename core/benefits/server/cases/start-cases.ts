// Starts many cases at once from a queue: either to the town for a check, or (免申即享) with one confirmation straight to review.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract-cases.ts'
import { derivedId } from './derived-id.ts'
import { caseNumbers } from './numbers.ts'
import { placeRows } from './places.ts'
import { programmeTitle } from './queue-rows.ts'
import { caseSettings } from './settings.ts'
import { addWorkingDays } from './working-days.ts'

type Reply = ReplyOf<typeof contract.startCases>

interface Found {
  person: string
  programme: string
  area: number
  fen: number
  complete: boolean
  missing: { title: string }[]
  name_masked: string
  open_case: string | null
  running: boolean
  town: string | null
}

export async function startCases(ctx: Context, input: InputOf<typeof contract.startCases>): Promise<Reply> {
  const { id, items, way, note } = input.body
  const wanted = [...new Map(items.map((item) => [`${item.person}/${item.programme}`, item])).values()]
  const ids = wanted.map((item) => derivedId(id, item.person, item.programme))
  const before = await startedCases(ctx, ids)
  if (before.cases.length > 0) return { outcome: 'exists', ...before }
  const found = await judged(ctx, wanted)
  for (const item of wanted) check(found.get(`${item.person}/${item.programme}`), item.programme, way)
  const numbers = await caseNumbers(ctx, wanted.length)
  const settings = await caseSettings(ctx)
  const dueOn = await addWorkingDays(ctx, today(ctx), settings.dueDays)
  const rows = wanted.map((item, i) => {
    const row = found.get(`${item.person}/${item.programme}`)!
    return {
      id: ids[i],
      number: numbers[i],
      person: item.person,
      programme: item.programme,
      step: derivedId(id, item.person, item.programme, 'step'),
      holder: way === 'confirm' ? '区民政局（待复核）' : `${row.town ?? '镇街'}（待核实）`,
    }
  })
  await sql`insert into benefits.benefit_case (district, id, number, person, area, programme, state, origin, confirmed_only, start_month, monthly_fen, row_id,
      pack, pack_version, document, clause, arrears, arrears_fen, missing, priority, due_on, holder_name, opened_by, opened_by_name)
    select j.district, r.id, r.number, j.person, j.area, j.programme, ${way === 'confirm' ? 'district-decision' : 'town-check'}, 'found', ${way === 'confirm'},
      j.since_month, j.fen, j.row_id, j.pack, j.version, j.document, j.clause, j.arrears, j.arrears_fen, j.missing, j.priority,
      least(j.due_on, ${dueOn}::date), r.holder, ${ctx.principal.staff}, ${ctx.principal.name}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, number text, person uuid, programme text, holder text)
    join benefits.judgement j on j.district = ${ctx.principal.district} and j.person = r.person and j.programme = r.programme`.execute(
    ctx.db,
  )
  await sql`insert into benefits.case_step (district, id, benefit_case, area, step, by_staff, by_name, note)
    select c.district, r.step, c.id, c.area, ${way === 'confirm' ? 'confirmed' : 'opened'}, ${ctx.principal.staff}, ${ctx.principal.name}, ${note}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, step uuid)
    join benefits.benefit_case c on c.district = ${ctx.principal.district} and c.id = r.id`.execute(ctx.db)
  for (const row of rows)
    await audit(ctx, {
      event: 'case.opened',
      object: `case:${row.id}`,
      person: row.person,
      details: { number: row.number, programme: row.programme, way },
    })
  return { outcome: 'created', ...(await startedCases(ctx, ids)) }
}

async function judged(ctx: Context, items: { person: string; programme: string }[]): Promise<Map<string, Found>> {
  const district = ctx.principal.district
  const rows = await sql<Found>`with place as (${placeRows(ctx)})
    select j.person, j.programme, j.area, j.fen, j.complete, j.missing, p.name_masked, c.number as open_case, w.town,
      exists (select from benefits.entitlement e where e.district = ${district} and e.person = j.person and e.programme = j.programme and e.state <> 'stopped') as running
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as r(person uuid, programme text)
    join benefits.judgement j on j.district = ${district} and j.person = r.person and j.programme = r.programme and j.outcome = 'due'
    join registry.person p on p.district = ${district} and p.id = j.person and p.died_on is null
    left join place w on w.area = j.area
    left join benefits.benefit_case c on c.district = ${district} and c.person = j.person and c.programme = j.programme
      and c.state in ('town-check', 'returned', 'district-decision', 'public-notice', 'objection')`.execute(ctx.db)
  return new Map(rows.rows.map((row) => [`${row.person}/${row.programme}`, row]))
}

function check(row: Found | undefined, programme: string, way: 'town-check' | 'confirm') {
  const title = programmeTitle(programme)
  if (!row)
    throw refused(`有一位老人按现有事实不够领${title}，不能发起办理。`, {
      next: '请打开老人档案看缺哪个条件；事实刚改过的，请先重新核对应享待遇。',
      citation: { rule: title },
    })
  if (row.running) throw conflict(`${row.name_masked}的${title}已在发放。`, { next: '请到待遇页查看，不用再办。' })
  if (row.open_case)
    throw conflict(`${row.name_masked}的${title}已有办件 ${row.open_case}。`, { next: '请打开这个办件继续办理。' })
  if (way === 'confirm' && !row.complete)
    throw invalid(`${row.name_masked}还缺${row.missing.map((fact) => fact.title).join('、')}，不能免申即享。`, {
      next: '请先补齐，或改为派镇街核实。',
    })
}

async function startedCases(ctx: Context, ids: string[]): Promise<Omit<Reply, 'outcome'>> {
  const found = await sql<{
    id: string
    number: string
    person: string
    programme: string
    monthly_fen: number
    arrears_fen: number
  }>`
    select id, number, person, programme, monthly_fen, arrears_fen from benefits.benefit_case
    where district = ${ctx.principal.district} and id = any(${ids}::uuid[]) order by number`.execute(ctx.db)
  return {
    cases: found.rows.map(({ id, number, person, programme }) => ({ id, number, person, programme })),
    monthlyFen: found.rows.reduce((sum, row) => sum + row.monthly_fen, 0),
    arrearsFen: found.rows.reduce((sum, row) => sum + row.arrears_fen, 0),
  }
}
