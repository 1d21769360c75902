// The month on the command line: the same verbs, and every payable line in a form that other software can recompute.
import { writeFileSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { newId } from '@songhe/basics/ids'
import { yuan } from '@songhe/basics/money'
import { invalid } from '@songhe/basics/problem'
import type { Command } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { approveRun } from './approve-run.ts'
import { downloadBankFile, makeBankFile } from './bank-file.ts'
import { diffRun } from './difference.ts'
import { listLines, showRun } from './queries.ts'
import { readReturnFile } from './return-file.ts'
import { exportFacts } from './export-facts.ts'
import { getRun } from './run-store.ts'
import { startRun } from './start-run.ts'

const monthOf = (text: string | undefined) => {
  if (!text || !/^\d{4}-(0[1-9]|1[0-2])$/.test(text))
    throw invalid('请写月份，例如 2026-11。', { next: '例：npm run songhe -- month show 2026-11' })
  return text
}

async function runOf(ctx: Context, month: string | undefined): Promise<string> {
  const found = await sql<{
    id: string
  }>`select id from benefits.run where district = ${ctx.principal.district} and month = ${monthOf(month)} and kind = 'regular'
    and state <> 'discarded' order by number desc limit 1`.execute(ctx.db)
  if (!found.rows[0]) throw invalid(`${month} 还没有批次。`, { next: '请先用 month run 计算。' })
  return found.rows[0].id
}

export const commands: Command[] = [
  {
    name: 'month run',
    title: '计算一个月',
    usage: 'month run <月份> [shadow]',
    permission: 'benefits.run',
    async run(ctx, [month, kind], out) {
      const id = newId()
      await startRun(ctx, { body: { id, month: monthOf(month), kind: kind === 'shadow' ? 'shadow' : 'regular' } })
      const run = await showRun(ctx, { params: { id } })
      out.data(run)
      out.say(`${run.month}：${run.payees} 人，${run.lines} 笔，${yuan(run.totalFen)} 元，用时 ${run.computeMs} 毫秒`)
    },
  },
  {
    name: 'month show',
    title: '列出每一笔：表、行、条款',
    usage: 'month show <月份>',
    permission: 'benefits.read',
    async run(ctx, [month], out) {
      const id = await runOf(ctx, month)
      const rows = []
      for (let page = 1; ; page++) {
        const part = await listLines(ctx, { params: { id }, query: { page, size: 200 } })
        rows.push(...part.rows)
        if (rows.length >= part.total) break
      }
      out.data({ run: await showRun(ctx, { params: { id } }), lines: rows })
      for (const row of rows)
        out.say(
          [
            row.name,
            row.title,
            yuan(row.fen),
            `${row.pack} 第${row.version}版 ${row.row}`,
            row.document,
            row.clause,
            row.stateTitle,
          ].join('\t'),
        )
    },
  },
  {
    name: 'roll export run',
    title: '导出一个批次核定时所用的事实（证号打码），与 month show 一起可用别的软件重算',
    usage: 'roll export run <月份> <保存到>',
    permission: 'benefits.read',
    async run(ctx, [month, place], out) {
      const id = await runOf(ctx, month)
      if (!place) throw invalid('请写保存到哪个文件。', { next: `例：npm run songhe -- roll export run ${month} 事实.csv` })
      const { bytes, people } = await exportFacts(ctx, id)
      writeFileSync(place, bytes, { flag: 'wx' })
      out.data({ target: place, run: id, people })
      out.say(`${month} 批次，${people} 人，已保存 ${place}`)
    },
  },
  {
    name: 'month diff',
    title: '与上月比对',
    usage: 'month diff <月份>',
    permission: 'benefits.read',
    async run(ctx, [month], out) {
      const difference = await diffRun(ctx, { params: { id: await runOf(ctx, month) } })
      out.data(difference)
      for (const row of difference.reasons) out.say(`${row.reason}\t${row.persons} 人\t${yuan(row.fen)}`)
    },
  },
  {
    name: 'month approve',
    title: '批准（须与经办不是同一人）',
    usage: 'month approve <月份>',
    permission: 'benefits.approve',
    async run(ctx, [month], out) {
      const run = await getRun(ctx, await runOf(ctx, month))
      out.data(await approveRun(ctx, { params: { id: run.id }, body: { digest: run.digest } }))
      out.say(`已批准 ${run.month}，${yuan(run.totalFen)} 元`)
    },
  },
  {
    name: 'month bank-file',
    title: '生成并保存银行文件',
    usage: 'month bank-file <月份> [保存到] [格式]',
    permission: 'benefits.pay',
    async run(ctx, [month, place, profile = 'default'], out) {
      const made = await makeBankFile(ctx, { params: { id: await runOf(ctx, month) }, body: { id: newId(), profile } })
      const file = await downloadBankFile(ctx, { params: { id: made.id } })
      const target = place ?? path.resolve(file.name)
      writeFileSync(target, file.bytes, { flag: 'wx' })
      out.data({ ...made, target })
      out.say(`${made.rows} 人，${yuan(made.totalFen)} 元，已保存 ${target}`)
    },
  },
  {
    name: 'month return-file',
    title: '读入银行回盘',
    usage: 'month return-file <银行文件编号> <回盘文件>',
    permission: 'benefits.pay',
    async run(ctx, [id, place], out) {
      if (!id || !place) throw invalid('请写银行文件编号和回盘文件。', { next: '编号见 month bank-file 的输出。' })
      const read = await readReturnFile(ctx, {
        params: { id },
        file: { name: path.basename(place), mediaType: 'text/csv', bytes: readFileSync(place) },
      } as never)
      out.data(read)
      out.say(`成功 ${read.paid}，退回 ${read.returned}，没有结果 ${read.missing}，对不上 ${read.unknown.length}`)
    },
  },
]
