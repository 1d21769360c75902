// Old and new scheme side by side: what all open drafts together would cost on today's roll, with what shuts what out.
import { get } from '@songhe/basics/contract'
import { z } from 'zod'

const Share = z.object({ persons: z.number(), fen: z.number() })

export const compareSchemes = get('/benefits/schemes/compare', {
  title: '新旧方案比较（所有草稿一起，按现有名册试算）',
  permission: 'policy.read',
  audit: 'schemes.compared',
  reply: z.object({
    on: z.string(),
    /** Tables with an open draft; none = nothing to compare. */
    drafts: z.array(z.object({ pack: z.string(), title: z.string() })),
    programmes: z.array(z.object({ programme: z.string(), title: z.string(), before: Share, after: Share })),
    before: Share,
    after: Share,
    gain: Share,
    lose: Share,
  }),
})
