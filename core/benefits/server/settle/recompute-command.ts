// The past on the command line: a month judged again, and the proof that it comes out as it did then.
import { newId } from '@songhe/basics/ids'
import { yuan } from '@songhe/basics/money'
import { invalid } from '@songhe/basics/problem'
import type { Command } from '@songhe/kernel/capability'
import { planForMany } from '@songhe/kernel/db/plan-for-many'
import { forgetThen, judgeThen, proveThen } from './judge-then.ts'
import { listRecomputeRows, showRecompute } from './list-recomputes.ts'
import { closedRun, openRecompute, runRecompute } from './recompute-month.ts'

export const recomputeCommands: Command[] = [
  {
    name: 'month recompute',
    title: '重新核算往月：与当时一致，与现在相差',
    usage: 'month recompute <月份> [--as-known-then]',
    permission: 'benefits.run',
    async run(ctx, args, out) {
      const [month] = args
      if (!month || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
        throw invalid('请写月份，例如 2026-10。', { next: '例：npm run songhe -- month recompute 2026-10' })
      if (args.includes('--as-known-then')) {
        const run = await closedRun(ctx, month)
        const proof = await planForMany(ctx, async () => {
          await judgeThen(ctx, run)
          const told = await proveThen(ctx, run.id)
          await forgetThen(ctx)
          return told
        })
        out.data({ month, run: run.id, ...proof })
        out.say(proofWords(month, proof.checked, proof.differing))
        return
      }
      const id = newId()
      await openRecompute(ctx, id, month)
      await runRecompute(ctx, { id }, async () => {})
      const view = await showRecompute(ctx, { params: { id } })
      const rows = []
      for (let page = 1; ; page++) {
        const part = await listRecomputeRows(ctx, { params: { id }, query: { page, size: 200 } })
        rows.push(...part.rows)
        if (rows.length >= part.total) break
      }
      out.data({ ...view, list: rows })
      out.say(proofWords(month, view.linesChecked, view.linesDiffering))
      for (const row of rows)
        out.say([row.name, row.title, yuan(row.settledFen), yuan(row.nowFen), yuan(row.differenceFen), row.why].join('\t'))
      out.say(
        rows.length === 0
          ? '没有差额'
          : `共 ${rows.length} 笔差额，应补 ${yuan(view.arrearFen)} 元，应追 ${yuan(-view.recoveryFen)} 元`,
      )
    },
  },
]

const proofWords = (month: string, checked: number, differing: number) =>
  `${month}：${checked} 笔，${differing === 0 ? '与当时一致' : `${differing} 笔与当时不一致`}`
