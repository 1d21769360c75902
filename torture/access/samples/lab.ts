// Samples for the lines about the policy laboratory.
import type { Samples } from './sample.ts'

const EVERYBODY = JSON.stringify([{ name: '方案一', base: 'published' }])

export const LAB: Record<string, Samples> = {
  'GET /benefits/lab/people/:person/combination': (t) => ({ params: { person: t.person } }),
  'GET /benefits/lab/simulate': () => ({ query: { schemes: EVERYBODY, months: 1 } }),
  // Whoever is paid at all: the names of other places must not be among them.
  'GET /benefits/lab/names': () => ({ query: { schemes: EVERYBODY, months: 1, kind: 'paid' } }),
}
