// What waits for a second person in the demo: about one stream in a hundred whose elder was reported dead, and as many reported as moved away.
import { addDays } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { recordDeath, recordMove } from '@songhe/registry/door'
import { sql } from 'kysely'

/** A desk with hundreds of them shows nothing more than one with twenty. */
const AT_MOST = 20

export async function plantDeparted(ctx: Context) {
  // Long enough ago that a month went out after it: what was overpaid is part of the question.
  const day = addDays(today(ctx), -70)
  const source = (label: string) => ({ kind: 'town' as const, label, reportedOn: today(ctx) })
  for (const id of await oneInAHundred(ctx, 61))
    await recordDeath(ctx, { params: { id }, body: { id: newId(), day, note: '', source: source('村社报来的去世（演示）') } })
  for (const id of await oneInAHundred(ctx, 62))
    await recordMove(ctx, {
      params: { id },
      body: { id: newId(), day, to: null, place: '随子女迁往外省（演示）', source: source('派出所迁出名单（演示）') },
    })
}

/** The same people on every machine: by a hash of who they are. */
async function oneInAHundred(ctx: Context, remainder: number): Promise<string[]> {
  const found = await sql<{
    id: string
  }>`select p.id from registry.person p where p.district = ${ctx.principal.district} and p.state = 'active'
      and abs(hashtext(p.birth || p.name)) % 100 = ${remainder} and exists (select from benefits.entitlement e
        where e.district = p.district and e.person = p.id and e.state = 'running')
    order by hashtext(p.birth || p.name), p.name limit ${AT_MOST}`.execute(ctx.db)
  return found.rows.map((row) => row.id)
}
