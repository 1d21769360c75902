// The takeover on the command line: hand in an old list, and see what it pays beside what the rules owe.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { yuan } from '@songhe/basics/money'
import { invalid } from '@songhe/basics/problem'
import type { Command, CommandOutput } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { downloadErrors } from '@songhe/kernel/sheets/downloads'
import { importFile } from '@songhe/kernel/sheets/import-file'
import { listRowProblems } from '@songhe/kernel/sheets/list-imports'
import { type CompareRow, TakeoverList } from '../../contract-takeover.ts'
import { listRuns } from '../month/queries.ts'
import { takeoverCompare, takeoverTotals } from './compare-lists.ts'
import { compareShadow, shadowTotals } from './compare-shadow.ts'
import { openAdjustments } from './open-adjustments.ts'
import { runningEntitlements } from './running-entitlements.ts'

const SHEETS: Record<string, string> = { streams: runningEntitlements.key, money: openAdjustments.key }
const SHOWN = 50
const PAGE = 200

export const takeoverCommands: Command[] = [
  {
    name: 'takeover import',
    title: '导入在发待遇（streams）或未结补发追回（money）',
    usage: 'takeover import <streams|money> <文件> [partly] --as <用户名>',
    permission: 'takeover.import',
    run: handIn,
  },
  {
    name: 'takeover compare',
    title: '接管对比：合计，或一张清单，或最近一次试算',
    usage: 'takeover compare [paid-owed|paid-not-owed|owed-not-paid|shadow]',
    permission: 'takeover.read',
    async run(ctx, [what], out) {
      if (what === undefined) return totals(ctx, out)
      if (what === 'shadow') return shadow(ctx, out)
      const list = TakeoverList.safeParse(what)
      if (!list.success)
        throw invalid(`没有“${what}”这张清单。`, { next: `可以写：${TakeoverList.options.join('、')}、shadow。` })
      const rows = await everyPage((page) => takeoverCompare(ctx, { params: { list: list.data }, query: { page, size: PAGE } }))
      out.data(rows)
      for (const row of rows) out.say(textOf(row))
      out.say(`共 ${rows.length} 项。`)
    },
  },
]

async function handIn(ctx: Context, [what = '', place, partly]: string[], out: CommandOutput) {
  const sheet = SHEETS[what]
  if (!sheet || !place || !existsSync(place))
    throw invalid(sheet && place ? `没有找到文件 ${place}。` : '请写导入哪一种表和文件。', {
      next: '例：npm run songhe -- takeover import streams 旧台账.xlsx --as kz-jingban',
    })
  const done = await importFile(ctx, {
    sheet,
    name: path.basename(place),
    bytes: readFileSync(place),
    partly: partly === 'partly',
    progress: async () => {},
  })
  const row = done.import
  const params = { id: row.id }
  const returned = row.rejected
    ? (await listRowProblems(ctx, { params, query: { page: 1, size: SHOWN, warnings: false } })).rows
    : []
  out.data({ ...done, returned })
  for (const problem of returned) out.say(`第 ${problem.row} 行\t${problem.column}\t${problem.value}\t${problem.reason}`)
  if (row.rejected) {
    const marked = await downloadErrors(ctx, { params })
    const target = path.resolve(path.dirname(place), marked.name)
    writeFileSync(target, marked.bytes)
    out.say(`退回 ${row.rejected} 行，标出错误的原表：${target}`)
  }
  if (done.outcome === 'same-file') out.say('同一份文件已经导入过，没有再导入。')
  else if (done.outcome === 'returned') out.say('没有导入任何一行。请改好再导入，或加上 partly 先导入其余的行。')
  else out.say(`共 ${row.rowsIn} 行：新增 ${row.added}，更新 ${row.changed}，没有变化 ${row.unchanged}，退回 ${row.rejected}。`)
}

async function totals(ctx: Context, out: CommandOutput) {
  const told = await takeoverTotals(ctx)
  out.data(told)
  if (!told.asOf) out.say('还没有核对过应享待遇，先用 entitlements check。')
  for (const one of told.lists)
    out.say(
      `${one.title}\t${one.lines} 项\t${one.persons} 人\t旧台账 ${yuan(one.oldFen)}\t按规则 ${yuan(one.ruleFen)}\t金额不同 ${one.list === 'paid-owed' ? one.differs : '—'}`,
    )
}

async function shadow(ctx: Context, out: CommandOutput) {
  const [run] = await listRuns(ctx, { query: { kind: 'shadow' } })
  if (!run) throw invalid('还没有试算过。', { next: '请先用 month run <月份> shadow 试算一个月。' })
  const params = { id: run.id }
  const told = await shadowTotals(ctx, { params })
  const rows = await everyPage((page) => compareShadow(ctx, { params, query: { page, size: PAGE } }))
  out.data({ totals: told, rows })
  for (const one of told.outcomes) out.say(`${one.title}\t${one.lines} 笔\t相差 ${yuan(one.differenceFen)}`)
  for (const row of rows.filter((one) => one.outcome !== 'equal'))
    out.say([row.name, row.programmeTitle, row.outcomeTitle, yuan(row.differenceFen), row.reason].join('\t'))
}

async function everyPage<Row>(read: (page: number) => Promise<{ rows: Row[]; total: number }>): Promise<Row[]> {
  const all: Row[] = []
  for (let page = 1; ; page++) {
    const { rows, total } = await read(page)
    all.push(...rows)
    if (all.length >= total || rows.length === 0) return all
  }
}

const textOf = (row: CompareRow) =>
  [row.name, row.town + row.village, row.programmeTitle, yuan(row.oldFen), yuan(row.ruleFen), row.reason, row.next]
    .filter(Boolean)
    .join('\t')
