// A stack of cases at once, as offices decide a year's evaluation: each stands or falls alone, and what was not done is named with its reason.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { conflict, Problem } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { facilitiesOf } from '@songhe/facilities/door'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { getRound } from '../rounds/round-store.ts'
import { decideCase } from './decide.ts'
import { takeEffect } from './take-effect.ts'

/** The office evaluates everybody of the kinds; stars and leaves are asked for by the site. Entering again adds those who opened since. */
export async function enterSites(
  ctx: Context,
  { params, body }: InputOf<typeof contract.enterSites>,
): Promise<ReplyOf<typeof contract.enterSites>> {
  const round = await getRound(ctx, params.id)
  const on = today(ctx)
  if (round.year === null) throw conflict('星级、叶级由设施申请，不能成批列入。', { next: '请逐处登记申请。' })
  if (round.closedOn || round.applyBy < on) throw conflict('这一轮已经不接受列入。', { next: '请另开一轮。' })
  const sites = await facilitiesOf(ctx, { kinds: round.kinds, open: true }, on)
  const rows = sites.map(({ id, area }) => ({ id: newId(), facility: id, area }))
  const done =
    await sql`insert into ratings.rating_case (district, id, round, facility, area, applied_on, applied_by, applied_staff)
    select ${ctx.principal.district}, r.id, ${round.id}, r.facility, r.area, ${on}, ${ctx.principal.name}, ${ctx.principal.staff}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, facility uuid, area int)
    on conflict (district, round, facility) where state <> 'withdrawn' do nothing`.execute(ctx.db)
  const entered = Number(done.numAffectedRows ?? 0)
  await audit(ctx, { event: 'rating.sites-entered', object: `rating-round:${round.id}`, details: { entered } })
  return { id: body.id, outcome: 'created', entered }
}

export async function decideCases(
  ctx: Context,
  { body }: InputOf<typeof contract.decideCases>,
): Promise<ReplyOf<typeof contract.decideCases>> {
  const { decision, decidedOn } = body
  const told = await eachAlone(ctx, body.cases, ({ id, version, grade }) =>
    decideCase(ctx, { params: { id }, body: { id: newId(), version, grade, decision, decidedOn } }),
  )
  return { id: body.id, outcome: 'created', ...told }
}

export async function takeEffects(
  ctx: Context,
  { body }: InputOf<typeof contract.takeEffects>,
): Promise<ReplyOf<typeof contract.takeEffects>> {
  const told = await eachAlone(ctx, body.cases, ({ id, version }) =>
    takeEffect(ctx, { params: { id }, body: { id: newId(), version, validFrom: body.validFrom } }),
  )
  return { id: body.id, outcome: 'created', ...told }
}

type Told = Pick<ReplyOf<typeof contract.decideCases>, 'done' | 'refused'>

/** One that is refused leaves nothing behind and does not hold the others. */
async function eachAlone<Case extends { id: string }>(
  ctx: Context,
  cases: readonly Case[],
  act: (one: Case) => Promise<unknown>,
): Promise<Told> {
  const refused: { case: string; reason: string }[] = []
  for (const one of cases) {
    await sql`savepoint one_case`.execute(ctx.db)
    try {
      await act(one)
      await sql`release savepoint one_case`.execute(ctx.db)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      await sql`rollback to savepoint one_case`.execute(ctx.db)
      refused.push({ case: one.id, reason: error.message })
    }
  }
  const names = await namesOf(
    ctx,
    refused.map((one) => one.case),
  )
  return { done: cases.length - refused.length, refused: refused.map((one) => ({ ...one, name: names.get(one.case) ?? '' })) }
}

async function namesOf(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await sql<{ id: string; name: string }>`select c.id, f.name from ratings.rating_case c
    join facilities.facility f on f.district = c.district and f.id = c.facility
    where c.district = ${ctx.principal.district} and c.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  return new Map(found.rows.map(({ id, name }) => [id, name]))
}
