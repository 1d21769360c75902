// Files as clerks hand them in: GBK text, Excel, renamed and broken ones; what goes out holds no live formula.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inert, writeCsv } from './csv.ts'
import { bytesOf, writeStream } from './excel.ts'
import { findHeader } from './header.ts'
import type { SheetColumn } from './sheet.ts'
import { openTable } from './table-file.ts'

const COLUMNS: SheetColumn[] = [
  { key: 'name', title: '姓名', aliases: ['老人姓名'], kind: 'text' },
  { key: 'citizenId', title: '身份证号', aliases: ['公民身份号码'], kind: 'citizen-id' },
]

async function allRows(bytes: Buffer) {
  const rows = []
  for await (const row of openTable(bytes).rows()) rows.push(row)
  return rows
}

test('a GB18030 file with a title above its header is read and its columns are proposed', async () => {
  const bytes = await writeCsv(
    [
      ['开州区老人名册', ''],
      ['老人姓名', '公民身份号码'],
      ['张秀英', 'x500199194603124015'],
    ],
    'gb18030',
  )
  const rows = await allRows(bytes)
  expect(findHeader(rows, COLUMNS)).toMatchObject({ row: 2, mapping: { name: 0, citizenId: 1 } })
  expect(rows[2]?.cells[0]).toBe('张秀英')
})

test('an Excel sheet comes back as it was written, with eighteen digits whole', async () => {
  const bytes = await bytesOf((target) =>
    writeStream(target, {
      sheet: '名册',
      columns: [{ title: '姓名' }, { title: '身份证号' }],
      rows: [['李䶮', '500199194603124015']],
    }),
  )
  const rows = await allRows(bytes)
  expect(rows.map((row) => row.cells.slice(0, 2))).toEqual([
    ['姓名', '身份证号'],
    ['李䶮', '500199194603124015'],
  ])
})

test('renamed, empty and broken files are refused with what to do', () => {
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.from('<html><table>'),
    Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3]),
  ])
    expect(() => openTable(bytes).rows()).toThrow(expect.objectContaining({ kind: 'invalid' }))
})

test('no exported cell can be run by a spreadsheet', () => {
  fc.assert(fc.property(fc.string(), (text) => void expect(inert(text)).not.toMatch(/^[=+@\t\r]|^-(?!\d+(\.\d+)?$)/)))
})
