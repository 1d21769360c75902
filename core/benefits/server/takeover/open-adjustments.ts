// The sheet 未结补发追回: money the old list still owes or wants back. It enters as proposed by whoever imports it; another human approves each.
import { monthOf } from '@songhe/basics/day'
import { conflict } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import type { CheckPlan, SheetDefinition } from '@songhe/kernel/sheets/sheet'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { type MatchedRow, matchRows, WHO_COLUMNS } from './match-rows.ts'
import { dependentsOfAdjustments, storeAdjustments, undoAdjustments } from './store-adjustments.ts'

const KINDS = { 补发: 'arrear', 追回: 'recovery' } as const

export const openAdjustments: SheetDefinition = {
  key: 'open-adjustments',
  title: '未结补发追回（接管旧台账）',
  note: '原来还没有补发、还没有追回的钱：一人一项目一个月份一行。导入后在“补发与追回”里由另一人批准。',
  permission: 'takeover.import',
  columns: [
    ...WHO_COLUMNS,
    {
      key: 'kind',
      title: '补发或追回',
      aliases: ['类别', '类型', '种类'],
      required: true,
      kind: 'choice',
      choices: Object.keys(KINDS),
      example: '补发',
    },
    {
      key: 'forMonth',
      title: '所属月份',
      aliases: ['月份', '应发月份', '所属期'],
      required: true,
      kind: 'month',
      example: '2026-05',
    },
    {
      key: 'amount',
      title: '未结金额（元）',
      aliases: ['未结金额', '应补金额', '应追金额', '金额'],
      required: true,
      kind: 'money',
      note: '正数；追回也填正数',
      example: '200',
    },
    { key: 'reason', title: '原因', aliases: ['事由', '说明', '备注'], required: true, kind: 'text', example: '漏发' },
    { key: 'decision', title: '决定文号', aliases: ['批准文号', '文号'], kind: 'text' },
  ],
  check: checkAdjustments,
  async commit(ctx, plan) {
    const counts = { added: 0, changed: 0, unchanged: 0 }
    let done = 0
    for await (const batch of plan.rows) {
      const matched = await matchRows(ctx, batch, () => {})
      if (matched.length !== batch.length)
        throw conflict('名册在校验以后变了，有的行对不上人，没有导入。', { next: '请重新校验后再导入。' })
      for (const outcome of await storeAdjustments(ctx, matched.map(asAdjustment), plan.id)) counts[outcome]++
      done += batch.length
      await plan.progress(done)
    }
    return counts
  },
  dependents: dependentsOfAdjustments,
  undo: undoAdjustments,
}

const kindOf = (cells: MatchedRow['cells']) => KINDS[cells.kind as keyof typeof KINDS]

const asAdjustment = ({ person, programme, cells }: MatchedRow) => ({
  person: person.id,
  area: person.area,
  programme,
  kind: kindOf(cells),
  for_month: cells.forMonth!,
  fen: Number(cells.amount) * (kindOf(cells) === 'recovery' ? -1 : 1),
  reason: `${cells.reason}${cells.decision ? `（${cells.decision}）` : ''}`.slice(0, 200),
})

async function checkAdjustments(ctx: Context, { rows, report }: CheckPlan) {
  const now = monthOf(today(ctx))
  const seen = new Map<string, number>()
  for await (const batch of rows) {
    const matched = await matchRows(ctx, batch, report)
    const worked = await workedOn(
      ctx,
      matched.map(({ person }) => person.id),
    )
    for (const { row, cells, person, programme } of matched) {
      const key = `${person.id}/${programme}/${kindOf(cells)}/${cells.forMonth}`
      const first = seen.get(key)
      if (first) report({ row, column: 'forMonth', value: cells.forMonth!, reason: `与第 ${first} 行是同一笔，请合并成一行。` })
      else seen.set(key, row)
      if (Number(cells.amount) <= 0)
        report({ row, column: 'amount', value: cells.amount!, reason: '未结金额应大于 0；追回也填正数。' })
      if (cells.forMonth! > now) report({ row, column: 'forMonth', value: cells.forMonth!, reason: '所属月份晚于本月。' })
      const known = worked.get(key)
      if (known !== undefined && known !== asAdjustment({ row, cells, person, programme }).fen)
        report({ row, column: 'amount', value: cells.amount!, reason: '这一笔已经导入并批准过，金额不能再改。' })
    }
  }
}

/** Imported money somebody has already approved: person/programme/kind/month -> fen. */
async function workedOn(ctx: Context, people: readonly string[]): Promise<Map<string, number>> {
  const found = await sql<{ key: string; fen: number }>`
    select concat_ws('/', person, programme, kind, for_month) as key, fen from benefits.adjustment
    where district = ${ctx.principal.district} and person = any(${[...people]}::uuid[]) and origin = 'import' and state not in ('proposed', 'cancelled')`.execute(
    ctx.db,
  )
  return new Map(found.rows.map((row) => [row.key, row.fen]))
}
