// Tables of a scheme as they were published, and how ratings are spoken of in an explanation.
import type { Day } from '@songhe/basics/day'
import type { FactLine } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { parsedTable, publishedTables } from '@songhe/policy/door'
import type { Table, Words } from '@songhe/rules'
import type { SchemeTables } from './judge-grant.ts'
import type { Scheme } from './schemes.ts'

export interface GrantTable {
  pack: string
  version: number
  digest: string
  example: boolean
  title: string
  table: Table
}

export const KIND_TITLE = 'facility.kind'

export const RATING_WORDS: Words = {
  'rating.star': { title: '星级评定' },
  'rating.leaf': { title: '叶级评定' },
  'rating.evaluation': { title: '年度绩效评价' },
  'facility.operation-mode': { title: '运营方式' },
}

/** Ratings are facts of a site too; a table may ask for them. */
export const ratingFacts: FactLine[] = ['star', 'leaf', 'evaluation'].map((scheme) => ({
  name: `rating.${scheme}`,
  title: RATING_WORDS[`rating.${scheme}`]!.title!,
  type: 'text' as const,
  subject: 'facility' as const,
}))

/** @param asKnownOn as the office knew them at that moment */
export async function tablesOf(ctx: Context, scheme: Scheme, on: Day, asKnownOn?: Date): Promise<SchemeTables> {
  const read = async (kind: Scheme['kind'] | 'facility-share') =>
    (await publishedTables(ctx, { on, kind, ...(asKnownOn && { asKnownOn }) })).map(
      ({ pack, version, digest, example, table }): GrantTable => ({
        pack,
        version,
        digest,
        example,
        title: table.table,
        table: parsedTable(table),
      }),
    )
  return { rate: await read(scheme.kind), share: scheme.share && (await read(scheme.share)) }
}
