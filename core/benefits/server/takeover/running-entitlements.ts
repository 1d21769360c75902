// The sheet 在发待遇: who is paid what by the office's old list, from which month, to which account, under which decision.
import { firstDay } from '@songhe/basics/day'
import { conflict } from '@songhe/basics/problem'
import { copyRows } from '@songhe/kernel/bulk'
import type { Context } from '@songhe/kernel/context'
import type { CommitCounts, CommitPlan, SheetDefinition } from '@songhe/kernel/sheets/sheet'
import { foldName, type PayeeOfList, takeOverPayees } from '@songhe/registry/door'
import { sql } from 'kysely'
import { checkStreams } from './check-streams.ts'
import { type MatchedRow, matchRows, WHO_COLUMNS } from './match-rows.ts'
import { storeStreams, STREAM_COLUMNS } from './store-streams.ts'
import { dependentsOfStreams, undoStreams } from './undo-streams.ts'

export const runningEntitlements: SheetDefinition = {
  key: 'running-entitlements',
  title: '在发待遇（接管旧台账）',
  note: '原来正在发放的待遇：一人一项目一行。先导入名册；导入后在“接管”页看三张对比清单。',
  permission: 'takeover.import',
  columns: [
    ...WHO_COLUMNS,
    {
      key: 'startMonth',
      title: '起发月份',
      aliases: ['享受起始月', '起始年月', '开始月份', '起始月份', '开始发放月份'],
      required: true,
      kind: 'month',
      example: '2024-03',
    },
    {
      key: 'amount',
      title: '月标准（元）',
      aliases: ['月标准', '发放标准', '月发放金额', '补贴标准', '金额', '标准'],
      required: true,
      kind: 'money',
      example: '200',
    },
    {
      key: 'lastPaidMonth',
      title: '最后发放月份',
      aliases: ['已发至', '已发放至', '最后发放年月', '截止月份', '发放截止月份'],
      required: true,
      kind: 'month',
      example: '2026-10',
    },
    {
      key: 'account',
      title: '收款账号',
      aliases: ['银行账号', '银行卡号', '账号', '卡号', '社保卡号'],
      kind: 'account',
      example: '6200001234567890',
    },
    { key: 'holder', title: '户名', aliases: ['账户名', '开户名', '收款人'], kind: 'text', note: '不填即老人本人' },
    { key: 'relation', title: '与老人关系', aliases: ['关系'], kind: 'text', note: '户名不是本人时必填' },
    { key: 'bank', title: '开户银行', aliases: ['开户行', '银行'], kind: 'text' },
    { key: 'decision', title: '决定文号', aliases: ['批准文号', '审批文号', '文号'], kind: 'text' },
  ],
  check: checkStreams,
  commit: commitStreams,
  dependents: dependentsOfStreams,
  undo: undoStreams,
}

async function commitStreams(ctx: Context, plan: CommitPlan): Promise<CommitCounts> {
  const counts: CommitCounts = { added: 0, changed: 0, unchanged: 0 }
  let done = 0
  for await (const batch of plan.rows) {
    const matched = await matchRows(ctx, batch, () => {})
    if (matched.length !== batch.length)
      throw conflict('名册在校验以后变了，有的行对不上人，没有导入。', { next: '请重新校验后再导入。' })
    await copyRows(ctx, 'running_of_list', STREAM_COLUMNS, matched.map(cellsOf))
    const stored = await storeStreams(ctx, 'running_of_list', plan.id)
    const moved = await storePayees(ctx, plan, matched)
    for (const { person, outcome } of stored) counts[outcome === 'unchanged' && moved.has(person) ? 'changed' : outcome]++
    done += batch.length
    await plan.progress(done)
  }
  await sql`select kernel.refresh_statistics('benefits.entitlement')`.execute(ctx.db)
  return counts
}

const cellsOf = ({ person, programme, cells }: MatchedRow) => [
  person.id,
  person.area,
  programme,
  cells.startMonth,
  Number(cells.amount),
  cells.lastPaidMonth,
  cells.decision ?? '',
]

/** @returns whose account changed */
async function storePayees(ctx: Context, plan: CommitPlan, matched: readonly MatchedRow[]): Promise<Set<string>> {
  const wanted = new Map<string, PayeeOfList>()
  for (const { person, cells } of matched)
    if (cells.account && !wanted.has(person.id)) {
      const holder = cells.holder ?? person.name
      const own = foldName(holder) === foldName(person.name)
      wanted.set(person.id, {
        person: person.id,
        area: person.area,
        account: cells.account,
        holder: own ? person.name : holder,
        relation: own ? '本人' : cells.relation!,
        ground: own ? '' : `原发放台账${cells.decision ? `，${cells.decision}` : ''}`,
        bank: cells.bank ?? '',
        from: firstDay(cells.startMonth!),
      })
    }
  const changes = await takeOverPayees(ctx, [...wanted.values()])
  await sql`insert into benefits.takeover_row (district, import, kind, object, person, area, added, before)
    select ${ctx.principal.district}::int, ${plan.id}::uuid, 'payee', c.opened, c.person, c.area, c.closed is null, case when c.closed is not null then jsonb_build_object('closed', c.closed) end
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c (opened uuid, closed uuid, person uuid, area int)`.execute(
    ctx.db,
  )
  return new Set(changes.map(({ person }) => person))
}
