// Shares that documents ask for: what counts over which base, for a year. A base that the document does not name stays open; of two floors that contradict each other the stricter one is looked at until an officer decides.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { yuan } from '@songhe/basics/money'
import { conflict, notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { type RawBuilder, sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { SHARE_BASES, PURPOSES } from '../../contract.ts'

type Share = ReplyOf<typeof contract.listShares>['rows'][number]
interface Rule {
  rule: string
  document: string
  documentTitle: string
  clause: string
  base: Share['base']
  purposes: string[]
  floor: number
  standing: Share['standing']
}

const rules = (ctx: Context, where: RawBuilder<unknown>) => sql<Rule>`
  select r.id as rule, r.document, coalesce(d.number, d.title, r.document) as "documentTitle", r.clause, r.base, r.purposes, r.floor_percent::float8 as floor, r.standing
  from planning.share_rule r left join policy.document d on d.key = r.document
  where r.district = ${ctx.principal.district} and r.standing <> 'withdrawn' and ${where} order by r.document, r.number, r.id`

export const ruleById = async (ctx: Context, id: string) => (await rules(ctx, sql`r.id = ${id}`).execute(ctx.db)).rows[0]

const LOTTERY: Partial<Record<Share['base'], RawBuilder<unknown>>> = {
  'lottery-all': sql`s.kind = 'lottery'`,
  'lottery-kept': sql`s.kind = 'lottery' and s.kept_here`,
  'lottery-federation': sql`s.kind = 'lottery' and s.drawn_by = 'federation'`,
}
/** Conditions over planning.fund_entry e and its source s. */
export const baseEntries = (base: Share['base']): RawBuilder<unknown> =>
  LOTTERY[base] ? sql`${LOTTERY[base]} and e.direction = 'income' and e.verdict = 'approved'` : sql`false`
export const countedEntries = ({ base, purposes }: Pick<Rule, 'base' | 'purposes'>): RawBuilder<unknown> =>
  sql`${base === 'gdp' ? sql`true` : (LOTTERY[base] ?? sql`false`)} and e.direction = 'spending' and e.verdict = 'approved' and e.purpose = any(${purposes}::text[])`

export async function listShares(
  ctx: Context,
  { query }: InputOf<typeof contract.listShares>,
): Promise<ReplyOf<typeof contract.listShares>> {
  const [first, last] = [`${query.year}-01-01`, `${query.year}-12-31`]
  const found = await rules(ctx, sql`r.valid_from <= ${last} and (r.valid_to is null or r.valid_to >= ${first})`).execute(ctx.db)
  const rows: Share[] = []
  for (const rule of found.rows) rows.push(shareOf(rule, await figuresOf(ctx, rule, query.year), found.rows))
  return { year: query.year, rows }
}

interface Figures {
  counted: number | null
  baseFen: number | null
  baseGround: string
  unknownKept: boolean
}

async function figuresOf(ctx: Context, rule: Rule, year: number): Promise<Figures> {
  if (rule.base === 'open') return { counted: null, baseFen: null, baseGround: '', unknownKept: false }
  const { district } = ctx.principal
  const found = await sql<{ counted: number; income: number; unknown: boolean; entries: number }>`
    select coalesce(sum(e.fen) filter (where ${countedEntries(rule)}), 0)::bigint as counted, coalesce(sum(e.fen) filter (where ${baseEntries(rule.base)}), 0)::bigint as income,
      count(*) filter (where ${baseEntries(rule.base)})::int as entries,
      coalesce(bool_or(s.kind = 'lottery' and s.kept_here is null and e.direction = 'income' and e.verdict = 'approved'), false) as unknown
    from planning.fund_entry e join planning.fund_source s on s.district = e.district and s.id = e.source
    where e.district = ${district} and extract(year from e.day) = ${year}`.execute(ctx.db)
  const { counted, income, unknown, entries } = found.rows[0]!
  if (rule.base !== 'gdp')
    return {
      counted,
      baseFen: income || null,
      baseGround: income ? `收入 ${entries} 笔` : '',
      unknownKept: unknown && rule.base === 'lottery-kept',
    }
  const entered = await sql<{ fen: number; ground: string }>`select fen::bigint as fen, ground from planning.share_base
    where district = ${district} and base = 'gdp' and year = ${year} order by valid_from desc, id desc limit 1`.execute(ctx.db)
  return { counted, baseFen: entered.rows[0]?.fen ?? null, baseGround: entered.rows[0]?.ground ?? '', unknownKept: false }
}

const contradicts = (one: Rule, other: Rule) =>
  one.rule !== other.rule &&
  one.document === other.document &&
  one.floor !== other.floor &&
  other.standing !== 'set-aside' &&
  (one.base === other.base ||
    (one.base === 'open' && other.base.startsWith('lottery')) ||
    (other.base === 'open' && one.base.startsWith('lottery')))

function shareOf(rule: Rule, figures: Figures, all: readonly Rule[]): Share {
  const decided = rule.standing === 'leads'
  const others = decided ? [] : all.filter((other) => contradicts(rule, other))
  const led = others.find(({ standing }) => standing === 'leads')
  const judgedBy = led ? led.floor : Math.max(rule.floor, ...others.map(({ floor }) => floor))
  const { document: _document, ...told } = rule
  const share = {
    ...told,
    counted: figures.counted,
    baseFen: figures.baseFen,
    baseGround: figures.baseGround,
    judgedBy,
    conflict: others.length > 0 && !led,
  }
  if (rule.standing === 'set-aside') return { ...share, percent: null, verdict: 'set-aside', said: '已认定不适用。' }
  if (rule.base === 'open') return { ...share, percent: null, verdict: 'base-open', said: openWords(rule, others) }
  if (figures.baseFen === null || figures.unknownKept)
    return { ...share, percent: null, verdict: 'no-base-figure', said: missingWords(rule, figures) }
  const percent = percentOf(figures.counted!, figures.baseFen)
  // Compared in fen, not in the rounded percent.
  const met = BigInt(figures.counted!) * 10_000n >= BigInt(figures.baseFen) * BigInt(Math.round(judgedBy * 100))
  return {
    ...share,
    percent,
    verdict: met ? 'met' : 'short',
    said: sentence(rule, figures, { percent, judgedBy, met, conflict: share.conflict }),
  }
}

/** Half up, two decimals, in whole numbers: 7999999 of 10000000 fen is 80.00. */
export function percentOf(counted: number, base: number): string {
  const hundredths = (BigInt(counted) * 20_000n + BigInt(base)) / (BigInt(base) * 2n)
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`
}

const purposeWords = (purposes: readonly string[]) =>
  purposes.length === Object.keys(PURPOSES).length ? '全部养老用途' : purposes.map((one) => PURPOSES[one]).join('、')

function sentence(
  rule: Rule,
  figures: Figures,
  { percent, judgedBy, met, conflict: torn }: { percent: string; judgedBy: number; met: boolean; conflict: boolean },
) {
  return `${purposeWords(rule.purposes)} ${yuan(figures.counted!)} 元 ÷ ${SHARE_BASES[rule.base]} ${yuan(figures.baseFen!)} 元 = ${percent}%，要求不低于 ${rule.floor}%${
    torn ? `；同一文件另有 ${judgedBy}% 的写法，认定前按较高的看` : ''
  }，${met ? '达到' : '没有达到'}。`
}

const openWords = (rule: Rule, others: readonly Rule[]) =>
  `这一条没有写明以什么为基数，不计算；要求不低于 ${rule.floor}%${others.length ? `，与${others.map(({ clause, floor }) => `“${clause}”的 ${floor}%`).join('、')}不同，待认定` : ''}。`

const missingWords = (rule: Rule, { unknownKept }: Figures) =>
  unknownKept
    ? '有福彩公益金没有写明是否本级留存，基数不全，不计算。请在资金来源里写明。'
    : `这一年没有登记${SHARE_BASES[rule.base]}，不计算，也不当作零。`

export async function decideShareRule(
  ctx: Context,
  { params, body }: InputOf<typeof contract.decideShareRule>,
): Promise<ReplyOf<typeof contract.decideShareRule>> {
  const rule = await ruleById(ctx, params.id)
  if (!rule) throw notFound('这条占比要求')
  if (rule.standing === body.standing && !body.base) return { id: body.id, outcome: 'exists' }
  if (body.base && rule.base !== 'open')
    throw conflict(`文件已写明基数是“${SHARE_BASES[rule.base]}”，不能另定。`, { next: '请不选基数。' })
  await sql`update planning.share_rule set standing = ${body.standing}, base = ${body.base ?? rule.base}, decided_by = ${ctx.principal.name}, decided_staff = ${ctx.principal.staff},
      decided_reason = ${body.reason} where district = ${ctx.principal.district} and id = ${rule.rule}`.execute(ctx.db)
  await audit(ctx, {
    event: 'fund.rule-decided',
    object: `share-rule:${rule.rule}`,
    reason: body.reason,
    details: { standing: body.standing, base: body.base ?? null, before: rule.standing },
  })
  return { id: body.id, outcome: 'created' }
}

export async function setShareBase(
  ctx: Context,
  { body }: InputOf<typeof contract.setShareBase>,
): Promise<ReplyOf<typeof contract.setShareBase>> {
  const done = await sql`insert into planning.share_base (district, id, base, year, fen, ground, valid_from, recorded_by)
    values (${ctx.principal.district}, ${body.id}, ${body.base}, ${body.year}, ${body.fen}, ${body.ground}, ${ctx.now}, ${ctx.principal.name})
    on conflict (district, id) do nothing`.execute(ctx.db)
  if (done.numAffectedRows !== 1n) return { id: body.id, outcome: 'exists' }
  await audit(ctx, {
    event: 'fund.base-set',
    object: `share-base:${body.id}`,
    reason: body.ground,
    details: { base: body.base, year: body.year, fen: body.fen },
  })
  return { id: body.id, outcome: 'created' }
}
