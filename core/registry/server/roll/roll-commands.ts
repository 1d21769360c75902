// The roll on the command line: template, import, and the roll as known on a day in a form that other software reads.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isDay } from '@songhe/basics/day'
import { invalid } from '@songhe/basics/problem'
import type { Command } from '@songhe/kernel/capability'
import { downloadErrors, downloadTemplate } from '@songhe/kernel/sheets/downloads'
import { importFile } from '@songhe/kernel/sheets/import-file'
import { listRowProblems } from '@songhe/kernel/sheets/list-imports'
import { today } from '@songhe/kernel/today'
import { exportRoll } from './export-roll.ts'
import { rollSheet } from './roll-sheet.ts'

const SHOWN = 50

export const rollCommands: Command[] = [
  {
    name: 'roll template',
    title: '保存名册模板',
    usage: 'roll template [保存到]',
    permission: 'sheets.read',
    async run(ctx, [place], out) {
      const file = await downloadTemplate(ctx, { params: { sheet: 'roll' } })
      const target = place ?? path.resolve(file.name)
      writeFileSync(target, file.bytes, { flag: 'wx' })
      out.data({ target })
      out.say(`已保存 ${target}`)
    },
  },
  {
    name: 'roll import',
    title: '导入名册（partly：有退回的行时先导入其余的）',
    usage: 'roll import <文件> [partly] --as <用户名>',
    permission: rollSheet.permission,
    async run(ctx, [place, partly], out) {
      if (!place || !existsSync(place))
        throw invalid(place ? `没有找到文件 ${place}。` : '请写名册文件。', {
          next: '例：npm run songhe -- roll import 名册.xlsx --as kz-jingban',
        })
      let said = ''
      const done = await importFile(ctx, {
        sheet: 'roll',
        name: path.basename(place),
        bytes: readFileSync(place),
        partly: partly === 'partly',
        async progress(_done, _total, phase = '') {
          if (phase !== said) out.say(phase)
          said = phase
        },
      })
      const row = done.import
      const params = { id: row.id }
      const query = { page: 1, size: SHOWN, warnings: false }
      const returned = row.rejected ? (await listRowProblems(ctx, { params, query })).rows : []
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
      else
        out.say(`共 ${row.rowsIn} 行：新增 ${row.added}，更新 ${row.changed}，没有变化 ${row.unchanged}，退回 ${row.rejected}。`)
    },
  },
  {
    name: 'roll export',
    title: '导出某一天所知的名册（证号打码）',
    usage: 'roll export <保存到> [日期]',
    permission: 'registry.read',
    async run(ctx, [place, on = today(ctx)], out) {
      if (!place) throw invalid('请写保存到哪个文件。', { next: '例：npm run songhe -- roll export 名册.csv 2026-11-30' })
      if (!isDay(on)) throw invalid(`“${on}”不是日期。`, { next: '请写成 2026-11-30 这样。' })
      const { bytes, people } = await exportRoll(ctx, on)
      writeFileSync(place, bytes, { flag: 'wx' })
      out.data({ target: place, on, people })
      out.say(`${on}，${people} 人，已保存 ${place}`)
    },
  },
]
