// Changing cells, dates and cases of an existing table: the first change opens the next version as a copy of the published one.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { isDay } from '@songhe/basics/day'
import { conflict, invalid } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { checkTable } from '../judge/check-table.ts'
import { changedTable } from './changed-table.ts'
import {
  type GoldenCase,
  insertDraft,
  newestPublished,
  openDraft,
  type PackVersion,
  replaceDraft,
  versionsOf,
} from './pack-store.ts'
import { groundStatus } from './publishing.ts'
import type { AmountSource, TableBody } from './table-file.ts'

type Edit = InputOf<typeof contract.editDraft>['body']
type Reply = ReplyOf<typeof contract.editDraft>

export async function editDraft(ctx: Context, input: InputOf<typeof contract.editDraft>): Promise<Reply> {
  const versions = await versionsOf(ctx, input.params.pack)
  const base = openDraft(versions) ?? newestPublished(versions)
  if (!base) throw conflict('这张表没有可修改的版本。', { next: '请从文件导入一份新的草稿。' })
  if (base.act === input.body.id && openDraft(versions))
    return { id: input.body.id, outcome: 'exists', pack: base.pack, version: base.version, digest: base.digest }
  const body = changedTable(base.body, input.body)
  const reply = await keepDraft(ctx, versions, body, casesAfter(base.cases, input.body), input.body.id)
  await audit(ctx, {
    event: 'pack.edited',
    object: `pack:${reply.pack}/${reply.version}`,
    details: { cells: input.body.cells, validFrom: input.body.validFrom, validTo: input.body.validTo },
  })
  return reply
}

function casesAfter(before: GoldenCase[], edit: Edit): GoldenCase[] {
  const kept = (edit.cases as GoldenCase[] | undefined) ?? before
  const gone = new Set([...edit.removeCases, ...edit.addCases.map((one) => one.case)])
  return [...kept.filter((one) => !gone.has(one.case)), ...(edit.addCases as GoldenCase[])]
}

async function keepDraft(
  ctx: Context,
  versions: PackVersion[],
  body: TableBody,
  cases: GoldenCase[],
  act: string,
): Promise<Reply> {
  checkTable(ctx, body)
  const draft = openDraft(versions)
  if (draft)
    return {
      id: act,
      outcome: 'created',
      pack: draft.pack,
      version: draft.version,
      digest: await replaceDraft(ctx, draft, body, cases, act),
    }
  return { id: act, outcome: 'created', ...(await insertDraft(ctx, { kind: versions[0]!.kind, body, cases, file: '', act })) }
}

/** A named officer's decision turns an unconfirmed amount into a decided one; it pays once a second person published it. */
export async function confirmValue(ctx: Context, input: InputOf<typeof contract.confirmValue>): Promise<Reply> {
  const { decision, row, column, value, id } = input.body
  if (!isDay(decision.decidedOn)) throw invalid('决定日期不是有效的日期。', { next: '请按 2026-01-08 的写法填写。' })
  const versions = await versionsOf(ctx, input.params.pack)
  const base = openDraft(versions) ?? newestPublished(versions)
  const before = base && sourceIn(base.body, row)
  if (base?.act === id) return { id, outcome: 'exists', pack: base.pack, version: base.version, digest: base.digest }
  if (!base || before?.status !== 'unconfirmed') throw conflict(`“${row}”行没有未确认的金额。`, { next: '请刷新页面核对。' })
  await sql`insert into policy.decision (district, key, subject, decided_on, decided_by, example)
    values (${ctx.principal.district}, ${decision.key}, ${decision.subject}, ${decision.decidedOn}::date, ${decision.decidedBy}, false)
    on conflict (district, key) do nothing`.execute(ctx.db)
  const amount: AmountSource = { decision: decision.key, status: 'decided' }
  // A table that only waited for the office's word stands on it from now on.
  const ground =
    (await groundStatus(ctx, base.body.ground.document)) === 'unknown' ? { document: decision.key, clause: '' } : base.body.ground
  const body = {
    ...base.body,
    ground,
    rows: base.body.rows!.map((one) => (one.id === row ? { ...one, then: { ...one.then, [column]: value }, amount } : one)),
    ...(base.body.terms && {
      terms: base.body.terms.map((one) => (one.id === row ? { ...one, value: countIn(value), ...amount } : one)),
    }),
  }
  const reply = await keepDraft(ctx, versions, body, base.cases, id)
  await audit(ctx, {
    event: 'pack.value-confirmed',
    object: `pack:${reply.pack}/${reply.version}`,
    details: { row, value, decision: decision.key },
  })
  return reply
}

/** Where the amount of a row, or the figure beside the rows, comes from. */
const sourceIn = (body: TableBody, id: string) =>
  body.rows?.find((one) => one.id === id)?.amount ?? body.terms?.find((one) => one.id === id)

function countIn(value: string): number {
  if (!/^[1-9]\d{0,3}$/.test(value.trim())) throw invalid(`“${value}”不是一个整数。`, { next: '请写不带单位的数字，例如 36。' })
  return Number(value)
}
