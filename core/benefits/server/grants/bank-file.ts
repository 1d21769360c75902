// An approved round becomes a file for the bank: one row for each site, every line marked with its row; what cannot be paid stops with its reason.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { readFile } from '@songhe/kernel/files'
import type { FileReply } from '@songhe/kernel/http/file-reply'
import { sql } from 'kysely'
import type * as contract from '../../contract-grants.ts'
import { readableName, storeBankFile, substitutesOf } from '../month/bank-bytes.ts'
import { orderRows } from '../month/bank-order.ts'
import { profileOf } from '../month/bank-profile.ts'
import type { BankRow } from '../month/bank-table.ts'
import { unwritable } from '../month/bank-text.ts'
import { payeesOfSites } from './accounts.ts'
import { getRound, noteGrantStep, requireRound, roundTitle } from './round-store.ts'
import { SCHEMES } from './schemes.ts'

const PAYABLE = sql`('due', 'held', 'reissued')`

interface Owed {
  facility: string
  area: number
  fen: number
  /** Its rating was taken back, or a counter-entry waits: not before that is settled. */
  doubt: string
}

export async function makeGrantBankFile(
  ctx: Context,
  { params, body }: InputOf<typeof contract.makeGrantBankFile>,
): Promise<ReplyOf<typeof contract.makeGrantBankFile>> {
  const { district } = ctx.principal
  const round = await getRound(ctx, params.id, true)
  const known = await sql<{
    rows: number
    totalFen: number
  }>`select lines as rows, total_fen as "totalFen" from benefits.grant_bank_file
    where district = ${district} and id = ${body.id}`.execute(ctx.db)
  if (known.rows[0]) return { id: body.id, outcome: 'exists', ...known.rows[0], held: [] }
  requireRound(round, ['approved', 'sent', 'settled'], '生成银行文件')
  const profile = await profileOf(ctx, body.profile)
  const [payees, substitutes] = [await payeesOfSites(ctx, round.id), await substitutesOf(ctx)]
  const rows: (BankRow & { facility: string; account_id: string; town: number })[] = []
  const stopped: { facility: string; reason: string }[] = []
  for (const { facility, area, fen, doubt } of await owedBy(ctx, round.id)) {
    const payee = payees.get(facility)
    const name = readableName(payee?.holder ?? '', substitutes)
    const bad = unwritable(name, profile.encoding)
    if (doubt) stopped.push({ facility, reason: doubt })
    else if (!payee) stopped.push({ facility, reason: '没有经两人确认的收款账户' })
    else if (bad.length > 0) stopped.push({ facility, reason: `户名里的“${bad.join('')}”银行系统不能识别，请登记代替字` })
    else
      rows.push({
        facility,
        account_id: payee.id,
        town: area,
        number: 0,
        name,
        account: payee.account,
        fen,
        bank: payee.bank,
        note: `${round.period}${SCHEMES[round.scheme].title}`,
      })
  }
  await stopLines(ctx, round.id, stopped)
  if (rows.length === 0) {
    const why = [...new Set(stopped.map(({ reason }) => reason))].join('；')
    throw conflict(`没有可以送银行的款项${why ? `：${why}` : ''}。`, {
      next: '请先按原因办理，例如登记收款账户并由另一人确认，再生成文件。',
    })
  }
  orderRows(rows, profile.order)
  for (const [i, row] of rows.entries()) row.number = i + 1
  const stored = await storeBankFile(ctx, rows, profile, `${roundTitle(round)}-${rows.length}笔`)
  const totalFen = rows.reduce((sum, row) => sum + row.fen, 0)
  await sql`insert into benefits.grant_bank_file (district, id, round, profile, file, lines, total_fen, digest, made_by_name)
    values (${district}, ${body.id}, ${round.id}, ${profile.key}, ${stored.id}, ${rows.length}, ${totalFen}, ${stored.digest}, ${ctx.principal.name})`.execute(
    ctx.db,
  )
  const marks = rows.map(({ facility, number, account_id }) => ({ facility, number, account_id }))
  await sql`update benefits.grant_line l set state = 'sent', state_reason = '', state_at = clock_timestamp(), bank_file = ${body.id}, bank_row = r.number, account = r.account_id
    from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) as r (facility uuid, number int, account_id uuid)
    where l.district = ${district} and l.round = ${round.id} and l.facility = r.facility and l.state in ${PAYABLE}`.execute(
    ctx.db,
  )
  await sql`update benefits.grant_round set state = 'sent', sent_at = coalesce(sent_at, clock_timestamp()) where district = ${district} and id = ${round.id}`.execute(
    ctx.db,
  )
  await noteGrantStep(ctx, round.id, 'bank-file', `${rows.length} 处`)
  await audit(ctx, {
    event: 'grant-bank-file.made',
    object: `grant-round:${round.id}`,
    details: { rows: rows.length, totalFen, stopped: stopped.length },
  })
  const held = [...Map.groupBy(stopped, ({ reason }) => reason)].map(([reason, sites]) => ({ reason, sites: sites.length }))
  return { id: body.id, outcome: 'created', rows: rows.length, totalFen, held }
}

async function owedBy(ctx: Context, round: string): Promise<Owed[]> {
  const found = await sql<Owed>`select l.facility, l.area, l.fen, case
      when l.rating is not null and not exists (select from facilities.facility_fact f where f.district = l.district and f.facility = l.facility and f.id = l.rating)
        then '等级在批准以后撤回了，请先冲销'
      when exists (select from benefits.grant_correction c where c.district = l.district and c.round = l.round and c.facility = l.facility and c.kind = 'counter-entry' and c.state = 'proposed')
        then '已经提出冲销，等复核' else '' end as doubt
    from benefits.grant_line l where l.district = ${ctx.principal.district} and l.round = ${round} and l.state in ${PAYABLE} order by l.area, l.facility`.execute(
    ctx.db,
  )
  return found.rows
}

async function stopLines(ctx: Context, round: string, stopped: { facility: string; reason: string }[]) {
  await sql`update benefits.grant_line l set state = 'held', state_reason = s.reason, state_at = clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(stopped)}::jsonb) as s (facility uuid, reason text)
    where l.district = ${ctx.principal.district} and l.round = ${round} and l.facility = s.facility and l.state in ${PAYABLE}`.execute(
    ctx.db,
  )
}

export async function listGrantBankFiles(
  ctx: Context,
  { params }: InputOf<typeof contract.listGrantBankFiles>,
): Promise<ReplyOf<typeof contract.listGrantBankFiles>> {
  const found = await sql<ReplyOf<typeof contract.listGrantBankFiles>[number]>`
    select f.id, f.lines as rows, f.total_fen as "totalFen", f.made_by_name as "madeBy", to_json(f.made_at)#>>'{}' as "madeAt",
      (select count(*)::int from benefits.grant_return_file r where r.district = f.district and r.bank_file = f.id) as returned
    from benefits.grant_bank_file f where f.district = ${ctx.principal.district} and f.round = ${params.id} order by f.made_at`.execute(
    ctx.db,
  )
  return found.rows
}

export async function downloadGrantBankFile(
  ctx: Context,
  { params }: InputOf<typeof contract.downloadGrantBankFile>,
): Promise<FileReply> {
  const found = await sql<{
    file: string
  }>`select file from benefits.grant_bank_file where district = ${ctx.principal.district} and id = ${params.id}`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这个银行文件')
  await audit(ctx, { event: 'grant-bank-file.downloaded', object: `grant-bank-file:${params.id}` })
  return readFile(ctx, found.rows[0].file)
}
