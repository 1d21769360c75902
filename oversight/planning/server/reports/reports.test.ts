// Reports are frozen with their figures, read as Word by Word, go out under a number by a second person; and the same thing asked twice is seen.
import { inflateRawSync } from 'node:zlib'
import { newId } from '@songhe/basics/ids'
import type { TestWorld } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeIn } from '../../../../core/facilities/server/testing-facilities.ts'
import { readEntries } from '@songhe/kernel/sheets/zip-entries'
import { allTasks, clerk, deskOf, DIANJIANG, mark, printed, reviewer, townOfficer, workWorld } from '../testing-work.ts'
import { confirmTask } from '../tasks/confirm-task.ts'
import { setLead } from '../tasks/decide-units.ts'
import { confirmEvidence, proposeEvidence } from '../tasks/evidence.ts'
import { showTask } from '../tasks/show-task.ts'
import { makeReport } from './make-report.ts'
import { closeNotice, listNotices, replyNotice } from './notices.ts'
import { discardReport, issueReport, listWorkReports, showWorkReport, takeWord } from './reports.ts'
import { answerRequest, listRequests, recordRequest } from './requests.ts'

let world: TestWorld
let task: string
const by = clerk(DIANJIANG)
const boss = reviewer(DIANJIANG)
beforeAll(async () => {
  world = await workWorld()
  await deskOf(world, DIANJIANG).hand(
    'task-list',
    printed('dianjiang-tasks.csv'),
    { document: '垫江府办〔2020〕8号' },
    '分工.csv',
  )
  task = (await allTasks(world, by)).find(({ number }) => number === '2')!.id
  const params = { id: task }
  const reason = '按本年度工作安排'
  await world.as(boss, (ctx) =>
    confirmTask(ctx, { params, body: { id: newId(), standing: 'running', dueOn: '2026-11-20', reason } }),
  )
  const { units } = await world.as(by, (ctx) => showTask(ctx, { params }))
  await world.as(boss, (ctx) => setLead(ctx, { params, body: { id: newId(), department: units[0]!.department, reason } }))
  const evidence = newId()
  const asked = {
    id: evidence,
    measure: 'trial.marks',
    split: '',
    how: 'sum' as const,
    comparison: 'at-least' as const,
    quantity: 5,
    ground: '附件2',
  }
  await world.as(by, (ctx) => proposeEvidence(ctx, { params, body: asked }))
  await world.as(boss, (ctx) => confirmEvidence(ctx, { params: { id: task, evidence }, body: { id: newId() } }))
}, 60_000)
afterAll(() => world.close())

const make = async (kind: 'quarter' | 'supervision' | 'circular', period: string) =>
  (await world.as(by, (ctx) => makeReport(ctx, { body: { id: newId(), kind, period } }))).id
const show = (id: string) => world.as(by, (ctx) => showWorkReport(ctx, { params: { id } }))
const issue = (id: string, who = boss) => world.as(who, (ctx) => issueReport(ctx, { params: { id }, body: { id: newId() } }))

test('a quarterly report keeps what the registers said when it was made, whatever happens later', async () => {
  const town = await placeIn(world, DIANJIANG, 'town')
  await mark(world, DIANJIANG, { area: town.key, count: 2 })
  const id = await make('quarter', '2026-Q4')
  const first = await show(id)
  expect(first.paper.parts.map(({ heading }) => heading)).toEqual([
    '一、总体情况',
    '二、任务进展',
    '三、历史、待确认的任务',
    '四、镇街上报情况',
  ])
  expect(first.paper.parts[0]!.sentences[0]).toBe('台账共有任务9项，其中在办1项，历史、待确认8项，已归档0项。')
  expect(first.paper.parts[1]!.table!.rows).toEqual([
    ['2', '设施配建（垫江府办〔2020〕8号二(二)）', '县民政局', '2026-11-20', '试验记号不少于5处，现有2处', '未达到，已逾期'],
  ])
  await mark(world, DIANJIANG, { area: town.key, count: 9, since: '2026-11-24' })
  expect(await show(id)).toEqual(first)
  const later = await show(await make('quarter', '2026-Q4'))
  expect(later.paper.parts[1]!.table!.rows[0]!.slice(4)).toEqual(['试验记号不少于5处，现有11处', '逾期后达到'])
  expect(later.digest).not.toBe(first.digest)
  await expect(
    world.as(by, (ctx) =>
      ctx.db
        .updateTable('planning.work_report' as never)
        .set({ title: '改' } as never)
        .execute(),
    ),
  ).rejects.toThrow('permission denied')
})

test('a report goes out under the next number of its year, by a second person; a discarded one never does', async () => {
  const [one, two, three] = [
    await make('circular', '2026-Q3'),
    await make('circular', '2026-Q4'),
    await make('circular', '2026-Q4'),
  ]
  await expect(issue(one!, { ...by, roles: ['reviewer'] })).rejects.toThrow('须由另一个人签发')
  await issue(one!)
  await world.as(by, (ctx) => discardReport(ctx, { params: { id: two! }, body: { id: newId(), reason: '期限写错重做' } }))
  await expect(issue(two!)).rejects.toThrow('已经作废')
  await issue(three!)
  expect([(await show(one!)).numberText, (await show(three!)).numberText]).toEqual(['〔2026〕1号', '〔2026〕2号'])
  await expect(
    world.as(by, (ctx) => discardReport(ctx, { params: { id: one! }, body: { id: newId(), reason: '想改数字不行' } })),
  ).rejects.toThrow('已经签发')
  const town = await placeIn(world, DIANJIANG, 'town')
  const seen = await world.as(townOfficer(DIANJIANG, [town.key]), (ctx) =>
    listWorkReports(ctx, { query: { page: 1, size: 20, kind: 'all' } }),
  )
  expect(seen.rows.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['circular issued', 'circular issued'])
})

test('the Word file is A4 with the margins of the standard, fonts by name, and the table row by row', async () => {
  const id = await make('quarter', '2026-Q4')
  const { bytes, name } = await world.as(by, (ctx) => takeWord(ctx, { params: { id } }))
  expect(name).toBe('垫江县2026年第四季度养老服务重点任务进展情况报告.docx')
  const xml = partOf(bytes, 'word/document.xml')
  expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838"')
  expect(/<w:pgMar [^>]*w:top="2098"[^>]*w:right="1474"[^>]*w:bottom="1984"[^>]*w:left="1587"/.test(xml)).toBe(true)
  for (const words of ['w:eastAsia="方正小标宋简体"', 'w:eastAsia="仿宋_GB2312"', '试验记号不少于5处，现有11处', '（待签发）'])
    expect(xml).toContain(words)
  expect(xml.match(/<w:tr[ >]/g)).toHaveLength(2)
  expect(partOf(bytes, 'word/styles.xml')).toContain('仿宋_GB2312')
})

function partOf(bytes: Buffer, name: string): string {
  const entry = readEntries(bytes).find((one) => one.name === name)!
  return inflateRawSync(bytes.subarray(entry.start, entry.start + entry.packed)).toString('utf8')
}

test('the monthly supervision list sends a notice to the lead and to each town that has not reported; reply, then closing [DJ-053]', async () => {
  const reason = '按本年度工作安排'
  const other = (await allTasks(world, by)).find(({ number }) => number === '3')!.id
  await world.as(boss, (ctx) =>
    confirmTask(ctx, { params: { id: other }, body: { id: newId(), standing: 'running', dueOn: '2026-12-01', reason } }),
  )
  const id = await make('supervision', '2026-11')
  expect((await show(id)).paper.parts[0]!.table!.rows.map(([number, , lead, due]) => [number, lead, due])).toEqual([
    ['3', '未定', '2026-12-01'],
  ])
  await issue(id)
  const list = (who = by, state: 'open' | 'closed' = 'open') =>
    world.as(who, (ctx) => listNotices(ctx, { query: { page: 1, size: 200, state } }))
  expect(await list()).toMatchObject({ total: 26, rows: { 0: { period: '2026-11', replyDue: '2026-12-05', state: 'waiting' } } })
  const town = await placeIn(world, DIANJIANG, 'town')
  const mine = await list(townOfficer(DIANJIANG, [town.key]))
  expect(mine).toMatchObject({ total: 1, rows: [{ to: town.name }] })
  const params = { id: mine.rows[0]!.id }
  await expect(world.as(boss, (ctx) => closeNotice(ctx, { params, body: { id: newId(), note: '已经核实' } }))).rejects.toThrow(
    '还没有回复',
  )
  const stranger = townOfficer(DIANJIANG, [(await placeIn(world, DIANJIANG, 'town', 3)).key])
  await expect(
    world.as(stranger, (ctx) => replyNotice(ctx, { params, body: { id: newId(), words: '别镇的回复' } })),
  ).rejects.toThrow('没有找到这件督办')
  await world.as(townOfficer(DIANJIANG, [town.key]), (ctx) =>
    replyNotice(ctx, { params, body: { id: newId(), words: '十二月前开工' } }),
  )
  await world.as(boss, (ctx) => closeNotice(ctx, { params, body: { id: newId(), note: '现场核实属实' } }))
  expect(await list(by, 'closed')).toMatchObject({
    total: 1,
    rows: [{ to: town.name, reply: '十二月前开工', closedBy: '复核员' }],
  })
})

test('the same figures asked by two bodies for one period within the span are named as duplicates; other periods, topics or one body are not', async () => {
  const ask = (more: object) => {
    const id = newId()
    const body = {
      id,
      askedBy: '市民政局',
      paper: '渝民函〔2026〕示1号',
      topic: 'coverage',
      words: '设施覆盖情况',
      from: '2026-07-01',
      to: '2026-09-30',
      receivedOn: '2026-10-08',
      dueOn: '2026-10-20',
      ...more,
    }
    return world.as(by, (ctx) => recordRequest(ctx, { body: body as never })).then(() => id)
  }
  const first = await ask({})
  await ask({ askedBy: '县政府督查办', paper: '督查通知示3号', receivedOn: '2026-10-15', words: '养老设施覆盖率' })
  await ask({ askedBy: '县统计局', topic: 'beds' })
  await ask({ askedBy: '县财政局', from: '2026-10-01', to: '2026-12-31' })
  await ask({ receivedOn: '2026-11-01' })
  await ask({ askedBy: '县审计局', receivedOn: '2026-02-01' })
  const alike = await world.as(by, (ctx) => listRequests(ctx, { query: { page: 1, size: 20, state: 'alike' } }))
  expect(alike.rows.map(({ askedBy, alike: others }) => [askedBy, others.length])).toEqual([
    ['市民政局', 1],
    ['县政府督查办', 2],
    ['市民政局', 1],
  ])
  expect(alike.rows[0]!.alike).toEqual(['县政府督查办，督查通知示3号，2026-10-15'])
  const draft = await make('quarter', '2026-Q3')
  const answer = (report: string) =>
    world.as(by, (ctx) => answerRequest(ctx, { params: { id: first }, body: { id: newId(), report, words: '以季度报告答复' } }))
  await expect(answer(draft)).rejects.toThrow('只能用已签发的报告')
  await issue(draft)
  await answer(draft)
  const open = await world.as(by, (ctx) => listRequests(ctx, { query: { page: 1, size: 20, state: 'open' } }))
  expect(open.total).toBe(5)
})

test('periods that have not begun, and a month for a quarterly report, are refused', async () => {
  await expect(make('quarter', '2027-Q1')).rejects.toThrow('还没有到')
  await expect(make('quarter', '2026-11')).rejects.toThrow('按季度')
  await expect(make('supervision', '2026-13')).rejects.toThrow('按月')
})
