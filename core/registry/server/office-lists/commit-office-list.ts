// The commit of another office's list: facts that differ are recorded under one source; with a complete list, whoever fell off it is recorded too.
import { conflict } from '@songhe/basics/problem'
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import type { CommitCounts, CommitPlan } from '@songhe/kernel/sheets/sheet'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { knownByNumber } from '../bulk/known-by-number.ts'
import { factKind } from '../facts/fact-kinds.ts'
import { recordSource } from '../facts/source.ts'
import { type FactDraft, storeFacts } from '../facts/store-facts.ts'
import { factsIn } from '../roll/roll-columns.ts'
import { differingFacts } from '../roll/update-known.ts'
import type { OfficeList } from './office-lists.ts'

export async function commitOfficeList(ctx: Context, office: OfficeList, plan: CommitPlan): Promise<CommitCounts> {
  const { id, file, options } = plan
  const speaker = { kind: office.kind, label: options.label || office.label }
  const from = options.from || today(ctx)
  const source = await recordSource(ctx, { ...speaker, reportedOn: options.reportedOn || today(ctx), file, import: id })
  const counts: CommitCounts = { added: 0, changed: 0, unchanged: 0 }
  /** Kind -> whom the list names with 是; a kind the file has no column for is not touched. */
  const named = new Map<string, Set<string>>()
  for await (const batch of plan.rows) {
    const known = await knownByNumber(
      ctx,
      batch.map(({ cells }) => cells.number!),
    )
    const stated = batch.map(({ row, cells }) => {
      const person = known.get(cells.number!)
      if (!person)
        throw conflict(`校验以后情况有变，第 ${row} 行的老人已不在名册。没有导入任何一行。`, { next: '请重新校验，再提交。' })
      const facts = factsIn(cells).filter(({ kind }) => office.facts.includes(kind))
      return { known: person, facts: facts.map((fact) => ({ ...fact, from })) }
    })
    for (const { known: person, facts } of stated)
      for (const { kind, value } of facts) {
        const people = named.get(kind) ?? new Set()
        named.set(kind, value === 'true' ? people.add(person.id) : people)
      }
    const drafts = await differingFacts(ctx, { source, speaker }, stated)
    await storeFacts(ctx, drafts)
    const changed = new Set(drafts.map(({ person }) => person)).size
    counts.changed += changed
    counts.unchanged += batch.length - changed
    await plan.progress(counts.changed + counts.unchanged)
  }
  if (options.complete === 'true') await storeFacts(ctx, await fallenOff(ctx, { source, speaker, from }, named))
  return counts
}

interface Stating {
  source: string
  speaker: { kind: string; label: string }
  from: string
}

/** Whom this office said 是 of before, and this list does not name. */
async function fallenOff(
  ctx: Context,
  { source, speaker, from }: Stating,
  named: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<FactDraft[]> {
  const kinds = [...named.keys()].filter((kind) => factKind(kind)?.type === 'boolean')
  const found = await sql<{ person: string; area: number; kind: string }>`
    select distinct f.person, f.area, f.kind from registry.fact f
    join registry.source s on s.district = f.district and s.id = f.source
    join registry.person p on p.district = f.district and p.id = f.person and p.state = 'active'
    where f.district = ${ctx.principal.district} and f.kind = any(${kinds}::text[]) and f.value = 'true' and f.closed_at is null
      and (f.valid_to is null or f.valid_to > ${from}) and s.kind = ${speaker.kind} and s.label = ${speaker.label}`.execute(
    ctx.db,
  )
  return found.rows
    .filter(({ person, kind }) => !named.get(kind)!.has(person))
    .map((fact) => ({ ...fact, id: newId(), value: 'false', from, source }))
}
