// 全覆盖计划表 as a sheet: one town a line, what stands and what is planned by year. An empty cell means none here; each line's sum is held against what it prints.
import { newId } from '@songhe/basics/ids'
import { conflict } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import type { CheckPlan, CommitCounts, CommitPlan, SheetDefinition, SheetRow } from '@songhe/kernel/sheets/sheet'
import { today } from '@songhe/kernel/today'
import { placesByName } from '@songhe/registry/door'
import { sql } from 'kysely'
import { documentFinder } from '../indicators/documents.ts'
import { raise } from '../indicators/store-printed.ts'

const YEARS = ['2020', '2021', '2022', '2023', '2024', '2025', '2026', '2027', '2028', '2029', '2030'] as const
const planned = (kind: 'centres' | 'stations_points', word: string) =>
  YEARS.map((year) => ({
    key: `${kind}-${year}`,
    title: `${word}${year}年拟建数`,
    aliases: [`${kind}_planned_${year}`, `${word}${year}年 拟建数`],
    kind: 'text' as const,
  }))

export const coverageSheet: SheetDefinition = {
  key: 'coverage-plan',
  title: '全覆盖计划表',
  note: '每个镇街原有多少、哪年拟建多少中心和站点。空格就是没有；一行的合计与村社区数不符的会标出来，不改。',
  permission: 'planning.write',
  columns: [
    { key: 'number', title: '序号', aliases: ['no'], kind: 'number' },
    { key: 'town', title: '乡镇（街道）', aliases: ['township', '镇街', '乡镇', '街道'], required: true, kind: 'area' },
    { key: 'centres-existing', title: '养老服务中心原有数', aliases: ['centres_existing', '中心原有'], kind: 'text' },
    ...planned('centres', '养老服务中心'),
    { key: 'areas', title: '社区及行政村（个）', aliases: ['communities_and_villages', '村社区数'], kind: 'text' },
    { key: 'stations_points-existing', title: '站点原有数', aliases: ['stations_points_existing', '站点原有'], kind: 'text' },
    ...planned('stations_points', '站点'),
  ],
  options: [
    { key: 'document', title: '整份表出自哪份文件', kind: 'text', note: '文号、标题或代号。' },
    { key: 'clause', title: '在文件的哪里', kind: 'text', note: '例如“附件2”。', initial: '附件2' },
    {
      key: 'goalYear',
      title: '街道和社区要在哪年底前覆盖',
      kind: 'text',
      note: '例如 2020；文件没有要求就空着。排得比它晚的会提示。',
    },
  ],
  check,
  commit,
  dependents: async () => [],
  undo,
}

interface Line {
  area: number
  place: string
  cells: { kind: 'centre' | 'station' | 'area'; phase: string; printed: string; count: number }[]
}

type Reading = Line | { column: string; reason: string }

async function reader(ctx: Context, options: Readonly<Record<string, string>>) {
  const places = await placesByName(ctx, '')
  const document = (await documentFinder(ctx))(options.document ?? '')
  return ({ cells }: SheetRow): Reading & { document?: string } => {
    if ('reason' in document) return { column: '', reason: document.reason }
    const place = places.find(cells.town!, '')
    if ('reason' in place) return { column: 'town', reason: place.reason }
    const line: Line = { area: place.area, place: cells.town!, cells: [] }
    for (const [key, kind] of [
      ['centres', 'centre'],
      ['stations_points', 'station'],
    ] as const)
      for (const phase of ['existing', ...YEARS]) {
        const printed = cells[`${key}-${phase}`] ?? ''
        if (!/^\d{0,4}$/.test(printed)) return { column: `${key}-${phase}`, reason: '应填个数；没有就空着。' }
        if (printed !== '' || phase === 'existing') line.cells.push({ kind, phase, printed, count: Number(printed || 0) })
      }
    if (cells.areas !== undefined) {
      if (!/^\d{1,4}$/.test(cells.areas)) return { column: 'areas', reason: '应填个数。' }
      line.cells.push({ kind: 'area', phase: 'existing', printed: cells.areas, count: Number(cells.areas) })
    }
    return { ...line, document: document.key }
  }
}

const sum = (line: Line, kind: string) =>
  line.cells.filter((cell) => cell.kind === kind).reduce((total, { count }) => total + count, 0)

interface Doubt {
  kind: 'wrong-sum' | 'late-plan'
  said: string
}

/** What does not add up in a line, or comes later than the document itself asks, as the office would say it. */
function doubtsAbout(line: Line, goal: Goal): Doubt[] {
  const stations = sum(line, 'station')
  const areas = line.cells.find(({ kind }) => kind === 'area')?.count
  const centres = sum(line, 'centre')
  const wrong = (said: string): Doubt => ({ kind: 'wrong-sum', said: `${line.place}：${said}` })
  return [
    ...(areas !== undefined && areas !== stations ? [wrong(`站点合计 ${stations} 个，印的村和社区是 ${areas} 个。`)] : []),
    ...(centres !== 1 ? [wrong(`中心合计 ${centres} 个，不是每个镇街一个。`)] : []),
    ...latePlans(line, goal).map((said): Doubt => ({ kind: 'late-plan', said: `${line.place}：${said}` })),
  ]
}

/** The table does not tell communities from villages: only where the communities alone are short is there something to say. */
function latePlans(line: Line, { year, communities }: Goal): string[] {
  if (year === '') return []
  const until = (kind: string) =>
    line.cells
      .filter((cell) => cell.kind === kind && (cell.phase === 'existing' || cell.phase <= year))
      .reduce((total, { count }) => total + count, 0)
  const wanted = communities.get(line.area) ?? 0
  return [
    ...(until('station') < wanted ? [`到 ${year} 年底排了 ${until('station')} 个站点，社区就有 ${wanted} 个。`] : []),
    ...(line.place.endsWith('街道') && until('centre') === 0 ? [`街道的中心排在 ${year} 年以后。`] : []),
  ]
}

interface Goal {
  year: string
  communities: ReadonlyMap<number, number>
}

async function goalOf(ctx: Context, options: Readonly<Record<string, string>>): Promise<Goal> {
  const on = today(ctx)
  const found = await sql<{ town: number; n: number }>`select v.parent as town, count(*)::int as n from registry.area_period v
    join registry.area a on a.key = v.area and a.committee = 'residents'
    where v.parent in (select t.area from registry.area_period t where t.parent = ${ctx.principal.district})
      and v.valid_from <= ${on} and (v.valid_to is null or v.valid_to > ${on}) group by v.parent`.execute(ctx.db)
  return { year: (options.goalYear ?? '').trim(), communities: new Map(found.rows.map(({ town, n }) => [town, n])) }
}

async function check(ctx: Context, { rows, options, report }: CheckPlan) {
  const read = await reader(ctx, options)
  const goal = await goalOf(ctx, options)
  const standing = await standingCells(ctx)
  const seen = new Map<number, number>()
  for await (const batch of rows)
    for (const row of batch) {
      if (row.faulty) continue
      const line = read(row)
      const say = (column: string, reason: string, warning = false) =>
        report({ row: row.row, column, value: row.cells[column] ?? '', reason, ...(warning && { warning }) })
      if ('reason' in line) {
        say(line.column, line.reason)
        continue
      }
      const before = seen.get(line.area)
      if (before) say('town', `与第 ${before} 行是同一个镇街。`)
      seen.set(line.area, row.row)
      const changed = line.cells.find((cell) => differs(standing, line, cell))
      if (changed) say('', `${line.place}已登记过，印的数不改；录入有误的，请先撤销原来的导入。`)
      for (const { said } of doubtsAbout(line, goal)) say('areas', said, true)
    }
}

const keyOf = (document: string, area: number, kind: string, phase: string) => `${document}|${area}|${kind}|${phase}`
const differs = (standing: ReadonlyMap<string, string>, line: Line & { document?: string }, cell: Line['cells'][number]) => {
  const known = standing.get(keyOf(line.document!, line.area, cell.kind, cell.phase))
  return known !== undefined && known !== cell.printed
}

async function standingCells(ctx: Context): Promise<Map<string, string>> {
  const found = await sql<{ document: string; area: number; kind: string; phase: string; printed: string }>`
    select document, area, kind, phase, printed from planning.coverage_line where district = ${ctx.principal.district} and closed_at is null`.execute(
    ctx.db,
  )
  return new Map(found.rows.map((row) => [keyOf(row.document, row.area, row.kind, row.phase), row.printed]))
}

async function commit(ctx: Context, plan: CommitPlan): Promise<CommitCounts> {
  const read = await reader(ctx, plan.options)
  const goal = await goalOf(ctx, plan.options)
  const standing = await standingCells(ctx)
  const { district, name } = ctx.principal
  const counts: CommitCounts = { added: 0, changed: 0, unchanged: 0 }
  for await (const batch of plan.rows) {
    for (const row of batch) {
      const line = read(row)
      if ('reason' in line || line.cells.some((cell) => differs(standing, line, cell)))
        throw conflict(`校验以后情况有变，第 ${row.row} 行现在不能导入。没有导入任何一行。`, { next: '请重新校验，再提交。' })
      const fresh = line.cells.filter(({ kind, phase }) => !standing.has(keyOf(line.document!, line.area, kind, phase)))
      const body = JSON.stringify(fresh.map((cell) => ({ ...cell, id: newId() })))
      await sql`insert into planning.coverage_line (district, id, area, number, place_printed, kind, phase, printed, count, document, clause, import, recorded_by)
        select ${district}, id, ${line.area}, ${Number(row.cells.number ?? row.row)}, ${line.place}, kind, phase, printed, count, ${line.document!},
          ${plan.options.clause ?? ''}, ${plan.id}, ${name}
        from jsonb_to_recordset(${body}::jsonb) as r(id uuid, kind text, phase text, printed text, count int)`.execute(ctx.db)
      if (fresh.length === line.cells.length) counts.added++
      else if (fresh.length > 0) counts.changed++
      else counts.unchanged++
      if (fresh.length > 0) for (const doubt of doubtsAbout(line, goal)) await raise(ctx, doubt, null, null, { import: plan.id })
    }
    await plan.progress(counts.added + counts.changed + counts.unchanged)
  }
  return counts
}

async function undo(ctx: Context, id: string): Promise<{ closed: number; restored: number }> {
  const { district } = ctx.principal
  await sql`update planning.flag set closed_at = clock_timestamp() where district = ${district} and import = ${id} and closed_at is null`.execute(
    ctx.db,
  )
  const done = await sql`update planning.coverage_line set closed_at = clock_timestamp(), closed_by = ${id}
    where district = ${district} and import = ${id} and closed_at is null`.execute(ctx.db)
  return { closed: Number(done.numAffectedRows ?? 0), restored: 0 }
}
