// Where money for a site goes: the account of its operator, or of the owner of one site. Entered by one person, used only after another has confirmed it.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { offsetOf } from '@songhe/basics/paging'
import { invalid, notFound, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import { type Context, sameHuman } from '@songhe/kernel/context'
import { blindIndex, open, seal } from '@songhe/kernel/secrets'
import { foldName } from '@songhe/registry/door'
import { sql } from 'kysely'
import type * as contract from '../../contract-grants.ts'

const STATES: Readonly<Record<string, string>> = { waiting: '待确认', confirmed: '在用', rejected: '未通过', replaced: '已更换' }

export async function enterGrantAccount(
  ctx: Context,
  { body }: InputOf<typeof contract.enterGrantAccount>,
): Promise<ReplyOf<typeof contract.enterGrantAccount>> {
  const { district, staff, name } = ctx.principal
  const known = await sql`select from benefits.grant_account where district = ${district} and id = ${body.id}`.execute(ctx.db)
  if (known.rows.length > 0) return { id: body.id, outcome: 'exists' }
  const account = body.account.normalize('NFKC').replace(/[\s-]/g, '')
  if (!/^\d{8,32}$/.test(account)) throw invalid('银行账号应为 8 到 32 位数字。', { next: '请对照开户许可证或回单重新输入。' })
  const subject = await subjectName(ctx, body.subjectKind, body.subject)
  // Money for a site that goes to a third name is where it gets lost.
  if (foldName(subject) !== foldName(body.holder) && body.ground.trim().length < 4)
    throw invalid(`户名“${body.holder}”和“${subject}”不一致。`, {
      next: '请核对户名；确实不同的，写明依据，例如产权单位的委托书。',
    })
  await sql`update benefits.grant_account set state = 'replaced' where district = ${district} and subject_kind = ${body.subjectKind} and subject = ${body.subject} and state = 'waiting'`.execute(
    ctx.db,
  )
  await sql`insert into benefits.grant_account (district, id, subject_kind, subject, holder, bank, account, account_index, account_tail, ground, entered_by, entered_by_name)
    values (${district}, ${body.id}, ${body.subjectKind}, ${body.subject}, ${body.holder}, ${body.bank}, ${seal(account)}, ${blindIndex('account', account)}, ${account.slice(-4)},
      ${body.ground}, ${staff}, ${name})`.execute(ctx.db)
  await audit(ctx, {
    event: 'grant-account.entered',
    object: `grant-account:${body.id}`,
    details: { subject: body.subject, tail: account.slice(-4) },
  })
  return { id: body.id, outcome: 'created' }
}

async function subjectName(ctx: Context, kind: 'operator' | 'facility', id: string): Promise<string> {
  const table = sql.raw(kind === 'operator' ? 'facilities.operator' : 'facilities.facility')
  const found = await sql<{
    name: string
  }>`select name from ${table} where district = ${ctx.principal.district} and id = ${id}`.execute(ctx.db)
  if (!found.rows[0]) throw notFound(kind === 'operator' ? '这个运营主体' : '这处设施')
  return found.rows[0].name
}

export async function decideGrantAccount(
  ctx: Context,
  { params, body }: InputOf<typeof contract.decideGrantAccount>,
): Promise<ReplyOf<typeof contract.decideGrantAccount>> {
  const { district, staff, name } = ctx.principal
  const found = await sql<{ state: string; entered_by: string | null; subject_kind: string; subject: string }>`
    select state, entered_by, subject_kind, subject from benefits.grant_account where district = ${district} and id = ${params.id} for update`.execute(
    ctx.db,
  )
  const row = found.rows[0]
  if (!row) throw notFound('这个收款账户')
  if (row.state !== 'waiting') return { id: params.id, outcome: 'exists' }
  if (sameHuman(ctx.principal, row.entered_by))
    throw refused('登记和确认账户必须是两个人。', {
      citation: { rule: '两人复核' },
      next: '请由另一位复核人员对照开户资料确认。',
    })
  if (body.verdict === 'confirm')
    await sql`update benefits.grant_account set state = 'replaced' where district = ${district} and subject_kind = ${row.subject_kind} and subject = ${row.subject} and state = 'confirmed'`.execute(
      ctx.db,
    )
  await sql`update benefits.grant_account set state = ${body.verdict === 'confirm' ? 'confirmed' : 'rejected'}, decided_by = ${staff}, decided_by_name = ${name},
      decided_at = ${ctx.now}, note = ${body.note} where district = ${district} and id = ${params.id}`.execute(ctx.db)
  await audit(ctx, {
    event: 'grant-account.decided',
    object: `grant-account:${params.id}`,
    reason: body.note,
    details: { verdict: body.verdict },
  })
  return { id: params.id, outcome: 'created' }
}

export async function listGrantAccounts(
  ctx: Context,
  { query }: InputOf<typeof contract.listGrantAccounts>,
): Promise<ReplyOf<typeof contract.listGrantAccounts>> {
  const states = query.state === 'past' ? ['rejected', 'replaced'] : query.state ? [query.state] : ['waiting', 'confirmed']
  type Row = ReplyOf<typeof contract.listGrantAccounts>['rows'][number] & { total: number; enteredStaff: string | null }
  const found = await sql<Row>`
    select a.id, a.subject_kind as "subjectKind", a.subject, coalesce(o.name, f.name, '') as "subjectName", a.holder, a.bank, a.account_tail as tail, a.ground, a.state,
      a.entered_by_name as "enteredBy", a.entered_by as "enteredStaff", a.decided_by_name as "decidedBy", count(*) over ()::int as total
    from benefits.grant_account a left join facilities.operator o on a.subject_kind = 'operator' and o.district = a.district and o.id = a.subject
    left join facilities.facility f on a.subject_kind = 'facility' and f.district = a.district and f.id = a.subject
    where a.district = ${ctx.principal.district} and a.state = any(${states}::text[]) order by a.state desc, a.entered_at desc, a.id
    limit ${query.size} offset ${offsetOf(query)}`.execute(ctx.db)
  return {
    total: found.rows[0]?.total ?? 0,
    rows: found.rows.map(({ total: _t, enteredStaff, ...row }) => ({
      ...row,
      stateTitle: STATES[row.state] ?? row.state,
      bar:
        row.state !== 'waiting'
          ? '不是待确认的账户'
          : sameHuman(ctx.principal, enteredStaff)
            ? '您登记的账户，由另一人确认'
            : ctx.principal.permissions.has('benefits.approve')
              ? null
              : '由复核人员确认',
    })),
  }
}

export interface PayeeOfSite {
  account: string
  id: string
  holder: string
  bank: string
}

/** The confirmed account of each site: its owner's where there is one, else its operator's. Opens the numbers: for paying only. */
export async function payeesOfSites(ctx: Context, round: string): Promise<Map<string, PayeeOfSite>> {
  const found = await sql<Omit<PayeeOfSite, 'account'> & { facility: string; account: Buffer }>`
    select distinct on (s.facility) s.facility, a.id, a.holder, a.bank, a.account from benefits.grant_snapshot s
    join benefits.grant_account a on a.district = s.district and a.state = 'confirmed'
      and ((a.subject_kind = 'facility' and a.subject = s.facility) or (a.subject_kind = 'operator' and a.subject = s.operator))
    where s.district = ${ctx.principal.district} and s.round = ${round} order by s.facility, a.subject_kind`.execute(ctx.db)
  return new Map(found.rows.map(({ facility, ...row }) => [facility, { ...row, account: open(row.account) }]))
}

/** Accounts that a file was sent to, by their id, whatever became of them since. */
export async function accountsSent(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await sql<{ id: string; account: Buffer }>`select id, account from benefits.grant_account
    where district = ${ctx.principal.district} and id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  return new Map(found.rows.map(({ id, account }) => [id, open(account)]))
}
