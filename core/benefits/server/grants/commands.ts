// Money for sites on the command line: the same verbs, every line with its rule, clause and reason.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { newId } from '@songhe/basics/ids'
import { yuan } from '@songhe/basics/money'
import { invalid } from '@songhe/basics/problem'
import type { Command } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { approveGrantRound } from './approve-round.ts'
import { downloadGrantBankFile, makeGrantBankFile } from './bank-file.ts'
import { listGrantLines, showGrantRound } from './queries.ts'
import { getRound } from './round-store.ts'
import { isScheme, type SchemeKey, SCHEMES } from './schemes.ts'
import { startGrantRound } from './start-round.ts'

const EXAMPLE = '例：npm run songhe -- grants run operation 2025'

function schemeOf(word: string | undefined): SchemeKey {
  const known = Object.values(SCHEMES).find(({ key, title }) => key === word || title === word)
  if (!word || !known || !isScheme(known.key))
    throw invalid('请写项目：operation（运营补贴）、star-reward（星级奖励）或 building（建设补助）。', { next: EXAMPLE })
  return known.key
}

async function roundOf(ctx: Context, scheme: string | undefined, period: string | undefined): Promise<string> {
  const found = await sql<{
    id: string
  }>`select id from benefits.grant_round where district = ${ctx.principal.district} and scheme = ${schemeOf(scheme)}
    and period = ${period ?? ''} and state <> 'discarded' order by number desc limit 1`.execute(ctx.db)
  if (!found.rows[0]) throw invalid(`${period ?? ''} 还没有批次。`, { next: '请先用 grants run 计算。' })
  return found.rows[0].id
}

export const grantCommands: Command[] = [
  {
    name: 'grants run',
    title: '计算一批设施补助',
    usage: 'grants run <项目> <年或月>',
    permission: 'benefits.run',
    async run(ctx, [scheme, period], out) {
      if (!period) throw invalid('请写年或月。', { next: EXAMPLE })
      const id = newId()
      await startGrantRound(ctx, { body: { id, scheme: schemeOf(scheme), period } })
      const round = await showGrantRound(ctx, { params: { id } })
      out.data(round)
      out.say(`${round.title}：涉及 ${round.sites} 处，应发 ${round.payees} 处，${yuan(round.totalFen)} 元`)
    },
  },
  {
    name: 'grants show',
    title: '列出每处设施：表、行、条款、理由',
    usage: 'grants show <项目> <年或月>',
    permission: 'grants.read',
    async run(ctx, [scheme, period], out) {
      const id = await roundOf(ctx, scheme, period)
      const lines = []
      for (let page = 1; ; page++) {
        const part = await listGrantLines(ctx, { params: { id }, query: { page, size: 200 } })
        lines.push(...part.rows)
        if (lines.length >= part.total) break
      }
      out.data({ round: await showGrantRound(ctx, { params: { id } }), lines })
      for (const row of lines)
        out.say(
          [
            row.name,
            row.outcomeTitle,
            yuan(row.fen),
            `${row.pack} 第${row.version}版 ${row.row}`,
            row.document,
            row.clause,
            row.reason,
          ].join('\t'),
        )
    },
  },
  {
    name: 'grants approve',
    title: '批准一批设施补助（须与经办不是同一人）',
    usage: 'grants approve <项目> <年或月>',
    permission: 'benefits.approve',
    async run(ctx, [scheme, period], out) {
      const round = await getRound(ctx, await roundOf(ctx, scheme, period))
      out.data(await approveGrantRound(ctx, { params: { id: round.id }, body: { digest: round.digest } }))
      out.say(`已批准，${yuan(round.totalFen)} 元`)
    },
  },
  {
    name: 'grants bank-file',
    title: '生成并保存设施补助银行文件',
    usage: 'grants bank-file <项目> <年或月> [保存到] [格式]',
    permission: 'benefits.pay',
    async run(ctx, [scheme, period, place, profile = 'default'], out) {
      const made = await makeGrantBankFile(ctx, {
        params: { id: await roundOf(ctx, scheme, period) },
        body: { id: newId(), profile },
      })
      const file = await downloadGrantBankFile(ctx, { params: { id: made.id } })
      const target = place ?? path.resolve(file.name)
      writeFileSync(target, file.bytes, { flag: 'wx' })
      out.data({ ...made, target })
      out.say(`${made.rows} 处，${yuan(made.totalFen)} 元，已保存 ${target}`)
    },
  },
]
