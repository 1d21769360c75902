// 已有等级 as a sheet: what an office has rated before, with decision and evidence; told to the facilities like any other rating, and taken back by undo.
import { newId } from '@songhe/basics/ids'
import { conflict } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import type { CheckPlan, CommitCounts, CommitPlan, SheetDefinition } from '@songhe/kernel/sheets/sheet'
import { type Rating, ratingHistory, recordRating, withdrawRating } from '@songhe/facilities/door'
import { sql } from 'kysely'
import { SCHEMES } from '../../contract/shapes.ts'
import { type RatingRow, ratingReader } from './read-rating-row.ts'

export const ratingListSheet: SheetDefinition = {
  key: 'rating-list',
  title: '已有等级名单',
  note: '本单位以前评定的星级、叶级和年度绩效评价结果。没有证据的、与已有等级有效期冲突的行会退回；同一条再导入不变。',
  permission: 'ratings.take-over',
  columns: [
    {
      key: 'name',
      title: '设施',
      aliases: ['设施名称', '机构名称', '名称', '单位名称', '养老机构名称'],
      required: true,
      kind: 'text',
      example: '示例街道养老服务中心',
    },
    { key: 'town', title: '镇街', aliases: ['乡镇街道', '乡镇（街道）', '所属镇街', '街道'], kind: 'text' },
    {
      key: 'scheme',
      title: '种类',
      aliases: ['评定种类', '等级类别'],
      kind: 'text',
      note: `可写：${Object.values(SCHEMES).join('、')}。星级、叶级可以不写。`,
    },
    {
      key: 'grade',
      title: '等级',
      aliases: ['评定等级', '星级', '叶级', '评定结果', '评价结果'],
      required: true,
      kind: 'text',
      example: '三星',
    },
    { key: 'year', title: '评价年度', aliases: ['年度'], kind: 'text', note: '年度绩效评价填写，例如 2025。' },
    { key: 'from', title: '有效期起', aliases: ['评定日期', '授牌日期', '公布日期', '发证日期'], kind: 'day' },
    { key: 'to', title: '有效期至', aliases: ['有效期止', '到期日期', '有效期'], kind: 'day', note: '最后一天；不写为长期。' },
    { key: 'decision', title: '决定文号', aliases: ['评定文号', '文号', '公布文号', '证书编号'], required: true, kind: 'text' },
    { key: 'evaluator', title: '评估机构', aliases: ['第三方机构', '评定机构'], kind: 'text' },
    {
      key: 'evidence',
      title: '证据',
      aliases: ['依据材料', '佐证材料', '档案号', '证据材料'],
      required: true,
      kind: 'text',
      note: '评分表、公示或证书存放在哪里。',
    },
  ],
  check: checkRatings,
  commit: commitRatings,
  dependents: async () => [],
  undo: undoRatings,
}

type Known = Pick<Rating, 'grade' | 'validFrom' | 'validTo' | 'decision'>
const keyOf = ({ facility, scheme }: { facility: string; scheme: string }) => `${facility}|${scheme}`

async function knownRatings(ctx: Context): Promise<Map<string, Known[]>> {
  const known = new Map<string, Known[]>()
  for (const rating of await ratingHistory(ctx)) known.set(keyOf(rating), [...(known.get(keyOf(rating)) ?? []), rating])
  return known
}

/** The same grade from the same day by the same decision is no news, whatever ended it since. */
const same = (one: Known, row: RatingRow) =>
  one.grade === row.grade && one.validFrom === row.from && one.decision === row.decision

/** One that begins later or on the same day would have to be taken back first: nothing is put under what already stands. */
const inTheWay = (known: readonly Known[], row: RatingRow) =>
  known.find((one) => one.validFrom >= row.from && (row.to === null || one.validFrom < row.to))

async function checkRatings(ctx: Context, { rows, report }: CheckPlan) {
  const read = await ratingReader(ctx)
  const known = await knownRatings(ctx)
  const inFile = new Map<string, RatingRow>()
  for await (const batch of rows)
    for (const row of batch) {
      if (row.faulty) continue
      const say = (column: string, reason: string) => report({ row: row.row, column, value: row.cells[column] ?? '', reason })
      const rating = read(row, say)
      if (!rating) continue
      const standing = known.get(keyOf(rating)) ?? []
      if (standing.some((one) => same(one, rating))) continue
      const later = inTheWay(standing, rating)
      if (later) say('from', `“${rating.name}”${later.validFrom} 起已有“${later.grade}”（${later.decision}），有效期重叠。`)
      const twin = inFile.get(keyOf(rating))
      if (twin && !(twin.to !== null && twin.to <= rating.from) && !(rating.to !== null && rating.to <= twin.from))
        say('from', `与第 ${twin.row} 行是同一处、同一种等级，有效期重叠。`)
      inFile.set(keyOf(rating), rating)
    }
}

async function commitRatings(ctx: Context, plan: CommitPlan): Promise<CommitCounts> {
  const read = await ratingReader(ctx)
  const known = await knownRatings(ctx)
  const ratings: RatingRow[] = []
  for await (const batch of plan.rows)
    for (const row of batch) {
      const rating = read(row, () => {})
      if (!rating)
        throw conflict(`校验以后情况有变，第 ${row.row} 行现在不能导入。没有导入任何一行。`, { next: '请重新校验，再提交。' })
      ratings.push(rating)
    }
  const counts: CommitCounts = { added: 0, changed: 0, unchanged: 0 }
  // Older ones first, whatever the order of the file: a later one ends an earlier one.
  for (const rating of ratings.sort((a, b) => a.from.localeCompare(b.from))) {
    if ((known.get(keyOf(rating)) ?? []).some((one) => same(one, rating))) counts.unchanged++
    else {
      await takeOver(ctx, plan, rating)
      counts.added++
    }
    await plan.progress(counts.added + counts.unchanged)
  }
  return counts
}

async function takeOver(ctx: Context, plan: CommitPlan, rating: RatingRow) {
  const id = newId()
  await recordRating(ctx, {
    id,
    facility: rating.facility,
    scheme: rating.scheme,
    grade: rating.grade,
    validFrom: rating.from,
    validTo: rating.to,
    decision: rating.decision,
    source: `已有等级名单 ${plan.fileName}`,
  })
  await sql`insert into ratings.taken_over (district, id, import, facility, area, rating, scheme, grade, evaluator, evidence)
    values (${ctx.principal.district}, ${newId()}, ${plan.id}, ${rating.facility}, ${rating.area}, ${id}, ${rating.scheme}, ${rating.grade}, ${rating.evaluator},
      ${rating.evidence})`.execute(ctx.db)
}

async function undoRatings(ctx: Context, id: string): Promise<{ closed: number; restored: number }> {
  const found = await sql<{ rating: string }>`update ratings.taken_over set undone = true
    where district = ${ctx.principal.district} and import = ${id} and not undone returning rating`.execute(ctx.db)
  for (const { rating } of found.rows.reverse()) await withdrawRating(ctx, { id: rating, reason: '撤销导入' })
  return { closed: found.rows.length, restored: 0 }
}
