// Acts over everybody of a district: the planner is told so. Its statistics know nothing of rows written a moment ago or of a small district among
// large ones; guessing "one row" it would walk whole tables once per person, and compiling such a plan takes longer than running it.
import { sql } from 'kysely'
import type { Context } from '../context.ts'

const within = new WeakSet<Context['db']>()

/** Joins by hashing and merging while `act` runs; afterwards the session's own settings again. One within another is one. */
export async function planForMany<T>(ctx: Context, act: () => Promise<T>): Promise<T> {
  if (within.has(ctx.db)) return act()
  within.add(ctx.db)
  await sql`select set_config('enable_nestloop', 'off', true), set_config('jit', 'off', true), set_config('work_mem', '128MB', true)`.execute(
    ctx.db,
  )
  try {
    const result = await act()
    for (const name of ['enable_nestloop', 'jit', 'work_mem']) await sql.raw(`set local ${name} to default`).execute(ctx.db)
    return result
  } finally {
    within.delete(ctx.db)
  }
}
