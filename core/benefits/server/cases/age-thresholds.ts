// Ages at which something changes, read from the published tables themselves: no list of birthdays beside the rules.
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'

interface Body {
  inputs?: Record<string, string>
  rows?: { when?: Record<string, unknown> }[]
}

/** Lower bounds of every age cell in the tables of this district, e.g. [60, 80, 90, 100]. */
export async function ageThresholds(ctx: Context): Promise<number[]> {
  const found = await sql<{ body: Body }>`
    select body from policy.pack_version where district = ${ctx.principal.district} and state = 'published' and valid_to is null`.execute(
    ctx.db,
  )
  const ages = new Set<number>()
  for (const { body } of found.rows) {
    const columns = Object.entries(body.inputs ?? {})
      .filter(([, fact]) => fact === 'person.age')
      .map(([column]) => column)
    for (const row of body.rows ?? [])
      for (const column of columns) for (const age of lowerBounds(String(row.when?.[column] ?? ''))) ages.add(age)
  }
  return [...ages].sort((a, b) => a - b)
}

/** `[80..89]` gives 80, `>= 90` gives 90, `> 89` gives 90. */
export function lowerBounds(cell: string): number[] {
  const closed = [...cell.matchAll(/\[\s*(\d+)\s*\.\.|>=\s*(\d+)/g)].map((m) => Number(m[1] ?? m[2]))
  const open = [...cell.matchAll(/[(\]]\s*(\d+)\s*\.\.|>\s*(\d+)/g)].map((m) => Number(m[1] ?? m[2]) + 1)
  return [...closed, ...open]
}
