// For tests of settling: what an office does after a late fact, as short verbs over the world of the month.
import { newId } from '@songhe/basics/ids'
import type { FactDraft } from '@songhe/registry/door'
import { recordDeath, recordSource, storeFacts } from '@songhe/registry/door'
import { answerOfBank } from '../demo/answer-of-bank.ts'
import { DISTRICT, VILLAGE } from '../cases/testing-room.ts'
import { approveAdjustment } from '../month/streams.ts'
import { CLERK, type MonthWorld, monthWorld, REVIEWER } from '../month/testing-month.ts'
import { listRecomputeRows, showRecompute } from './list-recomputes.ts'
import { proposeFromRecompute } from './propose-from-recompute.ts'
import { recomputeMonth } from './recompute-month.ts'
import { decideReversals } from './reverse-lines.ts'

/** The world of the month, its tables published by a second person. */
export async function settleWorld(): Promise<MonthWorld> {
  const months = await monthWorld()
  await months.world.owner('update policy.pack_version set published_by = gen_random_uuid() where published_by is null')
  return months
}

export async function recompute(months: MonthWorld, month: string, person?: string) {
  const id = newId()
  await months.as(CLERK, (ctx) => recomputeMonth(ctx, { body: { id, month, ...(person && { person }) } }))
  await months.world.work()
  return months.as(CLERK, async (ctx) => ({
    ...(await showRecompute(ctx, { params: { id } })),
    list: (await listRecomputeRows(ctx, { params: { id }, query: { page: 1, size: 200 } })).rows,
  }))
}

/** Every difference of a month proposed by the clerk and approved by the reviewer, until nothing is left. */
export async function settleMonth(months: MonthWorld, month: string) {
  for (let round = 0; round < 4; round++) {
    const found = await recompute(months, month)
    if (found.state !== 'done') throw new Error(found.error ?? found.state)
    if (found.list.length === 0) return
    await months.as(CLERK, (ctx) =>
      proposeFromRecompute(ctx, {
        params: { id: found.id },
        body: { id: newId(), rows: found.list.map(({ person, programme }) => ({ person, programme })) },
      }),
    )
    await approveEverything(months)
  }
  throw new Error(`${month} does not come to rest`)
}

export async function approveEverything({ world, as }: MonthWorld) {
  const adjustments = await world.owner<{ id: string }>(
    `select id from benefits.adjustment where state = 'proposed' order by for_month, id`,
  )
  for (const { id } of adjustments) await as(REVIEWER, (ctx) => approveAdjustment(ctx, { params: { id } }))
  const reversals = await world.owner<{ id: string }>(`select id from benefits.line_reversal where state = 'proposed'`)
  if (reversals.length > 0)
    await as(REVIEWER, (ctx) =>
      decideReversals(ctx, { body: { verdict: 'approve', ids: reversals.map(({ id }) => id), note: '' } }),
    )
}

/** The bank pays every row of the run. */
export async function payRun(months: MonthWorld, run: string) {
  const file = await months.bankFile(run)
  await months.answer(file.id, answerOfBank(file.text, 1, 1_000_000))
}

export async function lateFact(
  { as }: MonthWorld,
  person: string,
  fact: Pick<FactDraft, 'kind' | 'value' | 'from'>,
  label = '区残联名册',
) {
  await as(CLERK, async (ctx) => {
    const source = await recordSource(ctx, { kind: 'disabled-federation', label, reportedOn: '2026-11-20' })
    await storeFacts(ctx, [{ ...fact, id: newId(), person, area: VILLAGE, source }])
  })
}

export const lateDeath = ({ as }: MonthWorld, person: string, day: string) =>
  as(CLERK, (ctx) =>
    recordDeath(ctx, {
      params: { id: person },
      body: { id: newId(), day, source: { kind: 'police', label: '公安死亡名单', reportedOn: '2026-11-20' }, note: '' },
    } as never),
  )

/** A new version of a table with all money times `percent` in a hundred, valid from a day that is already past. */
export async function lateTable({ world }: MonthWorld, pack: string, validFrom: string, percent: number) {
  await world.owner(
    `insert into policy.pack_version (district, pack, version, state, valid_from, body, cases, digest, example, author_name, published_by, published_by_name, published_at)
     select district, pack, version + 1, 'published', $2::date, jsonb_set(jsonb_set(body, '{valid}', jsonb_build_object('from', $2::text)), '{rows}',
       (select jsonb_agg(jsonb_set(r, '{then,月标准}', to_jsonb((replace(r -> 'then' ->> '月标准', '元', '')::int * $3::int / 100)::text || '元')) order by n)
        from jsonb_array_elements(body -> 'rows') with ordinality x (r, n))),
       cases, md5(concat_ws(' ', pack, version, $2::text, $3::int)), example, '陈雨桐', gen_random_uuid(), '何志远', '2026-11-20T08:00:00Z'
     from policy.pack_version where district = ${DISTRICT} and pack = $1 order by version desc limit 1`,
    [pack, validFrom, percent],
  )
}

/** What each elder is paid or owed for each month in the end: lines that stand, and adjustments that were not called off. */
export async function netByPerson({ world }: MonthWorld): Promise<Record<string, number>> {
  const found = await world.owner<{
    key: string
    fen: number
  }>(`select concat_ws(' ', person, programme, for_month) as key, sum(fen)::int as fen from (
      select person, programme, for_month, fen from benefits.line where kind = 'month' and state <> 'cancelled'
      union all select person, programme, for_month, fen from benefits.adjustment where state <> 'cancelled') x group by 1 having sum(fen) <> 0 order by 1`)
  return Object.fromEntries(found.map(({ key, fen }) => [key, fen]))
}
