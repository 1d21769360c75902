// Sources: who said it, on which day, and how much that counts.
import type { Day } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type { SourceInput, SourceKind } from '../../contract/shapes.ts'

/** Lower wins. Registers of the office in charge first, what somebody says last. */
export const RANKS: Record<SourceKind, number> = {
  police: 10,
  aid: 20,
  'disabled-federation': 20,
  insurance: 20,
  health: 20,
  platform: 30,
  'home-visit': 40,
  town: 45,
  import: 50,
  takeover: 55,
  person: 60,
}

export interface SourceDraft extends SourceInput {
  id?: string
  /** kernel.file and import job the source was read from. */
  file?: string
  import?: string
  rank?: number
}

export async function recordSource(ctx: Context, draft: SourceDraft): Promise<string> {
  const id = draft.id ?? newId()
  await sql`insert into registry.source (district, id, kind, label, reported_on, rank, file, import, recorded_by)
    values (${ctx.principal.district}, ${id}, ${draft.kind}, ${draft.label}, ${draft.reportedOn}, ${draft.rank ?? RANKS[draft.kind]},
      ${draft.file ?? null}, ${draft.import ?? null}, ${ctx.principal.name})
    on conflict (district, id) do nothing`.execute(ctx.db)
  return id
}

export interface SourceRow {
  kind: SourceKind
  label: string
  reported_on: Day
}
