// The demo region publishes its tables as an office would: a clerk's draft, submitted, then published by a colleague.
import type { Context } from '@songhe/kernel/context'
import type { DemoPlan, Progress } from '@songhe/kernel/capability'
import { newId } from '@songhe/basics/ids'
import { failedCases } from '../judge/golden-cases.ts'
import { publishPack, submitDraft } from './publish-pack.ts'
import { installPacks } from './install-packs.ts'
import { regionOf } from '../packs-folder.ts'
import { versionsOf } from './pack-store.ts'
import { groundReasons } from './publishing.ts'

export async function plantPolicy(ctx: Context, plan: DemoPlan, progress: Progress): Promise<void> {
  if (!regionOf(ctx.principal.district)) return
  const packs = await installPacks(ctx)
  for (const [index, { pack, version, digest }] of packs.entries()) {
    const draft = (await versionsOf(ctx, pack)).find((one) => one.version === version)
    // A table on a draft document (渝北) stays a draft, as it would in the office.
    if (draft?.state !== 'draft') continue
    const reasons = [...(await groundReasons(ctx, draft)), ...failedCases(ctx, draft)]
    if (reasons.length > 0) {
      ctx.log.warn({ pack, reasons }, 'a table of the demo stays a draft')
      continue
    }
    await submitDraft(ctx, { params: { pack }, body: { id: newId(), version, digest } } as never)
    await plan.asColleague('reviewer', (colleague) =>
      publishPack(colleague, { params: { pack }, body: { id: newId(), version, digest } } as never),
    )
    await progress(index + 1, packs.length, '规则表')
  }
}
