// Samples for the lines of the forecast.
import type { Samples } from './sample.ts'

const planted: Samples = (t) => ({ params: { id: t.forecast }, query: { with: t.forecast } })

export const PLANNING_FORECAST: Record<string, Samples> = {
  'POST /planning/forecasts': () => ({ body: { base: 'resident', lastYear: 2025 } }),
  'GET /planning/forecasts/:id': planted,
  'GET /planning/forecasts/:id/compare': planted,
}
