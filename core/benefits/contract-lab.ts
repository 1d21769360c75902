// The laboratory of policy: what a table, a draft, a change or another district's rules would cost on the real roll, and who gains and loses.
import { ClientId, get, post } from '@songhe/basics/contract'
import { Paging, pageOf } from '@songhe/basics/paging'
import { z } from 'zod'

const Text = z.string().max(200)
const Pair = z.tuple([Text, Text])

/** What a scheme changes; everything beside it stays as its base says. */
export const Scheme = z.object({
  name: z.string().min(1).max(40),
  /** `published` what is in force, `drafts` with every open draft, else the folder of a district whose tables ship with the product. */
  base: z.string().min(1).max(40),
  /** Table, row, column, what stands there then. */
  cells: z
    .array(z.tuple([Text, Text, Text, Text]))
    .max(80)
    .default([]),
  dates: z
    .array(z.object({ pack: Text, from: z.string().optional(), to: z.string().nullable().optional() }))
    .max(20)
    .default([]),
  /** Tables that this scheme does not have. */
  without: z.array(Text).max(20).default([]),
  /** Pairs of programmes decided anew: both are paid, the higher, or the one that is named. */
  pairs: z
    .array(z.object({ between: Pair, keep: Text }))
    .max(30)
    .default([]),
})
export type Scheme = z.infer<typeof Scheme>

const Asked = z.object({
  /** JSON: at most four of Scheme. In the address, so that a trial can be handed on as a link. */
  schemes: z.string().max(9_000).default('').describe('要比较的方案（JSON，最多四个）'),
  months: z.coerce.number().int().min(1).max(36).default(12),
})

const Knob = z.object({ text: z.string(), changed: z.boolean() })
const LabTable = z.object({
  pack: z.string(),
  title: z.string(),
  version: z.number().int(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  example: z.boolean(),
  document: z.string(),
  clause: z.string(),
  inputs: z.array(z.string()),
  outputs: z.array(z.string()),
  rows: z.array(z.object({ row: z.string(), cells: z.record(z.string(), Knob), unconfirmed: z.boolean() })),
})

export const showLab = get('/benefits/lab', {
  title: '政策实验室：可以调整的表、互斥规定和可比的区县',
  permission: 'policy.read',
  query: z.object({ base: z.string().max(40).default('published') }),
  reply: z.object({
    from: z.string(),
    tables: z.array(LabTable),
    drafts: z.array(z.object({ pack: z.string(), title: z.string() })),
    regions: z.array(z.object({ region: z.string(), name: z.string(), own: z.boolean() })),
    programmes: z.array(z.object({ programme: z.string(), title: z.string() })),
    pairs: z.array(z.object({ between: z.array(z.string()), keep: z.string(), document: z.string(), clause: z.string() })),
    /** What the office may spend in twelve months; null = not set. */
    budgetFen: z.number().nullable(),
  }),
})

const Share = z.object({ persons: z.number().int(), fen: z.number() })
const Group = z.object({
  key: z.string(),
  name: z.string(),
  persons: z.number().int(),
  before: z.number(),
  after: z.number(),
  gain: z.number().int(),
  lose: z.number().int(),
})
export const DIMENSIONS = { town: '镇街', age: '年龄', sex: '性别', ability: '能力' } as const
const Month = z.object({ month: z.string(), fen: z.number(), persons: z.number().int() })
const Programme = z.object({ programme: z.string(), title: z.string(), persons: z.number().int(), fen: z.number() })

export const simulate = get('/benefits/lab/simulate', {
  title: '试算：方案在名册上今后几个月的总额、人数、增减',
  permission: 'policy.read',
  query: Asked,
  reply: z.object({
    roll: z.object({ loadedAt: z.string(), persons: z.number().int(), place: z.string() }),
    milliseconds: z.number().int(),
    before: z.object({ fen: z.number(), persons: z.number().int(), months: z.array(Month), programmes: z.array(Programme) }),
    schemes: z.array(
      z.object({
        name: z.string(),
        fen: z.number(),
        /** Whoever is paid in at least one month. */
        persons: z.number().int(),
        months: z.array(Month),
        programmes: z.array(Programme),
        gain: Share,
        lose: Share,
        /** Cannot be judged for lack of a fact, or because nobody has confirmed the amount; in the first month. */
        missing: z.number().int(),
        unconfirmed: z.number().int(),
        example: z.boolean(),
        groups: z.record(z.string(), z.array(Group)),
      }),
    ),
  }),
})

export const labNames = get('/benefits/lab/names', {
  title: '试算中增加或减少的人员名单',
  permission: 'registry.read',
  audit: 'lab.names-viewed',
  query: Paging.extend({
    ...Asked.shape,
    scheme: z.coerce.number().int().min(0).max(3).default(0).describe('第几个方案，从 0 数起'),
    kind: z.enum(['gain', 'lose', 'paid']).default('gain'),
    dimension: z.enum(['town', 'age', 'sex', 'ability']).optional(),
    group: z.string().max(40).optional(),
  }),
  reply: pageOf(
    z.object({
      person: z.string(),
      name: z.string(),
      town: z.string(),
      birth: z.string(),
      before: z.number(),
      after: z.number(),
      difference: z.number(),
      /** Amounts that nobody has decided are said wherever they go. */
      note: z.string(),
    }),
  ),
  sheet: {
    name: '试算涉及的人员',
    columns: [
      { key: 'name', title: '姓名' },
      { key: 'town', title: '镇街' },
      { key: 'birth', title: '出生日期' },
      { key: 'before', title: '现行（元）', as: 'yuan' },
      { key: 'after', title: '方案（元）', as: 'yuan' },
      { key: 'difference', title: '相差（元）', as: 'yuan' },
      { key: 'note', title: '说明' },
    ],
  },
})

export const reloadRoll = post('/benefits/lab/reload', {
  title: '重新载入试算用的名册',
  permission: 'policy.read',
  audit: 'lab.roll-reloaded',
  body: z.object({ id: ClientId }),
  reply: z.object({ id: z.string(), outcome: z.enum(['created', 'exists']) }),
})

const Seeded = {
  draws: z.coerce.number().int().min(10).max(100).default(40).describe('抽样多少次'),
  seed: z.coerce.number().int().min(1).max(1_000_000).default(20_260).describe('同一种子，同一曲线'),
}
const Band = { low: z.number(), middle: z.number(), high: z.number() }

export const forecastScheme = get('/benefits/lab/forecast', {
  title: '预测一个方案今后的支出：生日、去世、迁移、能力变化，带区间',
  permission: 'policy.read',
  query: z.object({
    schemes: Asked.shape.schemes,
    scheme: z.coerce.number().int().min(0).max(4).default(0).describe('0 是现行规定，方案从 1 数起'),
    months: z.coerce.number().int().min(1).max(36).default(36),
    ...Seeded,
  }),
  reply: z.object({
    name: z.string(),
    example: z.boolean(),
    seed: z.number().int(),
    draws: z.number().int(),
    persons: z.number().int(),
    milliseconds: z.number().int(),
    /** `still`: if nobody died, moved or lost ability. */
    months: z.array(z.object({ month: z.string(), still: z.number(), ...Band })),
    years: z.array(z.object({ from: z.string(), to: z.string(), ...Band })),
    assumptions: z.object({
      survival: z.string(),
      leavingPerYear: z.number().int(),
      comingPerYear: z.number().int(),
      youngestPerYear: z.number().int(),
    }),
  }),
})

export const backTest = get('/benefits/lab/back-test', {
  title: '回测：从几个月前预测，与那几个月实际应发的数比较',
  permission: 'policy.read',
  query: z.object({ months: z.coerce.number().int().min(2).max(24).default(6), ...Seeded }),
  reply: z.object({
    from: z.string(),
    persons: z.number().int(),
    months: z.array(
      z.object({
        month: z.string(),
        forecast: z.number(),
        owed: z.number(),
        /** Regular lines of the approved runs; null = no run. */
        paid: z.number().nullable(),
        errorPerMille: z.number().int().nullable(),
      }),
    ),
    meanPerMille: z.number().int().nullable(),
    worstPerMille: z.number().int().nullable(),
  }),
})

const Verdict = z.enum(['one', 'both', 'ask'])

export const exclusionMatrix = get('/benefits/lab/pairs', {
  title: '互斥表：每两项待遇能不能一起享受，依据哪一条',
  permission: 'policy.read',
  reply: z.object({
    programmes: z.array(z.object({ programme: z.string(), title: z.string() })),
    pairs: z.array(
      z.object({
        between: z.array(z.string()),
        verdict: Verdict,
        /** Which of the two stays, or `higher`; null where both do or nobody knows. */
        keep: z.string().nullable(),
        document: z.string().nullable(),
        clause: z.string().nullable(),
        reason: z.string(),
      }),
    ),
    /** Pairs about which no document says anything. */
    open: z.number().int(),
  }),
})

const Named = z.object({ programme: z.string(), title: z.string(), fen: z.number() })

export const showCombination = get('/benefits/lab/people/:person/combination', {
  title: '一位老人合规的最高待遇组合',
  permission: 'cases.read',
  audit: 'lab.combination-viewed',
  params: z.object({ person: z.uuid() }),
  reply: z.object({
    month: z.string(),
    met: z.array(Named),
    paid: z.array(Named),
    best: z.array(Named),
    said: z.string(),
    because: z.array(z.object({ titles: z.array(z.string()), document: z.string(), clause: z.string(), reason: z.string() })),
    /** Pairs that she meets both of, without a source for either answer: both are paid until somebody decides. */
    open: z.array(z.array(z.string())),
  }),
})
