// Who is near a target grade and what each still lacks, nearest first: by the newest decided scores of a site.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { facilitiesOf } from '@songhe/facilities/door'
import { areaBelow, placeNames } from '@songhe/registry/door'
import type { Facts } from '@songhe/rules'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { gradingOf, hundredths } from '../standard/grading.ts'
import { RATING_WORDS } from '../standard/site-facts.ts'
import { type RatingStandard, standardOfRound, standardsOn } from '../standard/standard.ts'

type Reply = ReplyOf<typeof contract.listCandidates>
interface Decided {
  case: string
  facility: string
  area: number
  pack: string
  packVersion: number
  decidedOn: string
  facts: Facts | null
  scores: Record<string, number>
}

export async function listCandidates(ctx: Context, { query }: InputOf<typeof contract.listCandidates>): Promise<Reply> {
  const on = today(ctx)
  const standard = (await standardsOn(ctx, on)).find(({ scheme }) => scheme === query.scheme)
  const targets = standard?.grades ?? []
  // The third from below is what documents name as the aim; an office may ask for another.
  const target = query.target && targets.includes(query.target) ? query.target : (targets.at(-3) ?? targets[0] ?? '')
  const decided = await newestDecided(ctx, query.scheme, query.area ? await areaBelow(ctx, [query.area], on) : null)
  const standards = new Map<string, RatingStandard>()
  const short: Omit<Reply['rows'][number], 'name' | 'kindTitle' | 'place'>[] = []
  for (const one of decided) {
    const key = `${one.pack}/${one.packVersion}`
    const own = standards.get(key) ?? (await standardOfRound(ctx, one))
    standards.set(key, own)
    const points = new Map(Object.entries(one.scores).map(([section, reached]) => [section, hundredths(reached)]))
    const grading = gradingOf(own, points, one.facts ?? {}, { on: one.decidedOn, words: RATING_WORDS })
    const wanted = grading.ladder.find(({ grade }) => grade === target)
    if (!wanted || wanted.reached) continue
    const missing = wanted.lacks.find(({ what }) => what === '总分')?.missing ?? 0
    const lacksText = wanted.lacks.map(({ text }) => text).join('；')
    short.push({
      case: one.case,
      facility: one.facility,
      grade: grading.grade,
      total: grading.total,
      missing,
      lacks: wanted.lacks,
      lacksText,
    })
  }
  short.sort((a, b) => a.lacks.length - b.lacks.length || a.missing - b.missing || a.case.localeCompare(b.case))
  const from = offsetOf(query)
  return { rows: await named(ctx, short.slice(from, from + query.size)), total: short.length, targets, target }
}

async function newestDecided(ctx: Context, scheme: string, areas: readonly number[] | null): Promise<Decided[]> {
  const found = await sql<Decided>`
    select distinct on (c.facility) c.id as "case", c.facility, c.area, r.pack, r.pack_version as "packVersion", c.decided_on as "decidedOn", c.facts,
      (select jsonb_object_agg(l.section, l.points::float8) from ratings.score l where l.district = c.district and l.sheet = (
        select s.id from ratings.score_sheet s where s.district = c.district and s.rating_case = c.id and s.undone_by is null and (s.kind = 'evaluator' or s.kind = 'review'
          and exists (select from ratings.challenge h where h.district = s.district and h.id = s.challenge and h.upheld))
        order by s.recorded_at desc, s.id desc limit 1)) as scores
    from ratings.rating_case c join ratings.round r on r.district = c.district and r.id = c.round
    join facilities.facility f on f.district = c.district and f.id = c.facility and f.state not in ('closed', 'withdrawn')
    where c.district = ${ctx.principal.district} and r.scheme = ${scheme} and c.state in ('notice', 'in-force', 'below', 'revoked')
      and (${areas}::int[] is null or c.area = any(${areas}::int[]))
    order by c.facility, c.decided_on desc, c.id desc`.execute(ctx.db)
  return found.rows
}

async function named(ctx: Context, rows: Omit<Reply['rows'][number], 'name' | 'kindTitle' | 'place'>[]): Promise<Reply['rows']> {
  if (rows.length === 0) return []
  const on = today(ctx)
  const sites = new Map(
    (await facilitiesOf(ctx, { ids: rows.map(({ facility }) => facility) }, on)).map((site) => [site.id, site]),
  )
  const places = await placeNames(
    ctx,
    [...sites.values()].map(({ area }) => area),
    on,
  )
  return rows.map((row) => {
    const site = sites.get(row.facility)
    return { ...row, name: site?.name ?? '', kindTitle: site?.kindTitle ?? '', place: site ? (places.get(site.area) ?? '') : '' }
  })
}
