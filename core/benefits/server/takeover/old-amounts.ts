// Why an old amount differs: which row of the table applies now, and whether the old amount is that of another row (an age band never moved on).
import { lastDay, type Month } from '@songhe/basics/day'
import { fen, yuan } from '@songhe/basics/money'
import type { Context } from '@songhe/kernel/context'
import { readTables } from '../cases/judge-population.ts'

/** programme -> rows that pay a plain amount */
export type RowAmounts = Map<string, { row: string; fen: number }[]>

export async function rowAmounts(ctx: Context, month: Month): Promise<RowAmounts> {
  const tables = await readTables(ctx, lastDay(month))
  return new Map(
    tables.map(({ pack, table }) => {
      const money = table.outputs.findIndex((output) => output.type === 'money')
      return [
        pack,
        table.rows.flatMap((row) => {
          const amount = fen(row.outputs[money]?.text ?? '')
          return amount === undefined ? [] : [{ row: row.id, fen: amount }]
        }),
      ]
    }),
  )
}

export interface Compared {
  programme: string
  oldFen: number
  newFen: number
  row: string
}

export function amountReason(amounts: RowAmounts, { programme, oldFen, newFen, row }: Compared): string {
  if (oldFen === newFen) return ''
  const other = amounts.get(programme)?.find((one) => one.fen === oldFen && one.row !== row)
  const old = other ? `旧台账的 ${yuan(oldFen)} 元是“${other.row}”行的标准` : `旧台账的 ${yuan(oldFen)} 元不是表里任何一行的标准`
  return `现在适用“${row}”行，${yuan(newFen)} 元；${old}。`
}
