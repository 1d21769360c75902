// 资金占比要求 as a sheet: document, clause, base, purposes and floor, as each document says it.
import { newId } from '@songhe/basics/ids'
import { conflict } from '@songhe/basics/problem'
import type { Context } from '@songhe/kernel/context'
import type { CheckPlan, CommitCounts, CommitPlan, SheetDefinition, SheetRow } from '@songhe/kernel/sheets/sheet'
import { sql } from 'kysely'
import { SHARE_BASES, PURPOSES } from '../../contract.ts'
import { documentShelf, type DocumentShelf } from '../documents.ts'

export const shareRuleSheet: SheetDefinition = {
  key: 'fund-share-rules',
  title: '资金占比要求',
  note: '文件对福彩公益金等的最低占比，注明文件、条款和基数。文件没有写基数的写“没有写明”，不计算占比，等人认定。',
  permission: 'funds.write',
  columns: [
    { key: 'number', title: '序号', aliases: ['no'], required: true, kind: 'text' },
    { key: 'document', title: '文件', aliases: ['doc', '文号'], required: true, kind: 'text' },
    { key: 'clause', title: '条款', aliases: ['clause'], required: true, kind: 'text' },
    { key: 'base', title: '基数', aliases: ['base'], required: true, kind: 'choice', choices: Object.values(SHARE_BASES) },
    {
      key: 'purposes',
      title: '合格用途',
      aliases: ['purposes'],
      required: true,
      kind: 'text',
      note: '用 | 隔开，或写“全部养老用途”。',
    },
    { key: 'floor', title: '最低百分比', aliases: ['floor_percent'], required: true, kind: 'number' },
    { key: 'from', title: '从哪天起', aliases: ['valid_from'], required: true, kind: 'day' },
  ],
  async check(ctx, plan) {
    await checkRules(ctx, plan)
  },
  commit: commitRules,
  async dependents(ctx, id) {
    const found = await sql<{ name: string; what: string }>`select clause as name, '已认定' as what from planning.share_rule
      where district = ${ctx.principal.district} and import = ${id} and decided_staff is not null`.execute(ctx.db)
    return found.rows
  },
  async undo(ctx, id) {
    const done =
      await sql`update planning.share_rule set standing = 'withdrawn' where district = ${ctx.principal.district} and import = ${id}`.execute(
        ctx.db,
      )
    return { closed: Number(done.numAffectedRows ?? 0), restored: 0 }
  },
}

interface Line {
  document: string
  number: string
  clause: string
  base: string
  purposes: string[]
  floor: string
  from: string
}

function readLine({ cells }: SheetRow, shelf: DocumentShelf): Line | { column: string; reason: string } {
  const document = shelf.find(cells.document!)
  if ('reason' in document) return { column: 'document', reason: document.reason }
  const words = cells.purposes!.split(/[|、]/).map((word) => word.trim())
  const keys = words.map((word) => Object.entries(PURPOSES).find(([, title]) => title === word)?.[0])
  const purposes = cells.purposes === '全部养老用途' ? Object.keys(PURPOSES) : keys
  if (purposes.some((key) => key === undefined))
    return { column: 'purposes', reason: `用途只能写：${Object.values(PURPOSES).join('、')}，或“全部养老用途”。` }
  if (!(Number(cells.floor) > 0 && Number(cells.floor) <= 100)) return { column: 'floor', reason: '百分比应大于 0、不超过 100。' }
  const base = Object.entries(SHARE_BASES).find(([, title]) => title === cells.base)![0]
  return {
    document: document.key,
    number: cells.number!,
    clause: cells.clause!,
    base,
    purposes: purposes as string[],
    floor: cells.floor!,
    from: cells.from!,
  }
}

const textOf = (line: Line) => [line.clause, line.base, line.purposes.join(), Number(line.floor), line.from].join('|')

async function known(ctx: Context): Promise<Map<string, string>> {
  const found =
    await sql<Line>`select document, number, clause, base, purposes, floor_percent as floor, valid_from as "from" from planning.share_rule
    where district = ${ctx.principal.district} and standing <> 'withdrawn'`.execute(ctx.db)
  return new Map(found.rows.map((line) => [`${line.document}|${line.number}`, textOf(line)]))
}

async function checkRules(ctx: Context, { rows, report }: CheckPlan) {
  const [shelf, standing] = [await documentShelf(ctx), await known(ctx)]
  for await (const batch of rows)
    for (const row of batch) {
      if (row.faulty) continue
      const line = readLine(row, shelf)
      const say = (column: string, reason: string) => report({ row: row.row, column, value: row.cells[column] ?? '', reason })
      if ('reason' in line) {
        say(line.column, line.reason)
        continue
      }
      const before = standing.get(`${line.document}|${line.number}`)
      if (before !== undefined && before !== textOf(line))
        say('number', '这一条已登记，内容不同。录入有误的，请先撤销原来的导入。')
    }
}

async function commitRules(ctx: Context, plan: CommitPlan): Promise<CommitCounts> {
  const [shelf, standing] = [await documentShelf(ctx), await known(ctx)]
  const counts: CommitCounts = { added: 0, changed: 0, unchanged: 0 }
  for await (const batch of plan.rows)
    for (const row of batch) {
      const line = readLine(row, shelf)
      if ('reason' in line) throw conflict(`校验以后情况有变，第 ${row.row} 行现在不能导入。`, { next: '请重新校验，再提交。' })
      if (standing.has(`${line.document}|${line.number}`)) counts.unchanged++
      else {
        await sql`insert into planning.share_rule (district, id, document, clause, number, base, purposes, floor_percent, valid_from, import, recorded_by)
          values (${ctx.principal.district}, ${newId()}, ${line.document}, ${line.clause}, ${line.number}, ${line.base}, ${line.purposes}::text[], ${line.floor}, ${line.from},
            ${plan.id}, ${ctx.principal.name})`.execute(ctx.db)
        counts.added++
      }
    }
  return counts
}
