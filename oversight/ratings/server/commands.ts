// The command line of the room: the same verbs as the API.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { invalid } from '@songhe/basics/problem'
import type { Command, CommandOutput } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { downloadErrors } from '@songhe/kernel/sheets/downloads'
import { importFile } from '@songhe/kernel/sheets/import-file'
import { listRowProblems } from '@songhe/kernel/sheets/list-imports'
import { CASE_STATES, SCHEMES, SHEET_KINDS } from '../contract/shapes.ts'
import { showCase } from './cases/show-case.ts'
import { listRatings } from './register/list-ratings.ts'

const SHEETS: Readonly<Record<string, string>> = { list: 'rating-list', scores: 'rating-scores' }

export const commands: Command[] = [
  {
    name: 'ratings list',
    permission: 'ratings.read',
    title: '列出有效的等级（可写种类 star、leaf、evaluation，或 due 只看将到期的）',
    usage: 'ratings list [star|leaf|evaluation] [due]',
    async run(ctx, args, out) {
      const scheme = args.find((word): word is 'star' => Object.hasOwn(SCHEMES, word))
      const holding = args.includes('due') ? ('due' as const) : ('current' as const)
      const { rows, total } = await listRatings(ctx, { query: { page: 1, size: 200, holding, ...(scheme && { scheme }) } })
      if (out.json) return out.data(rows)
      for (const row of rows)
        out.say(
          [
            row.case ?? '',
            row.name,
            row.place,
            SCHEMES[row.scheme] ?? row.scheme,
            row.grade,
            row.validFrom,
            row.validTo ?? '长期',
          ].join('\t'),
        )
      out.say(total > rows.length ? `共 ${total} 条，先列 ${rows.length} 条。` : `共 ${total} 条。`)
    },
  },
  {
    name: 'ratings show',
    permission: 'ratings.read',
    title: '查看一件评定：各部分得分、等级、离上一等级差什么',
    usage: 'ratings show <编号>',
    async run(ctx, [id = ''], out) {
      const file = await showCase(ctx, { params: { id } })
      if (out.json) return out.data(file)
      out.say([file.facilityName, file.roundTitle, CASE_STATES[file.state], file.grade].join('\t'))
      for (const sheet of file.sheets)
        for (const line of sheet.lines)
          out.say(
            [SHEET_KINDS[sheet.kind], line.section, `${line.points} / ${line.full}`, `${line.share}%`, line.evidence].join('\t'),
          )
      for (const lack of file.grading?.next?.lacks ?? []) out.say(`离${file.grading!.next!.grade}\t${lack.text}`)
    },
  },
  {
    name: 'ratings import',
    permission: 'sheets.import',
    title: '导入已有等级（list）或第三方评分（scores；键=值：整份表的说明；partly：先导入其余的行）',
    usage: 'ratings import <list|scores> <文件> [partly] [键=值…] --as <用户名>',
    async run(ctx, [what = '', place = '', ...more], out) {
      const sheet = SHEETS[what]
      if (!sheet) throw invalid(`没有“${what}”这种表。`, { next: `可写：${Object.keys(SHEETS).join('、')}。` })
      if (!existsSync(place))
        throw invalid(`没有找到文件 ${place || '（没有写）'}。`, { next: '例：ratings import list 等级.xlsx --as kz-jingban' })
      const pairs = more
        .filter((word) => word.includes('='))
        .map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)])
      await importSheet(ctx, { sheet, place, partly: more.includes('partly'), options: Object.fromEntries(pairs) }, out)
    },
  },
]

async function importSheet(
  ctx: Context,
  plan: { sheet: string; place: string; partly: boolean; options: Record<string, string> },
  out: CommandOutput,
) {
  const { sheet, partly, options } = plan
  const file = { name: path.basename(plan.place), bytes: readFileSync(plan.place) }
  const done = await importFile(ctx, { sheet, ...file, partly, options, async progress() {} })
  const row = done.import
  const told = (await listRowProblems(ctx, { params: { id: row.id }, query: { page: 1, size: 50, warnings: true } })).rows
  out.data({ ...done, problems: told })
  for (const { row: line, warning, column, value, reason } of told)
    out.say([`第 ${line} 行`, warning ? '提示' : '退回', column, value, reason].join('\t'))
  if (row.rejected) {
    const marked = await downloadErrors(ctx, { params: { id: row.id } })
    const target = path.resolve(path.dirname(plan.place), marked.name)
    writeFileSync(target, marked.bytes)
    out.say(`退回 ${row.rejected} 行，标出错误的原表：${target}`)
  }
  if (done.outcome === 'same-file') out.say('同一份文件已经导入过，没有再导入。')
  else if (done.outcome === 'returned') out.say('没有导入任何一行。请改好再导入，或加上 partly 先导入其余的行。')
  else out.say(`共 ${row.rowsIn} 行：新增 ${row.added}，更新 ${row.changed}，没有变化 ${row.unchanged}，退回 ${row.rejected}。`)
}
