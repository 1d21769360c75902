// The shape of packs/documents/*.yaml: what a document is, who it binds, and its tree of clauses (flat, or nested by `clauses`).
import { z } from 'zod'

const text = z.union([z.string(), z.number()]).transform(String)
const day = z
  .union([z.string(), z.date()])
  .transform((value) => (typeof value === 'string' ? value : value.toISOString().slice(0, 10)))
const list = z
  .union([z.array(z.unknown()), z.null()])
  .transform((items) => items ?? [])
  .default([])

export interface ClauseSource {
  locator: string
  heading: string
  summary: string
  requirements: string[]
  parent?: string | undefined
  clauses: ClauseSource[]
}

const Clause: z.ZodType<ClauseSource> = z.object({
  locator: text,
  heading: text.default(''),
  summary: text.default(''),
  requirements: z.array(text).default([]),
  parent: text.optional(),
  get clauses() {
    return z.array(Clause).default([])
  },
}) as unknown as z.ZodType<ClauseSource>

export const DocumentSource = z.object({
  key: text.optional(),
  number: text.nullish(),
  title: text,
  issuer: text.nullish(),
  issued_on: day.nullish(),
  effective_on: day.nullish(),
  ended_on: day.nullish(),
  status: z.enum(['in-force', 'draft', 'cited', 'ended']),
  region: text,
  openness: text.nullish(),
  adoption: list,
  parents: list,
  addressees: list,
  copies_to: list,
  service_lines: list,
  clauses: z.array(Clause).default([]),
})
export type DocumentSource = z.infer<typeof DocumentSource>

export interface FlatClause {
  locator: string
  position: number
  depth: number
  parent: string | null
  heading: string
  summary: string
  requirements: string[]
}

/** Clauses in reading order; the parent of a flat list is the longest locator that begins this one. */
export function flattenClauses(clauses: ClauseSource[]): FlatClause[] {
  const flat: FlatClause[] = []
  const walk = (clause: ClauseSource, within: FlatClause | undefined) => {
    const above = within ?? flat.find((other) => other.locator === clause.parent) ?? longestStart(flat, clause.locator)
    const row: FlatClause = {
      locator: clause.locator,
      position: flat.length + 1,
      depth: above ? above.depth + 1 : 0,
      parent: above?.locator ?? null,
      heading: clause.heading,
      summary: clause.summary,
      requirements: clause.requirements,
    }
    flat.push(row)
    for (const child of clause.clauses) walk(child, row)
  }
  for (const clause of clauses) walk(clause, undefined)
  return flat
}

function longestStart(flat: FlatClause[], locator: string): FlatClause | undefined {
  let best: FlatClause | undefined
  for (const other of flat)
    if (locator.startsWith(other.locator) && locator !== other.locator && other.locator.length > (best?.locator.length ?? 0))
      best = other
  return best
}
