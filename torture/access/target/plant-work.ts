// What planning holds for a place: a task that means its town, with a body under two spellings, evidence that waits, and a statement. Tasks themselves are the whole district's.
import { randomUUID } from 'node:crypto'
import { storeFile } from '@songhe/kernel/files'
import { PHOTO } from './plant-facilities.ts'
import { MAKER, type Planter } from './planter.ts'

export async function plantWork(planter: Planter) {
  const task = await plantTask(planter)
  return {
    ...task,
    ...(await plantReports(planter, task.task.id)),
    ...(await plantProject(planter)),
    ...(await plantFunds(planter)),
  }
}

async function plantTask({ id, insert, mark, area, town, place }: Planter) {
  const by = { recorded_by: MAKER }
  const department = await id('planning.department', { name: `第${place}局`, kind: 'body', ...by })
  const chosen = await id('planning.department', { name: `第${place}批相关镇街`, kind: 'chosen-towns', ...by })
  const spelling = `第${place}号局`
  await insert('planning.department_name', { folded: spelling, name: spelling, department, proposed: true })
  const task = await id('planning.task', {
    document: '试文',
    clause: '一',
    number: String(place),
    position: place,
    title: '试验任务',
    standing: 'running',
    confirmed_by: MAKER,
    confirmed_staff: randomUUID(),
    ...by,
  })
  const unit = (position: number, of: string, flag = '') =>
    insert('planning.task_unit', { task, position, part: 'helper', printed: '试验局', department: of, flag, ...by })
  await unit(1, department)
  await unit(2, chosen)
  await unit(3, department, 'repeated')
  await insert('planning.task_town', { task, area: town, ...by })
  const evidence = await id('planning.task_evidence', {
    task,
    measure: 'trial.none',
    how: 'sum',
    comparison: 'at-least',
    quantity: 1,
    ground: '试',
    recorded_staff: randomUUID(),
    ...by,
  })
  await id('planning.task_statement', {
    task,
    area,
    quarter: '2026-Q1',
    words: `${mark}进展`,
    stated_on: '2026-03-01',
    late: false,
    ...by,
  })
  return { task: { id: task, department, spelling, evidence } }
}

async function plantReports({ id, area, place }: Planter, task: string) {
  const paper = { office: '试验局', title: '试验报告', asOf: '2026-03-31', parts: [], closing: '' }
  const report = (kind: string, more: Record<string, unknown> = {}) =>
    id('planning.work_report', {
      kind,
      period: '2026-Q1',
      title: '试验报告',
      content: { paper, figures: { period: '2026-Q1', quarter: '2026-Q1', tasks: [], towns: [] } },
      digest: 'none',
      as_of: '2026-03-31T00:00:00Z',
      made_by: MAKER,
      made_staff: randomUUID(),
      ...more,
    })
  const issued = await report('circular', {
    number: 1_000 + place,
    issued_by: MAKER,
    issued_staff: randomUUID(),
    issued_on: '2026-04-01',
  })
  const notice = (more: Record<string, unknown> = {}) =>
    id('planning.notice', { report: issued, task, area, what: '试', reply_due: '2026-05-01', ...more })
  return {
    reports: {
      issued,
      made: await report('quarter'),
      notice: await notice(),
      replied: await notice({ reply: '试', replied_on: '2026-04-02', replied_by: MAKER }),
      request: await id('planning.report_request', {
        asked_by: '试验单位',
        paper: '试验文件',
        topic: 'tasks',
        words: '试',
        covers_from: '2026-01-01',
        covers_to: '2026-03-31',
        received_on: '2026-04-01',
        due_on: '2026-04-10',
        recorded_by: MAKER,
      }),
    },
  }
}

async function plantProject({ id, world, district, mark, area, place }: Planter) {
  const by = { recorded_by: MAKER }
  const project = await id('planning.project', {
    document: '试文',
    clause: '一',
    number: String(place),
    programme: `${mark}项目`,
    item: '试',
    action: '新建',
    area,
    ...by,
  })
  const { id: file } = await world.as({ district }, (ctx) =>
    storeFile(ctx, { name: '工地.jpg', mediaType: 'image/jpeg', bytes: PHOTO }),
  )
  return {
    project: {
      id: project,
      step: await id('planning.milestone', { project, area, title: '试', due_on: '2026-01-01', ...by }),
      photo: await id('planning.project_photo', { project, area, file, taken_on: '2026-01-01', ...by }),
    },
  }
}

/** Money is the whole district's: without the mark of the place. */
async function plantFunds({ id, place }: Planter) {
  const by = { recorded_by: MAKER }
  const source = await id('planning.fund_source', { name: `第${place}号来源`, kind: 'budget', level: 'district', ...by })
  return {
    funds: {
      source,
      entry: await id('planning.fund_entry', {
        source,
        direction: 'income',
        fen: 100,
        day: '2026-01-01',
        voucher: `第${place}号凭证`,
        words: '试',
        recorded_staff: randomUUID(),
        ...by,
      }),
      rule: await id('planning.share_rule', {
        document: '试文',
        clause: '一',
        number: String(place),
        base: 'open',
        purposes: ['facility'],
        floor_percent: 80,
        valid_from: '2026-01-01',
        ...by,
      }),
      application: await id('planning.money_application', {
        kind: 'bond',
        title: '试',
        asked_fen: 100,
        stage_on: '2026-01-01',
        ...by,
      }),
    },
  }
}
