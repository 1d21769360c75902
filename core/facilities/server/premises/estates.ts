// Housing areas and the rooms for care they owe: registered, stepped through, and, where built too small, filled up some other way.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Day } from '@songhe/basics/day'
import { conflict, invalid, notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { areaBelow, placeNames, requireArea } from '@songhe/registry/door'
import { sql } from 'kysely'
import { STEP_LABELS } from '../../contract/estates.ts'
import type * as contract from '../../contract.ts'
import { breachOf, gapOf, type Step, stepRefusal } from './estate-steps.ts'

type Row = ReplyOf<typeof contract.listEstates>['rows'][number]
type Record = Omit<Row, 'place' | 'gap' | 'breach' | 'upToStandard'>

const COLUMNS = sql`e.id, e.name, e.area, e.builder, e.age, e.line, e.households, e.required_area::float8 as required, e.required_ground as "requiredGround",
  e.built_area::float8 as built, e.gap_way as "gapWay", e.gap_due as "gapDue", e.gap_closed_on as "gapClosedOn", e.facility, e.version,
  (select coalesce(json_agg(json_build_object('step', s.step, 'day', s.day, 'note', s.note) order by s.day), '[]') from facilities.estate_step s
    where s.district = e.district and s.estate = e.id) as steps`

export async function registerEstate(
  ctx: Context,
  { body }: InputOf<typeof contract.registerEstate>,
): Promise<ReplyOf<typeof contract.registerEstate>> {
  await requireArea(ctx, body.area, today(ctx))
  const done =
    await sql`insert into facilities.estate (district, id, area, name, builder, age, line, households, required_area, required_ground, built_area, recorded_by)
    values (${ctx.principal.district}, ${body.id}, ${body.area}, ${body.name}, ${body.builder}, ${body.age}, ${body.line}, ${body.households}, ${body.required},
      ${body.requiredGround}, ${body.built ?? null}, ${ctx.principal.name}) on conflict (district, id) do nothing`.execute(ctx.db)
  if (!Number(done.numAffectedRows ?? 0)) return { id: body.id, outcome: 'exists' }
  await audit(ctx, { event: 'estate.registered', object: `estate:${body.id}`, details: { required: body.required } })
  return { id: body.id, outcome: 'created' }
}

async function getEstate(ctx: Context, id: string): Promise<Record> {
  await sql`select from facilities.estate where district = ${ctx.principal.district} and id = ${id} for update`.execute(ctx.db)
  const found =
    await sql<Record>`select ${COLUMNS} from facilities.estate e where e.district = ${ctx.principal.district} and e.id = ${id}`.execute(
      ctx.db,
    )
  if (!found.rows[0]) throw notFound('这个小区')
  return found.rows[0]
}

export async function recordStep(
  ctx: Context,
  { params, body }: InputOf<typeof contract.recordStep>,
): Promise<ReplyOf<typeof contract.recordStep>> {
  const estate = await getEstate(ctx, params.id)
  const known = estate.steps.find(({ step }) => step === body.step)
  if (known?.day === body.day) return { id: body.id, outcome: 'exists' }
  if (known)
    throw conflict(`“${STEP_LABELS[body.step]}”已登记在 ${known.day}。`, { next: '登记有误的，请联系区县经办人员核对。' })
  if (estate.age === 'old') throw conflict('已建成小区没有四同步，请定下缺口的补足方式。')
  if (body.day > today(ctx)) throw invalid(`日期 ${body.day} 晚于今天。`, { next: '请到那一天再登记。' })
  const built = body.built ?? estate.built
  const refusal = stepRefusal({ ...estate, built }, { step: body.step as Step, day: body.day })
  if (refusal)
    throw refused(`“${STEP_LABELS[body.step]}”不能登记：${refusal}`, {
      next: '请补足面积或先登记前一步；没有达标的小区不得竣工验收。',
      citation: { rule: '新建小区四同步', document: estate.requiredGround },
    })
  await sql`insert into facilities.estate_step (district, estate, area, step, day, note, recorded_by)
    values (${ctx.principal.district}, ${estate.id}, ${estate.area}, ${body.step}, ${body.day}, ${body.note}, ${ctx.principal.name})`.execute(
    ctx.db,
  )
  if (body.built !== undefined) await setBuilt(ctx, estate.id, body.built)
  await audit(ctx, { event: 'estate.step-recorded', object: `estate:${estate.id}`, details: { step: body.step, day: body.day } })
  return { id: body.id, outcome: 'created' }
}

const setBuilt = (ctx: Context, id: string, built: number) =>
  sql`update facilities.estate set built_area = ${built}, version = version + 1 where district = ${ctx.principal.district} and id = ${id}`.execute(
    ctx.db,
  )

export async function planGap(
  ctx: Context,
  { params, body }: InputOf<typeof contract.planGap>,
): Promise<ReplyOf<typeof contract.planGap>> {
  const estate = await getEstate(ctx, params.id)
  const same = estate.gapWay === body.way && estate.gapDue === body.due && estate.gapClosedOn === (body.closedOn ?? null)
  if (same && body.built === undefined) return { id: body.id, outcome: 'exists' }
  if (estate.version !== body.version) throw conflict('这个小区在您打开以后又有人改过。', { next: '请刷新页面再办理。' })
  const built = body.built ?? estate.built
  if (body.closedOn && gapOf({ required: estate.required, built }) > 0)
    throw refused(`还差 ${gapOf({ required: estate.required, built })} 平方米，不能了结。`, {
      next: '请填写补足后的面积。',
      citation: { rule: '应配面积', document: estate.requiredGround },
    })
  await sql`update facilities.estate set gap_way = ${body.way}, gap_due = ${body.due}, gap_closed_on = ${body.closedOn ?? null}, built_area = ${built},
      facility = ${body.facility ?? estate.facility}, version = version + 1 where district = ${ctx.principal.district} and id = ${estate.id}`.execute(
    ctx.db,
  )
  await audit(ctx, { event: 'estate.gap-planned', object: `estate:${estate.id}`, details: { way: body.way, due: body.due } })
  return { id: body.id, outcome: 'created' }
}

export async function listEstates(
  ctx: Context,
  { query }: InputOf<typeof contract.listEstates>,
): Promise<ReplyOf<typeof contract.listEstates>> {
  const on = today(ctx)
  const where = [sql`e.district = ${ctx.principal.district}`]
  if (query.area) where.push(sql`e.area = any(${await areaBelow(ctx, [query.area], on)}::int[])`)
  if (query.age !== 'all') where.push(sql`e.age = ${query.age}`)
  if (query.line) where.push(sql`e.line = ${query.line}`)
  const found =
    await sql<Record>`select ${COLUMNS} from facilities.estate e where ${sql.join(where, sql` and `)} order by e.name, e.id`.execute(
      ctx.db,
    )
  const places = await placeNames(
    ctx,
    found.rows.map(({ area }) => area),
    on,
  )
  const rows = found.rows.map((row): Row => {
    const gap = gapOf(row)
    return {
      ...row,
      place: places.get(row.area) ?? '',
      gap,
      breach: breachOf(row),
      upToStandard: gap === 0 && breachOf(row) === '',
    }
  })
  const shown = rows.filter((row) => fits(row, query.show, on))
  const fresh = rows.filter(({ age }) => age === 'new')
  return {
    rows: shown.slice((query.page - 1) * query.size, query.page * query.size),
    total: shown.length,
    share: { numerator: fresh.filter(({ upToStandard }) => upToStandard).length, denominator: fresh.length },
    missing: Math.round(rows.reduce((sum, { gap }) => sum + gap, 0) * 100) / 100,
  }
}

function fits(row: Row, show: 'all' | 'breach' | 'gap' | 'due', on: Day): boolean {
  if (show === 'breach') return row.breach !== ''
  if (show === 'gap') return row.gap > 0
  return show === 'all' || (row.gapDue !== null && row.gapDue < on && row.gapClosedOn === null)
}
