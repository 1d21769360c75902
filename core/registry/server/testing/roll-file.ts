// An office's roll as a file, of any length: what the speed test of the suite and the bench hand to the import.
import { inventedRow } from './invented-rows.ts'

export const ROLL_TITLES = ['身份证号', '姓名', '镇街', '村社', '联系电话', '银行账号', '低保', '独居', '医疗保险']

/** Names of the places of plant-areas. */
const VILLAGES: Record<number, [string, string]> = {
  1011: ['一镇', '一村'],
  1012: ['一镇', '二村'],
  1021: ['二镇', '三村'],
  1022: ['二镇', '四社区'],
}

export function* rollRows(count: number): Generator<string[]> {
  for (let i = 0; i < count; i++) {
    const { citizenId, name, area, phone } = inventedRow(i)
    const yes = (every: number) => (i % every === 0 ? '是' : '否')
    const account = withCheckDigit(`62280000${String(i).padStart(10, '0')}`)
    yield [citizenId!, name, ...VILLAGES[area]!, phone!, account, yes(9), yes(6), '城乡居民医保']
  }
}

export function* rollTable(count: number): Generator<string[]> {
  yield ROLL_TITLES
  yield* rollRows(count)
}

function withCheckDigit(body: string): string {
  let sum = 0
  for (let i = 0; i < body.length; i++) {
    const digit = Number(body[body.length - 1 - i])
    sum += i % 2 === 1 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2
  }
  return body + String((10 - (sum % 10)) % 10)
}
