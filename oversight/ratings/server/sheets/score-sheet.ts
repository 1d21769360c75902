// 第三方评分 as a sheet: one row for each section of each site, as evaluators hand it in; a site is taken whole or not at all.
import { newId } from '@songhe/basics/ids'
import { conflict, Problem } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import type { CheckPlan, CommitCounts, CommitPlan, Dependent, SheetDefinition, SheetRow } from '@songhe/kernel/sheets/sheet'
import { sql } from 'kysely'
import { faultsOf } from '../cases/score-lines.ts'
import { keepScores } from '../cases/score.ts'
import { sheetsOf } from '../cases/case-store.ts'
import { type RatingStandard, standardOfRound } from '../standard/standard.ts'
import { type SiteFound, siteFinder } from './site-finder.ts'

export const scoreSheet: SheetDefinition = {
  key: 'rating-scores',
  title: '第三方评分',
  note: '评估机构交来的评分：每处设施每个部分一行。缺部分、超分值、没有证据的，整处退回；已决定的不再收。',
  permission: 'ratings.score',
  columns: [
    {
      key: 'name',
      title: '设施',
      aliases: ['设施名称', '机构名称', '名称', '单位名称'],
      required: true,
      kind: 'text',
      example: '示例街道养老服务中心',
    },
    { key: 'town', title: '镇街', aliases: ['乡镇街道', '所属镇街', '街道'], kind: 'text' },
    {
      key: 'section',
      title: '评分部分',
      aliases: ['部分', '一级指标', '项目', '评分项目'],
      required: true,
      kind: 'text',
      example: '服务',
    },
    { key: 'points', title: '得分', aliases: ['实得分', '评分', '分数'], required: true, kind: 'number', example: '512.5' },
    { key: 'evidence', title: '证据', aliases: ['佐证材料', '评分依据', '证据材料', '备注'], required: true, kind: 'text' },
  ],
  options: [
    { key: 'round', title: '轮次', kind: 'text', note: '轮次名称，和“等级评定”里写的一样。' },
    { key: 'institution', title: '评估机构', kind: 'text', note: '全称；不能是设施的运营主体。' },
    { key: 'creditCode', title: '评估机构信用代码', kind: 'text', note: '可以不写；与运营主体名称相近时要写。' },
    { key: 'people', title: '评估人员', kind: 'text', note: '用顿号隔开。' },
    { key: 'scoredOn', title: '评分日期', kind: 'day', note: '', initial: 'today' },
  ],
  check: checkScores,
  commit: commitScores,
  dependents: decidedSince,
  undo: undoScores,
}

interface Line {
  row: number
  section: string
  points: number
  evidence: string
}
interface Book {
  standard: RatingStandard
  find(cells: SheetRow['cells']): { case: string; state: string; name: string } | Extract<SiteFound, { reason: string }>
}

async function openBook(ctx: Context, options: Readonly<Record<string, string>>): Promise<Book | string> {
  const { district } = ctx.principal
  for (const [key, what] of [
    ['round', '轮次'],
    ['institution', '评估机构'],
    ['people', '评估人员'],
  ] as const)
    if (!options[key]?.trim()) return `没有写${what}。请在校验前填写。`
  const rounds = await sql<{
    id: string
    pack: string
    packVersion: number
  }>`select id, pack, pack_version as "packVersion" from ratings.round
    where district = ${district} and title = ${options.round!.trim()} and closed_on is null`.execute(ctx.db)
  if (rounds.rows.length !== 1) return `没有一轮正在办的评定叫“${options.round}”。`
  const cases = await sql<{ id: string; facility: string; state: string }>`select id, facility, state from ratings.rating_case
    where district = ${district} and round = ${rounds.rows[0]!.id} and state <> 'withdrawn'`.execute(ctx.db)
  const byFacility = new Map(cases.rows.map((row) => [row.facility, row]))
  const site = await siteFinder(ctx)
  return {
    standard: await standardOfRound(ctx, rounds.rows[0]!),
    find(cells) {
      const found = site(cells.name ?? '', cells.town ?? '')
      if ('reason' in found) return found
      const known = byFacility.get(found.id)
      return known
        ? { case: known.id, state: known.state, name: found.name }
        : { column: 'name', reason: `“${found.name}”没有申请这一轮评定。` }
    },
  }
}

async function checkScores(ctx: Context, { rows, options, report }: CheckPlan) {
  const book = await openBook(ctx, options)
  const byCase = new Map<string, { name: string; first: number; lines: Line[] }>()
  for await (const batch of rows)
    for (const row of batch) {
      if (row.faulty) continue
      const say = (column: string, reason: string) => report({ row: row.row, column, value: row.cells[column] ?? '', reason })
      if (typeof book === 'string') {
        say('', book)
        continue
      }
      const found = book.find(row.cells)
      if ('reason' in found) say(found.column, found.reason)
      else if (found.state !== 'applied' && found.state !== 'scored') say('name', `“${found.name}”已经决定，不再收评分。`)
      else {
        const group = byCase.get(found.case) ?? { name: found.name, first: row.row, lines: [] }
        group.lines.push(lineOf(row))
        byCase.set(found.case, group)
      }
    }
  if (typeof book === 'string') return
  for (const group of byCase.values())
    for (const fault of faultsOf(book.standard.sections, group.lines)) {
      const line = group.lines[fault.row - 1]
      const column = { 评分部分: 'section', 得分: 'points', 证据: 'evidence' }[fault.column]
      // A site with one wrong section is not scored at all: each of its rows says so.
      for (const one of group.lines)
        report({
          row: one.row,
          column: one === line || !line ? column : '',
          value: '',
          reason: one === line || !line ? fault.reason : `“${group.name}”第 ${line.row} 行有误，整处退回。`,
        })
    }
}

const lineOf = ({ row, cells }: SheetRow): Line => ({
  row,
  section: cells.section ?? '',
  points: Number(cells.points),
  evidence: cells.evidence ?? '',
})

async function commitScores(ctx: Context, plan: CommitPlan): Promise<CommitCounts> {
  const book = await openBook(ctx, plan.options)
  if (typeof book === 'string') throw conflict(book)
  const byCase = new Map<string, Line[]>()
  for await (const batch of plan.rows)
    for (const row of batch) {
      const found = book.find(row.cells)
      if ('reason' in found)
        throw conflict(`校验以后情况有变，第 ${row.row} 行现在不能导入。没有导入任何一行。`, { next: '请重新校验，再提交。' })
      byCase.set(found.case, [...(byCase.get(found.case) ?? []), lineOf(row)])
    }
  const counts: CommitCounts = { added: 0, changed: 0, unchanged: 0 }
  for (const [id, lines] of byCase) {
    if (await alreadySaid(ctx, id, plan.options, lines)) counts.unchanged += lines.length
    else {
      await keep(ctx, id, plan, lines)
      counts.added += lines.length
    }
    await plan.progress(counts.added + counts.unchanged)
  }
  return counts
}

/** The newest sheet says the same in the name of the same people: no news. */
async function alreadySaid(
  ctx: Context,
  id: string,
  options: Readonly<Record<string, string>>,
  lines: readonly Line[],
): Promise<boolean> {
  const [newest] = (await sheetsOf(ctx, id)).filter(({ kind }) => kind !== 'self')
  if (!newest || newest.institution !== options.institution || newest.people !== options.people) return false
  const said = (rows: readonly { section: string; points: number; evidence: string }[]) =>
    rows
      .map(({ section, points, evidence }) => `${section}|${points}|${evidence}`)
      .sort()
      .join('\n')
  return said(newest.lines) === said(lines)
}

async function keep(ctx: Context, id: string, plan: CommitPlan, lines: readonly Line[]) {
  const { institution = '', creditCode = '', people = '', scoredOn = '' } = plan.options
  const scores = lines.map(({ row: _row, ...line }) => line)
  try {
    await keepScores(ctx, id, { id: newId(), institution, creditCode, people, scoredOn, scores }, plan.id)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw conflict(`第 ${lines[0]!.row} 行：${error.message}没有导入任何一行。`, error.details)
  }
}

async function decidedSince(ctx: Context, id: string): Promise<Dependent[]> {
  const found = await sql<Dependent>`select f.name, '已经决定等级' as what from ratings.score_sheet s
    join ratings.rating_case c on c.district = s.district and c.id = s.rating_case join facilities.facility f on f.district = c.district and f.id = c.facility
    where s.district = ${ctx.principal.district} and s.import = ${id} and s.undone_by is null and c.state not in ('applied', 'scored', 'withdrawn')`.execute(
    ctx.db,
  )
  return found.rows
}

async function undoScores(ctx: Context, id: string): Promise<{ closed: number; restored: number }> {
  const { district } = ctx.principal
  const done = await sql<{ rating_case: string }>`update ratings.score_sheet set undone_by = ${id}
    where district = ${district} and import = ${id} and undone_by is null returning rating_case`.execute(ctx.db)
  await sql`update ratings.rating_case c set state = 'applied', total = null, proposed = null, version = version + 1
    where c.district = ${district} and c.id = any(${done.rows.map((row) => row.rating_case)}::uuid[]) and c.state = 'scored'
      and not exists (select from ratings.score_sheet s where s.district = c.district and s.rating_case = c.id and s.kind = 'evaluator' and s.undone_by is null)`.execute(
    ctx.db,
  )
  return { closed: done.rows.length, restored: 0 }
}
