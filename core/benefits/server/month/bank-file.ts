// An approved month becomes a file for the bank: one row per elder, every line marked with its row; what cannot be paid stops with its reason.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, notFound } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { readFile } from '@songhe/kernel/files'
import type { FileReply } from '@songhe/kernel/http/file-reply'
import { payeesOf, payeesUnconfirmedSince } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../../contract-month.ts'
import { placeRows } from '../cases/places.ts'
import { readableName, storeBankFile, substitutesOf } from './bank-bytes.ts'
import { profileOf } from './bank-profile.ts'
import { orderRows } from './bank-order.ts'
import type { BankRow } from './bank-table.ts'
import { unwritable } from './bank-text.ts'
import { getRun, noteStep, requireState } from './run-store.ts'

/** Lines (as l) that a file may take: also those that an earlier file could not pay, never those that a reported death or move holds. */
const PAYABLE = sql`(l.state in ('due', 'reissued') or (l.state = 'held' and not exists (select from benefits.life_effect f
  where f.district = l.district and f.person = l.person and f.kind = 'line' and f.undone_at is null and (f.object->>'run')::uuid = l.run
    and f.object->>'programme' = l.programme and f.object->>'kind' = l.kind and f.object->>'for_month' = l.for_month)))`

const CHANGED_SINCE = '收款账户在批准以后改过，请另一人在老人档案里确认'

interface Owed {
  person: string
  town: number
  fen: number
}

export async function makeBankFile(
  ctx: Context,
  { params, body }: InputOf<typeof contract.makeBankFile>,
): Promise<ReplyOf<typeof contract.makeBankFile>> {
  const { district } = ctx.principal
  const run = await getRun(ctx, params.id, true)
  const known = await sql<{
    file: string
    lines: number
    total_fen: number
  }>`select file, lines, total_fen from benefits.bank_file where district = ${district} and id = ${body.id}`.execute(ctx.db)
  if (known.rows[0])
    return {
      id: body.id,
      outcome: 'exists',
      file: known.rows[0].file,
      rows: known.rows[0].lines,
      totalFen: known.rows[0].total_fen,
      held: [],
    }
  requireState(run, ['approved', 'sent', 'settled'], '生成银行文件')
  const profile = await profileOf(ctx, body.profile)
  const owed =
    await sql<Owed>`with place as (${placeRows(ctx)}), owed as (select person, sum(fen)::bigint as fen, min(area) as area from benefits.line l
      where district = ${district} and run = ${run.id} and ${PAYABLE} group by person having sum(fen) > 0)
    select person, fen, coalesce(town_key, owed.area) as town from owed left join place using (area) order by owed.area, person`.execute(
      ctx.db,
    )
  const payees = await payeesOf(
    ctx,
    owed.rows.map((row) => row.person),
  )
  // Two persons approved the month with the accounts of that hour; a later one needs a second look of its own.
  const unconfirmed = await payeesUnconfirmedSince(ctx, [...payees.keys()], run.approvedAt!)
  const substitutes = await substitutesOf(ctx)
  const rows: (BankRow & { person: string; town: number })[] = []
  const stopped: { person: string; reason: string }[] = []
  for (const { person, town, fen } of owed.rows) {
    const payee = payees.get(person)
    const name = readableName(payee?.holder ?? '', substitutes)
    const bad = unwritable(name, profile.encoding)
    if (!payee) stopped.push({ person, reason: '没有收款账号' })
    else if (unconfirmed.has(person)) stopped.push({ person, reason: CHANGED_SINCE })
    else if (bad.length > 0) stopped.push({ person, reason: `户名里的“${bad.join('')}”银行系统不能识别，请登记代替字` })
    else
      rows.push({
        person,
        town,
        number: 0,
        name,
        account: payee.account,
        fen,
        bank: payee.bank,
        note: `${run.month}养老待遇`,
      })
  }
  await stopLines(ctx, run.id, stopped)
  if (rows.length === 0) throw conflict('没有可以送银行的款项。', { next: '请先补登账号或代替字，再生成文件。' })
  orderRows(rows, profile.order)
  for (const [i, row] of rows.entries()) row.number = i + 1
  const stored = await storeBankFile(ctx, rows, profile, `${run.month}-代发-${rows.length}笔`)
  const totalFen = rows.reduce((sum, row) => sum + row.fen, 0)
  await sql`insert into benefits.bank_file (district, id, run, profile, file, lines, total_fen, digest, made_by_name)
    values (${district}, ${body.id}, ${run.id}, ${profile.key}, ${stored.id}, ${rows.length}, ${totalFen}, ${stored.digest}, ${ctx.principal.name})`.execute(
    ctx.db,
  )
  await sql`update benefits.line l set state = 'sent', state_reason = '', state_at = clock_timestamp(), bank_file = ${body.id}, bank_row = r.number
    from jsonb_to_recordset(${JSON.stringify(rows.map(({ person, number }) => ({ person, number })))}::jsonb) as r (person uuid, number int)
    where l.district = ${district} and l.run = ${run.id} and l.person = r.person and ${PAYABLE}`.execute(ctx.db)
  await sql`update benefits.run set state = 'sent', sent_at = coalesce(sent_at, clock_timestamp()) where district = ${district} and id = ${run.id}`.execute(
    ctx.db,
  )
  await noteStep(ctx, run.id, 'bank-file', `${rows.length} 人`)
  await audit(ctx, {
    event: 'bank-file.made',
    object: `run:${run.id}`,
    details: { rows: rows.length, totalFen, stopped: stopped.length },
  })
  const held = Map.groupBy(stopped, (one) => one.reason)
  return {
    id: body.id,
    outcome: 'created',
    file: body.id,
    rows: rows.length,
    totalFen,
    held: [...held].map(([reason, people]) => ({ reason, persons: people.length })),
  }
}

async function stopLines(ctx: Context, run: string, stopped: { person: string; reason: string }[]) {
  if (stopped.length === 0) return
  await sql`update benefits.line l set state = 'held', state_reason = s.reason, state_at = clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(stopped)}::jsonb) as s (person uuid, reason text)
    where l.district = ${ctx.principal.district} and l.run = ${run} and l.person = s.person and ${PAYABLE}`.execute(ctx.db)
}

export async function setNameSubstitute(
  ctx: Context,
  { body }: InputOf<typeof contract.setNameSubstitute>,
): Promise<Record<string, never>> {
  await sql`insert into benefits.name_substitute (district, character, substitute, entered_by_name) values (${ctx.principal.district}, ${body.character}, ${body.substitute}, ${ctx.principal.name})
    on conflict (district, character) do update set substitute = excluded.substitute, entered_by_name = excluded.entered_by_name, entered_at = clock_timestamp()`.execute(
    ctx.db,
  )
  return {}
}

export async function listBankFiles(
  ctx: Context,
  { params }: InputOf<typeof contract.listBankFiles>,
): Promise<ReplyOf<typeof contract.listBankFiles>> {
  const found = await sql<
    ReplyOf<typeof contract.listBankFiles>[number]
  >`select f.id, f.lines as rows, f.total_fen as "totalFen", f.made_by_name as "madeBy", to_json(f.made_at)#>>'{}' as "madeAt",
      (select count(*)::int from benefits.return_file r where r.district = f.district and r.bank_file = f.id) as returned
    from benefits.bank_file f where f.district = ${ctx.principal.district} and f.run = ${params.id} order by f.made_at`.execute(
    ctx.db,
  )
  return found.rows
}

export async function downloadBankFile(ctx: Context, { params }: InputOf<typeof contract.downloadBankFile>): Promise<FileReply> {
  const found = await sql<{
    file: string
  }>`select file from benefits.bank_file where district = ${ctx.principal.district} and id = ${params.id}`.execute(ctx.db)
  if (!found.rows[0]) throw notFound('这个银行文件')
  await audit(ctx, { event: 'bank-file.downloaded', object: `bank-file:${params.id}` })
  return readFile(ctx, found.rows[0].file)
}
