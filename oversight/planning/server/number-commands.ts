// The command line of the numbers half: the same verbs as the API.
import { newId } from '@songhe/basics/ids'
import { invalid } from '@songhe/basics/problem'
import type { Command } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { COVERAGE_KINDS } from '../contract/coverage.ts'
import { STATES } from '../contract/words.ts'
import { listShort } from './coverage/list-short.ts'
import { showCoverage } from './coverage/show-coverage.ts'
import { freezeIndicator } from './indicators/freeze-indicator.ts'
import { listIndicators } from './indicators/list-indicators.ts'
import { showIndicator } from './indicators/show-indicator.ts'
import { listChecks } from './leader/list-checks.ts'
import { rollUpMonths, usualMonths } from './measures/roll-up.ts'

const all = { page: 1, size: 200, kind: 'indicator' as const }

/** By id, or by words of the title that fit one indicator only. */
async function idOf(ctx: Context, word: string): Promise<string> {
  if (/^[0-9a-f-]{36}$/.test(word)) return word
  const { rows } = await listIndicators(ctx, { query: { ...all, q: word } })
  if (word === '' || rows.length !== 1)
    throw invalid(rows.length > 1 ? `有 ${rows.length} 项指标的名称里有“${word}”。` : `没有名称里有“${word}”的指标。`, {
      next: '请写编号，或写全名称。',
    })
  return rows[0]!.id
}

export const numberCommands: Command[] = [
  {
    name: 'indicators list',
    permission: 'planning.read',
    title: '列出指标：目标、现在的数、状态',
    usage: 'indicators list [名称中的几个字]',
    async run(ctx, args, out) {
      const { rows, total, asOf } = await listIndicators(ctx, {
        query: { ...all, ...(args.length > 0 && { q: args.join(' ') }) },
      })
      if (out.json) return out.data(rows)
      for (const row of rows)
        out.say(
          [row.title, row.targetPrinted, `${row.value ?? '—'}${row.value === null ? '' : row.unit}`, STATES[row.state]].join(
            '\t',
          ),
        )
      out.say(`共 ${total} 项，数据截至 ${asOf ?? '还没有汇总'}。`)
    },
  },
  {
    name: 'indicators show',
    permission: 'planning.read',
    title: '查看一项指标：怎么算、印的数、现在的数',
    usage: 'indicators show <编号或名称>',
    async run(ctx, args, out) {
      const file = await showIndicator(ctx, { params: { id: await idOf(ctx, args.join(' ')) } })
      if (out.json) return out.data(file)
      out.say(
        `${file.title}\t${STATES[file.state]}\t${file.value ?? '—'}${file.value === null ? '' : file.unit}\t${file.sourceSaid}`,
      )
      if (file.definition) out.say(`怎么算\t${file.definition.words}\t${file.definition.formula}`)
      for (const part of file.parts) out.say(`${part.name}\t${part.value ?? '—'}${part.unit}\t${part.measureTitle}`)
      for (const one of file.printed)
        out.say(
          `${one.role === 'target' ? '目标' : '基期'}\t${one.printed}\t${one.dayPrinted}\t${one.documentTitle} ${one.clause}`,
        )
      for (const flag of file.flagLines)
        out.say(`待定\t${flag.said}\t${flag.verdict ? `${flag.decidedBy}定：${flag.reason}` : ''}`)
    },
  },
  {
    name: 'indicators freeze',
    permission: 'planning.write',
    title: '报出并冻结一项指标的数',
    usage: 'indicators freeze <编号或名称> <报表名称> [截至日]',
    async run(ctx, args, out) {
      const asOf = /^\d{4}-\d{2}-\d{2}$/.test(args.at(-1) ?? '') ? args.at(-1)! : today(ctx)
      const [word = '', name = ''] = args
      if (name === '' || name === asOf)
        throw invalid('没有写报表名称。', { next: '例：indicators freeze 镇街养老服务中心覆盖率 三季度通报 2026-09-30' })
      const done = await freezeIndicator(ctx, {
        params: { id: await idOf(ctx, word) },
        body: { id: newId(), name, asOf, shared: false },
      })
      out.data(done)
      out.say(`已冻结：${done.valueText}，${done.records} 条记录，摘要 ${done.digest.slice(0, 16)}。`)
    },
  },
  {
    name: 'indicators roll-up',
    permission: 'planning.write',
    title: '把各处登记的数重新汇总',
    usage: 'indicators roll-up [几个月，默认 13]',
    async run(ctx, [months = '13'], out) {
      const count = Number(months)
      if (!Number.isInteger(count) || count < 1 || count > 36)
        throw invalid('月数应为 1 至 36。', { next: '例：indicators roll-up 13' })
      const done = await rollUpMonths(ctx, await usualMonths(ctx, count))
      out.data(done)
      out.say(`已汇总 ${done.cells} 格。`)
    },
  },
  {
    name: 'coverage',
    permission: 'planning.read',
    title: '全覆盖计划：计划和实际，还差哪里',
    usage: 'coverage',
    async run(ctx, _args, out) {
      const coverage = await showCoverage(ctx)
      const short = await listShort(ctx, { query: { page: 1, size: 200 } })
      if (out.json) return out.data({ ...coverage, short: short.rows })
      for (const { phase, centre, station } of coverage.phases)
        out.say(
          [
            phase === 'existing' ? '原有' : phase === 'now' ? '现在' : `${phase}年底`,
            `中心计划 ${centre.plan}/${centre.of} ${centre.planShare}`,
            `实有 ${centre.actual ?? '—'} ${centre.actualShare ?? ''}`,
            `站点计划 ${station.plan}/${station.of} ${station.planShare}`,
            `实有 ${station.actual ?? '—'} ${station.actualShare ?? ''}`,
          ].join('\t'),
        )
      for (const row of short.rows)
        out.say(
          `${row.name}\t还差${COVERAGE_KINDS[row.kind]} ${row.short} 个\t${row.due || '原有'}${row.daysLate > 0 ? `，晚 ${row.daysLate} 天` : ''}`,
        )
    },
  },
  {
    name: 'indicators checks',
    permission: 'planning.read',
    title: '把文件里的数重新算一遍',
    usage: 'indicators checks',
    async run(ctx, _args, out) {
      const { rows } = await listChecks(ctx)
      if (out.json) return out.data(rows)
      for (const row of rows)
        out.say(
          [row.no, row.title, `${row.computed ?? '—'}${row.unit}`, row.printed || '没有印', row.status, row.note].join('\t'),
        )
    },
  },
]
