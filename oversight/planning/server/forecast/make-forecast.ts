// Makes a forecast and freezes it with everything it was counted from; nothing of it ever changes.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract/forecast.ts'
import { bandsOf, countForecast } from './count-forecast.ts'
import { digestOfInputs } from './digest-of-inputs.ts'
import { gatherInputs } from './gather-inputs.ts'

export async function makeForecast(
  ctx: Context,
  { body }: InputOf<typeof contract.makeForecast>,
): Promise<ReplyOf<typeof contract.makeForecast>> {
  const inputs = await gatherInputs(ctx, body)
  const outcome = { ...countForecast(inputs), bands: bandsOf(inputs) }
  const digest = digestOfInputs(inputs)
  const done = await sql`
    insert into planning.forecast_run (district, id, base, base_day, last_year, inputs, outcome, digest, note, made_by, made_at)
    values (${ctx.principal.district}, ${body.id}, ${body.base}, ${inputs.baseDay}, ${body.lastYear}, ${JSON.stringify(inputs)}::jsonb,
      ${JSON.stringify(outcome)}::jsonb, ${digest}, ${body.note}, ${ctx.principal.name}, ${ctx.now})
    on conflict (district, id) do nothing`.execute(ctx.db)
  if (!Number(done.numAffectedRows ?? 0)) return { id: body.id, outcome: 'exists' }
  await audit(ctx, {
    event: 'forecast.made',
    object: `forecast:${body.id}`,
    details: { base: body.base, lastYear: body.lastYear, digest },
  })
  return { id: body.id, outcome: 'created' }
}
