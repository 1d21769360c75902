// The cases side on the command line: why an elder gets what she gets, and who is owed what nobody pays.
import { yuan } from '@songhe/basics/money'
import type { Command } from '@songhe/kernel/capability'
import { explainPerson } from './explain-person.ts'
import { runCheck } from './check-entitlements.ts'

export const caseCommands: Command[] = [
  {
    name: 'person explain',
    title: '应得、已得和为什么',
    usage: 'person explain <编号> [月份]',
    permission: 'cases.read',
    async run(ctx, [person = '', month], out) {
      const told = await explainPerson(ctx, { params: { person }, query: month ? { month } : {} })
      out.data(told)
      out.say(
        `${told.name}  ${told.age} 岁  ${told.place}  ${told.month}：应得 ${yuan(told.dueFen)}，已得 ${yuan(told.receivedFen)} 元`,
      )
      for (const one of told.programmes) {
        const ground = one.citation ? `${one.citation.document} ${one.citation.clause}` : ''
        out.say(`\n${one.title}  ${one.stateTitle}  ${one.dueFen ? `${yuan(one.dueFen)} 元` : ''}  ${ground}`)
        for (const line of one.why)
          out.say(
            `  ${MARKS[line.verdict]} ${line.condition}：${line.value ?? '不知道'}（要求 ${line.wanted}；${line.source ?? '没有来源'} ${line.reportedOn ?? ''}）`,
          )
        if (one.next) out.say(`  下一步：${one.next}`)
      }
    },
  },
  {
    name: 'entitlements check',
    title: '全员核对应享未享（平时每晚自动做一次）',
    usage: 'entitlements check',
    permission: 'cases.start',
    async run(ctx, _args, out) {
      const result = await runCheck(ctx, async (done, total, phase) => out.say(`${done}/${total ?? '?'} ${phase ?? ''}`))
      out.data(result)
      out.say(
        `${result.month}：应享 ${result.due}，应享未享 ${result.unclaimed}（每月 ${yuan(result.unclaimedFen)} 元），缺材料 ${result.missing}`,
      )
    },
  },
]

const MARKS = { met: '✓', 'not-met': '✗', missing: '?' } as const
