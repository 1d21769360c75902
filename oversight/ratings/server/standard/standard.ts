// A rating standard as this room works with it: the published table with its sections, ladder and figures read out.
import type { Context } from '@songhe/kernel/context'
import { kindByWord } from '@songhe/facilities/door'
import { parsedTable, publishedTables, publishedVersion, type PublishedTable } from '@songhe/policy/door'
import type { Table } from '@songhe/rules'
import type { Scheme } from '../../contract/shapes.ts'

export interface Section {
  id: string
  points: number
}

export interface RatingStandard {
  pack: string
  version: number
  digest: string
  title: string
  scheme: Scheme
  /** Keys of facility kinds. */
  kinds: string[]
  sections: Section[]
  /** Best first. */
  grades: string[]
  /** null while nobody confirmed it. */
  validityMonths: number | null
  noticeDays: number | null
  example: boolean
  document: string
  clause: string
  table: Table
}

export function standardOf({ pack, version, digest, table: body, example }: PublishedTable): RatingStandard {
  const table = parsedTable(body)
  const term = (id: string) => {
    const found = body.terms?.find((one) => one.id === id)
    return found && found.status !== 'unconfirmed' ? (found.value ?? null) : null
  }
  return {
    pack,
    version,
    digest,
    title: body.table,
    scheme: body.scheme as Scheme,
    kinds: ((body.kinds ?? []) as string[]).flatMap((word) => kindByWord(word)?.key ?? []),
    sections: (body.sections ?? []).map(({ id, points = 0 }) => ({ id, points })),
    grades: table.rows.map(({ id }) => id),
    validityMonths: term('validity-months'),
    noticeDays: term('notice-days'),
    example,
    document: body.ground.document,
    clause: body.ground.clause,
    table,
  }
}

export async function standardsOn(ctx: Context, on: string): Promise<RatingStandard[]> {
  return (await publishedTables(ctx, { on, kind: 'rating-standard' })).map(standardOf)
}

/** The version a round was opened with, whatever was published since. */
export async function standardOfRound(ctx: Context, round: { pack: string; packVersion: number }): Promise<RatingStandard> {
  return standardOf(await publishedVersion(ctx, round.pack, round.packVersion))
}
