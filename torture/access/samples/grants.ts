// Samples for the lines about money for facilities.
import type { Target } from '../targets.ts'
import type { Sample, Samples } from './sample.ts'

const round =
  (at: 'computed' | 'submitted' | 'approved', body: Sample = {}): Samples =>
  (t) => ({ params: { id: t.grants[at], facility: t.grants.facility, key: 'account' }, body })
const of =
  (at: 'account' | 'correction' | 'receipt' | 'bankFile' | 'facility', body: Sample = {}): Samples =>
  (t: Target) => ({ params: { id: t.grants[at] }, body })

export const GRANTS: Record<string, Samples> = {
  'POST /benefits/grants/rounds': () => ({ body: { scheme: 'operation', period: '2024' } }),
  'GET /benefits/grants/rounds/:id': round('approved'),
  'GET /benefits/grants/rounds/:id/difference': round('approved'),
  'GET /benefits/grants/rounds/:id/lines': round('approved'),
  'GET /benefits/grants/rounds/:id/lines/:facility': round('approved'),
  'GET /benefits/grants/rounds/:id/exceptions': round('submitted'),
  'POST /benefits/grants/rounds/:id/exceptions/:key': round('submitted'),
  'POST /benefits/grants/rounds/:id/submit': round('computed'),
  'POST /benefits/grants/rounds/:id/approve': round('submitted', { digest: 'digest' }),
  'POST /benefits/grants/rounds/:id/return': round('submitted', { note: '试验' }),
  'POST /benefits/grants/rounds/:id/discard': round('computed'),
  'GET /benefits/grants/facilities/:id': of('facility'),
  'POST /benefits/grants/hits': (t) => ({
    body: { one: t.grants.one, other: t.grants.other, verdict: 'same', reason: '试验核定' },
  }),
  'POST /benefits/grants/accounts': (t) => ({
    body: {
      subjectKind: 'facility',
      subject: t.grants.facility,
      holder: '试验户名',
      account: '6200000000099999',
      ground: '试验依据',
    },
  }),
  'POST /benefits/grants/accounts/:id': of('account', { verdict: 'confirm' }),
  'POST /benefits/grants/rounds/:id/bank-file': round('approved', { profile: 'default' }),
  'GET /benefits/grants/rounds/:id/bank-files': round('approved'),
  'GET /benefits/grants/bank-files/:id': of('bankFile'),
  'POST /benefits/grants/bank-files/:id/return': (t) => ({ params: { id: t.grants.bankFile } }),
  'POST /benefits/grants/rounds/:id/reissue': (t) => ({
    params: { id: t.grants.approved },
    body: { facilities: [t.grants.facility] },
  }),
  'POST /benefits/grants/rounds/:id/corrections': (t) => ({
    params: { id: t.grants.approved },
    body: { facility: t.grants.facility, reason: '试验更正' },
  }),
  'POST /benefits/grants/corrections/:id': of('correction', { verdict: 'reject' }),
  'POST /benefits/grants/corrections/:id/receipts': of('correction', { fen: 1, receivedOn: '2026-01-01', receipt: '试票' }),
  'POST /benefits/grants/receipts/:id': of('receipt', { verdict: 'reject' }),
}
