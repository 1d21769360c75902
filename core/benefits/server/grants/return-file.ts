// A bank's answer ends every line it names in one state and books what was paid; the same bytes twice change nothing.
import { createHash } from 'node:crypto'
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { invalid, notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { storeFile } from '@songhe/kernel/files'
import { openAccounts } from '@songhe/ledger/ledger'
import { sql } from 'kysely'
import type * as contract from '../../contract-grants.ts'
import { matchAnswers, readAnswers } from '../month/match-answers.ts'
import { accountsSent } from './accounts.ts'
import { grantAccounts } from './grant-ledger.ts'
import { getRound, noteGrantStep } from './round-store.ts'

export async function readGrantReturnFile(
  ctx: Context,
  { params, file }: InputOf<typeof contract.readGrantReturnFile> & { file: { name: string; mediaType: string; bytes: Buffer } },
): Promise<ReplyOf<typeof contract.readGrantReturnFile>> {
  const { district } = ctx.principal
  const found = await sql<{
    round: string
  }>`select round from benefits.grant_bank_file where district = ${district} and id = ${params.id}`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这个银行文件')
  const round = await getRound(ctx, found.rows[0].round, true) // one reader at a time
  const digest = createHash('sha256').update(file.bytes).digest('hex')
  const before = await sql<{
    id: string
    paid: number
    returned: number
  }>`select id, paid, returned from benefits.grant_return_file
    where district = ${district} and bank_file = ${params.id} and digest = ${digest}`.execute(ctx.db)
  if (before.rows[0]) return { ...before.rows[0], outcome: 'exists', missing: (await sentRows(ctx, params.id)).size, unknown: [] }
  const answers = await readAnswers(file.bytes)
  if (answers.length === 0)
    throw invalid('这个文件里没有找到“账号”和“结果”两列。', { next: '请核对是不是银行回盘文件；列名可以是 结果 或 状态。' })
  const sent = await sentRows(ctx, params.id)
  const accounts = await accountsSent(
    ctx,
    [...sent.values()].map(({ account }) => account),
  )
  const { paid, returned, unknown } = matchAnswers(answers, sent, ({ account }) => accounts.get(account))
  await endLines(
    ctx,
    params.id,
    'paid',
    paid.map((number) => ({ number, reason: '' })),
  )
  await endLines(ctx, params.id, 'returned', returned)
  await bookPaid(ctx, params.id, round.scheme)
  const stored = await storeFile(ctx, file)
  const id = newId()
  await sql`insert into benefits.grant_return_file (district, id, bank_file, file, digest, rows, paid, returned, read_by_name)
    values (${district}, ${id}, ${params.id}, ${stored.id}, ${digest}, ${answers.length}, ${paid.length}, ${returned.length}, ${ctx.principal.name})`.execute(
    ctx.db,
  )
  const missing = (await sentRows(ctx, params.id)).size
  if (missing === 0)
    await sql`update benefits.grant_round set state = 'settled', settled_at = clock_timestamp() where district = ${district} and id = ${round.id} and state = 'sent'`.execute(
      ctx.db,
    )
  await noteGrantStep(ctx, round.id, 'return-file', `成功 ${paid.length}，退回 ${returned.length}`)
  await audit(ctx, {
    event: 'grant-return-file.read',
    object: `grant-round:${round.id}`,
    details: { paid: paid.length, returned: returned.length, missing, unknown: unknown.length },
  })
  return { id, outcome: 'created', paid: paid.length, returned: returned.length, missing, unknown }
}

interface SentLine {
  number: number
  fen: number
  account: string
}

async function sentRows(ctx: Context, bankFile: string): Promise<Map<number, SentLine>> {
  const found = await sql<SentLine>`select bank_row as number, fen, account from benefits.grant_line
    where district = ${ctx.principal.district} and bank_file = ${bankFile} and state = 'sent'`.execute(ctx.db)
  return new Map(found.rows.map((row) => [row.number, row]))
}

async function endLines(ctx: Context, bankFile: string, state: 'paid' | 'returned', rows: { number: number; reason: string }[]) {
  await sql`update benefits.grant_line l set state = ${state}, state_reason = r.reason, state_at = clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (number int, reason text)
    where l.district = ${ctx.principal.district} and l.bank_file = ${bankFile} and l.bank_row = r.number and l.state = 'sent'`.execute(
    ctx.db,
  )
}

async function bookPaid(ctx: Context, bankFile: string, scheme: Parameters<typeof grantAccounts>[0]) {
  const { fund, grant, accounts } = grantAccounts(scheme)
  await openAccounts(ctx, accounts)
  await sql`insert into ledger.transfer (district, id, debit, credit, fen, cause, object)
    select l.district, gen_random_uuid(), ${grant}, ${fund}, l.fen, 'grant-paid', concat_ws('/', l.round, l.facility)
    from benefits.grant_line l where l.district = ${ctx.principal.district} and l.bank_file = ${bankFile} and l.state = 'paid'
    on conflict (district, cause, object) do nothing`.execute(ctx.db)
}

/** After the account was put right: the lines wait for the next bank file of the same round. */
export async function reissueGrantLines(
  ctx: Context,
  { params, body }: InputOf<typeof contract.reissueGrantLines>,
): Promise<ReplyOf<typeof contract.reissueGrantLines>> {
  const done =
    await sql`update benefits.grant_line set state = 'reissued', state_reason = '退票更正后重发', state_at = clock_timestamp()
    where district = ${ctx.principal.district} and round = ${params.id} and facility = any(${body.facilities}::uuid[]) and state = 'returned'`.execute(
      ctx.db,
    )
  await audit(ctx, {
    event: 'grant-lines.reissued',
    object: `grant-round:${params.id}`,
    details: { sites: body.facilities.length },
  })
  return { lines: Number(done.numAffectedRows) }
}
