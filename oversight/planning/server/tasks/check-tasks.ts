// Asks the registers for every confirmed piece of evidence and keeps what they said that day.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Progress } from '@songhe/kernel/capability'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { askRegisters } from './ask-registers.ts'
import { confirmedEvidence } from './evidence-store.ts'

type Piece = Awaited<ReturnType<typeof confirmedEvidence>>[number]

export async function checkTasks(
  ctx: Context,
  _input: InputOf<typeof contract.checkTasks>,
): Promise<ReplyOf<typeof contract.checkTasks>> {
  const done = await checkEvidence(ctx, await confirmedEvidence(ctx))
  await audit(ctx, { event: 'tasks.checked', details: done })
  return done
}

export async function checkEvidence(ctx: Context, pieces: readonly Piece[], progress: Progress = async () => {}) {
  let met = 0
  for (const [index, piece] of pieces.entries()) {
    const finding = await askRegisters(ctx, piece)
    if (finding.verdict === 'met' || finding.verdict === 'met-late') met++
    await sql`insert into planning.task_finding (district, evidence, task, found_on, value, records, verdict, checked_at)
      values (${ctx.principal.district}, ${piece.id}, ${piece.task}, ${today(ctx)}, ${finding.value}, ${finding.records}, ${finding.verdict}, ${ctx.now})
      on conflict (district, evidence, found_on) do update set value = excluded.value, records = excluded.records, verdict = excluded.verdict,
        checked_at = excluded.checked_at`.execute(ctx.db)
    await progress(index + 1, pieces.length, `已核对 ${index + 1} 条证据`)
  }
  return { checked: pieces.length, met }
}
