// Samples for the lines about coverage, indicators and forecast.
import type { Sample, Samples } from './sample.ts'

const indicator =
  (body: Sample = {}): Samples =>
  (t) => ({ params: { id: t.planning.indicator }, body })
const report: Samples = (t) => ({ params: { id: t.planning.report } })

export const PLANNING_NUMBERS: Record<string, Samples> = {
  'GET /planning/indicators/:id': indicator(),
  'GET /planning/records': () => ({ query: { measure: 'facilities.sites' } }),
  'POST /planning/indicators': (t) => ({ body: { title: '权限试验指标', document: t.planning.document } }),
  'POST /planning/indicators/:id/definitions': indicator({ words: '权限试验用算法' }),
  'POST /planning/indicators/:id/observations': indicator({ value: '1', document: '权限试验用文件' }),
  'POST /planning/indicators/:id/reports': indicator({ name: '权限试验通报', asOf: '2026-05-31' }),
  'GET /planning/reports/:id/recompute': report,
  'GET /planning/reports/:id/records': report,
  'POST /planning/flags/:id/decide': (t) => ({ params: { id: t.planning.flag }, body: { verdict: 'past' } }),
}
