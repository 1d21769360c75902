// The command line of the room: the same verbs as the API.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { invalid } from '@songhe/basics/problem'
import type { Command, CommandOutput } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { downloadErrors } from '@songhe/kernel/sheets/downloads'
import { importFile } from '@songhe/kernel/sheets/import-file'
import { listRowProblems } from '@songhe/kernel/sheets/list-imports'
import { FACILITY_KINDS, kindByWord } from '../contract/kinds.ts'
import { STANDARD_LABELS, STATE_LABELS } from '../contract/shapes.ts'
import { listFacilities } from './register/list-facilities.ts'
import { showFacility } from './register/show-facility.ts'
import { checkStandards } from './standards/check-standards.ts'
import { showStandards } from './standards/show-standards.ts'

const SHEETS: Readonly<Record<string, string>> = {
  sites: 'facility-list',
  numbers: 'document-numbers',
  standards: 'facility-standards',
  rates: 'facility-rates',
  points: 'area-points',
}

export const commands: Command[] = [
  {
    name: 'facilities list',
    permission: 'facilities.read',
    title: '列出设施（可写一种类别或名称中的几个字）',
    usage: 'facilities list [类别或名称]',
    async run(ctx, args, out) {
      const word = args.join(' ')
      const kind = kindByWord(word)?.key ?? FACILITY_KINDS.find(({ key }) => key === word)?.key
      const query = { page: 1, size: 200, state: 'running' as const, ...(kind ? { kind } : word ? { q: word } : {}) }
      const { rows, total } = await listFacilities(ctx, { query })
      if (out.json) return out.data(rows)
      for (const row of rows)
        out.say([row.id, row.kindTitle, row.name, row.place, STATE_LABELS[row.state], STANDARD_LABELS[row.standard]].join('\t'))
      out.say(total > rows.length ? `共 ${total} 处，先列 ${rows.length} 处，请再写详细一些。` : `共 ${total} 处。`)
    },
  },
  {
    name: 'facilities show',
    permission: 'facilities.read',
    title: '查看一处设施',
    usage: 'facilities show <编号>',
    async run(ctx, [id = ''], out) {
      const site = await showFacility(ctx, { params: { id } })
      if (out.json) return out.data(site)
      out.say(`${site.name}\t${site.kindTitle}\t${site.place}${site.address}\t${STATE_LABELS[site.state]}`)
      for (const fact of site.facts) out.say(`${fact.title}\t${fact.text}\t${fact.from} 起，${fact.source}`)
      for (const paper of site.papers) out.say(`${paper.kind}\t${paper.number}\t至 ${paper.to ?? '长期'}`)
      for (const event of site.events) out.say(`${event.day}\t${event.title}\t${event.note}`)
    },
  },
  {
    name: 'facilities check',
    permission: 'facilities.write',
    title: '核对建设标准：一处为什么不达标，或重新核对全部',
    usage: 'facilities check [编号]',
    async run(ctx, [id], out) {
      if (!id) {
        const checked = await checkStandards(ctx)
        out.data({ checked })
        return out.say(`已核对 ${checked} 处。`)
      }
      const told = await showStandards(ctx, { params: { id } })
      out.data(told)
      out.say(told.sentence)
      for (const check of told.checks)
        for (const line of check.lines)
          out.say(
            `${check.title}\t${line.verdict === 'pass' ? '符合' : line.verdict === 'fail' ? '不符合' : '还缺'}\t${line.text}\t${check.document} ${check.clause}`,
          )
    },
  },
  {
    name: 'facilities import',
    permission: 'sheets.import',
    title: `导入表格（${Object.keys(SHEETS).join('、')}；partly：先导入其余的行；键=值：整份表的说明）`,
    usage: 'facilities import <种类> <文件> [partly] [键=值…] --as <用户名>',
    async run(ctx, [what = '', place = '', ...more], out) {
      const sheet = SHEETS[what]
      if (!sheet) throw invalid(`没有“${what}”这种表。`, { next: `可写：${Object.keys(SHEETS).join('、')}。` })
      if (!existsSync(place))
        throw invalid(`没有找到文件 ${place || '（没有写）'}。`, {
          next: '例：facilities import sites 台账.xlsx --as kz-jingban',
        })
      await importSheet(ctx, { sheet, place, partly: more.includes('partly'), options: optionsIn(more) }, out)
    },
  },
]

const optionsIn = (words: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    words.flatMap((word) => (word.includes('=') ? [[word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]] : [])),
  )

async function importSheet(
  ctx: Context,
  plan: { sheet: string; place: string; partly: boolean; options: Record<string, string> },
  out: CommandOutput,
) {
  const done = await importFile(ctx, {
    sheet: plan.sheet,
    name: path.basename(plan.place),
    bytes: readFileSync(plan.place),
    partly: plan.partly,
    options: plan.options,
    async progress() {},
  })
  const row = done.import
  const query = { page: 1, size: 50, warnings: true }
  const told = (await listRowProblems(ctx, { params: { id: row.id }, query })).rows
  out.data({ ...done, problems: told })
  for (const problem of told)
    out.say(`第 ${problem.row} 行\t${problem.warning ? '提示' : '退回'}\t${problem.column}\t${problem.value}\t${problem.reason}`)
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
