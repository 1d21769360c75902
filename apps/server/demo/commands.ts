// `demo reset`: the whole invented region anew, with the same seed.
import { invalid } from '@songhe/basics/problem'
import type { Command } from '@songhe/kernel/capability'
import type { Installation } from '../installation.ts'
import { DEMO_SEED } from './plant-demo.ts'
import { resetRegion } from './reset-demo.ts'

export const demoCommands = (installation: () => Installation): Command[] => [
  {
    name: 'demo reset',
    title: '清空演示区，按同一种子重建',
    usage: 'demo reset [每几位老人取 1 位，默认 20]',
    permission: 'practice.reset',
    async run(_ctx, [oneIn = '20'], out) {
      const size = Number(oneIn)
      if (!Number.isInteger(size) || size < 1)
        throw invalid(`“${oneIn}”不是 1 以上的整数。`, { next: '例：npm run songhe -- demo reset 20' })
      await resetRegion(installation(), { oneIn: size, seed: DEMO_SEED }, out.say)
      out.data({ oneIn: size, seed: DEMO_SEED })
    },
  },
]
