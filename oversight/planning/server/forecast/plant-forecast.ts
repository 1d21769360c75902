// The demo's forecasts: one of each base, made by the room's own verb.
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import { makeForecast } from './make-forecast.ts'

export async function plantForecast(ctx: Context): Promise<void> {
  for (const base of ['registered', 'resident'] as const)
    await makeForecast(ctx, { body: { id: newId(), base, lastYear: 2040, seed: 20_201_101, note: '示例' } })
}
