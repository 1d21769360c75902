// The facts of one new elder, settled inside the row: what registration itself says is added, and of two statements of one kind one wins.
import { resolve } from '../facts/resolve.ts'
import type { BulkFact, BulkPerson } from './bulk-register.ts'

export type SettledFact = BulkFact & { source: string; wins: boolean }

/** Adds what registration itself says and settles winners inside the row; a kind told once needs no settling. */
export function withPlainFacts(row: BulkPerson, source: string): SettledFact[] {
  const given = row.facts ?? []
  const facts: SettledFact[] = given.map((fact) => ({ ...fact, source: fact.source ?? source, wins: true }))
  const kinds = new Set(given.map((fact) => fact.kind))
  for (const [kind, value] of [
    ['person.birth', row.birth],
    ['person.registered-here', 'true'],
    ['person.resides-here', 'true'],
  ] as const)
    if (!kinds.has(kind)) facts.push({ kind, value, from: row.birth, source, wins: true })
  return kinds.size === given.length ? facts : settled(facts)
}

function settled(facts: SettledFact[]): SettledFact[] {
  return [...Map.groupBy(facts, (fact) => fact.kind).values()].flatMap((group) =>
    group.length === 1
      ? group
      : resolve(
          group.map((fact, i) => ({
            id: String(i),
            from: fact.from,
            to: fact.to ?? null,
            rank: 0,
            reportedOn: fact.from,
            speaker: 'row',
            source: fact.source,
            order: i,
          })),
        ).flatMap((verdict) => verdict.pieces.map((piece) => ({ ...group[Number(verdict.id)]!, ...piece }))),
  )
}
