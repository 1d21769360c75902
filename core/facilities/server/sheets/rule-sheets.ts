// Standards and yearly rates as sheets: an office's table becomes a draft of a table of rules, which two persons then publish.
import { invalid } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import type { CheckPlan, CommitCounts, CommitPlan, SheetDefinition, SheetOption, SheetRow } from '@songhe/kernel/sheets/sheet'
import { draftTable, regionOf, type TableBody, takeBackDraft } from '@songhe/policy/door'
import { sql } from 'kysely'
import { keysOf, SERVICES, ZONES } from '../../contract/facts.ts'
import { kindByWord } from '../../contract/kinds.ts'
import { type RateRow, rateTable, type StandardRow, standardTables } from './standard-tables.ts'

const KIND = { key: 'kind', title: '设施类别', required: true, kind: 'text' } as const

const ground = (clause: string): readonly SheetOption[] => [
  { key: 'document', title: '依据文件', kind: 'text', note: '文号，例如：垫江府办〔2020〕8号。' },
  { key: 'clause', title: '条款', kind: 'text', note: '例如：附件1、三(二)。', initial: clause },
  { key: 'from', title: '起用日期', kind: 'day', note: '不写按文件的生效日期。' },
]

export const standardSheet: SheetDefinition = {
  key: 'facility-standards',
  title: '设施建设标准',
  note: '导入后成为规则表草稿（建设标准、服务项目、床位建议），要在“政策”里补用例、提交，由另一个人发布。',
  permission: 'policy.draft',
  columns: [
    { ...KIND, aliases: ['category', '类别'] },
    { key: 'minArea', title: '最低面积', aliases: ['min_area_m2', '建筑面积不低于'], kind: 'number' },
    { key: 'minAreaSmall', title: '老年人较少时最低面积', aliases: ['min_area_small_population_m2'], kind: 'number' },
    { key: 'bedsRule', title: '床位要求', aliases: ['beds_rule'], kind: 'text', note: '必须 或 有条件的。' },
    { key: 'minBeds', title: '最少床位', aliases: ['min_beds'], kind: 'number' },
    { key: 'bedKind', title: '床位种类', aliases: ['bed_kind'], kind: 'text' },
    { key: 'zones', title: '功能分区', aliases: ['function_zones'], kind: 'text' },
    { key: 'services', title: '服务项目', aliases: ['services'], kind: 'text' },
    { key: 'clause', title: '条款', kind: 'text' },
  ],
  options: ground('附件1'),
  check: (ctx, plan) => checkRules(ctx, plan, readStandard),
  commit: (ctx, plan) => commitRules(ctx, plan, readStandard, standardTables),
  dependents: publishedSince,
  undo: undoRules,
}

export const rateSheet: SheetDefinition = {
  key: 'facility-rates',
  title: '设施运营补贴年标准',
  note: '导入后成为规则表草稿，要在“政策”里补用例、提交，由另一个人发布后才能用于发放。',
  permission: 'policy.draft',
  columns: [
    { ...KIND, aliases: ['facility_type', '类别'] },
    {
      key: 'amount',
      title: '年标准（元）',
      aliases: ['amount_yuan_per_year', '补贴标准', '年补贴金额'],
      required: true,
      kind: 'money',
    },
    { key: 'clause', title: '条款', aliases: ['clause'], kind: 'text' },
  ],
  options: ground('三(二)'),
  check: (ctx, plan) => checkRules(ctx, plan, readRate),
  commit: (ctx, plan) => commitRules(ctx, plan, readRate, (rows, where) => [rateTable(rows, where)]),
  dependents: publishedSince,
  undo: undoRules,
}

type Say = (column: string, reason: string) => void
type Read<Row> = (cells: SheetRow['cells'], clause: string, say: Say) => Row | undefined

const MANDATORY: Readonly<Record<string, boolean>> = { mandatory: true, 必须: true, conditional: false, 有条件的: false }

function readStandard(cells: SheetRow['cells'], clause: string, say: Say): StandardRow | undefined {
  const kind = kindByWord(cells.kind ?? '')
  if (!kind) say('kind', `不认识的设施类别“${cells.kind ?? ''}”。`)
  const zones = keysOf(ZONES, cells.zones ?? '')
  if (zones.unknown.length) say('zones', `不认识的功能分区：${zones.unknown.join('、')}。`)
  const services = keysOf(SERVICES, cells.services ?? '')
  if (services.unknown.length) say('services', `不认识的服务项目：${services.unknown.join('、')}。`)
  const mandatory = cells.bedsRule === undefined ? undefined : MANDATORY[cells.bedsRule]
  if (cells.bedsRule && mandatory === undefined) say('bedsRule', '床位要求只能写“必须”或“有条件的”。')
  if (!kind) return undefined
  return {
    category: kind.title,
    clause: cells.clause ?? `${clause} ${kind.title}`,
    ...(cells.minArea && { minArea: cells.minArea }),
    ...(cells.minAreaSmall && { minAreaSmall: cells.minAreaSmall }),
    ...(mandatory !== undefined && { beds: { ...bedsMeant(cells.bedKind ?? ''), count: cells.minBeds ?? '1', mandatory } }),
    zones: zones.keys,
    services: services.keys,
  }
}

function bedsMeant(words: string): { fact: string; title: string } {
  if (words.includes('护理')) return { fact: 'facility.beds.nursing', title: '护理型床位' }
  if (words.includes('日间')) return { fact: 'facility.beds.day', title: '日间休息床位' }
  return { fact: 'facility.beds', title: '床位' }
}

function readRate(cells: SheetRow['cells'], clause: string, say: Say): RateRow | undefined {
  const kind = kindByWord(cells.kind ?? '')
  if (!kind) say('kind', `不认识的设施类别“${cells.kind ?? ''}”。`)
  const fen = Number(cells.amount)
  if (fen <= 0) say('amount', '年标准应大于零。')
  // A table of rules writes whole yuan without decimals, as the documents do.
  const yuan = fen % 100 === 0 ? String(fen / 100) : `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
  return kind && fen > 0 ? { category: kind.title, clause: cells.clause ?? clause, amount: `${yuan}元` } : undefined
}

interface Ground {
  region: string
  document: string
  clause: string
  from: string
}

async function groundOf(ctx: Context, options: Readonly<Record<string, string>>): Promise<Ground | string> {
  if (!options.document) return '没有写依据文件。请在校验前填写文号。'
  const found = await sql<{ number: string | null; key: string; from: string | null; status: string }>`
    select number, key, coalesce(effective_on, issued_on)::text as "from", status from policy.document where key = ${options.document} or number = ${options.document}`.execute(
    ctx.db,
  )
  const document = found.rows[0]
  if (!document) return `政策文件库里没有“${options.document}”。`
  if (document.status === 'draft') return `“${options.document}”是征求意见稿，不能作依据。`
  const from = options.from || document.from
  if (!from) return '这份文件没有生效日期，请填写起用日期。'
  return {
    region: regionOf(ctx.principal.district) ?? 'own',
    document: document.number ?? document.key,
    clause: options.clause ?? '',
    from,
  }
}

async function checkRules<Row extends { category: string }>(ctx: Context, { rows, options, report }: CheckPlan, read: Read<Row>) {
  const where = await groundOf(ctx, options)
  const seen = new Map<string, number>()
  for await (const batch of rows)
    for (const { row, cells, faulty } of batch) {
      if (faulty) continue
      const say: Say = (column, reason) => report({ row, column, value: cells[column] ?? '', reason })
      if (typeof where === 'string') say('', where)
      const line = read(cells, options.clause ?? '', say)
      if (!line) continue
      const before = seen.get(line.category)
      if (before) say('kind', `与第 ${before} 行是同一类别。`)
      seen.set(line.category, row)
    }
}

async function commitRules<Row>(
  ctx: Context,
  plan: CommitPlan,
  read: Read<Row>,
  compose: (rows: readonly Row[], where: Ground) => TableBody[],
): Promise<CommitCounts> {
  const where = await groundOf(ctx, plan.options)
  if (typeof where === 'string') throw invalid(where)
  const lines: Row[] = []
  for await (const batch of plan.rows)
    for (const { cells } of batch) {
      const line = read(cells, where.clause, () => {})
      if (!line) throw invalid('校验以后情况有变，没有导入任何一行。', { next: '请重新校验，再提交。' })
      lines.push(line)
    }
  let drafted = 0
  for (const body of compose(lines, where))
    if ((await draftTable(ctx, { body, cases: [], file: plan.fileName, act: plan.id })).outcome === 'created') drafted++
  await plan.progress(lines.length)
  return drafted > 0 ? { added: lines.length, changed: 0, unchanged: 0 } : { added: 0, changed: 0, unchanged: lines.length }
}

async function publishedSince(ctx: Context, id: string) {
  const found = await sql<{ pack: string; version: number }>`select pack, version from policy.pack_version
    where district = ${ctx.principal.district} and act = ${id} and state in ('published', 'withdrawn')`.execute(ctx.db)
  return found.rows.map(({ pack, version }) => ({ name: pack, what: `第${version}版已经发布` }))
}

async function undoRules(ctx: Context, id: string): Promise<{ closed: number; restored: number }> {
  return { closed: (await takeBackDraft(ctx, id)).gone, restored: 0 }
}
