// A group in a list (各镇街) means each of its towns: one row per town, so that every town finds its task and can report on it.
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { townsOf } from '@songhe/registry/door'
import { sql } from 'kysely'
import type { DepartmentKind } from './department-words.ts'

const MEANS: Partial<Record<DepartmentKind, (town: string) => boolean>> = {
  'all-towns': () => true,
  towns: (town) => !town.endsWith('街道'),
  streets: (town) => town.endsWith('街道'),
}

/** 相关镇街 is left open: which towns it means is said by the lead, town by town. */
export async function spreadGroups(ctx: Context, task: string, kinds: readonly DepartmentKind[]) {
  const tests = kinds.flatMap((kind) => MEANS[kind] ?? [])
  if (tests.length === 0) return
  const towns = (await townsOf(ctx, today(ctx))).filter(({ name }) => tests.some((means) => means(name)))
  await addTowns(
    ctx,
    task,
    towns.map(({ key }) => key),
  )
}

export async function addTowns(ctx: Context, task: string, areas: readonly number[]) {
  await sql`insert into planning.task_town (district, task, area, recorded_by)
    select ${ctx.principal.district}, ${task}, area, ${ctx.principal.name} from unnest(${[...areas]}::int[]) as area
    on conflict (district, task, area) do update set left_at = null`.execute(ctx.db)
}
