// How one elder's recoveries are paid back: the plan ahead, what months kept back already, what was handed in.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { personCards } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../../contract-settle.ts'
import { programmeTitle } from '../cases/queue-rows.ts'

export async function showRecoveries(
  ctx: Context,
  { params }: InputOf<typeof contract.showRecoveries>,
): Promise<ReplyOf<typeof contract.showRecoveries>> {
  const { district } = ctx.principal
  const person = await sql<{
    died: boolean
  }>`select died_on is not null as died from registry.person where district = ${district} and id = ${params.person}`.execute(
    ctx.db,
  )
  if (!person.rows[0]) throw notFound('这位老人')
  const found = await sql<
    Omit<contract.Recovery, 'title'>
  >`select a.id, a.programme, a.for_month as "forMonth", a.fen, a.settled_fen as "settledFen", abs(a.fen) - a.settled_fen as "leftFen",
      a.reason, a.state, case when a.plan ? 'way' then a.plan end as plan,
      coalesce((select jsonb_agg(jsonb_build_object('month', r.month, 'fen', abs(l.fen), 'state', r.state) order by r.month) from benefits.line l
        join benefits.run r on r.district = l.district and r.id = l.run and r.kind = 'regular' and r.state <> 'discarded'
        where l.district = a.district and l.adjustment = a.id and l.state <> 'cancelled'), '[]') as instalments,
      coalesce((select jsonb_agg(jsonb_build_object('id', y.id, 'fen', y.fen, 'receivedOn', y.received_on, 'receipt', y.receipt, 'recordedBy', y.recorded_by_name, 'confirmedBy', y.confirmed_by_name) order by y.received_on)
        from benefits.repayment y where y.district = a.district and y.adjustment = a.id), '[]') as repayments
    from benefits.adjustment a where a.district = ${district} and a.person = ${params.person} and a.kind = 'recovery' and a.state <> 'cancelled'
    order by a.for_month, a.id`.execute(ctx.db)
  await audit(ctx, { event: 'person.recoveries-viewed', object: `person:${params.person}`, person: params.person })
  const cards = await personCards(ctx, [params.person])
  return {
    name: cards.get(params.person)?.name ?? '',
    died: person.rows[0].died,
    recoveries: found.rows.map((row) => ({ ...row, title: programmeTitle(row.programme) })),
  }
}
