// placeholder until the demo is written
import type { DemoPlan, Progress } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
export async function plantFacilities(_ctx: Context, _plan: DemoPlan, _progress: Progress) {}
