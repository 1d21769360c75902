// Ratings of the demo: a round of stars and one of leaves with a case in every state, last year's evaluation, and older ratings from a list; all by the room's own verbs.
import { addDays, type Day } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import type { DemoPlan, Progress } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { importFile } from '@songhe/kernel/sheets/import-file'
import { today } from '@songhe/kernel/today'
import { type FacilityOfDoor, facilitiesOf } from '@songhe/facilities/door'
import type { SectionScore } from '../../contract/shapes.ts'
import { applyForRating } from '../cases/apply.ts'
import { decideCase } from '../cases/decide.ts'
import { scoreCase } from '../cases/score.ts'
import { showCase } from '../cases/show-case.ts'
import { takeEffect } from '../cases/take-effect.ts'
import { raiseChallenge } from '../challenges/raise-challenge.ts'
import { proposeChange } from '../changes/change-rating.ts'
import { openRound } from '../rounds/open-round.ts'
import { monthsLater } from '../rules.ts'
import { type RatingStandard, standardsOn } from '../standard/standard.ts'

type Step = 'applied' | 'scored' | 'notice' | 'objection' | 'waiting' | 'in-force' | 'appeal' | 'change' | 'below'
/** Share of the full points in each section, in percent, and how far the case went. */
const STORIES: readonly { step: Step; percent: number; low?: number }[] = [
  { step: 'in-force', percent: 84 },
  { step: 'notice', percent: 72 },
  { step: 'scored', percent: 78, low: 55 },
  { step: 'applied', percent: 66 },
  { step: 'below', percent: 38 },
  { step: 'objection', percent: 63 },
  { step: 'appeal', percent: 58 },
  { step: 'change', percent: 81 },
  { step: 'waiting', percent: 69 },
]

export async function plantRatings(ctx: Context, plan: DemoPlan, progress: Progress): Promise<void> {
  const on = today(ctx)
  const standards = new Map((await standardsOn(ctx, on)).map((standard) => [standard.scheme, standard]))
  const sites = (await facilitiesOf(ctx, { open: true }, on)).filter(({ openedOn }) => openedOn! < addDays(on, -100))
  const year = Number(on.slice(0, 4))
  const begun = addDays(on, -75)
  for (const [scheme, title, days] of [
    ['star', `${year} 年养老机构星级评定（示例）`, begun],
    ['leaf', `${year} 年社区养老服务设施叶级评定（示例）`, begun],
    ['evaluation', `${year - 1} 年度养老服务设施绩效评价（示例）`, begun],
  ] as const) {
    const standard = standards.get(scheme)
    // Where a district has none of these kinds, or its table is still a draft, there is nothing to rate.
    const fitting = standard ? sites.filter(({ kind }) => standard.kinds.includes(kind)) : []
    if (!standard || fitting.length === 0) continue
    await plantRound(ctx, plan, { standard, title, announcedOn: days, year, sites: chosen(fitting, scheme) })
    await progress(1, 4, title)
  }
  await plantOlder(
    ctx,
    sites.filter(({ kind }) => standards.get('star')?.kinds.includes(kind)).slice(STORIES.length, STORIES.length + 3),
  )
}

/** Papers decide about leaves; of most stations none is registered, and one such case shows it. */
const chosen = (sites: readonly FacilityOfDoor[], scheme: string) =>
  scheme === 'leaf' ? sites.slice(0, 4) : sites.slice(0, STORIES.length)

interface Plan {
  standard: RatingStandard
  title: string
  announcedOn: Day
  year: number
  sites: readonly FacilityOfDoor[]
}

async function plantRound(ctx: Context, plan: DemoPlan, { standard, title, announcedOn, year, sites }: Plan) {
  const id = newId()
  const yearly = standard.scheme === 'evaluation'
  await openRound(ctx, {
    body: {
      id,
      title,
      pack: standard.pack,
      kinds: [],
      announcement: `民政公告〔${year}〕${yearly ? 2 : 5}号（示例）`,
      announcedOn,
      applyBy: addDays(today(ctx), 20),
      ...(yearly && { year: year - 1 }),
    },
  })
  const stories = standard.scheme === 'leaf' ? STORIES.filter(({ step }) => step === 'applied' || step === 'scored') : STORIES
  for (const [place, site] of sites.entries()) {
    const story = yearly
      ? { step: place < 5 ? ('in-force' as const) : ('scored' as const), percent: 94 - 6 * place }
      : stories[place % stories.length]!
    await plantCase(ctx, plan, { round: id, standard, site, ...story, announcedOn, low: 'low' in story ? story.low : undefined })
  }
}

interface CasePlan {
  round: string
  standard: RatingStandard
  site: FacilityOfDoor
  step: Step
  percent: number
  low: number | undefined
  announcedOn: Day
}

async function plantCase(ctx: Context, plan: DemoPlan, { round, standard, site, step, percent, low, announcedOn }: CasePlan) {
  const on = today(ctx)
  const id = newId()
  const params = { id }
  const scores = (share: number): SectionScore[] =>
    standard.sections.map((section, i) => ({
      section: section.id,
      points: Math.floor((section.points * (i === 1 && low !== undefined ? low : share)) / 10) / 10,
      evidence: `评分表第 ${i + 1} 页、现场照片`,
    }))
  await applyForRating(ctx, {
    params: { id: round },
    body: { id, facility: site.id, appliedOn: addDays(announcedOn, 8), scores: scores(Math.min(percent + 5, 100)) },
  })
  if (step === 'applied') return
  await scoreCase(ctx, {
    params,
    body: {
      id: newId(),
      institution: '示例衡准第三方评估中心',
      creditCode: '',
      people: '示例甲、示例乙',
      scoredOn: addDays(announcedOn, 30),
      scores: scores(percent),
    },
  })
  if (step === 'scored') return
  const fresh = step === 'notice' || step === 'objection'
  await plan.asColleague('reviewer', async (reviewer) => {
    const { version, grading } = await showCase(reviewer, { params })
    if (grading?.outcome !== 'grade' && grading?.outcome !== 'none') return
    const decidedOn = fresh ? addDays(on, -1) : addDays(announcedOn, 40)
    const body = { id: newId(), version, grade: grading.grade, decision: `评定决定〔${on.slice(0, 4)}〕8号（示例）`, decidedOn }
    await decideCase(reviewer, { params, body })
    const after = await showCase(reviewer, { params })
    if (fresh || step === 'waiting' || after.state !== 'notice') return
    await takeEffect(reviewer, { params, body: { id: newId(), version: after.version, validFrom: addDays(after.noticeTo!, 1) } })
  })
  if (step === 'objection' || step === 'appeal')
    await raiseChallenge(ctx, {
      params,
      body: {
        id: newId(),
        raisedOn: on,
        raisedBy: step === 'appeal' ? site.name.slice(0, 40) : '附近居民（示例）',
        ground: '认为服务部分的得分与实际不符（示例）',
      },
    })
  if (step === 'change')
    await proposeChange(ctx, {
      params,
      body: {
        id: newId(),
        kind: 'downgrade',
        grade: standard.grades.at(-2)!,
        effectiveOn: on,
        reason: '抽查发现护理记录不全（示例）',
        evidence: '抽查记录（示例）',
      },
    })
}

/** What an office rated before it had this system: one that ends soon, one that has ended, one without end. */
async function plantOlder(ctx: Context, sites: readonly FacilityOfDoor[]) {
  if (sites.length === 0) return
  const on = today(ctx)
  const spans = [
    [monthsLater(addDays(on, 45), -36), addDays(on, 45)],
    [monthsLater(addDays(on, -20), -36), addDays(on, -20)],
    [addDays(on, -400), ''],
  ] as const
  const rows = sites.map((site, i) => [
    site.name,
    site.town.name,
    ['二星级', '一星级', '3星'][i]!,
    spans[i]![0],
    spans[i]![1],
    `民函〔2023〕${i + 4}号（示例）`,
    '示例评估公司',
    `档案示例-${i + 1}`,
  ])
  await importFile(ctx, {
    sheet: 'rating-list',
    name: '已有等级名单（示例）.csv',
    bytes: Buffer.from(
      [['机构名称', '所属镇街', '评定等级', '评定日期', '有效期至', '公布文号', '评定机构', '佐证材料'], ...rows]
        .map((row) => row.join(','))
        .join('\n'),
    ),
    partly: true,
    options: {},
    async progress() {},
  })
}
