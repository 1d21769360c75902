// One table with published and draft side by side: conditions once, changed cells marked, who may publish and why not.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract.ts'
import { failedCases } from '../judge/golden-cases.ts'
import { headOf } from './list-packs.ts'
import { newestPublished, openDraft, versionsOf } from './pack-store.ts'
import { groundReasons, groundStatus, personReasons } from './publishing.ts'
import type { PartSource, RowSource, TableBody } from './table-file.ts'

type Shown = ReplyOf<typeof contract.showPack>
type Compared = Shown['rows'][number]

export async function showPack(ctx: Context, input: InputOf<typeof contract.showPack>): Promise<Shown> {
  const versions = await versionsOf(ctx, input.params.pack)
  const [published, draft] = [newestPublished(versions), openDraft(versions)]
  const shown = draft ?? published ?? versions[0]!
  const decisions = await sql<{
    key: string
    by: string
    on: string
  }>`select key, decided_by as by, decided_on::text as on from policy.decision
    where district = ${ctx.principal.district}`.execute(ctx.db)
  const decided = new Map(decisions.rows.map((row) => [row.key, row]))
  const faults = draft ? [...(await groundReasons(ctx, draft)), ...failedCases(ctx, draft)] : ['没有草稿。']
  const reasons = draft ? [...personReasons(ctx, draft), ...faults] : faults
  if (draft && !ctx.principal.permissions.has('policy.publish')) reasons.unshift('您的岗位没有发布权限。')
  if (draft?.state === 'draft') reasons.unshift('草稿还没有提交。')
  return {
    pack: shown.pack,
    kind: shown.kind,
    title: shown.body.table,
    hit: shown.body.hit ?? 'unique',
    ground: {
      document: shown.body.ground.document ?? shown.body.ground.decision ?? '',
      clause: shown.body.ground.clause ?? '',
      status: await groundStatus(ctx, shown.body.ground.document ?? shown.body.ground.decision ?? ''),
    },
    inputs: Object.entries(shown.body.inputs ?? {}).map(([column, fact]) => ({ column, ...inputOf(ctx, fact) })),
    outputs: Object.keys(shown.body.output ?? {}),
    published: published ? headOf(published) : null,
    draft: draft ? headOf(draft) : null,
    rows: compareRows(published?.body, draft?.body).map((row) => {
      const decision = row.amount.decision ? decided.get(row.amount.decision) : undefined
      return { ...row, amount: { ...row.amount, decidedBy: decision?.by ?? null, decidedOn: decision?.on ?? null } }
    }),
    sections: (shown.body.sections ?? []).map((part) => partOf(shown.body, part)),
    terms: (shown.body.terms ?? []).map((part) => partOf(shown.body, part)),
    versions: versions.map(headOf),
    submitting: { allowed: faults.length === 0, reasons: faults },
    publishing: { allowed: reasons.length === 0, reasons },
  }
}

const partOf = (body: TableBody, part: PartSource): Shown['terms'][number] => ({
  id: part.id,
  title: part.title ?? part.id,
  value: part.points ?? part.value ?? null,
  unit: part.unit ?? (part.points === undefined ? '' : '分'),
  document: part.document ?? body.ground.document,
  clause: part.clause ?? body.ground.clause,
  status: part.status ?? 'printed',
  decision: part.decision ?? null,
})

/** Whoever writes an example of a person states a birthday, never an age. */
function inputOf(ctx: Context, asked: string) {
  const fact = asked === 'person.age' ? 'person.birth' : asked
  const line = ctx.catalogue.facts.get(fact)
  return { fact, title: line?.title ?? fact, type: line?.type ?? 'text' }
}

/** Rows of both versions by id, in the draft's order, rows only the published one has last. Without a draft nothing is "changed". */
export function compareRows(published: TableBody | undefined, draft: TableBody | undefined): Compared[] {
  const shown = draft ?? published
  const old = new Map((published?.rows ?? []).map((row) => [row.id, row]))
  const order = [
    ...(shown?.rows ?? []),
    ...(draft ? (published?.rows ?? []).filter((row) => !draft.rows?.some((other) => other.id === row.id)) : []),
  ]
  const cell = (before: unknown, after: unknown) => {
    const [a, b] = [before === undefined ? null : String(before), after === undefined ? null : String(after)]
    return { published: a, draft: draft ? b : a, changed: draft !== undefined && a !== b }
  }
  return order.map((row) => {
    const before = old.get(row.id)
    const after = draft ? draft.rows?.find((other) => other.id === row.id) : undefined
    const both = (part: 'when' | 'then', names: string[]) =>
      Object.fromEntries(names.map((name) => [name, cell(before?.[part]?.[name], after?.[part]?.[name])]))
    const now: RowSource = after ?? before ?? row
    return {
      row: row.id,
      when: both('when', Object.keys(shown?.inputs ?? {})),
      then: both('then', Object.keys(shown?.output ?? {})),
      document: now.amount?.document ?? now.document ?? shown?.ground.document ?? '',
      clause: now.clause ?? now.amount?.clause ?? shown?.ground.clause ?? '',
      amount: {
        status: now.amount?.status ?? 'printed',
        decision: now.amount?.decision ?? null,
        decidedBy: null,
        decidedOn: null,
      },
    }
  })
}
