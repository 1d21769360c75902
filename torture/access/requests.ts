// Builds a request for any line of any contract that reaches for one target. A line whose fields it does not know stops the trial: a new route brings its sample along.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Line } from '@songhe/basics/contract'
import { projectRoot } from '@songhe/kernel/config'
import { z } from 'zod'
import { GRANTS } from './samples/grants.ts'
import { LAB } from './samples/lab.ts'
import { PLANNING_FORECAST } from './samples/planning-forecast.ts'
import { PLANNING_NUMBERS } from './samples/planning-numbers.ts'
import { PLANNING_WORK } from './samples/planning-work.ts'
import { RATINGS } from './samples/ratings.ts'
import type { Given, Sample, Samples } from './samples/sample.ts'
import { PHOTO } from './target/plant-facilities.ts'
import type { Target } from './targets.ts'

// biome-ignore lint: lines of any shape
export type AnyLine = Line<any, any, any, any>

export interface Input {
  params: Record<string, unknown>
  query: Record<string, unknown>
  body: Record<string, unknown> | undefined
  /** Lines of an uploaded table, or the bytes of a picture. */
  file?: string | Buffer | undefined
}

interface Schema {
  type?: string
  format?: string
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  enum?: unknown[]
  anyOf?: Schema[]
  default?: unknown
  minimum?: number
  minItems?: number
  pattern?: string
}

const TABLE = readFileSync(`${projectRoot}/packs/kaizhou/service-subsidy/table.yaml`, 'utf8')

const PAIR = (t: Target) => ({ body: { one: t.person, other: t.twin, keep: t.person } })
const person: Samples = (t) => ({ params: { id: t.person, fact: t.fact, contact: t.contact, person: t.person } })
const dead: Samples = (t) => ({ params: { id: t.dead } })
const gone: Samples = (t) => ({ params: { id: t.gone } })
const step =
  (at: keyof Target['cases'], body: Sample = {}): Samples =>
  (t) => ({
    params: { id: t.cases[at] },
    body: { version: 1, ...body },
  })
const run =
  (at: keyof Target['runs'], body: Samples = () => ({})): Samples =>
  (t) => ({ params: { id: t.runs[at], key: 'held' }, ...body(t) })
const imported =
  (at: keyof Target['imports'], body: Sample = {}): Samples =>
  (t) => ({ params: { id: t.imports[at] }, body })
const stream =
  (programme: string): Samples =>
  (t) => ({ body: { person: t.person, programme, reviewOn: '2027-01-01' } })
const site =
  (at: keyof Target['site'], more: Samples = () => ({})): Samples =>
  (t) => ({
    params: { id: t.site[at], fact: t.site.fact, paper: t.site.paper, photo: t.site.photo, child: t.site.led },
    ...more(t),
  })
const sited = (at: keyof Target['site'], body: Sample): Samples => site(at, () => ({ body }))
const contract =
  (body: Sample = {}): Samples =>
  (t) => ({ params: { id: t.contract }, body })
const rooms =
  (at: keyof Target['rooms'], body: Sample = {}): Samples =>
  (t) => ({ params: { id: t.rooms[at], request: t.request, check: t.misuse }, body })
const estate =
  (body: Sample): Samples =>
  (t) => ({ params: { id: t.estate }, body })
const NUMBERED = { pack: 'old-age-allowance' }
const version: Samples = () => ({ params: NUMBERED, body: { version: 1, digest: 'none' } })

/** What stands for the objects that a line names. Lines without objects need none. */
const SAMPLES: Record<string, Samples> = {
  'GET /imports/:id': imported('previewed'),
  'GET /imports/:id/head': imported('previewed'),
  'GET /imports/:id/problems': imported('checked'),
  'GET /imports/:id/errors': imported('checked'),
  'GET /imports/sheets/:sheet/template': () => ({ params: { sheet: 'roll' } }),
  'POST /imports': () => ({ query: { sheet: 'roll' } }),
  'POST /imports/:id/check': imported('previewed', { headerRow: 1, mapping: { name: 0, number: 1 } }),
  'POST /imports/:id/commit': imported('checked'),
  'POST /imports/:id/undo': imported('committed'),
  'GET /people/find': (t) => ({ query: { q: `${t.mark}甲某` } }),
  'GET /people': (t) => ({ query: { q: t.mark } }),
  'POST /people': (t) => ({ body: { name: `${t.mark}新某`, area: t.area, birth: '1944-01-01', sex: 'female' } }),
  'POST /people/:id/facts': (t) => ({ params: { id: t.person }, body: { kind: 'living.left-behind', value: 'true' } }),
  'POST /people/:id/facts/:fact/correct': (t) => ({ params: { id: t.person, fact: t.fact }, body: { value: 'false' } }),
  'POST /people/:id/facts/:fact/close': (t) => ({ params: { id: t.person, fact: t.fact }, body: { to: '2026-05-01' } }),
  'POST /people/:id/death/reverse': dead,
  'POST /people/:id/move/reverse': gone,
  'POST /people/:id/relocate': (t) => ({ params: { id: t.person }, body: { area: t.area } }),
  'POST /people/:id/household': (t) => ({ params: { id: t.person }, body: { members: [t.twin] } }),
  'POST /people/:id/surveys': (t) => ({
    params: { id: t.person },
    body: { consent: { by: '本人' }, answers: { 'survey.care-place': '家里' } },
  }),
  'POST /people/:id/payee': (t) => ({ params: { id: t.person }, body: { holder: `${t.mark}甲某`, account: '6200000000099999' } }),
  'POST /people/:id/consents/:consent/withdraw': (t) => ({ params: { id: t.person, consent: t.consent } }),
  'POST /people/:id/payee/confirm': (t) => ({ params: { id: t.person }, body: { payee: t.payee } }),
  'POST /areas/transfer/preview': (t) => ({ body: { towns: [t.town], to: 3 } }),
  'POST /areas/transfer': (t) => ({ body: { towns: [t.town], to: 3 } }),
  'GET /duplicates': (t) => ({ query: { person: t.person } }),
  'POST /duplicates/merge': PAIR,
  'POST /duplicates/different': PAIR,
  'GET /policy/documents/:key': () => ({ params: { key: 'dianjiang' } }),
  'GET /policy/clause': () => ({ query: { document: 'dianjiang', locator: '一' } }),
  'POST /policy/documents/:key/text': () => ({ params: { key: 'dianjiang' }, body: { text: '一、试验。' } }),
  'POST /policy/packs': () => ({ body: { table: TABLE } }),
  'POST /policy/packs/:pack/submit': version,
  'POST /policy/packs/:pack/publish': version,
  'POST /policy/packs/:pack/discard': version,
  'POST /policy/packs/:pack/confirm': () => ({
    params: NUMBERED,
    body: {
      row: 'r',
      column: 'c',
      value: '1元',
      decision: { key: 'k', subject: '试', decidedOn: '2026-01-01', decidedBy: '试' },
    },
  }),
  'POST /policy/shipped/install': () => ({ body: { packs: ['old-age-allowance'] } }),
  'GET /public/services/:district': (t) => ({ params: { district: t.district } }),
  'POST /cases/start': (t) => ({ body: { items: [{ person: t.twin, programme: 'old-age-allowance' }], way: 'town-check' } }),
  'GET /cases/:id': step('townCheck'),
  'POST /cases/:id/town-check': step('townCheck', { verdict: 'pass' }),
  'POST /cases/:id/resubmit': step('returned'),
  'POST /cases/:id/withdraw': step('townCheck'),
  'POST /cases/:id/decide': step('decision', { verdict: 'refuse', reason: '试验' }),
  'POST /cases/decide': (t) => ({ body: { cases: [{ id: t.cases.decision, version: 1 }] } }),
  'POST /cases/:id/objection': step('notice', { raisedOn: '2026-01-05', ground: '试' }),
  'POST /cases/:id/objection/answer': (t) => ({
    params: { id: t.cases.objected },
    body: { version: 1, objection: t.objection, upheld: true, answer: '试' },
  }),
  'POST /cases/close-notice': (t) => ({ body: { cases: [t.cases.ended] } }),
  'GET /cases': (t) => ({ query: { person: t.person } }),
  'POST /cases/anomalies/:id/close': (t) => ({ params: { id: t.anomaly }, body: { verdict: 'confirmed' } }),
  'GET /cases/working-days': () => ({ query: { year: 2026 } }),
  'GET /benefits/lines': (t) => ({
    query: { run: t.runs.approved, person: t.person, programme: 'old-age-allowance', forMonth: t.months.approved },
  }),
  'GET /benefits/clauses/people': (t) => ({ query: { document: '试文', clause: '一', month: t.months.approved } }),
  'POST /benefits/runs': () => ({ body: { month: '2039-01' } }),
  'GET /benefits/runs/:id': run('approved'),
  'GET /benefits/runs/:id/difference': run('approved'),
  'GET /benefits/runs/:id/lines': run('approved'),
  'GET /benefits/runs/:id/exceptions': run('submitted'),
  'GET /benefits/runs/:id/bank-files': run('approved'),
  'GET /benefits/runs/:id/unpaid': run('approved'),
  'POST /benefits/runs/:id/exceptions/:key': run('submitted'),
  'POST /benefits/runs/:id/submit': run('computed'),
  'POST /benefits/runs/:id/approve': run('submitted', () => ({ body: { digest: 'digest' } })),
  'POST /benefits/runs/:id/return': run('submitted'),
  'POST /benefits/runs/:id/discard': run('computed'),
  'POST /benefits/runs/:id/bank-file': run('approved'),
  'POST /benefits/runs/:id/reissue': run('approved', (t) => ({ body: { persons: [t.person] } })),
  'POST /benefits/runs/:id/reversals': run('approved', (t) => ({
    body: { lines: [{ person: t.person, programme: 'old-age-allowance', kind: 'month', forMonth: t.months.approved }] },
  })),
  'GET /benefits/bank-files/:id': (t) => ({ params: { id: t.bankFile } }),
  'POST /benefits/bank-files/:id/return': (t) => ({ params: { id: t.bankFile } }),
  'POST /benefits/bank-profiles': () => ({
    body: {
      key: 'probe',
      columns: (['number', 'name', 'account'] as const).map((field) => ({ title: field, field })),
    },
  }),
  'POST /benefits/streams/suspend': stream('old-age-allowance'),
  'POST /benefits/streams/resume': stream('service-subsidy'),
  'POST /benefits/streams/stop': (t) => ({ body: { person: t.person, programme: 'old-age-allowance', fromMonth: '2099-01' } }),
  'POST /benefits/adjustments/:id/decline': (t) => ({ params: { id: t.adjustment } }),
  'POST /benefits/repayments/decide': (t) => ({ body: { verdict: 'confirm', ids: [t.claim] } }),
  'POST /benefits/adjustments': (t) => ({
    body: { person: t.person, programme: 'old-age-allowance', kind: 'one-off', forMonth: '2026-04', fen: 100 },
  }),
  'POST /benefits/adjustments/:id/approve': (t) => ({ params: { id: t.adjustment } }),
  'POST /benefits/adjustments/:id/plan': (t) => ({ params: { id: t.proposedRecovery } }),
  'POST /benefits/adjustments/:id/repayments': (t) => ({ params: { id: t.recovery }, body: { receipt: '票据-试', fen: 100 } }),
  'POST /takeover/anomalies': (t) => ({ body: { items: [{ person: t.person, programme: 'old-age-allowance' }] } }),
  'GET /takeover/shadows/:id': run('shadow'),
  'GET /takeover/shadows/:id/lines': run('shadow'),
  'POST /benefits/recomputes': (t) => ({ body: { month: t.months.approved, person: t.person } }),
  'GET /benefits/recomputes/:id': (t) => ({ params: { id: t.recompute } }),
  'GET /benefits/recomputes/:id/rows': (t) => ({ params: { id: t.recompute } }),
  'POST /benefits/recomputes/:id/propose': (t) => ({
    params: { id: t.recompute },
    body: { rows: [{ person: t.person, programme: 'old-age-allowance' }] },
  }),
  'POST /benefits/reversals/decide': (t) => ({ body: { verdict: 'approve', ids: [t.reversal] } }),
  'POST /auth/change-password': () => ({ body: { current: 'x', next: 'y' } }),
  'POST /access/accounts': () => ({ body: { username: `probe-${randomUUID().slice(0, 8)}`, role: 'town-officer' } }),
  'POST /access/accounts/import': () => ({
    body: { rows: [{ name: '试', username: `probe-${randomUUID().slice(0, 8)}`, town: '全区', role: '镇街' }] },
  }),
  'POST /access/accounts/:id/reset-password': (t) => ({ params: { id: t.account } }),
  'POST /access/accounts/:id/unlock': (t) => ({ params: { id: t.account } }),
  'POST /access/accounts/:id/disable': (t) => ({ params: { id: t.account } }),
  'POST /access/accounts/:id/grants': (t) => ({ params: { id: t.account }, body: { role: 'clerk' } }),
  'POST /access/asked-grants/decide': (t) => ({ body: { ids: [t.asked], verdict: 'give' } }),
  'POST /access/grants/:id/revoke': (t) => ({ params: { id: t.grant } }),
  'POST /access/deputies': (t) => ({ body: { absent: t.staff, standsIn: t.colleague, from: '2030-01-01', to: '2030-01-02' } }),
  'POST /access/deputies/:id/end': (t) => ({ params: { id: t.deputy } }),
  'GET /access/imports/:id/slips': (t) => ({ params: { id: t.accountImport } }),
  'POST /access/imports/:id/slips': (t) => ({ params: { id: t.accountImport } }),
  'POST /access/open-exports/:id/approve': (t) => ({ params: { id: t.openExport } }),
  'POST /access/open-exports/:id/refuse': (t) => ({ params: { id: t.openExport } }),
  'GET /access/open-exports/:id/file': (t) => ({ params: { id: t.openExport } }),
  'POST /access/practice/reset': () => ({ body: { district: '开州区' } }),
  'POST /settings': () => ({ body: { key: 'office', value: '测试局' } }),
  'GET /access/audit': (t) => ({ query: { person: t.person } }),
  'POST /facilities': (t) => ({ body: { kind: 'canteen', area: t.area, source: '试验' } }),
  'GET /facilities/:id': site('open'),
  'GET /facilities/:id/standards': site('open'),
  'POST /facilities/:id/change': sited('open', { version: 1, contact: '试验' }),
  'POST /facilities/:id/facts': sited('open', {
    facts: [{ kind: 'facility.host', value: '试验', from: '2026-05-01' }],
    source: '试验',
  }),
  'POST /facilities/:id/facts/:fact/close': site('open'),
  'POST /facilities/:id/open': site('planned'),
  'POST /facilities/:id/suspend': site('open'),
  'POST /facilities/:id/lift-suspension': site('suspended'),
  'POST /facilities/:id/close': site('open'),
  'POST /facilities/:id/convert': sited('open', { upgraded: true, source: '试验', note: '权限试验用说明' }),
  'POST /facilities/:id/papers': sited('open', { kind: '其他', to: null }),
  'POST /facilities/:id/papers/:paper/close': site('open'),
  'POST /facilities/:id/photos': site('open', () => ({ query: { takenOn: '2026-05-01' } })),
  'GET /facilities/:id/photos/:photo': site('open'),
  'POST /facilities/:id/photos/:photo/close': site('open'),
  'POST /facilities/:id/chain': site('centre', (t) => ({ body: { children: [t.site.open] } })),
  'POST /facilities/:id/chain/:child/end': site('centre'),
  'POST /facilities/operators/:id/change': (t) => ({ params: { id: t.operators[0] } }),
  'POST /facilities/operators/alike': (t) => ({
    body: { one: t.operators[0], other: t.operators[1], verdict: 'different' },
  }),
  'POST /facilities/contracts': (t) => ({
    body: {
      operator: t.operators[0],
      entrustedBy: '试验单位',
      facilities: [t.site.planned],
      signedOn: '2026-05-01',
    },
  }),
  'GET /facilities/contracts/:id': contract(),
  'POST /facilities/contracts/:id/end': contract(),
  'POST /facilities/contracts/:id/assets': contract(),
  'POST /facilities/contracts/:id/reports': contract({ period: '2024-06-30', summary: '权限试验用报告' }),
  'POST /facilities/selections': () => ({ body: { title: '权限试验比选', noticeOn: '2026-05-01' } }),
  'POST /facilities/selections/:id/decide': (t) => ({
    params: { id: t.selection },
    body: { bids: [{ operator: t.operators[0], score: 90, won: true }], decidedOn: '2026-05-01', result: '权限试验用结果' },
  }),
  'GET /facilities/premises/:id': rooms('idle'),
  'POST /facilities/premises': (t) => ({ body: { area: t.area, owner: '试验单位' } }),
  'POST /facilities/premises/:id/requests': rooms('idle', { applicant: '试验单位', askedOn: '2026-05-01' }),
  'POST /facilities/premises/:id/requests/:request/decide': rooms('requested', { verdict: 'refused' }),
  'POST /facilities/premises/:id/hand-over': rooms('granted'),
  'POST /facilities/premises/:id/checks': rooms('used', { on: '2026-05-01' }),
  'POST /facilities/premises/:id/checks/:check/close': rooms('used'),
  'POST /facilities/estates': (t) => ({ body: { area: t.area, requiredGround: '试验' } }),
  'POST /facilities/estates/:id/steps': estate({ step: 'planned' }),
  'POST /facilities/estates/:id/gap': estate({ version: 1, way: 'lease', due: '2027-05-01' }),
  'POST /facilities/land': (t) => ({ body: { area: t.area } }),
  'POST /facilities/land/population': () => ({ body: { base: '常住人口' } }),
  'POST /facilities/land/requests': (t) => ({
    body: { area: t.area, applicant: '试验单位', registration: '52500000MJP000005P', way: 'lease', askedOn: '2026-05-01' },
  }),
  'POST /facilities/land/requests/:id/opinion': (t) => ({
    params: { id: t.landRequest },
    body: { side: 'civil-affairs', opinion: 'agree' },
  }),
  'POST /facilities/observations/:id/confirm': (t) => ({ params: { id: t.observation }, body: { role: 'stock' } }),
  ...GRANTS,
  ...LAB,
  ...PLANNING_FORECAST,
  ...PLANNING_NUMBERS,
  ...PLANNING_WORK,
  ...RATINGS,
}

const FILES: Record<string, string | Buffer> = {
  'POST /facilities/:id/photos': PHOTO,
  'POST /ratings/cases/:id/evidence': PHOTO,
  'POST /planning/projects/:id/photos': PHOTO,
  roll: '姓名,身份证号\r\n测某某,\r\n',
  'POST /benefits/bank-files/:id/return': '序号,账号,金额,结果\r\n1,1,1.00,成功\r\n',
  'POST /benefits/grants/bank-files/:id/return': '序号,账号,金额,结果\r\n1,1,1.00,成功\r\n',
}

/** Fields that mean the same on every line. */
const WORDS: Record<string, unknown> = {
  day: '2026-05-01',
  from: '2026-05-01',
  to: '2026-06-01',
  reportedOn: '2026-05-01',
  receivedOn: '2026-05-01',
  validFrom: '2026-05-01',
  month: '2026-05',
  forMonth: '2026-05',
  name: '测某某',
  pack: 'old-age-allowance',
  reason: '权限试验用理由',
  ground: '权限试验用依据',
  note: '权限试验用说明',
  label: '权限试验',
}

export const keyOf = (line: AnyLine) => `${line.method} ${line.path.replace(/\/sheet$/, '')}`

/** @throws when a field is an object's id, or has a shape, that nothing here stands for. */
export function requestOf(line: AnyLine, target: Target): Input {
  const given: Given = (SAMPLES[keyOf(line)] ?? (/:(id|person)\b/.test(line.path) ? byPath(line.path) : () => ({})))(target)
  const part = (name: 'params' | 'query' | 'body') => {
    const shape = line[name]
    if (!shape) return undefined
    const built = fill(schemaOf(shape), given[name] ?? {}, `${keyOf(line)} ${name}`) as Record<string, unknown>
    const parsed = shape.safeParse(name === 'body' ? built : asText(built))
    if (!parsed.success) throw new Error(`no valid ${name} for ${keyOf(line)}: ${parsed.error.message}`)
    return built
  }
  return {
    params: part('params') ?? {},
    query: part('query') ?? {},
    body: part('body'),
    file: line.upload ? (FILES[keyOf(line)] ?? FILES.roll) : undefined,
  }
}

/** `/people/:id…` names an elder wherever nothing else is said. */
function byPath(path: string): Samples {
  if (/^\/(people\/:id|.*\/:person)/.test(path)) return person
  throw new Error(`no sample for the object of ${path}; add one in torture/access/requests.ts`)
}

const asText = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]))

const schemas = new WeakMap<object, Schema>()
export function schemaOf(shape: z.ZodType): Schema {
  const known = schemas.get(shape)
  if (known) return known
  const made = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Schema
  schemas.set(shape, made)
  return made
}

function fill(schema: Schema, given: unknown, where: string): unknown {
  if (schema.type !== 'object' || !schema.properties) return given ?? leaf(schema, where)
  const sample = (given ?? {}) as Sample
  const built: Sample = {}
  for (const [key, inner] of Object.entries(schema.properties)) {
    const known = sample[key]
    if (known === undefined && !schema.required?.includes(key)) continue
    if (known !== undefined && inner.type !== 'object') built[key] = known
    else if (known === undefined && key in WORDS && inner.type === 'string' && !inner.enum) built[key] = WORDS[key]
    else built[key] = fill(inner, known, `${where}.${key}`)
  }
  return built
}

function leaf(schema: Schema, where: string): unknown {
  if (schema.default !== undefined) return schema.default
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return leaf(schema.anyOf[0]!, where)
  if (schema.format === 'uuid') {
    if (schema.description?.includes('客户端')) return randomUUID()
    throw new Error(`no sample for ${where}; add one in torture/access/requests.ts`)
  }
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1)
  if (schema.type === 'boolean') return true
  if (schema.type === 'array' && !schema.minItems) return []
  if (schema.type === 'string') return '试验'
  throw new Error(`no sample for ${where}; add one in torture/access/requests.ts`)
}
