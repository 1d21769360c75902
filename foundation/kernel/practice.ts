// Setting a practice district back to its first day. Only the app knows how a demo is planted and only the owner may empty tables:
// the app says here how, at start; where it said nothing (a real office) there is nothing to set back.
import { refused } from '@songhe/basics/problem'
import type { Progress } from './capability.ts'

export type SetBack = (district: number, progress: Progress) => Promise<void>

let setBack: SetBack | undefined

export function usePractice(how: SetBack) {
  setBack = how
}

export async function setBackPractice(district: number, progress: Progress) {
  if (!setBack) throw refused('这里不是演示区，不能重置。', { citation: { rule: '正式数据不能清空' } })
  await setBack(district, progress)
}
