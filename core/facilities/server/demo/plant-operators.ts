// Invented operators with codes of an office that never existed; one of them turns up under a second name without a code.
import { bodyCheckCharacter, creditCheckCharacter } from '@songhe/basics/credit-code'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { meetOperator } from '../operators/operator-store.ts'

/** 500199 was never given to any place, so no real body bears such a code. */
export function demoCreditCode(kind: string, number: number): string {
  const first8 = `MJ${String(number).padStart(6, '0')}`
  const first17 = `${kind}500199${first8}${bodyCheckCharacter(first8)}`
  return first17 + creditCheckCharacter(first17)
}

const OPERATORS = [
  { name: '示例松鹤养老服务中心', kind: '52', filedHome: true, brand: '示例松鹤' },
  { name: '示例常青养老服务有限公司', kind: '91', filedHome: true, brand: '' },
  { name: '示例区养老产业发展有限公司', kind: '91', filedHome: false, brand: '', state: true },
] as const

/** @returns ids; the first two run sites */
export async function plantOperators(ctx: Context): Promise<string[]> {
  const base = { source: '示例', seenOn: today(ctx), example: true }
  const ids: string[] = []
  for (const [i, { name, kind, filedHome, brand, ...more }] of OPERATORS.entries()) {
    const creditCode = demoCreditCode(kind, ctx.principal.district * 100 + i)
    const met = await meetOperator(ctx, {
      ...base,
      name,
      creditCode,
      filedHome,
      brand,
      ...('state' in more && { kind: 'state-firm' }),
    })
    ids.push(met.id)
  }
  await meetOperator(ctx, { ...base, name: '示例常青养老（重庆）' })
  return ids
}
