// Public notice: the masked list that hangs out, objections against it, and its end, when the money starts.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract-cases.ts'
import { addStep, expectCase, getCase, moveCase, stepExists } from './case-store.ts'
import { otherHuman } from './decide.ts'
import { derivedId } from './derived-id.ts'
import { grant } from './grant.ts'
import { districtName } from './numbers.ts'
import { ageColumn, placeRows } from './places.ts'
import { programmeTitle } from './queue-rows.ts'

/** Always masked, whoever prints it: the paper hangs in the street. */
export async function showNotice(
  ctx: Context,
  input: InputOf<typeof contract.showNotice>,
): Promise<ReplyOf<typeof contract.showNotice>> {
  const on = input.query.on ?? today(ctx)
  const found = await sql<{
    number: string
    decisionNumber: string
    name: string
    age: number
    town: string
    village: string
    programme: string
    monthlyFen: number
    startMonth: string
    noticeFrom: string
    noticeTo: string
  }>`with place as (${placeRows(ctx)})
    select c.number, coalesce(c.decision_number, '') as "decisionNumber", p.name_masked as name, ${ageColumn(ctx)} as age, coalesce(w.town, '') as town,
      coalesce(w.village, '') as village, c.programme, coalesce(c.monthly_fen, 0) as "monthlyFen", coalesce(c.start_month, '') as "startMonth",
      c.notice_from as "noticeFrom", c.notice_to as "noticeTo"
    from benefits.benefit_case c join registry.person p on p.district = c.district and p.id = c.person left join place w on w.area = c.area
    where c.district = ${ctx.principal.district} and c.state in ('public-notice', 'objection') and ${on}::date between c.notice_from and c.notice_to
      and (${input.query.town ?? null}::int is null or w.town_key = ${input.query.town ?? null}::int)
    order by w.town_key, w.area, c.number`.execute(ctx.db)
  return {
    district: await districtName(ctx),
    on,
    rows: found.rows.map(({ programme, ...row }) => ({ ...row, programmeTitle: programmeTitle(programme) })),
  }
}

export async function raiseObjection(
  ctx: Context,
  input: InputOf<typeof contract.raiseObjection>,
): Promise<ReplyOf<typeof contract.raiseObjection>> {
  const { id, version, raisedOn, raisedBy, ground } = input.body
  if (await stepExists(ctx, id)) return { id, outcome: 'exists' }
  const found = await getCase(ctx, input.params.id)
  expectCase(found, version, 'public-notice', 'objection')
  await sql`insert into benefits.objection (district, id, benefit_case, area, raised_on, raised_by, ground, received_by_name)
    values (${ctx.principal.district}, ${id}, ${found.id}, ${found.area}, ${raisedOn}, ${raisedBy}, ${ground}, ${ctx.principal.name})`.execute(
    ctx.db,
  )
  await addStep(ctx, found, { id, step: 'objection', note: ground })
  await moveCase(ctx, found, 'objection', '区民政局（答复异议）')
  await audit(ctx, {
    event: 'case.objection-raised',
    object: `case:${found.id}`,
    person: found.person,
    details: { number: found.number },
  })
  return { id, outcome: 'created' }
}

/** Upheld: the case goes back to the town. Not upheld: the notice runs on, once no other objection is open. */
export async function answerObjection(
  ctx: Context,
  input: InputOf<typeof contract.answerObjection>,
): Promise<ReplyOf<typeof contract.answerObjection>> {
  const { id, version, objection, upheld, answer } = input.body
  const found = await getCase(ctx, input.params.id)
  if (await stepExists(ctx, id)) return { id, outcome: 'exists', state: found.state }
  expectCase(found, version, 'objection')
  otherHuman(ctx, found)
  const done =
    await sql`update benefits.objection set answer = ${answer}, upheld = ${upheld}, answered_by = ${ctx.principal.staff},
      answered_by_name = ${ctx.principal.name}, answered_at = ${ctx.now}
    where district = ${ctx.principal.district} and id = ${objection} and benefit_case = ${found.id} and answered_at is null`.execute(
      ctx.db,
    )
  if (done.numAffectedRows !== 1n) throw conflict('这条异议已经答复过。', { next: '请刷新后查看答复。' })
  const open =
    await sql`select from benefits.objection where district = ${ctx.principal.district} and benefit_case = ${found.id} and answered_at is null`.execute(
      ctx.db,
    )
  const state = upheld ? 'returned' : open.rows.length > 0 ? 'objection' : 'public-notice'
  await addStep(ctx, found, {
    id,
    step: upheld ? 'objection-upheld' : 'objection-answered',
    note: answer,
    faults: upheld ? [answer] : [],
  })
  const holder =
    state === 'returned'
      ? `${found.opened_by_name}（待补正）`
      : state === 'objection'
        ? found.holder_name
        : `公示至 ${found.notice_to}`
  await moveCase(
    ctx,
    found,
    state,
    holder,
    upheld
      ? sql`version = version + 1, decided_by = null, decided_by_name = null, decided_at = null, decision_number = null, notice_from = null, notice_to = null`
      : sql`version = version + 1`,
  )
  await audit(ctx, {
    event: 'case.objection-answered',
    object: `case:${found.id}`,
    person: found.person,
    details: { number: found.number, upheld },
  })
  return { id, outcome: 'created', state }
}

export async function closeNotices(
  ctx: Context,
  input: InputOf<typeof contract.closeNotices>,
): Promise<ReplyOf<typeof contract.closeNotices>> {
  const { id, cases } = input.body
  let arrearsFen = 0
  let outcome: 'created' | 'exists' = 'exists'
  for (const one of [...new Set(cases)].sort()) {
    const step = derivedId(id, one)
    if (await stepExists(ctx, step)) continue
    const found = await getCase(ctx, one)
    expectCase(found, found.version, 'public-notice')
    if (found.notice_to! >= today(ctx))
      throw conflict(`办件 ${found.number} 公示到 ${found.notice_to}，还没有期满。`, { next: '请在公示期满的次日起再确认。' })
    await addStep(ctx, found, { id: step, step: 'notice-ended' })
    arrearsFen += (await grant(ctx, found)).arrearsFen
    await audit(ctx, {
      event: 'case.notice-closed',
      object: `case:${found.id}`,
      person: found.person,
      details: { number: found.number },
    })
    outcome = 'created'
  }
  return { outcome, granted: new Set(cases).size, arrearsFen }
}
