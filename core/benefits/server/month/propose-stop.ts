// A benefit is to end for a reason that no rule knows (nobody can be found, the elder gave it up): asked for here, a second person confirms it among the anomalies.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract-month.ts'
import { addWorkingDays } from '../cases/working-days.ts'

export async function proposeStop(
  ctx: Context,
  { body }: InputOf<typeof contract.proposeStop>,
): Promise<ReplyOf<typeof contract.proposeStop>> {
  const { district, staff, name } = ctx.principal
  const known = await sql`select from benefits.anomaly where district = ${district} and id = ${body.id}`.execute(ctx.db)
  if (known.rows.length > 0) return { id: body.id, outcome: 'exists' }
  const found = await sql<{ area: number; start_month: string }>`select area, start_month from benefits.entitlement
    where district = ${district} and person = ${body.person} and programme = ${body.programme} and state <> 'stopped'`.execute(
    ctx.db,
  )
  if (!found.rows[0]) throw notFound('这项正在发放或暂停的待遇')
  const made =
    await sql`insert into benefits.anomaly (district, id, person, area, kind, programme, month, detail, opened_by, opened_by_name, due_on)
    values (${district}, ${body.id}, ${body.person}, ${found.rows[0].area}, 'paid-not-due', ${body.programme}, ${body.fromMonth},
      ${JSON.stringify({ asked: body.reason })}::jsonb, ${staff}, ${name}, ${await addWorkingDays(ctx, today(ctx), 3)}::date) on conflict do nothing`.execute(
      ctx.db,
    )
  if (made.numAffectedRows === 0n)
    throw refused('这项待遇已经有一条待核对的数据异常。', { next: '请在“数据异常”里由第二人处理，不用再提。' })
  await audit(ctx, {
    event: 'stream.stop-proposed',
    object: `programme:${body.programme}`,
    person: body.person,
    reason: body.reason,
    details: { fromMonth: body.fromMonth },
  })
  return { id: body.id, outcome: 'created' }
}
