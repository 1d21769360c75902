// Centres lead stations and points: links with days, one leader at a time, and the two shares that the documents ask for.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Day } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import { conflict, invalid } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { areaBelow } from '@songhe/registry/door'
import { sql } from 'kysely'
import { SOCIAL_MODES } from '../../contract/facts.ts'
import { FACILITY_KINDS, kindOf } from '../../contract/kinds.ts'
import type { FacilityFile } from '../../contract/register.ts'
import type * as contract from '../../contract.ts'
import { factsOn } from '../facts/facts-on.ts'
import { facilityRows } from '../register/facility-rows.ts'
import { getFacility } from '../register/facility-store.ts'

const STATIONS = FACILITY_KINDS.filter(({ family }) => family === 'station').map(({ key }) => key)

export async function linkChain(
  ctx: Context,
  { params, body }: InputOf<typeof contract.linkChain>,
): Promise<ReplyOf<typeof contract.linkChain>> {
  const parent = await getFacility(ctx, params.id)
  const known =
    await sql`select from facilities.chain_link where district = ${ctx.principal.district} and id = ${body.id}`.execute(ctx.db)
  if (known.rows.length) return { id: body.id, outcome: 'exists', linked: body.children.length }
  if (body.from > today(ctx)) throw invalid(`起始日 ${body.from} 晚于今天。`, { next: '请到那一天再登记。' })
  const kinds = await factsOn(ctx, [parent.id, ...body.children], body.from)
  const family = (id: string) => kindOf(kinds.get(id)?.get('facility.kind')?.value ?? '')?.family
  if (family(parent.id) !== 'centre' && family(parent.id) !== 'home')
    throw invalid(`“${parent.name}”不是中心或机构，不能带站。`, { next: '请选养老服务中心或养老机构。' })
  let first: string | undefined = body.id
  for (const child of body.children) {
    const site = await getFacility(ctx, child, true)
    if (await leads(ctx, child, parent.id)) throw conflict(`“${site.name}”正带着“${parent.name}”，不能互相带。`)
    const standing = await sql<{ parent: string; name: string }>`select l.parent, f.name from facilities.chain_link l
      join facilities.facility f on f.district = l.district and f.id = l.parent
      where l.district = ${ctx.principal.district} and l.child = ${child} and l.valid_to is null`.execute(ctx.db)
    if (standing.rows[0]?.parent === parent.id) continue
    if (standing.rows[0]) throw conflict(`“${site.name}”已由“${standing.rows[0].name}”带。`, { next: '请先移出原中心，再纳入。' })
    await sql`insert into facilities.chain_link (district, id, parent, child, area, valid_from, recorded_by)
      values (${ctx.principal.district}, ${first ?? newId()}, ${parent.id}, ${child}, ${site.area}, ${body.from}, ${ctx.principal.name})`.execute(
      ctx.db,
    )
    first = undefined
  }
  await audit(ctx, {
    event: 'facility.chain-linked',
    object: `facility:${parent.id}`,
    details: { children: body.children.length },
  })
  return { id: body.id, outcome: 'created', linked: body.children.length }
}

/** True when `above` leads `below`, directly or through others. */
async function leads(ctx: Context, above: string, below: string): Promise<boolean> {
  const found = await sql`with recursive led(id) as (
      select child from facilities.chain_link where district = ${ctx.principal.district} and parent = ${above} and valid_to is null
      union select l.child from facilities.chain_link l join led on l.parent = led.id where l.district = ${ctx.principal.district} and l.valid_to is null)
    select from led where id = ${below}`.execute(ctx.db)
  return found.rows.length > 0
}

export async function unlinkChain(
  ctx: Context,
  { params, body }: InputOf<typeof contract.unlinkChain>,
): Promise<ReplyOf<typeof contract.unlinkChain>> {
  const done = await sql`update facilities.chain_link set valid_to = greatest(${body.day}::date, valid_from + 1)
    where district = ${ctx.principal.district} and parent = ${params.id} and child = ${params.child} and valid_to is null`.execute(
    ctx.db,
  )
  if (!Number(done.numAffectedRows ?? 0)) return { id: body.id, outcome: 'exists' }
  await audit(ctx, {
    event: 'facility.chain-ended',
    object: `facility:${params.child}`,
    reason: body.reason,
    details: { day: body.day },
  })
  return { id: body.id, outcome: 'created' }
}

export async function chainOf(ctx: Context, id: string, on: Day): Promise<Pick<FacilityFile, 'leadBy' | 'leads'>> {
  const found = await sql<{ parent: string; child: string }>`select parent, child from facilities.chain_link
    where district = ${ctx.principal.district} and (parent = ${id} or child = ${id}) and valid_from <= ${on} and (valid_to is null or valid_to > ${on})`.execute(
    ctx.db,
  )
  const others = [...new Set(found.rows.flatMap((row) => [row.parent, row.child]))].filter((other) => other !== id)
  const rows = new Map(
    (await facilityRows(ctx, others, on)).map((row) => [
      row.id,
      { id: row.id, name: row.name, kindTitle: row.kindTitle, state: row.state, operator: row.operator?.name ?? '' },
    ]),
  )
  const parent = found.rows.find((row) => row.child === id)?.parent
  return {
    leadBy: (parent && rows.get(parent)) || null,
    leads: found.rows.filter((row) => row.parent === id).flatMap((row) => rows.get(row.child) ?? []),
  }
}

export async function showChains(
  ctx: Context,
  { query }: InputOf<typeof contract.showChains>,
): Promise<ReplyOf<typeof contract.showChains>> {
  const on = today(ctx)
  const below = query.area ? await areaBelow(ctx, [query.area], on) : null
  const found = await sql<{ id: string; kind: string; mode: string | null; parent: string | null }>`
    select f.id, kind.value as kind, mode.value as mode, l.parent from facilities.facility f
    join facilities.fact kind on kind.district = f.district and kind.facility = f.id and kind.kind = 'facility.kind' and kind.closed_at is null
      and kind.valid_from <= ${on} and (kind.valid_to is null or kind.valid_to > ${on})
    left join facilities.fact mode on mode.district = f.district and mode.facility = f.id and mode.kind = 'facility.operation-mode' and mode.closed_at is null
      and mode.valid_from <= ${on} and (mode.valid_to is null or mode.valid_to > ${on})
    left join facilities.chain_link l on l.district = f.district and l.child = f.id and l.valid_from <= ${on} and (l.valid_to is null or l.valid_to > ${on})
    where f.district = ${ctx.principal.district} and f.state = 'open' and (${below === null} or f.area = any(${below ?? []}::int[]))`.execute(
    ctx.db,
  )
  const stations = found.rows.filter(({ kind }) => STATIONS.includes(kind))
  const led = stations.filter(({ parent }) => parent !== null)
  const social = led.filter(({ mode }) => mode !== null && SOCIAL_MODES.includes(mode))
  const parents = found.rows.filter(({ id }) => found.rows.some((row) => row.parent === id))
  const rows = new Map(
    (await facilityRows(ctx, [...new Set([...parents, ...led].map(({ id }) => id))], on)).map((row) => [row.id, row]),
  )
  return {
    on,
    inChain: { numerator: led.length, denominator: stations.length },
    social: { numerator: social.length, denominator: stations.length },
    alone: stations.length - led.length,
    centres: parents.flatMap(({ id }) => {
      const row = rows.get(id)
      if (!row) return []
      return {
        id,
        name: row.name,
        kindTitle: row.kindTitle,
        place: row.place,
        operator: row.operator?.name ?? '',
        children: found.rows
          .filter((child) => child.parent === id)
          .flatMap((child) => {
            const shown = rows.get(child.id)
            return shown
              ? { id: child.id, name: shown.name, kindTitle: shown.kindTitle, operator: shown.operator?.name ?? '' }
              : []
          }),
      }
    }),
  }
}
