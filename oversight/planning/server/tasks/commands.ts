// Tasks on the command line: the same verbs as the API.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { invalid } from '@songhe/basics/problem'
import type { Command } from '@songhe/kernel/capability'
import { importFile } from '@songhe/kernel/sheets/import-file'
import { listRowProblems } from '@songhe/kernel/sheets/list-imports'
import { COMPARISONS, DEADLINES, PROOFS, STANDINGS } from '../../contract.ts'
import { listTasks } from './list-tasks.ts'
import { showTask } from './show-task.ts'

const STATES = ['all', 'to-confirm', 'running', 'past', 'overdue', 'soon', 'met', 'evidence-missing', 'flagged'] as const

export const taskCommands: Command[] = [
  {
    name: 'tasks list',
    permission: 'tasks.read',
    title: '列出任务',
    usage: `tasks list [${STATES.join(' | ')}]`,
    async run(ctx, [word = 'all'], out) {
      const state = STATES.find((one) => one === word)
      if (!state) throw invalid(`没有“${word}”这种情形。`, { next: `可写：${STATES.join('、')}。` })
      const { rows, total } = await listTasks(ctx, { query: { page: 1, size: 200, state } })
      out.data(rows)
      for (const row of rows)
        out.say(
          [
            row.id,
            row.number,
            row.title,
            row.lead || '牵头未定',
            row.dueOn ?? '',
            STANDINGS[row.standing],
            PROOFS[row.proof],
            DEADLINES[row.deadline],
          ].join('\t'),
        )
      out.say(`共 ${total} 项。`)
    },
  },
  {
    name: 'tasks show',
    permission: 'tasks.read',
    title: '查看一项任务',
    usage: 'tasks show <编号>',
    async run(ctx, [id = ''], out) {
      const task = await showTask(ctx, { params: { id } })
      out.data(task)
      out.say(`${task.number}\t${task.title}\t${task.documentTitle} ${task.clause}\t${STANDINGS[task.standing]}`)
      out.say(`牵头：${task.lead || '未定'}；责任：${task.helpers.join('、')}`)
      for (const one of task.evidence)
        out.say(
          `${one.title}${one.splitTitle && `（${one.splitTitle}）`}\t${COMPARISONS[one.comparison]} ${one.quantity} ${one.unit}\t${one.verdict ? `${PROOFS[one.verdict]}，${one.value ?? '无数'}，${one.foundOn}` : '待确认'}`,
        )
      for (const said of task.statements) out.say(`上报\t${said.quarter}\t${said.by}\t${said.words}`)
    },
  },
  {
    name: 'tasks import',
    permission: 'sheets.import',
    title: '导入任务分工表（partly：先导入其余的行）',
    usage: 'tasks import <文件> <文号> [partly] --as <用户名>',
    async run(ctx, [place = '', document = '', ...more], out) {
      if (!existsSync(place))
        throw invalid(`没有找到文件 ${place || '（没有写）'}。`, {
          next: '例：tasks import 任务分工.xlsx 沙府办发〔2020〕56号 --as spb-jingban',
        })
      const done = await importFile(ctx, {
        sheet: 'task-list',
        name: path.basename(place),
        bytes: readFileSync(place),
        partly: more.includes('partly'),
        options: { document },
        async progress() {},
      })
      const query = { page: 1, size: 200, warnings: true }
      const told = (await listRowProblems(ctx, { params: { id: done.import.id }, query })).rows
      out.data({ ...done, problems: told })
      for (const one of told)
        out.say(`第 ${one.row} 行\t${one.warning ? '提示' : '退回'}\t${one.column}\t${one.value}\t${one.reason}`)
      if (done.outcome === 'same-file') out.say('同一份文件已经导入过，没有再导入。')
      else if (done.outcome === 'returned') out.say('没有导入任何一行。请改好再导入，或加上 partly。')
      else
        out.say(
          `共 ${done.import.rowsIn} 行：新增 ${done.import.added}，没有变化 ${done.import.unchanged}，退回 ${done.import.rejected}。`,
        )
    },
  },
]
