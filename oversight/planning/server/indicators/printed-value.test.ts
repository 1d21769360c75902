import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { printedFile } from '../testing-planning.ts'
import { readPrintedDay } from './printed-day.ts'
import { readPrinted } from './printed-value.ts'
import { inUnit, sameKind } from './units.ts'

const rows = (name: string): Record<string, string>[] => parse(readFileSync(printedFile(name), 'utf8'), { columns: true })

test('T-60, T-62, T-63, T-64: every printed cell of the two indicator tables is read as the seed table reads it', () => {
  for (const [name, base, target] of [
    ['yubei-indicators', 'baseline_2020', 'target_2025'],
    ['wuxi-indicators', 'value_2021', 'value_2025'],
  ] as const)
    for (const row of rows(name))
      for (const [printed, prefix] of [
        [row[base]!, name === 'yubei-indicators' ? 'baseline' : 'base'],
        [row[target]!, 'target'],
      ] as const) {
        const read = readPrinted(printed)
        expect([row.no, printed, read && [read.operator, Number(read.value), read.unit]]).toEqual([
          row.no,
          printed,
          [row[`${prefix}_operator`], Number(row[`${prefix}_value`]), row[`${prefix}_unit`]],
        ])
      }
})

test('T-61, T-71: words beside a number say how it compares and how sure it is; both kinds of dash make a range', () => {
  expect(readPrinted('不低于60%')).toMatchObject({ operator: '>=', value: '60', unit: '%' })
  expect(readPrinted('1000平方米以下')).toMatchObject({ operator: '<=', value: '1000', unit: '平方米' })
  expect(readPrinted('超50万')).toMatchObject({ operator: '>', value: '500000', unit: '' })
  expect(readPrinted('近5000')).toMatchObject({ operator: '~', value: '5000', certainty: '近' })
  expect(readPrinted('约190000平方米左右')).toMatchObject({ operator: '~', value: '190000', certainty: '约左右' })
  expect(readPrinted('1—2家')).toMatchObject({ operator: 'between', value: '1', valueMax: '2', unit: '家' })
  expect(readPrinted('1000-1200')).toMatchObject({ operator: 'between', value: '1000', valueMax: '1200' })
  expect(readPrinted('4.5万人次')).toMatchObject({ value: '45000', unit: '人次' })
  expect(readPrinted('24.37万人')).toMatchObject({ value: '243700', unit: '人' })
  expect(readPrinted('44176万元')).toMatchObject({ value: '44176', unit: '万元' })
  expect(readPrinted('基本实现全覆盖')).toBeUndefined()
})

test('T-62: a dash is no value and never zero', () => {
  for (const dash of ['—', '——', '', '－']) expect(readPrinted(dash)).toMatchObject({ value: null })
  expect(readPrinted('0')).toMatchObject({ value: '0' })
})

test('T-65: days, years, ends of years and plan periods, with spaces inside', () => {
  expect(readPrintedDay('2020年5月20日')).toEqual({ day: '2020-05-20', precision: 'day' })
  expect(readPrintedDay('截至2020年11月1日')).toEqual({ day: '2020-11-01', precision: 'day' })
  expect(readPrintedDay('到2025 年')).toEqual({ day: '2025-12-31', precision: 'year' })
  expect(readPrintedDay('2024年底前')).toEqual({ day: '2024-12-31', precision: 'year' })
  expect(readPrintedDay('“十三五”末')).toEqual({ day: '2020-12-31', precision: 'plan' })
  expect(readPrintedDay('“十四五”时期')).toEqual({ day: '2025-12-31', precision: 'plan' })
  expect(readPrintedDay('今后')).toEqual({ day: null, precision: 'none' })
  expect(readPrintedDay('每年')).toEqual({ day: null, precision: 'none' })
})

test('T-64: units of one kind are converted, units of two kinds are never compared, no unit is compared with nothing', () => {
  expect(inUnit('24.37', '万人', '人')?.toFixed()).toBe('243700')
  expect(inUnit('60', '亩', '平方米')?.toFixed()).toBe('40000.2')
  expect(sameKind('人', '人次')).toBe(false)
  expect(sameKind('', '')).toBe(false)
  expect(sameKind('个', '家')).toBe(true)
  expect(inUnit('1', '人', '人次')).toBeNull()
})
