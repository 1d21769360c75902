// `audit verify` on the command line.
import type { Command } from '@songhe/kernel/capability'
import { verifyChain } from '@songhe/kernel/audit/verify'

export const commands: Command[] = [
  {
    name: 'audit verify',
    title: '核验操作日志是否完整',
    usage: 'audit verify [此前导出的根值]',
    permission: 'audit.verify',
    async run(ctx, [root], out) {
      const report = await verifyChain(ctx.db, ctx.principal.district, root)
      out.data(report)
      out.say(
        report.whole
          ? `完整：${report.blocks} 块 ${report.entries} 条，根值 ${report.root}`
          : `不完整，共 ${report.faults.length} 处：`,
      )
      if (!report.whole) out.fail()
      for (const fault of report.faults) out.say(`  块 ${fault.block ?? '—'} 记录 ${fault.entry ?? '—'}：${fault.what}`)
      if (report.unsealed > 0) out.say(`另有 ${report.unsealed} 条尚未封存，最早 ${report.oldestUnsealed} UTC`)
    },
  },
]
