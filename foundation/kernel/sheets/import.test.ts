// Imports end to end with a toy sheet: every row is accounted for, comes back with its reason, and nothing is taken twice.
import { newId } from '@songhe/basics/ids'
import { Problem } from '@songhe/basics/problem'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Capability } from '../capability.ts'
import type { Context } from '../context.ts'
import { type TestWorld, testDatabase } from '../testing.ts'
import { sheetsCapability } from './capability.ts'
import { checkImport } from './check-import.ts'
import { commitImport } from './commit-import.ts'
import { readCsv } from './csv.ts'
import { downloadErrors, downloadTemplate } from './downloads.ts'
import { bytesOf, markOf, readRows, type TableRow, writeStream } from './excel.ts'
import { listImports, listRowProblems } from './list-imports.ts'
import { previewHead, previewImport, showImport } from './preview-import.ts'
import { undoImport } from './undo-import.ts'

/** What the toy room holds: ID number -> import that added it. */
const held = new Map<string, string>()
const later = new Set<string>()

const toy: Capability = {
  name: 'toy',
  title: '试验',
  sheets: [
    {
      key: 'toy',
      title: '试验名册',
      note: '',
      permission: 'sheets.import',
      columns: [
        { key: 'id', title: '身份证号', kind: 'citizen-id', required: true, example: '500199194603124012' },
        { key: 'name', title: '姓名', kind: 'text', required: true, aliases: ['老人姓名'], note: '与身份证一致' },
        { key: 'poor', title: '低保', kind: 'yes-no' },
      ],
      async commit(_ctx, { id, rows }) {
        const counts = { added: 0, changed: 0, unchanged: 0 }
        for await (const batch of rows)
          for (const { cells } of batch) {
            counts[held.has(cells.id!) ? 'unchanged' : 'added']++
            if (!held.has(cells.id!)) held.set(cells.id!, id)
          }
        return counts
      },
      dependents: async (_ctx, id) =>
        [...held].flatMap(([person, by]) =>
          by === id && later.has(person) ? [{ name: person.slice(-4), what: '已有待遇' }] : [],
        ),
      async undo(_ctx, id) {
        const mine = [...held].filter(([, by]) => by === id)
        for (const [person] of mine) held.delete(person)
        return { closed: mine.length, restored: 0 }
      },
    },
  ],
}

let world: TestWorld
beforeAll(async () => {
  world = await testDatabase([sheetsCapability, toy])
})
afterAll(() => world.close())

const GOOD = [idOf('50019919460312401'), idOf('50019919460312402'), idOf('50019919460312403')]

function idOf(first17: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(first17[i]), 0)
  return first17 + '10X98765432'[sum % 11]
}

const clerk = <T>(act: (ctx: Context) => Promise<T>) => world.as({ roles: ['clerk'] }, act)
async function cellsOf(rows: AsyncIterable<TableRow>): Promise<string[][]> {
  const all: string[][] = []
  for await (const { cells } of rows) all.push(cells)
  return all
}

const table = (rows: string[][]) => rows.map((row) => row.join(',')).join('\n')

async function upload(bytes: Buffer, name = '名册.csv') {
  return clerk((ctx) =>
    previewImport(ctx, { query: { id: newId(), sheet: 'toy' }, file: { name, mediaType: 'text/csv', bytes } }),
  )
}

const show = (id: string) => clerk((ctx) => showImport(ctx, { params: { id } }))

const head = (id: string) => clerk((ctx) => previewHead(ctx, { params: { id }, query: {} }))

async function check(id: string) {
  const seen = await show(id)
  await clerk((ctx) =>
    checkImport(ctx, { params: { id }, body: { headerRow: seen.headerRow, mapping: seen.mapping, options: {} } }),
  )
  await world.work()
  return (await show(id)).import
}

async function commit(id: string, partly = false) {
  await clerk((ctx) => commitImport(ctx, { params: { id }, body: { partly } }))
  await world.work()
  return (await show(id)).import
}

test('a clean file is previewed, checked and committed; the same file again is recognised and changes nothing', async () => {
  const bytes = Buffer.from(
    table([
      ['身份证号', '姓名'],
      [GOOD[0]!, '张三'],
      [GOOD[1]!, '李四'],
    ]),
  )
  const first = await upload(bytes)
  expect(first.outcome).toBe('created')
  expect(await check(first.id)).toMatchObject({ state: 'checked', rowsIn: 2, accepted: 2, rejected: 0 })
  expect(await commit(first.id)).toMatchObject({ state: 'committed', added: 2, unchanged: 0 })
  const again = await upload(bytes, '另一个名字.csv')
  expect(again).toMatchObject({ id: first.id, outcome: 'same-file' })
  expect(held.size).toBe(2)
})

test('every row is accepted or returned; the returned ones come back in the same file with the reason', async () => {
  const bad = [
    [GOOD[2]!, '王五', '是'],
    ['5.00199E+17', '赵六', '否'],
    [`${GOOD[0]!.slice(0, 17)}0`, '', '是'],
    [GOOD[0]!, '张三', '也许'],
  ]
  const { id } = await upload(iconv.encode(table([['附件一'], ['身份证号', '老人姓名', '低保'], ...bad]), 'gb18030'))
  expect((await show(id)).headerRow).toBe(2)
  expect(await check(id)).toMatchObject({ rowsIn: 4, accepted: 1, rejected: 3 })
  const { rows } = await clerk((ctx) => listRowProblems(ctx, { params: { id }, query: { page: 1, size: 50, warnings: false } }))
  expect(rows[0]).toMatchObject({ row: 4, column: '身份证号', reason: expect.stringContaining('设为“文本”') })
  expect(rows.map(({ row, column }) => [row, column])).toEqual([
    [4, '身份证号'],
    [5, '身份证号'],
    [5, '姓名'],
    [6, '低保'],
  ])
  await expect(commit(id)).rejects.toThrow('3 行退回')
  expect((await show(id)).import.state).toBe('checked')
  expect(await commit(id, true)).toMatchObject({ state: 'committed', added: 1, changed: 0, unchanged: 0, rejected: 3 })
  const back = await clerk((ctx) => downloadErrors(ctx, { params: { id } }))
  const lines = await cellsOf(readCsv(back.bytes, 'gb18030'))
  expect(lines).toHaveLength(6)
  expect(lines[1]!.at(-1)).toBe('错误原因')
  expect(lines[3]!.slice(0, 2)).toEqual(['5.00199E+17', '赵六'])
  expect(lines[5]!.at(-1)).toContain('低保')
  expect(lines[2]).toHaveLength(3)
})

test('an Excel sheet of ours comes back with the bad cells marked, and its columns are remembered by header', async () => {
  const columns = [{ title: '甲' }, { title: '证件' }]
  const rows = [
    ['张三', GOOD[0]!],
    ['李四', '12'],
  ]
  const bytes = await bytesOf((target) => writeStream(target, { sheet: '表一', columns, rows }))
  const { id } = await upload(bytes, '外来.xlsx')
  const seen = await head(id)
  expect([seen.mapping, seen.remembered]).toEqual([{}, false])
  expect(seen.sample).toHaveLength(2)
  const mapping = { name: 0, id: 1 }
  await clerk((ctx) => checkImport(ctx, { params: { id }, body: { headerRow: 1, mapping, options: {} } }))
  await world.work()
  const back = await clerk((ctx) => downloadErrors(ctx, { params: { id } }))
  const marked = await cellsOf(readRows(back.bytes))
  expect(marked[0]).toEqual(['甲', '证件', '错误原因'])
  expect(marked[2]!.slice(0, 2)).toEqual(['李四', '12'])
  expect(marked[2]![2]).toContain('身份证号：')
  const repaired = await upload(back.bytes, '外来-退回.xlsx')
  expect(await head(repaired.id)).toMatchObject({ mapping, remembered: true, template: 'foreign' })
})

test('undo closes what the import added, and is refused with the list when something later stands on a row', async () => {
  const person = idOf('50019919460312409')
  const made = await upload(
    Buffer.from(
      table([
        ['身份证号', '姓名'],
        [person, '周九'],
      ]),
    ),
  )
  await check(made.id)
  await commit(made.id)
  later.add(person)
  const undo = () => clerk((ctx) => undoImport(ctx, { params: { id: made.id }, body: { reason: '传错了文件' } }))
  expect(await undo()).toMatchObject({ job: null, inTheWay: [{ what: '已有待遇' }], inTheWayTotal: 1 })
  expect(held.has(person)).toBe(true)
  later.clear()
  await undo()
  await world.work()
  expect(held.has(person)).toBe(false)
  const { rows } = await clerk((ctx) => listImports(ctx, { query: { page: 1, size: 1, sheet: 'toy' } }))
  expect(rows[0]).toMatchObject({ id: made.id, state: 'undone', undoneBy: '测试员', sheetTitle: '试验名册' })
  expect(
    (
      await upload(
        Buffer.from(
          table([
            ['身份证号', '姓名'],
            [person, '周九'],
          ]),
        ),
      )
    ).outcome,
  ).toBe('created')
})

test('the template carries its mark, and its example row is not a row', async () => {
  const { bytes, name } = await clerk((ctx) => downloadTemplate(ctx, { params: { sheet: 'toy' } }))
  expect(name).toBe('试验名册模板.xlsx')
  expect(await markOf(bytes)).toMatch(/^toy:/)
  const { id } = await upload(bytes, name)
  expect((await head(id)).template).toBe('current')
  expect(await check(id)).toMatchObject({ rowsIn: 0, accepted: 0 })
})

test('a hostile file and somebody without the right are refused before anything is kept', async () => {
  await expect(upload(Buffer.from('PK\u0003\u0004 not a workbook'), '坏.xlsx')).rejects.toBeInstanceOf(Problem)
  await expect(upload(Buffer.from('<html><table>'), '网页.xls')).rejects.toThrow('网页')
  const id = newId()
  const asAuditor = world.as({ roles: ['auditor'] }, (ctx) =>
    previewImport(ctx, {
      query: { id, sheet: 'toy' },
      file: { name: 'a.csv', mediaType: 'text/csv', bytes: Buffer.from('姓名') },
    }),
  )
  await expect(asAuditor).rejects.toThrow('岗位')
  expect(await world.owner('select from kernel.sheet_import where id = $1', [id])).toHaveLength(0)
})
