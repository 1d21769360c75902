// Contract lines that answer "why": one elder in a month, one amount down to its sources, one clause up to its people.
import { get } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'
import { Month } from './contract-cases.ts'

/** One condition of a rule row: what is asked, what is known, from whom. */
export const WhyLine = z.object({
  condition: z.string(),
  wanted: z.string().describe('表里这一格的写法'),
  fact: z.string(),
  value: z.string().nullable(),
  verdict: z.enum(['met', 'not-met', 'missing']),
  source: z.string().nullable(),
  sourceId: z.string().nullable(),
  reportedOn: z.string().nullable(),
  since: z.string().nullable(),
})
export type WhyLine = z.infer<typeof WhyLine>

export const Cited = z.object({ document: z.string(), clause: z.string() })

export const ProgrammeVerdict = z.object({
  programme: z.string(),
  title: z.string(),
  state: z.enum(['receiving', 'unclaimed', 'in-case', 'held', 'missing', 'excluded', 'none', 'paid-not-due']),
  stateTitle: z.string(),
  dueFen: z.number(),
  receivedFen: z.number(),
  why: z.array(WhyLine),
  citation: Cited.nullable(),
  amount: z
    .object({
      status: z.string(),
      document: z.string().nullable(),
      clause: z.string().nullable(),
      decision: z.string().nullable(),
    })
    .nullable(),
  table: z.object({ title: z.string(), pack: z.string(), version: z.number(), row: z.string().nullable() }).nullable(),
  missing: z.array(z.object({ name: z.string(), title: z.string() })),
  excludedBy: z.string().nullable(),
  next: z.string(),
  nextChange: z.object({ on: z.string(), text: z.string() }).nullable(),
  sinceMonth: z.string().nullable(),
  arrearsFen: z.number(),
  arrearsMonths: z.number(),
  complete: z.boolean(),
  benefitCase: z.object({ id: z.string(), number: z.string(), state: z.string() }).nullable(),
})
export type ProgrammeVerdict = z.infer<typeof ProgrammeVerdict>

export const PersonBenefits = z.object({
  person: z.string(),
  name: z.string(),
  age: z.number(),
  place: z.string(),
  month: z.string(),
  dueFen: z.number(),
  receivedFen: z.number(),
  gapFen: z.number(),
  sentence: z.string(),
  programmes: z.array(ProgrammeVerdict),
  months: z.array(z.object({ month: z.string(), paidFen: z.number(), toPayFen: z.number(), owedFen: z.number() })),
  /** Money that went out under records merged into this one; it stays on their lines and is counted in the months. */
  merged: z.object({ records: z.number(), lines: z.number(), fen: z.number() }).nullable(),
  example: z.boolean().describe('金额里有示例值'),
})
export type PersonBenefits = z.infer<typeof PersonBenefits>

export const explainPerson = get('/benefits/people/:person', {
  title: '一位老人应得、已得和为什么',
  permission: 'cases.read',
  audit: 'person.benefits-explained',
  params: z.object({ person: z.uuid() }),
  query: z.object({ month: Month.optional() }),
  reply: PersonBenefits,
})

const LineKey = z.object({
  run: z.uuid(),
  person: z.uuid(),
  programme: z.string().max(60),
  kind: z.enum(['month', 'arrear', 'recovery', 'one-off']).default('month'),
  forMonth: Month.optional(),
})

export const LineExplained = z.object({
  person: z.string(),
  name: z.string(),
  age: z.number(),
  place: z.string(),
  programmeTitle: z.string(),
  month: z.string(),
  forMonth: z.string(),
  kind: z.string(),
  fen: z.number(),
  sentence: z.string(),
  clause: Cited.extend({
    title: z.string(),
    status: z.string(),
    heading: z.string(),
    summary: z.string(),
    text: z.string().nullable(),
    issuedOn: z.string().nullable(),
  }).nullable(),
  amount: ProgrammeVerdict.shape.amount,
  row: z
    .object({
      table: z.string(),
      version: z.number(),
      row: z.string(),
      validFrom: z.string(),
      cells: z.array(z.object({ column: z.string(), cell: z.string() })),
      fen: z.number(),
    })
    .nullable(),
  facts: z.array(WhyLine),
  sources: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      kind: z.string(),
      reportedOn: z.string(),
      recordedBy: z.string(),
      file: z.string().nullable(),
      row: z.number().nullable(),
    }),
  ),
  run: z.object({
    id: z.string(),
    month: z.string(),
    number: z.number(),
    state: z.string(),
    frozenAt: z.string().nullable(),
    madeBy: z.string(),
    submittedBy: z.string().nullable(),
    submittedAt: z.string().nullable(),
    approvedBy: z.string().nullable(),
    approvedAt: z.string().nullable(),
    totalFen: z.number(),
  }),
  payment: z.object({
    state: z.string(),
    stateTitle: z.string(),
    account: z.string().nullable(),
    bankRow: z.number().nullable(),
    at: z.string().nullable(),
    reason: z.string(),
    transfers: z.array(z.object({ id: z.string(), debit: z.string(), credit: z.string(), fen: z.number(), at: z.string() })),
  }),
  thenFen: z.number().nullable().describe('用当时的规则和事实重算'),
  nowFen: z.number().nullable().describe('用现在知道的重算'),
  sameClause: z.number().describe('同一条款本月共付人数'),
})
export type LineExplained = z.infer<typeof LineExplained>

export const explainLine = get('/benefits/lines', {
  title: '一笔钱的来历',
  permission: 'cases.read',
  audit: 'payment.explained',
  query: LineKey,
  reply: LineExplained,
})

export const paidUnderClause = get('/benefits/clauses/people', {
  title: '同一条款付了哪些人',
  permission: 'cases.read',
  query: Paging.extend({ document: z.string().max(120), clause: z.string().max(60), month: Month }),
  reply: pageOf(
    z.object({
      person: z.string(),
      name: z.string(),
      town: z.string(),
      village: z.string(),
      programmeTitle: z.string(),
      run: z.string(),
      programme: z.string(),
      fen: z.number(),
      state: z.string(),
    }),
  ).extend({ totalFen: z.number(), persons: z.number() }),
  sheet: {
    name: '按条款付款人员',
    columns: [
      { key: 'name', title: '姓名' },
      { key: 'town', title: '镇街' },
      { key: 'village', title: '村社' },
      { key: 'programmeTitle', title: '项目' },
      { key: 'fen', title: '金额（元）', as: 'yuan' },
      { key: 'state', title: '状态' },
    ],
  },
})
