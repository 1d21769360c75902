// Planned sums against planned growth. Totals and additions are never added to one another; what the document leaves open is shown both ways until an officer decides.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'

type Tally = ReplyOf<typeof contract.listTallies>['rows'][number]
type Sum = Omit<Tally, 'growth' | 'ifAdded' | 'verdict' | 'said'> & { units: number; net: number }

/** What an action does to the number there is: a new one adds, a merged one takes away, an upgrade changes nothing. */
const SIGN = sql`case when action in ('撤并', '撤销', '关闭') then -1 when action in ('改造升级', '公建民营改革', '增加功能') then 0 else 1 end`
/** Printed one by one (新建 1 家, 撤并 1 家): these are changes, whatever the column says. */
const CHANGES = sql`action in ('新建', '撤并', '撤销', '关闭', '改造升级', '公建民营改革', '增加功能')`

export async function listTallies(ctx: Context): Promise<ReplyOf<typeof contract.listTallies>> {
  const { district } = ctx.principal
  const found = await sql<Sum>`
    with line as (select tally as name, unit, coalesce(quantity, 0) as n, case when ${CHANGES} then 'change' when quantity_kind = '' then 'open' else quantity_kind end as kind, ${SIGN} as sign
      from planning.project where district = ${district} and tally <> '' and standing not in ('withdrawn', 'dropped')),
    base as (select distinct on (name) * from planning.tally where district = ${district} order by name, valid_from desc, id desc)
    select coalesce(l.name, b.name) as name, coalesce(b.unit, max(l.unit), '') as unit, count(l.name)::int as lines,
      count(distinct nullif(l.unit, ''))::int as units,
      coalesce(sum(l.n) filter (where l.kind = 'added'), 0)::float8 as added, coalesce(sum(l.n) filter (where l.kind = 'total'), 0)::float8 as total,
      coalesce(sum(l.n) filter (where l.kind = 'open'), 0)::float8 as open, coalesce(sum(l.n * l.sign) filter (where l.kind = 'change'), 0)::float8 as net,
      b.base::float8 as base, coalesce(b.base_ground, '') as "baseGround", b.target::float8 as target, coalesce(b.target_ground, '') as "targetGround"
    from line l full join base b on b.name = l.name group by l.name, b.name, b.unit, b.base, b.base_ground, b.target, b.target_ground order by 1`.execute(
    ctx.db,
  )
  return { rows: found.rows.map(tallyOf) }
}

export function tallyOf({ units, net, ...sum }: Sum): Tally {
  const added = sum.added + net
  const growth = sum.base !== null && sum.target !== null ? sum.target - sum.base : null
  const ifAdded = sum.base === null ? null : sum.base + added + sum.open
  return { ...sum, added, growth, ifAdded, ...judged({ ...sum, added, growth, ifAdded, units }) }
}

type Judged = Omit<Tally, 'verdict' | 'said'> & { units: number }

function judged(tally: Judged): Pick<Tally, 'verdict' | 'said'> {
  const { unit, base, target, growth, added, total, open, ifAdded } = tally
  const say = (number: number) => `${number.toLocaleString('en-US')} ${unit}`
  if (tally.units > 1) return { verdict: 'units-differ', said: '各行单位不同，不能相加。' }
  if (base === null) return { verdict: 'no-base', said: '没有登记基数和目标，不作比较。' }
  if (growth === null) {
    const unclear = open > 0 ? `；另有 ${say(open)}没有写明是总数还是新增，当作新增会到 ${say(ifAdded!)}` : ''
    return {
      verdict: 'no-base',
      said: `现有 ${say(base)}，项目增减 ${added > 0 ? '+' : ''}${say(added)}，实施后 ${say(base + added)}${unclear}；没有登记目标。`,
    }
  }
  const planned = added + open
  if (open > 0 && planned > growth)
    return {
      verdict: open > growth && open === target ? 'open' : 'over-growth',
      said: `项目合计 ${say(planned)}，计划增长只有 ${say(growth)}（${say(base)} → ${say(target!)}）。文件没有写明是总数还是新增：当作新增会到 ${say(ifAdded!)}，不能直接相加。`,
    }
  if (total > 0 && open === 0 && added === 0)
    return total === target
      ? { verdict: 'fits', said: `按总数读，${say(total)} 与目标相同；当作新增会到 ${say(base + total)}。` }
      : { verdict: total > target! ? 'over-growth' : 'under-growth', said: `按总数读为 ${say(total)}，目标 ${say(target!)}。` }
  const verdict = planned === growth ? 'fits' : planned > growth ? 'over-growth' : 'under-growth'
  return { verdict, said: `项目合计 ${say(planned)}，计划增长 ${say(growth)}（${say(base)} → ${say(target!)}）。` }
}

export async function setTally(
  ctx: Context,
  { body }: InputOf<typeof contract.setTally>,
): Promise<ReplyOf<typeof contract.setTally>> {
  const done =
    await sql`insert into planning.tally (district, id, name, unit, base, base_ground, target, target_ground, valid_from, recorded_by)
    values (${ctx.principal.district}, ${body.id}, ${body.name}, ${body.unit}, ${body.base}, ${body.baseGround}, ${body.target ?? null}, ${body.targetGround}, ${ctx.now},
      ${ctx.principal.name}) on conflict (district, id) do nothing`.execute(ctx.db)
  if (done.numAffectedRows !== 1n) return { id: body.id, outcome: 'exists' }
  await audit(ctx, {
    event: 'tally.set',
    object: `tally:${body.id}`,
    reason: body.baseGround,
    details: { name: body.name, base: body.base, target: body.target ?? null },
  })
  return { id: body.id, outcome: 'created' }
}
