// Operators under all their names: one credit code is one operator; without a code names are compared and a human decides.
import type { Day } from '@songhe/basics/day'
import { readCreditCode } from '@songhe/basics/credit-code'
import { newId } from '@songhe/basics/ids'
import { invalid, notFound } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { foldOperator } from './operator-name.ts'

export interface OperatorRecord {
  id: string
  name: string
  creditCode: string | null
  kind: string
  mergedInto: string | null
}

const RECORD = sql`id, name, credit_code as "creditCode", kind, merged_into as "mergedInto"`

export async function getOperator(ctx: Context, id: string): Promise<OperatorRecord> {
  const found =
    await sql<OperatorRecord>`select ${RECORD} from facilities.operator where district = ${ctx.principal.district} and id = ${id} for update`.execute(
      ctx.db,
    )
  const record = found.rows[0]
  if (!record) throw notFound('这个运营主体')
  return record.mergedInto ? getOperator(ctx, record.mergedInto) : record
}

/** Names by id; a merged operator answers with the name of the one that stayed. */
export async function operatorNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await sql<{ id: string; name: string }>`select o.id, coalesce(m.name, o.name) as name from facilities.operator o
    left join facilities.operator m on m.district = o.district and m.id = o.merged_into
    where o.district = ${ctx.principal.district} and o.id = any(${[...new Set(ids)]}::uuid[])`.execute(ctx.db)
  return new Map(found.rows.map(({ id, name }) => [id, name]))
}

export interface OperatorDraft {
  id?: string
  name: string
  creditCode?: string
  kind?: string
  legalPerson?: string
  brand?: string
  filedHome?: boolean
  source: string
  seenOn: Day
  example?: boolean
  import?: string | null
}

export interface OperatorMet {
  id: string
  outcome: 'created' | 'exists'
  alike: number
}

/** Finds the operator by its code or by exactly this name, else puts it on the list; look-alikes are set beside for a human. */
export async function meetOperator(ctx: Context, draft: OperatorDraft): Promise<OperatorMet> {
  const { district } = ctx.principal
  const reading = draft.creditCode ? readCreditCode(draft.creditCode) : undefined
  if (reading && 'error' in reading) throw invalid(reading.error, { next: '请对照登记证书核对统一社会信用代码。' })
  const folded = foldOperator(draft.name)
  const known = await findOperator(ctx, reading?.code, draft.name)
  if (known) {
    await keepName(ctx, known.id, draft)
    if (reading && !known.creditCode)
      await sql`update facilities.operator set credit_code = ${reading.code} where district = ${district} and id = ${known.id}`.execute(
        ctx.db,
      )
    return { id: known.id, outcome: 'exists', alike: 0 }
  }
  const id = draft.id ?? newId()
  await sql`insert into facilities.operator (district, id, name, name_folded, credit_code, kind, legal_person, brand, filed_home, example, import, recorded_by)
    values (${district}, ${id}, ${draft.name}, ${folded}, ${reading?.code ?? null}, ${draft.kind ?? reading?.kind ?? 'other'}, ${draft.legalPerson ?? ''},
      ${draft.brand ?? ''}, ${draft.filedHome ?? false}, ${draft.example ?? false}, ${draft.import ?? null}, ${ctx.principal.name})`.execute(
    ctx.db,
  )
  await keepName(ctx, id, draft)
  return { id, outcome: 'created', alike: await openAlike(ctx, id, folded) }
}

/** A code finds its operator; a name alone only where it is written the same and no two bear it, and never one whose code differs. */
async function findOperator(ctx: Context, code: string | undefined, name: string): Promise<OperatorRecord | undefined> {
  const { district } = ctx.principal
  if (code) {
    const byCode = await sql<OperatorRecord>`select ${RECORD} from facilities.operator
      where district = ${district} and credit_code = ${code} and merged_into is null`.execute(ctx.db)
    if (byCode.rows[0]) return byCode.rows[0]
  }
  const alike = await sql<OperatorRecord & { names: string[] }>`
    select ${RECORD}, (select array_agg(n.name) from facilities.operator_name n where n.district = o.district and n.operator = o.id) as names
    from facilities.operator o where district = ${district} and merged_into is null and (${code ?? null}::text is null or credit_code is null)
      and exists (select from facilities.operator_name n where n.district = o.district and n.operator = o.id and n.name_folded = ${foldOperator(name)})`.execute(
    ctx.db,
  )
  const same = alike.rows.filter(({ names }) => names.some((one) => written(one) === written(name)))
  return same.length === 1 ? same[0] : undefined
}

/**
 * Operators that this body may be, for rules that shut the operator out (nobody rates his own house): the same code, or a name that differs by place
 * and form of company only, unless two codes say that they are two.
 */
export async function operatorKnownAs(ctx: Context, body: { name: string; creditCode?: string }): Promise<Set<string>> {
  const reading = body.creditCode ? readCreditCode(body.creditCode) : undefined
  if (reading && 'error' in reading) throw invalid(reading.error, { next: '请对照登记证书核对统一社会信用代码。' })
  const code = reading?.code ?? null
  const found = await sql<{ id: string }>`select coalesce(o.merged_into, o.id) as id from facilities.operator o
    where o.district = ${ctx.principal.district} and (o.credit_code = ${code}::text
      or (${code}::text is null or o.credit_code is null) and exists (select from facilities.operator_name n
        where n.district = o.district and n.operator = o.id and n.name_folded = ${foldOperator(body.name)}))`.execute(ctx.db)
  return new Set(found.rows.map(({ id }) => id))
}

/** The name as written, whatever the width of its signs. */
const written = (name: string) => name.normalize('NFKC').replace(/\s/g, '')

async function keepName(ctx: Context, operator: string, { name, source, seenOn }: OperatorDraft) {
  await sql`insert into facilities.operator_name (district, operator, name, name_folded, seen_on, source)
    values (${ctx.principal.district}, ${operator}, ${name}, ${foldOperator(name)}, ${seenOn}, ${source}) on conflict do nothing`.execute(
    ctx.db,
  )
}

/** Two operators whose names differ by place and form of company only. @returns new questions */
export async function openAlike(ctx: Context, id: string, folded: string): Promise<number> {
  const { district } = ctx.principal
  const done = await sql`insert into facilities.operator_alike (district, one, other, reason)
    select distinct ${district}::int, least(o.id, ${id}::uuid), greatest(o.id, ${id}::uuid), '名称去掉地名和公司形式后相同：' || ${folded}::text
    from facilities.operator o join facilities.operator_name n on n.district = o.district and n.operator = o.id
    where o.district = ${district} and o.id <> ${id} and o.merged_into is null and n.name_folded = ${folded} on conflict do nothing`.execute(
    ctx.db,
  )
  return Number(done.numAffectedRows ?? 0)
}
