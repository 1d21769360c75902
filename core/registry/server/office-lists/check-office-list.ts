// The check of another office's list: is this number ours, is it the same human, does the row state anything, twice in one file.
import { maskCitizenId, maskName } from '@songhe/basics/masking'
import type { Context } from '@songhe/kernel/context'
import type { CheckPlan } from '@songhe/kernel/sheets/sheet'
import { knownByNumber } from '../bulk/known-by-number.ts'
import { foldName } from '../people/name-search.ts'
import type { OfficeList } from './office-lists.ts'

export async function checkOfficeList(ctx: Context, { facts }: OfficeList, { rows, report }: CheckPlan) {
  const firstRow = new Map<string, number>()
  for await (const batch of rows) {
    const sound = batch.filter((row) => !row.faulty)
    const known = await knownByNumber(
      ctx,
      sound.map(({ cells }) => cells.number!),
    )
    for (const { row, cells } of sound) {
      const number = cells.number!
      const person = known.get(number)
      const before = firstRow.get(number)
      const say = (column: string, value: string, reason: string) => report({ row, column, value, reason })
      if (before) say('number', maskCitizenId(number), `与第 ${before} 行是同一个身份证号，请只留一行。`)
      else if (!person)
        say('number', maskCitizenId(number), '名册里没有这个身份证号，或不在您的管辖范围。要先登记老人，再导入这份名单。')
      else if (foldName(person.name) !== foldName(cells.name!))
        say('name', cells.name!, `名册里这个号码的姓名是${maskName(person.name)}，请核对是不是同一个人。`)
      else if (!facts.some((kind) => cells[kind] !== undefined)) say('', '', '这一行没有写任何情况，没有可以登记的内容。')
      firstRow.set(number, before ?? row)
    }
  }
}
