// A list taken away holds every row behind the filter, says numbers as numbers, and leaves a line in the log.
import { get } from '@songhe/basics/contract'
import { pageOf, Paging } from '@songhe/basics/paging'
import { z } from 'zod'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '../context.ts'
import { readRows } from '../sheets/excel.ts'
import { readEntries, textOf } from '../sheets/zip-entries.ts'
import { type TestWorld, testDatabase } from '../testing.ts'
import type { FileReply } from './file-reply.ts'
import { sheetOf } from './list-sheet.ts'

const listElders = get('/elders', {
  title: '查看老人',
  permission: 'registry.read',
  query: Paging.extend({ town: z.string().optional() }),
  reply: pageOf(z.object({ name: z.string(), sex: z.string(), fen: z.number(), town: z.object({ name: z.string() }) })),
  sheet: {
    name: '老人',
    columns: [
      { key: 'name', title: '姓名' },
      { key: 'sex', title: '性别', as: { female: '女', male: '男' } },
      { key: 'fen', title: '金额（元）', as: 'yuan' },
      { key: 'town.name', title: '镇街' },
      { key: 'traits.title', title: '情况' },
    ],
  },
})

const elder = (n: number) => ({
  name: n === 3 ? '=HYPERLINK("http://evil")' : `测某${n}`,
  sex: n % 2 ? 'female' : 'male',
  fen: 100 * n + 5,
  town: { name: '汉丰街道' },
  traits: [{ title: '独居' }, { title: '失能' }],
})
const lister = (count: number) => async (_ctx: Context, input: { query: { page: number; size: number; town?: string } }) => {
  const all = Array.from({ length: input.query.town ? 5 : count }, (_, n) => elder(n))
  const { page, size } = input.query
  return { rows: all.slice((page - 1) * size, page * size), total: all.length }
}

let world: TestWorld
beforeAll(async () => {
  world = await testDatabase([])
})
afterAll(() => world.close())

const take = (count: number, query: object) =>
  world.as({}, (ctx) => sheetOf(listElders, lister(count))[1](ctx, { query })) as Promise<FileReply>

async function cellsOf(file: FileReply) {
  const rows: string[][] = []
  for await (const row of readRows(file.bytes)) rows.push(row.cells)
  return rows
}

test('all rows come, not one page of them, with the page own words', async () => {
  const [head, ...rows] = await cellsOf(await take(4_321, { page: 7, size: 20 }))
  expect(head).toEqual(['姓名', '性别', '金额（元）', '镇街', '情况'])
  expect(rows).toHaveLength(4_321)
  expect(rows[1]).toEqual(['测某1', '女', '1.05', '汉丰街道', '独居、失能'])
  expect(rows[3]![0]).toBe('=HYPERLINK("http://evil")')
})

test('no cell of the file is a formula', async () => {
  const { bytes } = await take(10, {})
  const page = readEntries(bytes).find(({ name }) => name === 'xl/worksheets/sheet1.xml')
  const text = textOf(bytes, page)
  expect(text).toContain('=HYPERLINK')
  expect(text).not.toMatch(/<f[ >]/)
})

test('the filter of the page holds, and the log says who took what', async () => {
  expect(await cellsOf(await take(4_321, { town: '汉丰街道' }))).toHaveLength(6)
  const [entry] = await world.owner(
    `select e.event, d.details from kernel.audit_entry e left join kernel.audit_detail d on d.district = e.district and d.entry = e.seq order by e.seq desc limit 1`,
  )
  expect(entry.event).toBe('list.exported')
  expect(entry.details).toMatchObject({ list: '老人', rows: 5, filter: { town: '汉丰街道' } })
})

test('a list beyond a hundred thousand rows is refused with the way out, before anything is written', async () => {
  await expect(take(100_001, {})).rejects.toMatchObject({ message: expect.stringContaining('100001 行') })
})
