// Divisions of work through the product's own import, and tasks that turn green only because the registers say so.
import { newId } from '@songhe/basics/ids'
import type { TestWorld } from '@songhe/kernel/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  allTasks,
  clerk,
  deskOf,
  DIANJIANG,
  mark,
  printed,
  reviewer,
  SHAPINGBA,
  townOfficer,
  WUXI,
  workWorld,
} from '../testing-work.ts'
import { placeIn } from '../../../../core/facilities/server/testing-facilities.ts'
import { checkTasks } from './check-tasks.ts'
import { confirmTask } from './confirm-task.ts'
import { chooseTowns, decideUnit, setLead } from './decide-units.ts'
import { decideName, listDepartments } from './departments.ts'
import { closeEvidence, confirmEvidence, proposeEvidence } from './evidence.ts'
import { listEvidenceRecords } from './evidence-records.ts'
import { recordTask } from './record-task.ts'
import { showTask } from './show-task.ts'
import { listTownReports, stateTask } from './statements.ts'
import { taskInvariants } from './invariants.ts'
import { taskTodos } from './todos.ts'

let world: TestWorld
let spbDesk: ReturnType<typeof deskOf> | undefined
beforeAll(async () => {
  world = await workWorld()
}, 60_000)
afterAll(() => world.close())

const SPB = { document: '沙府办发〔2020〕56号' }
const show = (district: number, id: string) => world.as(clerk(district), (ctx) => showTask(ctx, { params: { id } }))
const numbered = async (district: number, number: string) =>
  (await allTasks(world, clerk(district))).find((task) => task.number === number)!
const body = (more: object = {}) => ({ id: newId(), reason: '按区县政府会议纪要', ...more }) as never
const confirm = (district: number, id: string, more: object) =>
  world.as(reviewer(district), (ctx) => confirmTask(ctx, { params: { id }, body: body({ standing: 'running', ...more }) }))

describe('the division of work of Shapingba', () => {
  const desk = () => (spbDesk ??= deskOf(world, SHAPINGBA))
  test('N-62: 29 tasks, 19 led by civil affairs, 173 responsible cells, 1 duplicate; flagged, not repaired [SPB-092] [SPB-093]', async () => {
    const done = await desk().hand('task-list', printed('shapingba-tasks.csv'), SPB, '分工.csv')
    expect(done).toMatchObject({ rowsIn: 29, added: 29, rejected: 0 })
    const rows = await allTasks(world, clerk(SHAPINGBA))
    expect(rows).toHaveLength(29)
    const leads = Map.groupBy(rows, ({ lead }) => lead)
    expect([...leads].map(([lead, { length }]) => `${lead} ${length}`).sort()).toEqual(
      [
        '区民政局 19',
        '区财政局 2',
        ...[
          '区国资委',
          '区规划自然资源局',
          '区住房城乡建委',
          '区卫生健康委',
          '区医保局',
          '区市场监管局',
          '区教委',
          '区人力社保局',
        ].map((one) => `${one} 1`),
      ].sort(),
    )
    expect(rows.reduce((cells, { helpers }) => cells + helpers.length, 0)).toBe(173)
    expect(rows.filter(({ flags }) => flags > 0).map(({ number, flags }) => [number, flags])).toEqual([['25', 1]])
  })

  test('the same file again changes nothing; another content under a known number is a conflict, never an update', async () => {
    expect(await desk().hand('task-list', printed('shapingba-tasks.csv'), SPB, '再来.csv')).toMatchObject({
      added: 0,
      unchanged: 29,
    })
    const { id } = await desk().upload(
      'task-list',
      Buffer.from('序号,任务,牵头单位,责任部门,条款\n1,别的任务,区民政局,区财政局,二（一）'),
      '改.csv',
    )
    expect(await desk().check(id, SPB)).toMatchObject({ accepted: 0, rejected: 1 })
    expect(await desk().problems(id)).toMatchObject([
      { row: 2, column: '任务', reason: expect.stringContaining('第 1 项已登记') },
    ])
  })

  test('a named officer strikes the repeated cell in the working copy; what is printed stays, and another spelling is confirmed the same way [SPB-094]', async () => {
    const task = await show(SHAPINGBA, (await numbered(SHAPINGBA, '25')).id)
    const repeated = task.units.filter(({ flag }) => flag === 'repeated')
    expect(repeated).toMatchObject([{ printed: '区经济信息委', verdict: null }])
    const at = { id: task.id, position: repeated[0]!.position }
    await world.as(reviewer(SHAPINGBA), (ctx) => decideUnit(ctx, { params: at, body: body({ verdict: 'struck' }) }))
    const after = await show(SHAPINGBA, task.id)
    expect(after).toMatchObject({ flags: 0, helpers: { length: task.helpers.length - 1 } })
    expect(after.units).toHaveLength(task.units.length)
    expect(after.units.find(({ position }) => position === at.position)).toMatchObject({ verdict: 'struck', decidedBy: '复核员' })

    const open = { query: { page: 1, size: 50, open: true } }
    const housing = (await world.as(clerk(SHAPINGBA), (ctx) => listDepartments(ctx, open))).rows
    expect(housing).toMatchObject([{ name: '区住房城乡建委', proposed: ['区住房城乡建设委'], leads: 1, helps: 12 }])
    const same = body({ name: '区住房城乡建设委', verdict: 'same' })
    await world.as(reviewer(SHAPINGBA), (ctx) => decideName(ctx, { body: same }))
    expect((await world.as(clerk(SHAPINGBA), (ctx) => listDepartments(ctx, open))).total).toBe(0)
    expect((await show(SHAPINGBA, (await numbered(SHAPINGBA, '9')).id)).helpers).toContain('区住房城乡建设委')
  })

  test('scope of towns: all, selected by the lead, none [SPB-095]', async () => {
    const all = await show(SHAPINGBA, (await numbered(SHAPINGBA, '1')).id)
    const some = await show(SHAPINGBA, (await numbered(SHAPINGBA, '7')).id)
    const none = await show(SHAPINGBA, (await numbered(SHAPINGBA, '16')).id)
    expect(all.towns.length).toBeGreaterThan(15)
    expect([all.townsOpen, some.townsOpen, some.towns, none.towns]).toEqual([false, true, [], []])
    const areas = all.towns.slice(0, 2).map(({ area }) => area)
    await world.as(clerk(SHAPINGBA), (ctx) => chooseTowns(ctx, { params: { id: some.id }, body: body({ areas }) }))
    expect((await show(SHAPINGBA, some.id)).towns.map(({ area }) => area)).toEqual(areas)
    await expect(
      world.as(clerk(SHAPINGBA), (ctx) => chooseTowns(ctx, { params: { id: all.id }, body: body({ areas }) })),
    ).rejects.toThrow('没有写“相关镇街”')
  })

  test('a task hangs on its clause by locator, whatever its title [SPB-096]', async () => {
    expect(await numbered(SHAPINGBA, '28')).toMatchObject({ clause: '三（四）', documentTitle: '沙府办发〔2020〕56号' })
    const fault = { id: newId(), document: 'shapingba', number: '30', title: '新任务', lead: '', responsible: '区民政局' }
    await expect(
      world.as(clerk(SHAPINGBA), (ctx) => recordTask(ctx, { body: { ...fault, clause: '四（一）' } })),
    ).rejects.toThrow('没有“四（一）”这个条款定位')
  })

  test('old deadlines are historic until an officer confirms: no alarm of any kind before (T-35) [SPB-044]', async () => {
    const rows = await allTasks(world, clerk(SHAPINGBA))
    expect(new Set(rows.map(({ standing }) => standing))).toEqual(new Set(['to-confirm']))
    expect(rows.find(({ number }) => number === '12')).toMatchObject({ dueOn: '2020-12-31', deadline: 'overdue' })
    expect(await allTasks(world, clerk(SHAPINGBA), 'overdue')).toEqual([])
    const counts = await world.as({ district: SHAPINGBA }, async (ctx) => {
      const told: Record<string, number> = {}
      for (const todo of taskTodos) told[todo.key] = await todo.count(ctx)
      return told
    })
    expect(counts).toMatchObject({ 'tasks-overdue': 0, 'tasks-soon': 0, 'tasks-to-confirm': 29, 'tasks-without-evidence': 0 })
    const { id } = rows.find(({ number }) => number === '12')!
    await confirm(SHAPINGBA, id, { dueOn: '2026-12-20' })
    expect(await allTasks(world, clerk(SHAPINGBA), 'soon')).toMatchObject([{ number: '12', proof: 'evidence-missing' }])
    await confirm(SHAPINGBA, id, { standing: 'past' })
    expect(await allTasks(world, clerk(SHAPINGBA), 'soon')).toEqual([])
    expect(await show(SHAPINGBA, id)).toMatchObject({ standing: 'past', confirmedBy: '复核员', duePrinted: '2020年底前' })
  })
})

test('Dianjiang and Wuxi come in with groups, brackets and broken rows as printed; the office names the leads they lack [DJ-021] [DJ-024] [DJ-030] [DJ-037] [DJ-044] [DJ-050] [DJ-055] [DJ-061] [DJ-068] [WX-096]', async () => {
  const dianjiang = { document: '垫江府办〔2020〕8号' }
  expect(await deskOf(world, DIANJIANG).hand('task-list', printed('dianjiang-tasks.csv'), dianjiang, '垫江.csv')).toMatchObject({
    added: 9,
  })
  const first = await show(DIANJIANG, (await numbered(DIANJIANG, '1')).id)
  expect(first.helpers).toEqual(
    '县规划自然资源局、县民政局、县住房城乡建委、县卫生健康委、县国资管理服务中心、各乡镇人民政府、街道办事处'.split('、'),
  )
  expect(first).toMatchObject({ lead: '', towns: { length: 26 } })
  const unitCounts = (await allTasks(world, clerk(DIANJIANG))).map(
    ({ helpers }) => helpers.filter((one) => !/乡镇|街道/.test(one)).length,
  )
  expect(unitCounts).toEqual([5, 3, 2, 3, 3, 5, 9, 2, 7])
  const planner = first.units.find(({ name }) => name === '县规划自然资源局')!.department
  await world.as(reviewer(DIANJIANG), (ctx) => setLead(ctx, { params: { id: first.id }, body: body({ department: planner }) }))
  expect(await numbered(DIANJIANG, '1')).toMatchObject({ lead: '县规划自然资源局' })
  const bodies = (await world.as(clerk(DIANJIANG), (ctx) => listDepartments(ctx, { query: { page: 1, size: 50, open: true } })))
    .rows
  expect(bodies).toMatchObject([{ proposed: ['县住房城乡建设委'] }])

  const wuxi = { document: '巫溪府办发〔2022〕83号' }
  expect(await deskOf(world, WUXI).hand('task-list', printed('wuxi-tasks.csv'), wuxi, '巫溪.csv')).toMatchObject({ added: 26 })
  const rows = await allTasks(world, clerk(WUXI))
  expect(rows.filter(({ lead }) => lead).map(({ number, lead }) => [number, lead])).toEqual([['11', '县发展改革委']])
  expect(rows.flatMap(({ helpers }) => helpers)).toHaveLength(152)
  expect((await show(WUXI, rows.find(({ number }) => number === '11')!.id)).units.map(({ flag }) => flag)).toContain('lead-again')
  expect(rows.find(({ number }) => number === '11')).toMatchObject({ dueOn: '2025-12-31', standing: 'to-confirm', flags: 0 })
})

test('bad rows come back with row and column: no clause, two leads, a foreign document, a row that continues nothing; an undone import leaves no task (T-40, WX-027)', async () => {
  const desk = deskOf(world, WUXI)
  const lines = [
    '序号,任务,牵头单位,责任部门,条款,完成时限,文件',
    ',,,县民政局,,,',
    '91,甲,,县民政局,,,',
    '92,乙,县民政局、县财政局,县教委,三（五）1,,',
    '93,丙,,县民政局,三（五）1,,沙府办发〔2020〕56号',
    '94,丁,,〔县民政局、县财政局，县级有关部门按职责分工负责〕,三（五）1,尽快,',
    ',,,县经济信息委,,,',
  ]
  const { id } = await desk.upload('task-list', Buffer.from(lines.join('\n')), '坏.csv')
  expect(await desk.check(id, { document: '巫溪府办发〔2022〕83号' })).toMatchObject({ accepted: 2, rejected: 4 })
  const told = (await desk.problems(id)).map(({ row, column, warning }) => `${row} ${column}${warning ? ' 提示' : ''}`)
  expect(told).toEqual(['2 序号', '3 条款', '4 牵头单位', '5 文件', '6 完成时限 提示', '7 序号 提示'])
  expect(await desk.commit(id)).toMatchObject({ added: 1, changed: 1 })
  const task = await numbered(WUXI, '94')
  expect(task.helpers).toEqual(['县民政局', '县财政局', '县级有关部门', '县经济信息委'])
  expect(task).toMatchObject({ dueOn: null, deadline: 'none' })
  await desk.undo(id)
  expect(await numbered(WUXI, '94')).toBeUndefined()
})

describe('evidence', () => {
  const propose = (id: string, more: object = {}) =>
    world.as(clerk(DIANJIANG), (ctx) =>
      proposeEvidence(ctx, {
        params: { id },
        body: {
          id: newId(),
          measure: 'trial.marks',
          split: 'station',
          how: 'sum',
          comparison: 'at-least',
          quantity: 3,
          ground: '二(二)',
          ...more,
        },
      }),
    )
  const agree = (id: string, evidence: string, who = reviewer(DIANJIANG)) =>
    world.as(who, (ctx) => confirmEvidence(ctx, { params: { id, evidence }, body: { id: newId() } }))
  const recheck = () => world.as(clerk(DIANJIANG), (ctx) => checkTasks(ctx, { body: { id: newId() } }))

  test('a task turns green when the registers say so, opens into the records, and no statement ever does it', async () => {
    const { id } = await numbered(DIANJIANG, '2')
    const [town, village] = [await placeIn(world, DIANJIANG, 'town'), await placeIn(world, DIANJIANG, 'villagers')]
    await confirm(DIANJIANG, id, { dueOn: '2026-12-31' })
    const said = { id: newId(), area: town.key, quarter: '2026-Q4', words: '已经全部完成任务' }
    await world.as(townOfficer(DIANJIANG, [town.key]), (ctx) => stateTask(ctx, { params: { id }, body: said }))
    expect(await numbered(DIANJIANG, '2')).toMatchObject({ proof: 'evidence-missing' })

    const { id: evidence } = await propose(id)
    await expect(agree(id, evidence, { ...clerk(DIANJIANG), roles: ['reviewer'] })).rejects.toThrow('须由另一个人确认')
    expect(await numbered(DIANJIANG, '2')).toMatchObject({ proof: 'evidence-missing' })
    await mark(world, DIANJIANG, { area: village.key, count: 2 })
    await mark(world, DIANJIANG, { area: village.key, split: 'centre' })
    await agree(id, evidence)
    expect(await show(DIANJIANG, id)).toMatchObject({
      proof: 'not-met',
      evidence: [{ value: 2, records: 2, verdict: 'not-met', unit: '处' }],
    })

    await mark(world, DIANJIANG, { area: town.key })
    expect(await recheck()).toEqual({ checked: 1, met: 1 })
    expect(await show(DIANJIANG, id)).toMatchObject({
      proof: 'met',
      evidence: [{ value: 3 }],
      statements: [{ by: town.name, words: '已经全部完成任务' }],
    })
    const { rows, total } = await world.as(clerk(DIANJIANG), (ctx) =>
      listEvidenceRecords(ctx, { params: { id, evidence }, query: { page: 1, size: 10 } }),
    )
    expect(total).toBe(3)
    expect(rows[0]).toMatchObject({ split: '站', value: 1, path: `/trial/${rows[0]!.object}` })
  })

  test('a measure that no room offers is 无来源 and never green; a split that its measure does not know is refused', async () => {
    const { id } = await numbered(DIANJIANG, '3')
    await confirm(DIANJIANG, id, {})
    const { id: evidence } = await propose(id, { measure: 'nowhere.things', split: '', comparison: 'at-most', quantity: 100 })
    await agree(id, evidence)
    await recheck()
    expect(await show(DIANJIANG, id)).toMatchObject({
      proof: 'no-source',
      evidence: [{ verdict: 'no-source', value: null, title: '无来源' }],
    })
    await expect(propose(id, { split: 'palace' })).rejects.toThrow('不分“palace”这一类')
    await world.as(clerk(DIANJIANG), (ctx) => closeEvidence(ctx, { params: { id, evidence }, body: body() }))
    expect(await show(DIANJIANG, id)).toMatchObject({ proof: 'evidence-missing', evidence: [] })
  })

  test('what came true only after the deadline is late, what was true in time stays so', async () => {
    const town = await placeIn(world, DIANJIANG, 'town', 1)
    const { id } = await numbered(DIANJIANG, '4')
    await confirm(DIANJIANG, id, { dueOn: '2026-06-30' })
    await mark(world, DIANJIANG, { area: town.key, split: 'centre', since: '2026-08-01', count: 2 })
    const { id: evidence } = await propose(id, { split: 'centre', quantity: 2, place: town.key })
    await agree(id, evidence)
    expect(await show(DIANJIANG, id)).toMatchObject({
      proof: 'met-late',
      deadline: 'overdue',
      evidence: [{ place: town.name, value: 2 }],
    })
    await confirm(DIANJIANG, id, { dueOn: '2026-09-30' })
    expect(await show(DIANJIANG, id)).toMatchObject({ proof: 'met' })
  })

  test('a town sees its own tasks and statements only, and each quarter says which towns are missing [DJ-052]', async () => {
    const [town, other] = [await placeIn(world, DIANJIANG, 'town'), await placeIn(world, DIANJIANG, 'town', 2)]
    const mine = await allTasks(world, townOfficer(DIANJIANG, [town.key]))
    expect(mine.map(({ number }) => number)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'])
    const { id } = mine.find(({ number }) => number === '2')!
    const seen = await world.as(townOfficer(DIANJIANG, [other.key]), (ctx) => showTask(ctx, { params: { id } }))
    expect(seen.statements).toEqual([])
    const words = { id: newId(), area: other.key, quarter: '2026-Q4', words: '替别的镇填报' }
    await expect(
      world.as(townOfficer(DIANJIANG, [town.key]), (ctx) => stateTask(ctx, { params: { id }, body: words })),
    ).rejects.toThrow('不在您的管辖范围')
    const of = (quarter: string) =>
      world.as(clerk(DIANJIANG), (ctx) => listTownReports(ctx, { query: { page: 1, size: 50, quarter, state: 'all' } }))
    const reminder = taskTodos.find(({ key }) => key === 'town-reports-waiting')!
    expect(await world.as(townOfficer(DIANJIANG, [town.key]), (ctx) => reminder.count(ctx))).toBe(1)
    expect(await world.as(clerk(DIANJIANG), (ctx) => reminder.count(ctx))).toBe(26)
    expect(await of('2026-Q3')).toMatchObject({ total: 26, rows: { 0: { state: 'missing', dueOn: '2026-10-10' } } })
    expect((await of('2026-Q4')).rows.find(({ area }) => area === town.key)).toMatchObject({
      tasks: 3,
      stated: 1,
      state: 'waiting',
    })
    const late = { id: newId(), area: other.key, quarter: '2026-Q3', words: '三季度情况补报' }
    await world.as(townOfficer(DIANJIANG, [other.key]), (ctx) => stateTask(ctx, { params: { id }, body: late }))
    expect((await of('2026-Q3')).rows.find(({ area }) => area === other.key)).toMatchObject({
      stated: 1,
      late: 1,
      state: 'missing',
    })
  })

  test('nothing that must never be true is true', async () => {
    for (const { name, sql } of taskInvariants) expect([name, await world.owner(sql)]).toEqual([name, []])
  })
})
