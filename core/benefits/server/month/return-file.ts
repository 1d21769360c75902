// A bank's answer ends every line it names in one state and books what was paid; the same bytes twice change nothing, what is missing stays sent.
import { createHash } from 'node:crypto'
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { invalid, notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { planForMany } from '@songhe/kernel/db/plan-for-many'
import { storeFile } from '@songhe/kernel/files'
import { openAccounts } from '@songhe/ledger/ledger'
import { payeesOf } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../../contract-month.ts'
import { programmeTitle } from '../cases/queue-rows.ts'
import { matchAnswers, readAnswers } from './match-answers.ts'
import { getRun, noteStep } from './run-store.ts'

type Reply = ReplyOf<typeof contract.readReturnFile>
interface Sent {
  person: string
  number: number
  fen: number
}

export async function readReturnFile(
  ctx: Context,
  { params, file }: InputOf<typeof contract.readReturnFile> & { file: { name: string; mediaType: string; bytes: Buffer } },
): Promise<Reply> {
  const { district } = ctx.principal
  const found = await sql<{
    run: string
    made: Date
  }>`select run, made_at as made from benefits.bank_file where district = ${district} and id = ${params.id}`.execute(ctx.db)
  const sent = found.rows[0]
  if (!sent) throw notFound('这个银行文件')
  const { run } = sent
  await getRun(ctx, run, true) // one reader at a time
  const digest = createHash('sha256').update(file.bytes).digest('hex')
  const before = await sql<{
    id: string
    paid: number
    returned: number
  }>`select id, paid, returned from benefits.return_file where district = ${district} and bank_file = ${params.id} and digest = ${digest}`.execute(
    ctx.db,
  )
  if (before.rows[0]) return { ...before.rows[0], outcome: 'exists', missing: await countSent(ctx, params.id), unknown: [] }
  const answers = await readAnswers(file.bytes)
  if (answers.length === 0)
    throw invalid('这个文件里没有找到“账号”和“结果”两列。', { next: '请核对是不是银行回盘文件；列名可以是 结果 或 状态。' })
  const accounts = await accountsOf(ctx, params.id, sent.made)
  const { paid, returned, unknown } = matchAnswers(answers, await sentRows(ctx, params.id), ({ person }) => accounts.get(person))
  const good = paid.map((number) => ({ number, reason: '' }))
  await planForMany(ctx, async () => {
    await endLines(ctx, params.id, 'paid', good)
    await endLines(ctx, params.id, 'returned', returned)
    await dropClaims(ctx, params.id)
    await bookPaid(ctx, params.id)
  })
  const stored = await storeFile(ctx, file)
  const id = newId()
  await sql`insert into benefits.return_file (district, id, bank_file, file, digest, rows, paid, returned, read_by_name)
    values (${district}, ${id}, ${params.id}, ${stored.id}, ${digest}, ${answers.length}, ${paid.length}, ${returned.length}, ${ctx.principal.name})`.execute(
    ctx.db,
  )
  const missing = await countSent(ctx, params.id)
  if (missing === 0)
    await sql`update benefits.run set state = 'settled', settled_at = clock_timestamp() where district = ${district} and id = ${run} and state = 'sent'`.execute(
      ctx.db,
    )
  await noteStep(ctx, run, 'return-file', `成功 ${paid.length}，退回 ${returned.length}`)
  await audit(ctx, {
    event: 'return-file.read',
    object: `run:${run}`,
    details: { paid: paid.length, returned: returned.length, missing, unknown: unknown.length },
  })
  return { id, outcome: 'created', paid: paid.length, returned: returned.length, missing, unknown }
}

async function sentRows(ctx: Context, bankFile: string): Promise<Map<number, Sent>> {
  const found = await sql<Sent>`select person, bank_row as number, sum(fen)::bigint as fen from benefits.line
    where district = ${ctx.principal.district} and bank_file = ${bankFile} and state = 'sent' group by person, bank_row`.execute(
    ctx.db,
  )
  return new Map(found.rows.map((row) => [row.number, row]))
}

/** As they stood when the file was made: an account changed since then is not the one the bank answers for. */
async function accountsOf(ctx: Context, bankFile: string, made: Date): Promise<Map<string, string>> {
  const found = await sql<{
    person: string
  }>`select distinct person from benefits.line where district = ${ctx.principal.district} and bank_file = ${bankFile}`.execute(
    ctx.db,
  )
  const payees = await payeesOf(
    ctx,
    found.rows.map((row) => row.person),
    made,
  )
  return new Map([...payees].map(([person, payee]) => [person, payee.account]))
}

async function countSent(ctx: Context, bankFile: string): Promise<number> {
  const found = await sql<{
    n: number
  }>`select count(distinct person)::int as n from benefits.line where district = ${ctx.principal.district} and bank_file = ${bankFile} and state = 'sent'`.execute(
    ctx.db,
  )
  return found.rows[0]!.n
}

async function endLines(ctx: Context, bankFile: string, state: 'paid' | 'returned', rows: { number: number; reason: string }[]) {
  if (rows.length === 0) return
  await sql`update benefits.line l set state = ${state}, state_reason = r.reason, state_at = clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (number int, reason text)
    where l.district = ${ctx.principal.district} and l.bank_file = ${bankFile} and l.bank_row = r.number and l.state = 'sent'`.execute(
    ctx.db,
  )
}

/** One entry per paid line, in one statement; money kept back for a recovery goes the other way. */
async function bookPaid(ctx: Context, bankFile: string) {
  const { district } = ctx.principal
  const programmes = await sql<{
    programme: string
  }>`select distinct programme from benefits.line where district = ${district} and bank_file = ${bankFile}`.execute(ctx.db)
  await openAccounts(ctx, [
    { key: 'fund', kind: 'fund', title: '财政资金' },
    ...programmes.rows.flatMap(({ programme }) => [
      { key: `benefit:${programme}`, kind: 'payable' as const, title: programmeTitle(programme) },
      { key: `recovery:${programme}`, kind: 'recovery' as const, title: `${programmeTitle(programme)}追回` },
    ]),
  ])
  await sql`insert into ledger.transfer (district, id, debit, credit, fen, cause, object, person, month)
    select l.district, gen_random_uuid(), case when l.fen > 0 then 'benefit:' || l.programme else 'fund' end, case when l.fen > 0 then 'fund' else 'recovery:' || l.programme end,
      abs(l.fen), 'paid', concat_ws('/', l.run, l.person, l.programme, l.kind, l.for_month), l.person, l.for_month
    from benefits.line l where l.district = ${district} and l.bank_file = ${bankFile} and l.state = 'paid' on conflict (district, cause, object) do nothing`.execute(
    ctx.db,
  )
}

/** Money that came back was not paid too much: nobody is asked for it while the claim is only proposed. */
async function dropClaims(ctx: Context, bankFile: string) {
  await sql`update benefits.adjustment a set state = 'cancelled' from benefits.line l
    where l.district = ${ctx.principal.district} and l.bank_file = ${bankFile} and l.state = 'returned' and l.kind = 'month'
      and a.district = l.district and a.person = l.person and a.programme = l.programme and a.for_month = l.for_month
      and a.kind = 'recovery' and (a.state = 'proposed' or (a.state = 'approved' and a.settled_fen = 0)) and (a.origin like 'died:%' or a.origin like 'moved:%')`.execute(
    ctx.db,
  )
}

/** A stream that ended (a death, a move out) owes nothing for later months, whatever was sent before that was known. */
const STILL_OWED = sql`not (l.kind = 'month' and exists (select from benefits.entitlement e where e.district = l.district and e.id = l.entitlement
  and e.end_month < l.for_month))`

/** After the account was put right: the lines wait for the next bank file of the same run. */
export async function reissueLines(
  ctx: Context,
  { params, body }: InputOf<typeof contract.reissueLines>,
): Promise<ReplyOf<typeof contract.reissueLines>> {
  const theirs = sql`l.district = ${ctx.principal.district} and l.run = ${params.id} and l.person = any(${body.persons}::uuid[]) and l.state = 'returned'`
  const done =
    await sql`update benefits.line l set state = 'reissued', state_reason = '退票更正后重发', state_at = clock_timestamp()
    where ${theirs} and ${STILL_OWED}`.execute(ctx.db)
  if (
    done.numAffectedRows === 0n &&
    (await sql`select from benefits.line l where ${theirs} limit 1`.execute(ctx.db)).rows.length > 0
  )
    throw refused('选中的退票是去世或迁出以后月份的款，不再重发。', {
      citation: { rule: '待遇终止后的月份不发' },
      next: '如果登记有误，请先在老人档案里撤销，再重发。',
    })
  await audit(ctx, { event: 'lines.reissued', object: `run:${params.id}`, details: { persons: body.persons.length } })
  return { lines: Number(done.numAffectedRows) }
}
