// The demo's projects: Yubei's own list through the import, with bases and targets as the draft prints them; other districts have no project table and get none but one marked as an example.
import { readFileSync } from 'node:fs'
import { addDays } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import type { DemoPlan } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { importFile } from '@songhe/kernel/sheets/import-file'
import { today } from '@songhe/kernel/today'
import { regionOf } from '@songhe/policy/door'
import { listProjects } from './list-projects.ts'
import { addMilestone, addProjectPhoto, decideProject, reachMilestone } from './projects.ts'
import { setTally } from './tallies.ts'

const DRAFT = '渝北区“十四五”养老事业发展规划（征求意见稿）'
/** The table of indicators prints base and target side by side. */
const TABLE = '第四章 规划指标 表头'
/** Named in the papers of the district, without a table: item, place, clause. */
const NAMED: Readonly<Record<string, readonly [document: string, clause: string, programme: string, item: string, due: string]>> =
  {
    shapingba: ['沙府办发〔2020〕56号', '二（二）', '社会福利护养中心', '建成', '2020年'],
    dianjiang: ['垫江府办〔2020〕8号', '二(五)', '社区医养结合型机构', '建设', ''],
    kaizhou: ['开州府办发〔2024〕35号', '三（二）2', '片区特困失能照护中心', '建设', ''],
    wuxi: ['巫溪府办发〔2022〕83号', '三（八）11', '培训疗养资源转型', '转为养老服务', '2025年底前'],
  }

export async function plantProjects(ctx: Context, plan: DemoPlan): Promise<void> {
  const region = regionOf(ctx.principal.district) ?? ''
  const named = NAMED[region]
  if (region === 'yubei') {
    await handIn(ctx, readFileSync(new URL('../../../../packs/printed/yubei-projects.csv', import.meta.url)), DRAFT)
    await plantTallies(ctx)
  } else if (named) {
    const [document, clause, programme, item, due] = named
    await handIn(ctx, Buffer.from(`序号,项目,内容,方式,期限,条款\n1,${programme},${item},建设,${due},${clause}\n`), document)
  } else return
  await moveOn(ctx, plan)
}

const handIn = (ctx: Context, bytes: Buffer, document: string) =>
  importFile(ctx, { sheet: 'project-list', name: '项目表.csv', bytes, partly: true, options: { document }, async progress() {} })

async function plantTallies(ctx: Context) {
  const lines = [
    { name: '养老床位', unit: '张', base: 6700, target: 8000 },
    { name: '敬老院', unit: '家', base: 23 },
    { name: '村级互助养老点', unit: '个', base: 63, target: 101, baseGround: TABLE },
    { name: '镇养老服务中心', unit: '个', base: 14 },
    { name: '老年人助餐点', unit: '个', base: 15, target: 100, baseGround: TABLE },
  ]
  for (const { target, ...line } of lines)
    await setTally(ctx, {
      body: {
        id: newId(),
        baseGround: '第一章 一',
        ...line,
        targetGround: target ? TABLE : '',
        ...(target && { target }),
      },
    })
}

/** One project is under way: one step reached, one late, one to come, and a photograph. */
async function moveOn(ctx: Context, plan: DemoPlan) {
  const { rows } = await listProjects(ctx, { query: { page: 1, size: 200, state: 'all' } })
  const project = rows.find(({ item }) => item === '床位') ?? rows[0]!
  const params = { id: project.id }
  const on = today(ctx)
  await plan.asColleague('reviewer', (reviewer) =>
    decideProject(reviewer, {
      params,
      body: { id: newId(), standing: 'running', dueOn: addDays(on, 400), reason: '按年度计划实施（示例）' },
    }),
  )
  const first = newId()
  await addMilestone(ctx, { params, body: { id: first, title: '立项批复', dueOn: addDays(on, -120) } })
  await addMilestone(ctx, { params, body: { id: newId(), title: '施工许可', dueOn: addDays(on, -10) } })
  await addMilestone(ctx, { params, body: { id: newId(), title: '竣工验收', dueOn: addDays(on, 380) } })
  await reachMilestone(ctx, {
    params: { ...params, milestone: first },
    body: { id: newId(), day: addDays(on, -130), note: '示例' },
  })
  await addProjectPhoto(ctx, {
    params,
    query: { id: newId(), takenOn: addDays(on, -20), note: '示例' },
    file: { name: '示例.png', mediaType: 'image/png', bytes: PICTURE },
  })
}

/** A pale green square: no real place is shown. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAwAAAAMCAIAAADZF8uwAAAAFElEQVR42mN48fEtQcQwqmgwKgIAaHKPcMXprWoAAAAASUVORK5CYII=',
  'base64',
)
