// Text that no column can hold or that would be kept as something else: NUL, and halves of a character. Refused before any verb sees it, never repaired.
import { invalid } from '@songhe/basics/problem'

/** Depth is no matter here: what is still to look at stands in a list, not on the stack. */
export function refuseBrokenText(...parts: unknown[]) {
  const open: unknown[] = parts
  for (let value = open.pop(); open.length > 0 || value !== undefined; value = open.pop()) {
    if (typeof value === 'string') {
      if (value.includes('\u0000') || !value.isWellFormed()) throw BROKEN()
    } else if (Array.isArray(value)) for (const inner of value) open.push(inner)
    else if (value && typeof value === 'object') for (const [key, inner] of Object.entries(value)) open.push(key, inner)
  }
}

const BROKEN = () =>
  invalid('填写的内容里有看不见的控制字符或残缺的字，没有保存。', { next: '请删掉这一处重新输入，不要从别的软件整段粘贴。' })
