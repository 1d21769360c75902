// 去世名单: the list of another office (funeral home, police, hospital) as a file; each row is the same one act as a death entered by hand.
import { maskName } from '@songhe/basics/masking'
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import type { CheckPlan, CommitPlan, SheetDefinition, SheetRow } from '@songhe/kernel/sheets/sheet'
import { today } from '@songhe/kernel/today'
import { sql } from 'kysely'
import { knownByNumber } from '../bulk/known-by-number.ts'
import { recordSource } from '../facts/source.ts'
import { recordDeath, reverseDeath } from './record-death.ts'

export const deathList: SheetDefinition = {
  key: 'death-list',
  title: '去世名单',
  note: '殡葬、公安、卫健等部门的去世名单。导入后，名单上的人待遇当场停下，多发的自动算出，等另一位工作人员确认。',
  permission: 'registry.write',
  columns: [
    {
      key: 'citizenId',
      title: '身份证号码',
      aliases: ['身份证号', '身份证', '公民身份号码', '证件号码', '逝者身份证号'],
      required: true,
      kind: 'citizen-id',
      note: '18 位，单元格格式为文本。',
      example: '500199194003125000',
    },
    { key: 'name', title: '姓名', aliases: ['逝者姓名', '死者姓名'], required: true, kind: 'text', example: '测某某' },
    {
      key: 'day',
      title: '去世日期',
      aliases: ['死亡日期', '死亡时间', '去世时间', '逝世日期'],
      required: true,
      kind: 'day',
      note: '例如 2026-10-05。',
      example: '2026-10-05',
    },
    { key: 'note', title: '备注', aliases: ['火化日期', '证明编号', '说明'], kind: 'text' },
  ],
  options: [
    {
      key: 'label',
      title: '名单来源',
      kind: 'text',
      note: '哪个部门、哪一期，例如：区殡仪馆10月火化名单',
      initial: '其他部门去世名单',
    },
    { key: 'reportedOn', title: '名单日期', kind: 'day', note: '对方出具名单的日期', initial: 'today' },
  ],
  check: checkDeaths,
  commit: commitDeaths,
  dependents: async () => [],
  undo: undoDeaths,
}

async function checkDeaths(ctx: Context, { rows, report }: CheckPlan) {
  const seen = new Map<string, number>()
  for await (const batch of rows) {
    const sound = batch.filter((row) => !row.faulty)
    const known = await knownByNumber(
      ctx,
      sound.map(({ cells }) => cells.citizenId!),
    )
    for (const { row, cells } of sound) {
      const say = (column: string, value: string, reason: string) => report({ row, column, value, reason })
      const before = seen.get(cells.citizenId!)
      const person = known.get(cells.citizenId!)
      if (before) say('citizenId', '', `和第 ${before} 行是同一个人。`)
      else if (!person) say('citizenId', '', '名册里没有这个身份证号码，或不在您的管辖范围。')
      else if (person.name !== cells.name)
        say('name', cells.name!, `名册里这个号码的姓名是${maskName(person.name)}，请核对是不是同一个人。`)
      else if (cells.day! > today(ctx)) say('day', cells.day!, '去世日期晚于今天。')
      else if (cells.day! < person.birth) say('day', cells.day!, `去世日期早于出生日期 ${person.birth}。`)
      else if (person.diedOn && person.diedOn !== cells.day)
        say('day', cells.day!, `已登记于 ${person.diedOn} 去世，日期不同；请先核对，有误的先撤销原登记。`)
      seen.set(cells.citizenId!, row)
    }
  }
}

async function commitDeaths(ctx: Context, { id, file, rows, options, progress }: CommitPlan) {
  const source = {
    id: newId(),
    kind: 'import' as const,
    label: options.label ?? '其他部门去世名单',
    reportedOn: options.reportedOn ?? today(ctx),
    file,
    import: id,
  }
  await recordSource(ctx, source)
  const counts = { added: 0, changed: 0, unchanged: 0 }
  for await (const batch of rows) {
    const known = await knownByNumber(
      ctx,
      batch.map(({ cells }) => cells.citizenId!),
    )
    for (const row of batch)
      counts[(await recordOne(ctx, row, known.get(row.cells.citizenId!)!.id, source)) ? 'changed' : 'unchanged']++
    await progress(counts.changed + counts.unchanged)
  }
  return counts
}

async function recordOne(ctx: Context, { cells }: SheetRow, person: string, source: Parameters<typeof recordSource>[1]) {
  const body = { id: newId(), day: cells.day!, note: cells.note ?? '', source }
  return (await recordDeath(ctx, { params: { id: person }, body })).outcome === 'created'
}

/** Takes back every death that came with this file and still stands. */
async function undoDeaths(ctx: Context, id: string) {
  const found = await sql<{
    person: string
  }>`select e.person from registry.life_event e join registry.source s on s.district = e.district and s.id = e.source
    where e.district = ${ctx.principal.district} and s.import = ${id} and e.kind = 'death' and e.reversed_by is null`.execute(
    ctx.db,
  )
  for (const { person } of found.rows)
    await reverseDeath(ctx, { params: { id: person }, body: { id: newId(), reason: '撤销导入的去世名单' } })
  return { closed: 0, restored: found.rows.length }
}
